// Taking part and judging, in a browser: node desk.mjs BINARY
//
// A blogger sends in the address of a home page, sees the card, corrects the name; the host opens the desk, picks a sentence,
// accepts; the next build shows it. Once with scripts and once without. On the way every page is looked at: axe in light and
// dark, nothing that sticks out at 320 pixels, nothing the policy forbids, nothing of third parties.
//
// Exit code: 0 nothing found, 1 findings, 2 the walk itself could not go on.

import { execFile, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as inPage from './checks/in-page.mjs';
import { context, launch } from './lib/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const COLOURS = ['color-contrast', 'link-in-text-block'];
// 2026-11-21, noon: the edition is open.
const NOW = '1795262400';
const SENTENCE = 'Het is geen methode, het is een gewoonte.';
const NAME = 'Noor Bakker-Wit';
// Nobody fills in a form faster.
const A_WHILE = 2200;

const TEXT = `<p>Samen leren is voor mij met vreemden aan een tafel zitten en durven vragen. Niemand wist het antwoord, en dat was het begin.</p>
<p>Sindsdien vraag ik vaker. ${SENTENCE} Wie samen leert, leert vooral wachten.</p><p>Mijn bijdrage aan <a href="https://kermis.example/leren/">de kermis</a>.</p>`;

/** A small blog: a home page, a feed, a post. */
function blog() {
  const head = (title) => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title}</title><meta name="author" content="Noor"><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>`;
  const feed = (host) => `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Noor schrijft</title><link>http://${host}/</link><language>nl</language><item><title>Aan tafel met vreemden</title><link>http://${host}/tafel/</link><guid>1</guid><dc:creator>Noor</dc:creator><pubDate>Wed, 18 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA[${TEXT}]]></description></item></channel></rss>`;
  const pages = {
    '/': () => ['text/html; charset=utf-8', `${head('Noor schrijft')}<body><p>Welkom.</p></body></html>`],
    '/tafel/': () => ['text/html; charset=utf-8', `${head('Aan tafel met vreemden')}<body><article><h1>Aan tafel met vreemden</h1>${TEXT}</article></body></html>`],
    '/feed.xml': (host) => ['application/rss+xml', feed(host)],
  };
  const server = createServer((request, response) => {
    const [kind, body] = pages[request.url]?.(request.headers.host) ?? [];
    response.writeHead(kind ? 200 : 404, { 'content-type': kind ?? 'text/plain' }).end(body ?? '');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ server, address: `127.0.0.1:${server.address().port}` })));
}

function site(folder) {
  mkdirSync(join(folder, 'content/leren'), { recursive: true });
  writeFileSync(join(folder, 'blogkermis.toml'), 'title = "Blogkermis"\nbase_url = "https://kermis.example/"\nlanguage = "nl"\n');
  writeFileSync(join(folder, 'content/leren/_index.md'), '+++\ntitle = "Samen leren"\ntheme = "samen leren"\nlanguage = "nl"\nopens = 2026-11-01\ncloses = 2026-11-30\nhost = { name = "Wies" }\n\n[terms]\nnl = ["samen leren"]\n+++\n\nWat is samen leren voor jou?\n');
}

/** The desk, as soon as it says where it is. */
async function open(binary, folder, env) {
  const child = spawn(binary, ['--root', folder, 'desk', '--port', '0'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: child.stderr })) {
    const found = line.match(/(http:\/\/\S+)/);
    if (found) return { child, start: found[1], origin: new URL(found[1]).origin };
  }
  throw new Error('the desk did not start');
}

/** Looks at the page that is open. Without scripts axe cannot run, and has seen the same page before. */
async function look(tab, what, told) {
  if (tab.hasScript) await accessible(tab, what, told);
  const size = tab.viewportSize();
  await tab.setViewportSize({ width: 320, height: 640 });
  for (const box of await tab.evaluate(inPage.sticksOut)) told(`${what}, at 320: ${box}`);
  await tab.setViewportSize(size);
}

async function accessible(tab, what, told) {
  await tab.evaluate(AXE);
  for (const problem of await tab.evaluate(inPage.axe, { tags: WCAG })) told(`${what}: ${problem}`);
  await tab.emulateMedia({ colorScheme: 'dark' });
  for (const problem of await tab.evaluate(inPage.axe, { rules: COLOURS })) told(`${what}, dark: ${problem}`);
  await tab.emulateMedia({ colorScheme: 'light' });
  const size = tab.viewportSize();
  await tab.setViewportSize({ width: 390, height: 844 });
  for (const problem of await tab.evaluate(inPage.axe, { tags: WCAG })) told(`${what}, at 390: ${problem}`);
  await tab.setViewportSize(size);
}

async function submit(tab, home, told) {
  await tab.goto('/-/join/', { waitUntil: 'load' });
  await look(tab, 'the form', told);
  await tab.fill('#address', home);
  await tab.waitForTimeout(A_WHILE);
  await tab.click('main form button[type=submit]');
  await tab.waitForSelector('#name', { timeout: 30000 });
  await look(tab, 'the preview', told);
  if (!(await tab.textContent('.card')).includes('Aan tafel met vreemden')) told('the preview has no card');
  await tab.fill('#name', NAME);
  await tab.check('input[name=consent]');
  await tab.waitForTimeout(A_WHILE);
  await tab.click('form[aria-labelledby=correct] button[type=submit]');
  await tab.waitForSelector('.letter', { timeout: 30000 });
  await look(tab, 'the receipt', told);
}

async function judge(tab, start, withScript, meddle, told) {
  await tab.goto(start, { waitUntil: 'load' });
  if (tab.url().includes('token')) told('the token stays in the address');
  await look(tab, 'the queue', told);
  await tab.click('.queue a');
  await tab.waitForSelector('#text');
  await look(tab, 'the case', told);
  if (withScript) {
    await tab.evaluate((sentence) => {
      const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(sentence);
        if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + sentence.length);
      }
    }, SENTENCE);
    await tab.waitForFunction((sentence) => document.getElementById('passage').value === sentence, SENTENCE);
    await tab.keyboard.press('c');
  } else {
    await tab.fill('#passage', SENTENCE);
    await tab.click('button[value=quote]');
  }
  await tab.waitForSelector('mark');
  await look(tab, 'the case with a quote', told);
  if (withScript) {
    await tab.fill('#blurb', 'Noor vraagt *vaker*, en wacht.');
    if (!(await tab.textContent('#card')).includes('Noor vraagt vaker, en wacht.')) told('the card does not follow the blurb');
    if ((await tab.textContent('#blurb-words')) !== '5') told('the meter does not count');
    await tab.evaluate(() => document.activeElement.blur());
    await tab.keyboard.press('a');
  } else {
    await tab.click('button[value=accept]');
  }
  await tab.waitForSelector('.kicker.is-accepted');
  await look(tab, 'what was decided', told);
  // Somebody writes into the file while the page is open: both are shown.
  meddle();
  await tab.fill('#blurb', 'Noor vraagt vaker.');
  await tab.click('button[value=blurb]');
  await tab.waitForSelector('.versions');
  await look(tab, 'two versions', told);
  if (!(await tab.textContent('.versions')).includes('Met de hand')) told('the conflict does not show the file');
  await tab.click('.work form button[name=do]');
  await tab.waitForSelector('#did');
  // Words that do not stand in the text.
  await tab.fill('#passage', 'Dat zei niemand.');
  await tab.click('button[value=definition]');
  await tab.waitForSelector('[role=alert]');
  await look(tab, 'a mistake', told);
}

async function walk(binary, browser, withScript, told) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const { server, address } = await blog();
  const env = { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', SOURCE_DATE_EPOCH: NOW, BLOGKERMIS_FETCH_ALLOW: address };
  site(folder);
  const desk = await open(binary, folder, env);
  try {
    const made = await context(browser, desk.origin, { baseURL: desk.origin, javaScriptEnabled: withScript, reducedMotion: 'reduce' });
    const tab = Object.assign(await made.newPage(), { hasScript: withScript });
    tab.on('request', (request) => { if (!request.url().startsWith(desk.origin)) told(`asks for ${request.url()}`); });
    tab.on('pageerror', (error) => told(error.message));
    tab.on('console', (message) => { if (/Content Security Policy/.test(message.text())) told(message.text()); });
    await submit(tab, `http://${address}/`, told);
    const entries = join(folder, 'content/leren/entries');
    const meddle = () => appendFileSync(join(entries, readdirSync(entries)[0]), '\nMet de hand.\n');
    await judge(tab, desk.start, withScript, meddle, told);
    await made.close();
    // The blog answers meanwhile.
    await promisify(execFile)(binary, ['--root', folder, 'build', '--quiet'], { env });
    const pages = readdirSync(join(folder, 'public'), { recursive: true }).filter((name) => name.endsWith('.html'));
    const built = pages.map((name) => readFileSync(join(folder, 'public', name), 'utf8')).join('\n');
    for (const shown of [SENTENCE, NAME, 'Aan tafel met vreemden']) if (!built.includes(shown)) told(`the build does not show “${shown}”`);
  } finally {
    desk.child.kill();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main([binary]) {
  if (!binary) {
    process.stderr.write('usage: node desk.mjs BINARY\n');
    return 2;
  }
  const found = [];
  const browser = await launch();
  try {
    for (const withScript of [true, false]) {
      const where = withScript ? 'with scripts' : 'without scripts';
      await walk(binary, browser, withScript, (problem) => found.push(`${where}: ${problem}`));
    }
  } finally {
    await browser.close();
  }
  for (const problem of found) process.stdout.write(`${problem}\n`);
  process.stdout.write(`the desk: ${found.length} findings\n`);
  return found.length > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
