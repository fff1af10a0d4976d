// What a page weighs on its way to a reader, compressed beforehand as good hosts do it (brotli 11), in bytes.

import { brotliCompressSync, constants } from 'node:zlib';
import { fileBehind } from '../lib/site.mjs';

const BUDGET = {
  // The first round trip carries ten packets (RFC 6928), a little less without the headers.
  critical: 14 * 1024,
  total: 300 * 1024,
  home: { critical: 10 * 1024, total: 25 * 1024 },
};

const compressed = new Map();

function weightOf(site, file) {
  const key = `${site.folder}\0${file}`;
  if (!compressed.has(key)) {
    const bytes = site.files.get(file);
    const isText = /\.(html|css|js|svg|json|webmanifest|txt)$/.test(file);
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    compressed.set(key, isText ? brotliCompressSync(bytes, options).length : bytes.length);
  }
  return compressed.get(key);
}

/** What must be there before anything is shown: the page, its stylesheets for screens, scripts that do not wait. */
function critical(site, page) {
  const { $ } = page;
  const blocking = $('link[rel=stylesheet]:not([media=print])').map((_, one) => $(one).attr('href')).get();
  blocking.push(...$('script[src]:not([type=module]):not([async]):not([defer])').map((_, one) => $(one).attr('src')).get());
  return blocking.map((href) => fileBehind(site, new URL(href, page.url).href)).filter(Boolean);
}

const kB = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;

/** `requested` are the files that a browser asked for when it showed the page, the page itself included. */
export function weight(site, page, requested, findings) {
  const found = findings.of('weight');
  const sum = (files) => [...new Set(files)].reduce((all, file) => all + weightOf(site, file), 0);
  const measured = { critical: sum([page.file, ...critical(site, page)]), total: sum([page.file, ...requested]) };
  const budget = page.kind === 'home' ? BUDGET.home : BUDGET;
  for (const what of ['critical', 'total']) {
    if (measured[what] > budget[what]) found(page.path, `${what} ${kB(measured[what])}, allowed are ${kB(budget[what])}`);
  }
  return { page: page.path, ...measured };
}
