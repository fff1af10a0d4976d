// Every page in a browser: accessible in light, dark and narrow; nothing forbidden, foreign, moving or sideways; the same
// without JavaScript.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { context, inTurns, launch } from '../lib/browser.mjs';
import { fileBehind } from '../lib/site.mjs';
import { serve } from '../lib/server.mjs';
import * as inPage from './in-page.mjs';
import { weight } from './weight.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
// Between light and dark only colours differ.
const COLOURS = ['color-contrast', 'link-in-text-block'];
const AT_ONCE = 3;

/** Resolves to what each page weighs. */
export async function inBrowser(site, findings) {
  const [server, browser] = await Promise.all([serve(site), launch()]);
  try {
    const seen = await context(browser, server.origin);
    const plain = await context(browser, server.origin, { javaScriptEnabled: false });
    await seen.addInitScript(() => {
      window.__violations = [];
      document.addEventListener('securitypolicyviolation', (event) => window.__violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
    });
    const weights = [];
    await inTurns(site.pages, AT_ONCE, async (page) => weights.push(await look({ site, server, seen, plain, page, findings })));
    return weights;
  } finally {
    await browser.close();
    server.close();
  }
}

async function look({ site, server, seen, plain, page, findings }) {
  const told = (check, message) => findings.add(check, page.path, message);
  const tab = await seen.newPage();
  const requested = [];
  tab.on('request', (request) => {
    const own = request.url().startsWith(server.origin);
    if (!own && !request.url().startsWith('data:')) told('third-party', `asks for ${request.url()}`);
    else if (own) requested.push(request.url());
  });
  tab.on('dialog', (dialog) => { told('safety', `a dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on('pageerror', (error) => told('script', error.message));
  const address = server.root + (page.file.endsWith('index.html') ? page.path : page.file);
  await tab.goto(address, { waitUntil: 'load' });
  for (const violation of await tab.evaluate(() => window.__violations)) told('csp', violation);

  await tab.evaluate(AXE);
  for (const problem of await tab.evaluate(inPage.axe, { tags: WCAG })) told('axe', problem);
  await tab.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  for (const problem of await tab.evaluate(inPage.axe, { rules: COLOURS })) told('axe', `dark: ${problem}`);
  for (const animation of await tab.evaluate(inPage.moves)) told('motion', `${animation} runs although less motion is asked for`);
  await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  await tab.setViewportSize({ width: 390, height: 844 });
  for (const problem of await tab.evaluate(inPage.axe, { tags: WCAG })) told('axe', `at 390: ${problem}`);
  await tab.setViewportSize({ width: 320, height: 640 });
  for (const box of await tab.evaluate(inPage.sticksOut)) told('reflow', `at 320: ${box}`);
  if (page.$('script[src]').length > 0) await withoutScript({ tab, plain, address, told });
  await tab.close();

  const files = requested.map((url) => fileBehind(site, site.base + url.slice(server.root.length))).filter(Boolean);
  return weight(site, page, files, findings);
}

/** Nothing is lost without JavaScript: all words and links are there. A page without scripts needs no look. */
async function withoutScript({ tab, plain, address, told }) {
  const bare = await plain.newPage();
  await bare.setViewportSize({ width: 320, height: 640 });
  await bare.goto(address, { waitUntil: 'load' });
  const [full, without] = [await tab.evaluate(inPage.content), await bare.evaluate(inPage.content)];
  await bare.close();
  for (const what of ['words', 'links']) {
    const there = new Set(without[what]);
    const lost = full[what].filter((one) => !there.has(one));
    if (lost.length > 0) told('no-script', `${lost.length} ${what} are lost without JavaScript: ${lost.slice(0, 3).join(' ')}`);
  }
}
