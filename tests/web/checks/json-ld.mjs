// What search engines read: schema.org's types and properties only, and originals under their own addresses.

import { isOwn } from '../lib/site.mjs';
import { has, vocabulary } from '../lib/vocabulary.mjs';

/** What each kind of page must speak of. */
const REQUIRED = {
  home: ['WebSite'], edition: ['CollectionPage', 'ItemList', 'BreadcrumbList'], entries: ['CollectionPage', 'ItemList', 'BreadcrumbList'],
  definitions: ['DefinedTermSet', 'BreadcrumbList'], quotes: ['CollectionPage', 'BreadcrumbList'], call: ['BreadcrumbList'],
  entry: ['BlogPosting', 'BreadcrumbList'], blog: ['ProfilePage', 'Person', 'BreadcrumbList'], blogs: ['CollectionPage'], archive: ['CollectionPage'],
};

/** Without these a thing says nothing. */
const NEEDED = {
  BlogPosting: ['author'], Quotation: ['text'], DefinedTerm: ['name', 'description', 'inDefinedTermSet'], Person: ['name'],
  ListItem: ['position', 'item'], ItemList: ['numberOfItems'], Event: ['name', 'startDate', 'location'], WebSite: ['name', 'url'],
  CollectionPage: ['name', 'url'], DefinedTermSet: ['name', 'url'], ProfilePage: ['mainEntity'],
};

const ADDRESSES = ['url', 'isBasedOn', 'inDefinedTermSet'];
const DATES = ['datePublished', 'startDate', 'endDate'];

export function jsonLd(site, findings) {
  const found = findings.of('json-ld');
  const types = vocabulary();
  for (const page of site.pages) {
    const told = (message) => found(page.path, message);
    const seen = new Set();
    page.$('script[type="application/ld+json"]').each((_, script) => {
      const text = page.$(script).html();
      if (text.includes('<')) told('a “<” that is not \\u003c');
      try {
        const value = JSON.parse(text);
        if (value['@context'] !== 'https://schema.org') told(`the context is ${value['@context']}`);
        for (const thing of value['@graph'] ?? [value]) visit(thing, { types, seen, told, site });
      } catch (error) {
        told(`no JSON: ${error.message}`);
      }
    });
    for (const type of REQUIRED[page.kind] ?? []) if (!seen.has(type)) told(`nothing says ${type}`);
  }
}

function visit(thing, { types, seen, told, site }) {
  if (Array.isArray(thing)) return thing.forEach((one) => visit(one, { types, seen, told, site }));
  if (typeof thing !== 'object' || thing === null) return;
  const type = thing['@type'];
  seen.add(type);
  if (!types.get(type)?.isType) told(`schema.org has no type ${type}`);
  for (const needed of NEEDED[type] ?? []) if (thing[needed] === undefined) told(`a ${type} without ${needed}`);
  for (const [name, value] of Object.entries(thing)) {
    if (!name.startsWith('@') && !has(types, type, name)) told(`schema.org's ${type} has no ${name}`);
    if (value === null || value === '') told(`${type}.${name} is empty`);
    if (ADDRESSES.includes(name) && !/^https?:\/\//.test(value)) told(`${type}.${name} is no address: ${value}`);
    if (DATES.includes(name) && Number.isNaN(Date.parse(value))) told(`${type}.${name} is no date: ${value}`);
    visit(value, { types, seen, told, site });
  }
  if (type === 'BlogPosting' && thing.url && isOwn(site, thing.url)) told(`a BlogPosting of ours: ${thing.url}`);
}
