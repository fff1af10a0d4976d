// Checks a built site: node check.mjs SITE_DIR [--weights]
//
// checks/html        valid HTML                       checks/microformats  microformats2, by an independent reader
// checks/links       links, anchors, ids              checks/json-ld       schema.org's vocabulary
// checks/head        what the head says               checks/feeds         Atom, RSS, JSON Feed, OPML, calendar, sitemap
// checks/safety      nothing active that is not ours  checks/browser       axe, CSP, reflow, motion, no script, weight
// checks/search      what stands in the register is found by typing it
//
// Exit code: 0 nothing found, 1 findings, 2 the check itself could not run.

import { inBrowser } from './checks/browser.mjs';
import { feeds } from './checks/feeds.mjs';
import { head } from './checks/head.mjs';
import { html } from './checks/html.mjs';
import { jsonLd } from './checks/json-ld.mjs';
import { links } from './checks/links.mjs';
import { microformats } from './checks/microformats.mjs';
import { safety } from './checks/safety.mjs';
import { search } from './checks/search.mjs';
import { Findings } from './lib/findings.mjs';
import { readSite } from './lib/site.mjs';

/** Every check of a site; the findings, the pages' weights and how many pages there are. */
export async function check(folder) {
  const site = await readSite(folder);
  const findings = new Findings();
  for (const look of [links, head, safety, microformats, jsonLd]) look(site, findings);
  const [weights] = await Promise.all([inBrowser(site, findings), html(site, findings), feeds(site, findings), search(site, findings)]);
  return { findings, weights, pages: site.pages.length };
}

function heaviest(weights) {
  const kB = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
  return weights.toSorted((a, b) => b.critical - a.critical).slice(0, 5)
    .map(({ page, critical, total }) => `  /${page}: critical ${kB(critical)}, total ${kB(total)}\n`).join('');
}

async function main([folder, ...options]) {
  if (!folder || options.some((option) => option !== '--weights')) {
    process.stderr.write('usage: node check.mjs SITE_DIR [--weights]\n');
    return 2;
  }
  const started = Date.now();
  const { findings, weights, pages } = await check(folder);
  findings.print((text) => process.stdout.write(text));
  if (options.includes('--weights')) process.stdout.write(heaviest(weights));
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${folder}: ${findings.all.length} findings on ${pages} pages, ${seconds} s\n`);
  return findings.all.length > 0 ? 1 : 0;
}

if (import.meta.filename === process.argv[1]) {
  main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 2;
  });
}
