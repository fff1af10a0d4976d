// What feed readers, calendars and search engines fetch follows the rules of its format, and leads to pages that are there.

import path from 'node:path';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { load } from 'cheerio';
import { readFileSync } from 'node:fs';
import { relaxNg } from '../lib/java.mjs';
import { fileBehind, isOwn } from '../lib/site.mjs';

const schema = (name) => new URL(`../schemas/${name}`, import.meta.url).pathname;

/** A grammar, and which files are written in it. */
const GRAMMARS = [
  ['atom.rnc', (name) => name.endsWith('.atom')],
  ['rss.rnc', (name) => name.endsWith('.rss')],
  ['opml.rnc', (name) => name.endsWith('.opml')],
  ['sitemap.rnc', (name) => name === 'sitemap.xml'],
];

export async function feeds(site, findings) {
  const found = findings.of('feeds');
  const names = [...site.files.keys()];
  const validations = GRAMMARS.map(async ([grammar, isWritten]) => {
    const files = names.filter(isWritten).map((name) => path.join(site.folder, name));
    for (const line of await relaxNg(schema(grammar), files)) {
      const [, file, message] = /^(.*?\.[a-z]+):(\d+:\d+: .*)$/.exec(line) ?? [null, grammar, line];
      found(path.relative(site.folder, file), message);
    }
  });
  await Promise.all(validations);
  names.filter((name) => name.endsWith('feed.json')).forEach((name) => json(site, name, found));
  names.filter((name) => name.endsWith('.atom')).forEach((name) => atom(site, name, found));
  names.filter((name) => name.endsWith('.ics')).forEach((name) => calendar(site, name, found));
  sitemap(site, found);
  formatsAgree(site, found);
}

function json(site, name, found) {
  const ajv = new Ajv({ allErrors: true });
  formats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schema('json-feed.schema.json'), 'utf8')));
  const feed = JSON.parse(site.files.get(name).toString('utf8'));
  if (!validate(feed)) for (const { instancePath, message } of validate.errors) found(name, `${instancePath} ${message}`);
  if (feed.feed_url !== site.base + name) found(name, `feed_url is ${feed.feed_url}`);
  if (new Set(feed.items.map((item) => item.id)).size !== feed.items.length) found(name, 'an id stands twice');
  for (const { url, external_url: original } of feed.items) {
    if (!fileBehind(site, url)) found(name, `${url} leads nowhere`);
    if (original && isOwn(site, original)) found(name, `external_url is ours: ${original}`);
  }
}

const xml = (site, name) => load(site.files.get(name).toString('utf8'), { xml: true });

/** RFC 4287's rules beyond its grammar: ids are unique, one page of a kind, own address. */
function atom(site, name, found) {
  const $ = xml(site, name);
  const ids = $('entry > id').map((_, id) => $(id).text()).get();
  if (new Set(ids).size !== ids.length) found(name, 'an id stands twice');
  if ($('feed > link[rel=self]').attr('href') !== site.base + name) found(name, 'rel=self is not its address');
  $('entry').each((_, entry) => {
    const pages = $(entry).find('> link[rel=alternate]').map((_, link) => $(link).attr('href')).get();
    if (pages.length !== 1 || !fileBehind(site, pages[0])) found(name, `the page of an entry: ${pages.join(' ') || 'none'}`);
  });
}

/** One feed in three formats has the same items in the same order. */
function formatsAgree(site, found) {
  for (const name of [...site.files.keys()].filter((name) => name.endsWith('feed.atom'))) {
    const stem = name.slice(0, -'.atom'.length);
    const [$, rss, json] = [xml(site, name), site.files.has(`${stem}.rss`) && xml(site, `${stem}.rss`), site.files.get(`${stem}.json`)];
    const ids = $('entry > id').map((_, id) => $(id).text()).get().join(' ');
    if (rss && rss('item > guid').map((_, id) => rss(id).text()).get().join(' ') !== ids) found(`${stem}.rss`, 'other items than in Atom');
    if (json && JSON.parse(json.toString('utf8')).items.map((item) => item.id).join(' ') !== ids) found(`${stem}.json`, 'other items than in Atom');
  }
}

/** Every page that may be listed is, and no other. */
function sitemap(site, found) {
  const robots = site.files.get('robots.txt')?.toString('utf8') ?? '';
  if (!robots.includes(`Sitemap: ${site.base}sitemap.xml`)) found('robots.txt', 'does not name the sitemap');
  if (!site.files.has('sitemap.xml')) return found('sitemap.xml', 'is not there');
  const $ = xml(site, 'sitemap.xml');
  const listed = new Set($('loc').map((_, loc) => $(loc).text()).get());
  for (const page of site.pages) {
    const hidden = /noindex/.test(page.$('meta[name=robots]').attr('content') ?? '') || page.counts !== page.url;
    if (hidden === listed.has(page.url)) found('sitemap.xml', hidden ? `${page.url} asks not to be listed` : `${page.url} is missing`);
    listed.delete(page.url);
  }
  for (const url of listed) found('sitemap.xml', `${url} leads nowhere`);
}

/** RFC 5545: lines end with CRLF and have 75 octets at most; what begins ends; events have what they need. */
function calendar(site, name, found) {
  const text = site.files.get(name).toString('utf8');
  const lines = text.split('\r\n');
  if (lines.pop() !== '' || lines.some((line) => line.includes('\n'))) found(name, 'a line does not end with CRLF');
  if (lines.some((line) => Buffer.byteLength(line) > 75)) found(name, 'a line has more than 75 octets');
  const open = [];
  let has = new Set();
  for (const line of text.replace(/\r\n[ \t]/g, '').split('\r\n')) {
    const [key] = line.split(/[;:]/);
    if (key === 'BEGIN') { open.push(line.slice(6)); has = open.at(-1) === 'VALARM' ? has : new Set(); }
    else if (key === 'END') {
      if (open.pop() !== line.slice(4)) found(name, `${line} where something else is open`);
      if (line === 'END:VEVENT') for (const needed of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY']) if (!has.has(needed)) found(name, `an event without ${needed}`);
    } else if (open.at(-1) !== 'VALARM') has.add(key);
  }
  for (const needed of ['VERSION:2.0', 'PRODID:']) if (!text.includes(`\r\n${needed}`)) found(name, `no ${needed}`);
}
