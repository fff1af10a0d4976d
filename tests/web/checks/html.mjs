// Every page is valid HTML (the Nu HTML checker).

import path from 'node:path';
import { nu } from '../lib/java.mjs';

// The checker reads files, which have no origin: to it, nothing is 'self', and a block of data is a script.
const OF_FILES = /violates Content Security Policy \(meta tag\)/;

// What others wrote stays as they wrote it.
const OF_WORDS = /Unicode Normalization Form C|appears to be written in/;

export async function html(site, findings) {
  const found = findings.of('html');
  const messages = await nu(site.pages.map((page) => path.join(site.folder, page.file)));
  for (const { type, message, url, lastLine } of messages) {
    const file = path.relative(site.folder, decodeURIComponent(new URL(url).pathname));
    const page = site.pages.find((page) => page.file === file.split(path.sep).join('/'));
    if (OF_FILES.test(message) || OF_WORDS.test(message) || !page) continue;
    found(page.path, `${type}: ${message} (line ${lastLine})`);
  }
}
