// Proves that the checks can fail: every planted defect is found by its check, and a good page has none.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '../check.mjs';
import { DEFECTS, FILES } from './defects.mjs';

const BASE = 'https://defects.example/';
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'none'";
const HEADERS = `/*\n  Content-Security-Policy: ${POLICY}\n  Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n`
  + '  Permissions-Policy: camera=()\n  Cross-Origin-Opener-Policy: same-origin\n';
const STYLE = `body{margin:1rem;font:1rem/1.5 serif;color:#111;background:#fff}a{color:#00c}
.faint{color:#ccc}.wide{width:900px}.tiny{width:12px;height:12px;padding:0;border:0}.rigid{overflow-wrap:normal}
@media (prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:#9cf}.night{color:#222}}
.restless{animation:on 3s infinite}@keyframes on{to{translate:1rem}}`;
const LATE = 'const p = document.createElement("p"); p.textContent = "Only with a script"; document.querySelector("#late").append(p);';

async function plant(folder) {
  const good = (await readFile(new URL('good.html', import.meta.url), 'utf8'));
  const files = { 'style.css': STYLE, 'late.js': LATE, _headers: HEADERS, 'robots.txt': `Sitemap: ${BASE}sitemap.xml\n` };
  const page = (name, address, { head = '', body = '', replace } = {}) => {
    const html = good.replaceAll('{title}', `A page: ${name}`).replaceAll('{url}', BASE + address)
      .replace('<!--head-->', head).replace('<!--body-->', body);
    files[`${address}index.html`] = replace ? html.replace(...replace) : html;
  };
  page('home', '');
  for (const [name, defect] of Object.entries(DEFECTS)) page(name, `${name}/`, defect);
  const all = ['', ...Object.keys(DEFECTS).map((name) => `${name}/`)];
  files['sitemap.xml'] = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${all.map((one) => `<url><loc>${BASE}${one}</loc></url>`).join('')}</urlset>`;
  for (const [name, text] of Object.entries(FILES)) files[`bad/${name}`] = text.replace('NAME.atom', name);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'defects-'));
try {
  await plant(folder);
  const { findings } = await check(folder);
  const seen = (check, page) => findings.all.some((one) => one.check === check && one.page === page);
  const missed = [
    ...Object.entries(DEFECTS).filter(([name, { sees }]) => !seen(sees, `${name}/`)).map(([name, { sees }]) => `${sees} does not see ${name}`),
    ...Object.keys(FILES).filter((name) => !seen('feeds', `bad/${name}`)).map((name) => `feeds does not see ${name}`),
    ...findings.all.filter(({ page }) => page === '').map(({ check, message }) => `the good page: ${check}: ${message}`),
  ];
  for (const what of missed) process.stdout.write(`  ${what}\n`);
  const planted = Object.keys(DEFECTS).length + Object.keys(FILES).length;
  process.stdout.write(`${planted} defects planted, ${missed.length} surprises\n`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}
