// Serves a site as a server that reads `_headers` would: compression is left out, since weights are computed.

import { createServer } from 'node:http';

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml', png: 'image/png', json: 'application/json', webmanifest: 'application/manifest+json',
  woff2: 'font/woff2', txt: 'text/plain; charset=utf-8', ico: 'image/x-icon', wasm: 'application/wasm',
};

/** `_headers`: an address per line, its headers indented below it; `*` at the end stands for anything. */
export function rules(text) {
  const all = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('/')) all.push({ pattern: line.trim(), headers: [] });
    const header = /^\s+([^:\s]+):\s*(.*)$/.exec(line);
    if (header) all.at(-1)?.headers.push([header[1], header[2].trim()]);
  }
  return all;
}

const matches = (pattern, address) =>
  pattern.endsWith('*') ? address.startsWith(pattern.slice(0, -1)) : pattern === address;

/** Starts on a free port of this machine. The site stands where its canonical addresses say, below the host. */
export async function serve(site) {
  const folder = new URL(site.base).pathname;
  const told = rules(site.files.get('_headers')?.toString('utf8') ?? '');
  const server = createServer((request, response) => {
    const address = decodeURIComponent(request.url.split('?')[0]);
    let name = address.startsWith(folder) ? address.slice(folder.length) : '\0';
    if (name === '' || name.endsWith('/')) name += 'index.html';
    const found = site.files.get(name);
    for (const rule of told.filter((rule) => matches(rule.pattern, `/${name.replace(/index\.html$/, '')}`))) {
      for (const [header, value] of rule.headers) response.setHeader(header, value);
    }
    response.setHeader('Content-Type', TYPES[(found ? name : '404.html').split('.').pop()] ?? 'application/octet-stream');
    response.statusCode = found ? 200 : 404;
    response.end(found ?? site.files.get('404.html') ?? 'nothing here');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, root: origin + folder, close: () => server.close() };
}
