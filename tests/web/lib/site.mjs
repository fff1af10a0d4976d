// A built site, read from its folder: every file, and every page with its tree.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'cheerio';

/** One page: `path` is its address relative to the site's root, as links have it (`a/b/`, '' for the home page). */
function page(file, bytes, base) {
  const html = bytes.toString('utf8');
  const $ = load(html);
  const kind = /\bis-([a-z-]+)/.exec($('body').attr('class') ?? '')?.[1] ?? '';
  const address = file.replace(/(^|\/)index\.html$/, '$1');
  return { file, path: address, html, $, kind, url: new URL(address, base).href };
}

/** The address that counts for a page in the folder of another language, when it is the first language's in other words. */
function original(page, pages, base) {
  const [folder, ...rest] = page.path.split('/');
  const canonical = page.$('link[rel=canonical]').attr('href');
  if (page.$('html').attr('lang') !== folder || canonical !== new URL(rest.join('/'), base).href) return undefined;
  return pages.some((other) => other.url === canonical) ? canonical : undefined;
}

/** Everything under `folder`, by path with `/` between its parts. */
export async function readSite(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath ?? entry.path, entry.name);
    files.set(path.relative(folder, full).split(path.sep).join('/'), await readFile(full));
  }
  const home = files.get('index.html');
  if (!home) throw new Error(`${folder} has no index.html`);
  const base = load(home.toString('utf8'))('link[rel=canonical]').attr('href');
  if (!base) throw new Error(`${folder}/index.html does not say where the site stands (link rel=canonical)`);
  const names = [...files.keys()].filter((name) => name.endsWith('.html')).sort();
  const pages = names.map((name) => page(name, files.get(name), base));
  for (const one of pages) one.counts = original(one, pages, base) ?? one.url;
  return { folder: path.resolve(folder), base, files, pages };
}

/** The file behind an address of the site, without query and fragment; nothing when it is somebody else's or missing. */
export function fileBehind(site, url) {
  const { href } = new URL(url);
  const address = href.split(/[?#]/)[0];
  if (!address.startsWith(site.base)) return undefined;
  const inside = decodeURIComponent(address.slice(site.base.length));
  const candidates = inside === '' || inside.endsWith('/') ? [`${inside}index.html`] : [inside];
  return candidates.find((name) => site.files.has(name));
}

/** Whether an address belongs to the site. */
export function isOwn(site, url) {
  return url === site.base.slice(0, -1) || url.startsWith(site.base);
}
