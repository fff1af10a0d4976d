// What is wrong with a site: which check says so, on which page, and what.

export class Findings {
  #all = [];

  /** `page` is an address relative to the site's root, or a file's path. */
  add(check, page, message) {
    this.#all.push({ check, page, message: message.replace(/\s+/g, ' ').slice(0, 400) });
  }

  /** A view that fills in the check's name. */
  of(check) {
    return (page, message) => this.add(check, page, message);
  }

  get all() {
    return this.#all;
  }

  /** The same message on many pages is told once. */
  print(write) {
    const told = new Map();
    for (const { check, page, message } of this.#all) {
      const key = `${check}: ${message}`;
      told.set(key, [...(told.get(key) ?? []), page]);
    }
    for (const [what, pages] of told) {
      const more = pages.length > 3 ? ` … ${pages.length} pages` : '';
      write(`  ${what}\n      /${pages.slice(0, 3).join('  /')}${more}\n`);
    }
  }
}
