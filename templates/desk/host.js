// What a pointer and single keys can do faster. Every bit of it is a form of the page that works without.
const at = (id) => document.getElementById(id);
const passage = at("passage"), text = at("text"), blurb = at("blurb");

// Selecting words of the text puts them into the form.
if (passage && text) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const words = selection.toString().trim();
    if (words && selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer)) passage.value = words;
  });
}

// The card and the meter follow the blurb.
if (blurb) {
  const words = at("blurb-words"), meter = at("blurb-meter"), card = at("card")?.querySelector("article");
  const shown = card?.querySelector(".p-summary"), own = shown?.textContent;
  const plain = (markdown) => markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`#>]/g, "").replace(/\s+/g, " ").trim();
  blurb.addEventListener("input", () => {
    const said = plain(blurb.value), count = (said.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []).length;
    words.value = count;
    meter.value = count;
    if (!card) return;
    let summary = shown ?? card.querySelector(".p-summary");
    if (!summary) {
      summary = document.createElement("p");
      summary.className = "p-summary";
      card.append(summary);
    }
    summary.classList.remove("own-words", "inner");
    summary.textContent = said || own || "";
  });
}

// What was just done steps aside after ten seconds, unless somebody is at it; the history below has it for good.
const did = at("did");
if (did && !did.querySelector("[data-stays]")) {
  const leave = () => (did.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : (did.hidden = true));
  setTimeout(leave, 10000);
}

// Single keys, for who has not switched them off.
if (at("keys")?.dataset.keys === "on") {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "?") {
      const help = at("help");
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
      return event.preventDefault();
    }
    const reached = /^[jkawcu]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
    const first = event.key === "j" && !reached && document.querySelector(".queue a");
    const wanted = reached || first;
    if (!wanted || (event.key === "c" && !passage.value)) return;
    event.preventDefault();
    wanted.click();
  });
}
