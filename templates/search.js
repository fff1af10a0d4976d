// Looks things up in the site's own index. Without it the register below the form leads there too.
const form = document.getElementById("search"), list = document.getElementById("results"), told = document.getElementById("found");
const MOST = 40, root = form.dataset.root;
const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const fold = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþı]/g, (c) => letters[c]).replace(/[^\p{L}\p{N}]/gu, "");
let index;
const load = () => (index ??= fetch(form.dataset.index).then((answer) => answer.json()).then((index) => ({ ...index, words: index.words.split(" "), common: new Set(index.common.split(" ")) })));

// What a typed word stands for: the forms that are it or begin with it; else those that begin almost so.
function groups({ words, groups }, typed) {
  for (let stem = typed; stem.length > Math.max(2, typed.length - 4); stem = stem.slice(0, -1)) {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < stem) low = middle + 1; else high = middle;
    }
    const found = new Map();
    for (let at = low; at < words.length && words[at].startsWith(stem); at++) {
      for (const group of groups[at]) found.set(group, Math.max(found.get(group) ?? 0, words[at] === typed ? 3 : 1));
    }
    if (found.size || typed.length < 4) return found;
  }
  return new Map();
}

// Pages that have all of the words that any page has, the best first. Beside other words those that say nothing do not count.
function search(index, query) {
  const words = (query.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []).map(fold).filter(Boolean);
  const telling = words.filter((word) => !index.common.has(word));
  let all;
  for (const typed of telling.length ? telling : words) {
    const pages = new Map();
    for (const [group, exact] of groups(index, typed)) {
      const places = index.places[group];
      for (let i = 0; i < places.length; i += 2) pages.set(places[i], (pages.get(places[i]) ?? 0) + exact * Math.log2(1 + places[i + 1]));
    }
    if (!pages.size) continue;
    all = all ? new Map([...all].filter(([page]) => pages.has(page)).map(([page, worth]) => [page, worth + pages.get(page)])) : pages;
  }
  return [...(all ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);
}

const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);

function show({ pages, people }, found) {
  list.replaceChildren(...found.slice(0, MOST).map((page) => {
    const { title, path, lang, text, by, edition } = pages[page];
    const item = document.createElement("li"), heading = document.createElement("h3");
    heading.append(element("a", title, { href: root + path, lang }));
    const meta = [people[by], edition].filter(Boolean).join(" · ");
    item.append(heading);
    if (meta) item.append(element("p", meta, { className: "meta" }));
    if (text) item.append(element("p", text, { lang }));
    return item;
  }));
}

async function run() {
  const query = form.q.value.trim(), { by, language } = form;
  history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  if (!query) {
    list.replaceChildren();
    told.textContent = "";
    return;
  }
  const known = await load();
  if (query !== form.q.value.trim()) return;
  const found = search(known, query).filter((page) => {
    const { by: person, lang } = known.pages[page];
    return (!by.value || known.people[person] === by.value) && (!language.value || lang.split("-")[0] === language.value);
  });
  show(known, found);
  const { none, one, many } = form.dataset;
  list.dataset.query = query;
  told.textContent = (found.length > 1 ? many : found.length ? one : none).replace("%", found.length);
}

// Whom one can ask for stands in the index: fetched when somebody comes near the form.
async function name() {
  const { people } = await load(), { by } = form;
  if (by.length === 1) by.append(...people.map((name) => element("option", name)));
}

form.hidden = false;
for (const near of ["focusin", "pointerover"]) form.addEventListener(near, name, { once: true });
form.onsubmit = (event) => {
  event.preventDefault();
  run();
};
form.oninput = run;
form.q.value = new URLSearchParams(location.search).get("q") ?? "";
if (form.q.value) run();
