// What the head of a page says of it: title, language, address, policy, feeds, translations.

import { rules } from '../lib/server.mjs';
import { fileBehind } from '../lib/site.mjs';

/** A policy as a set of directives, without the one that has no meaning in a page. */
const directives = (policy) =>
  (policy ?? '').split(';').map((part) => part.trim()).filter((part) => part && !part.startsWith('frame-ancestors')).sort().join('; ');

export function head(site, findings) {
  const found = findings.of('head');
  const everywhere = rules(site.files.get('_headers')?.toString('utf8') ?? '').find((rule) => rule.pattern === '/*');
  const headers = new Map((everywhere?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'permissions-policy', 'cross-origin-opener-policy']) {
    if (!headers.has(name)) found('_headers', `no ${name}`);
  }
  const titles = new Map();
  for (const page of site.pages) {
    const { $ } = page;
    const told = (message) => found(page.path, message);
    const one = (selector) => { if ($(selector).length !== 1) told(`${$(selector).length} × ${selector}`); };
    ['html[lang]', 'head > title', 'meta[charset]', 'meta[name=viewport]', 'main', 'h1', 'a.skip'].forEach(one);
    const title = $('head > title').text();
    const named = `${$('html').attr('lang')} ${title}`;
    if (titles.has(named) && page.counts === page.url) told(`the title is that of /${titles.get(named)}, too`);
    titles.set(named, page.path);
    if (!$('meta[name=description]').attr('content')?.trim()) told('no description');
    const canonical = $('link[rel=canonical]').attr('href');
    if (page.kind !== 'lost' && canonical !== page.counts) told(`the canonical address is ${canonical}`);
    if (page.kind !== 'lost' && $('meta[property="og:url"]').attr('content') !== canonical) told('og:url is not the canonical address');
    for (const name of ['og:title', 'og:type', 'og:site_name']) if (!$(`meta[property="${name}"]`).attr('content')) told(`no ${name}`);
    if ($('meta[property="og:image"]').length && !$('meta[property="og:image:alt"]').attr('content')) told('og:image without og:image:alt');
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content');
    if (directives(policy) !== directives(headers.get('content-security-policy'))) told('the policy in the page is not that of _headers');
    $('link[rel=alternate][hreflang]').each((_, link) => translation(site, page, $(link), told));
  }
  manifest(site, found);
}

/** A translation is another page, in another language, which names this one. */
function translation(site, page, link, told) {
  const [language, address] = [link.attr('hreflang'), new URL(link.attr('href'), page.url).href];
  const other = site.pages.find((other) => other.file === fileBehind(site, address));
  if (language === 'x-default' || address === page.url) return;
  if (!other) return told(`the translation ${address} is not there`);
  if (other.$('html').attr('lang') !== language) told(`${address} is not in ${language}`);
  const back = other.$('link[rel=alternate][hreflang]').toArray().some((one) => new URL(one.attribs.href, other.url).href === page.url);
  if (!back) told(`${address} does not name this page as its translation`);
}

function manifest(site, found) {
  const bytes = site.files.get('site.webmanifest');
  if (!bytes) return;
  const { name, start_url: start, icons = [] } = JSON.parse(bytes.toString('utf8'));
  if (!name || !start) found('site.webmanifest', 'no name, or no start_url');
  const missing = icons.filter((icon) => !fileBehind(site, new URL(icon.src, `${site.base}site.webmanifest`).href));
  for (const icon of missing) found('site.webmanifest', `the icon ${icon.src} is not there`);
}
