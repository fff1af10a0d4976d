// What an independent reader makes of the microformats2: the roundup is one entry of the host's, others' posts are cited.

import { mf2 } from 'microformats-parser';
import { isOwn } from '../lib/site.mjs';

const is = (item, type) => item?.type?.includes(type);

/** Every item below these, themselves included: as children, and as values of properties. */
function* within(items) {
  for (const item of items) {
    if (!item?.type) continue;
    yield item;
    yield* within([...(item.children ?? []), ...Object.values(item.properties).flat()]);
  }
}

const name = (value) => (typeof value === 'string' ? value : value?.properties?.name?.[0]) ?? '';

/** What each kind of page must be, as its outermost items. */
const OUTERMOST = {
  edition: 'h-entry', entries: 'h-feed', definitions: 'h-feed', quotes: 'h-feed', entry: 'h-entry', blog: 'h-card',
};

export function microformats(site, findings) {
  const found = findings.of('microformats');
  for (const page of site.pages) {
    const told = (message) => found(page.path, message);
    const { items } = mf2(page.html, { baseUrl: page.url });
    const wanted = OUTERMOST[page.kind] ?? (page.$('main time.dt-start').length ? 'h-event' : undefined);
    const outer = items.filter((item) => is(item, wanted));
    if (wanted && outer.length !== 1) told(`${outer.length} × ${wanted} where one is the page`);
    for (const item of within(items)) checked(site, item, told);
    if (page.kind === 'edition') edition(site, page, outer[0], told);
  }
}

function checked(site, item, told) {
  const { properties } = item;
  const title = name(item).slice(0, 60);
  if (is(item, 'h-card') && !properties.name?.[0]?.trim()) told('an h-card without a name');
  if (is(item, 'h-cite') && !properties.author?.length) told(`an h-cite without an author: ${title}`);
  if (is(item, 'h-entry') && !properties.name?.length) told('an h-entry without a name');
  if (is(item, 'h-entry') && !properties.author?.length) told(`an h-entry without an author: ${title}`);
  if (is(item, 'h-event') && !(properties.start?.length && properties.url?.length)) told(`an h-event without start or url: ${title}`);
  for (const moment of ['published', 'start', 'end'].flatMap((key) => properties[key] ?? [])) {
    if (Number.isNaN(Date.parse(moment))) told(`“${moment}” is no date`);
  }
  for (const url of (properties.url ?? []).filter((url) => !URL.canParse(url))) told(`“${url}” is no whole address`);
}

/** Its address is ours and its author the host; every post in it is somebody's, elsewhere. */
function edition(site, page, entry, told) {
  if (!entry) return;
  if (entry.properties.url?.[0] !== page.counts) told(`the roundup's address is ${entry.properties.url?.[0]}`);
  for (const item of within(entry.children ?? [])) {
    if (is(item, 'h-entry')) told(`an h-entry inside the roundup: ${name(item)}`);
    const own = (item.properties.url ?? []).find((url) => is(item, 'h-cite') && isOwn(site, url) && !url.includes('/entries/'));
    if (own) told(`a citation with an address of ours: ${own}`);
  }
}
