// Writes a site and feeds of bloggers who are as unfriendly as names, titles and addresses allow: node make.mjs DIR, then
// `blogkermis --root DIR add content/feeds/*.atom` and `build`, as a host would.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const LONG = 'donaudampfschiffahrtselektrizitaet'.repeat(150).slice(0, 5000);
const WIDE = '字'.repeat(5000);
const ZALGO = [...'kermis'].map((letter) => letter + '\u0300\u0316\u0335\u034f\u0489'.repeat(12)).join('');

/** What stands in a blog's name, its author's, its posts' titles, texts and addresses. */
const ATTACKS = [
  ['script', '<script>alert(1)</script>'],
  ['handler', '"><img src=x onerror=alert(1)>'],
  ['closing', '</title></script></style></textarea>--><svg onload=alert(1)>'],
  ['quotes', `' " \` onmouseover=alert(1) style=position:fixed x="`],
  ['template', '{{ config }} {% raw %} ${7*7} <%= 1 %> &lt;b&gt; &#0; &amp;amp;'],
  ['override', '\u202egnitirw\u202c \u2067ltr\u2069 \u200f\u200e \u202ereversed'],
  ['long', LONG],
  ['wide', WIDE],
  ['zalgo', ZALGO],
  ['emoji', '🎠👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇳🇱👍🏿 \u{1f600}\ufe0f\u200d'],
  ['arabic', 'التعلّم بصوت عالٍ في المقهى', 'ar'],
  ['hebrew', 'ללמוד בקול רם (abc) 123 – "כן"!', 'he'],
  ['markdown', '[klik](javascript:alert(1)) ![x](data:text/html,<script>alert(1)</script>) `</code>` # kop\n- lijst'],
  ['empty', '\u00a0\u200b\ufeff\u2060\u00ad'],
];

const xml = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const toml = (text) => JSON.stringify(text).replace(/\u007f/g, '\\u007f');

/** A body that is quoted, defines the theme and is summarised, with the attack in all of it. */
const body = (attack) => {
  const words = xml(attack);
  return `<p>Onder hardop leren versta ik leren waar anderen bij zijn ${words}.</p>
    <p>“Wie hardop leert ${words} leert nooit alleen,” zegt Jan ${words} Jansen.</p>
    <blockquote><p>Een kermis is ${words} een feest voor wie durft te leren.</p></blockquote>
    <p>${words} ${attack}</p><p>Daarna gaat het over de les, want de les begint pas als de les voorbij is.</p>`;
};

const ADDRESSES = {
  script: 'javascript:alert(1)',
  handler: 'https://kwaad.example/"><script>alert(1)</script>',
  override: 'https://kwaad.example/\u202egnp.exe',
  long: `https://kwaad.example/${LONG}`,
  arabic: 'https://مثال.example/مسار?س=ج#م',
  markdown: 'data:text/html,<script>alert(1)</script>',
};

function feed(name, attack, language) {
  const address = ADDRESSES[name] ?? `https://${name}.example/post?q=${attack.slice(0, 40)}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><title>${xml(attack)}</title><id>urn:x:${name}</id>
<updated>2026-11-03T08:00:00Z</updated><author><name>${xml(attack)}</name><uri>${xml(address)}</uri></author>
<entry><id>urn:x:${name}:1</id><title>Hardop leren ${xml(attack)}</title><link href="${xml(address)}"/>
<category term="hardop"/><category term="${xml(attack.slice(0, 200))}"/>
<published>2026-11-03T08:00:00Z</published><updated>2026-11-03T08:00:00Z</updated>
<content type="html">${xml(body(attack))}</content></entry></feed>
`;
}

/** What the same people say of the edition on their own pages: words and names of the lengths that are kept. */
function reactions() {
  const cut = (text, most) => [...text].slice(0, most).join('');
  const kinds = ['reply', 'mention', 'like', 'repost', 'bookmark'];
  const all = [...ATTACKS, ...ATTACKS, ...ATTACKS].map(([name, attack, language = 'nl'], n) => ({
    url: `https://${name}-${n}.example/${encodeURIComponent(cut(attack, 300))}`,
    kind: n < ATTACKS.length ? 'reply' : kinds[n % kinds.length],
    author: { name: cut(attack, 80), url: ADDRESSES[name] && URL.canParse(ADDRESSES[name]) ? new URL(ADDRESSES[name]).href : null },
    title: n % 2 ? cut(attack, 200) : null,
    published: '2026-11-20',
    received: '2026-11-21T08:00:00Z',
    language: n % 3 ? language : null,
    excerpt: cut(`${attack} `.repeat(20), 280),
  }));
  return { version: 1, edition: 'hardop', reactions: all };
}

// What XML cannot hold, no feed can bring.
// eslint-disable-next-line no-control-regex
const legal = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const EDITION = `+++
title = ${toml(`Hardop leren 🎠 ${LONG.slice(0, 120)}`)}
theme = "hardop leren"
language = "nl"
opens = 2026-10-05
closes = 2026-11-30
tags = ["hardop"]
prompts = [${toml(ATTACKS[1][1])}, ${toml(ATTACKS[10][1])}]
host = { name = ${toml(`Wil ${ATTACKS[0][1]}`)}, url = "https://wil.example/" }
[terms]
nl = ["hardop leren"]
+++

Doe mee, ${ATTACKS[10][1]}
`;

async function make(root) {
  const put = async (name, text) => {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  await put('blogkermis.toml', `title = ${toml(`Kermis ${ATTACKS[1][1]} ${LONG.slice(0, 60)}`)}\nbase_url = "https://kermis.example/onder/"\nlanguage = "nl"\n`);
  await put('content/hardop/_index.md', EDITION);
  for (const [name, attack, language = 'nl'] of ATTACKS) {
    await put(`content/feeds/${name}.atom`, legal(feed(name, attack, language)));
  }
  await put('harvest/reactions/hardop.json', JSON.stringify(reactions(), null, 2));
}

const [root] = process.argv.slice(2);
if (!root) {
  process.stderr.write('usage: node make.mjs DIR\n');
  process.exit(2);
}
await make(root);
