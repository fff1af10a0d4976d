// The search page as a reader uses it: terms of the register are typed, and lead where the register leads.

import { context, launch } from '../lib/browser.mjs';
import { serve } from '../lib/server.mjs';

const TERMS = 12;

export async function search(site, findings) {
  const page = site.pages.find((one) => one.$('form#search').length > 0);
  if (!page) return;
  const told = (message) => findings.add('search', page.path, message);
  const [server, browser] = await Promise.all([serve(site), launch()]);
  try {
    const tab = await (await context(browser, server.origin)).newPage();
    tab.on('pageerror', (error) => told(error.message));
    const address = server.root + page.path;
    await tab.goto(address);
    const terms = await tab.$$eval('.register dt', (all) => all.map((dt) => ({ term: dt.textContent, entry: dt.nextElementSibling.querySelector('a').href })));
    const step = Math.max(1, Math.ceil(terms.length / TERMS));
    for (const { term, entry } of terms.filter((_, n) => n % step === 0)) {
      // Capitals and marks do not matter, and most of a word will do.
      const forms = [term, term.toUpperCase().normalize('NFD'), ...(term.length > 4 ? [term.slice(0, -1)] : [])];
      for (const typed of forms) {
        if (!(await results(tab, typed)).includes(entry)) told(`“${typed}” does not lead to ${entry}`);
      }
    }
    if ((await results(tab, 'qzxqzxqzx')).length > 0) told('nonsense finds something');
    if (!(await tab.textContent('#found'))) told('nobody is told that nothing was found');
    if (terms.length > 0) {
      await tab.goto(`${address}?q=${encodeURIComponent(terms[0].term)}`);
      await tab.waitForSelector('#results a', { timeout: 3000 }).catch(() => told('an address with a question does not answer it'));
    }
  } finally {
    await browser.close();
    server.close();
  }
}

/** The addresses that are found for what is typed. */
async function results(tab, typed) {
  await tab.fill('#q', typed);
  await tab.waitForFunction((query) => document.getElementById('results').dataset.query === query, typed.trim(), { timeout: 3000 });
  return tab.$$eval('#results a', (all) => all.map((a) => a.href));
}
