// Every link inside the site leads somewhere, every anchor is there, no id twice.

import { fileBehind, isOwn } from '../lib/site.mjs';

const LINKS = 'a[href], link[href], img[src], script[src], use[href], area[href], source[src], form[action], blockquote[cite], q[cite]';
const NAMES = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details', 'headers', 'list'];

const ids = (page) => page.$('[id]').map((_, element) => page.$(element).attr('id')).get();

export function links(site, findings) {
  const found = findings.of('links');
  const anchors = new Map(site.pages.map((page) => [page.file, new Set(ids(page))]));
  for (const page of site.pages) {
    const { $ } = page;
    const seen = new Set();
    for (const id of ids(page)) {
      if (seen.has(id)) found(page.path, `the id “${id}” stands twice`);
      seen.add(id);
    }
    for (const name of NAMES) {
      $(`[${name}]`).each((_, element) => {
        for (const id of ($(element).attr(name) ?? '').split(/\s+/).filter(Boolean)) {
          if (!seen.has(id)) found(page.path, `${name}="${id}" names nothing`);
        }
      });
    }
    $(LINKS).each((_, element) => {
      const { href, src, action, cite } = element.attribs;
      const written = href ?? src ?? action ?? cite;
      const url = URL.canParse(written, page.url) ? new URL(written, page.url) : undefined;
      if (!url || !['http:', 'https:', 'mailto:', 'data:'].includes(url.protocol)) {
        found(page.path, `“${written}” is no address of the web`);
      } else if (isOwn(site, url.href)) {
        const file = fileBehind(site, url.href);
        const anchor = decodeURIComponent(url.hash.slice(1).split(':~:')[0]);
        if (!file) found(page.path, `“${written}” leads nowhere`);
        else if (anchor && anchors.has(file) && !anchors.get(file).has(anchor)) found(page.path, `there is no “${written}”`);
      }
    });
  }
}
