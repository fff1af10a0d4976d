// Chromium, and one page of the site after another in it. Nothing leaves this machine: whatever is asked of others is
// refused and told.

import { chromium } from 'playwright-core';

const ROOT = process.getuid?.() === 0;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
    // As root, in a container, there is no other sandbox to be had.
    args: ['--disable-gpu', '--disable-dev-shm-usage', ...(ROOT ? ['--no-sandbox'] : [])],
  });
}

/** A context in which every request is written down, and only those to `origin` are made. */
export async function context(browser, origin, options) {
  const made = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await made.route((url) => url.origin !== origin && url.protocol !== 'data:', (route) => route.abort());
  return made;
}

/** Runs `work` on every item, `width` at a time. */
export async function inTurns(items, width, work) {
  const queue = [...items];
  const worker = async () => { while (queue.length > 0) await work(queue.shift()); };
  await Promise.all(Array.from({ length: width }, worker));
}
