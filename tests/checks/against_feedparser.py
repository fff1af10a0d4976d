#!/usr/bin/env python3
"""Reads all of ../shared/feeds with the program and with Python's feedparser and compares entries, titles, links and dates.
Usage: against_feedparser.py BINARY [FOLDER]

Needs `feedparser` (PyPI). Skipped with a word where the package or the folder is missing. Prints every difference with
the class it belongs to, and ends with 1 when fewer than 99 % of the entries are equal in everything.

Before they are compared, titles lose their markup and their white space is folded, addresses lose tracking parameters and
the slash behind a bare host, dates become instants (a day is its midnight in UTC, as feedparser has it), the year 1 is no
date (that is how Go writes none), and where a link leads through Feedburner the `feedburner:origLink` beside it is the link
(feedparser keeps both, here the post has the address that its readers should go to).

JSON Feed is counted apart: feedparser 6 does not read it.

What is different and why:

* `misread-there`: `2020/1/10 14:33:00` is the tenth of January, 14:33; feedparser loses the time and turns the month and
  the day around.
* `address-date`: no date in the entry, but a day in its address. Here that is its date, with a note; feedparser has none.
* `enclosure-link`: an entry without a link of its own. Here it is found at its file; feedparser has no link.
* `entries`: not the same number of entries; all of the feed's entries count as different.
* `other`: none of these; each of them is a fault, here or there.
"""
import calendar
import html
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
FEEDS = ROOT.parent / "shared" / "feeds"
BASE = "https://feeds.example/feed.xml"
FEEDBURNER = re.compile(r"https?://(feedproxy\.google|([\w-]+\.)?feedburner)\.com/")
TRACKING = re.compile(r"(?i)(utm_|mtm_|pk_)\w*|fbclid|gclid|mc_[ce]id")
ENOUGH = 0.99


def text(value):
    """Readable text of a title that may hold markup."""
    value = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", value or "")
    value = re.sub(r"</?[a-zA-Z][^<>]*>", "", value)
    value = html.unescape(value)
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", " ", value).strip()


def address(value):
    value = (value or "").strip()
    if "?" in value:
        start, rest = value.split("?", 1)
        query, *fragment = rest.split("#", 1)
        kept = [pair for pair in query.split("&") if not TRACKING.fullmatch(pair.split("=")[0])]
        value = start + ("?" + "&".join(kept) if kept else "") + "".join("#" + f for f in fragment)
    parts = urlsplit(value)
    if parts.path in ("", "/") and not parts.query and not parts.fragment:
        value = f"{parts.scheme}://{parts.netloc}" if parts.scheme else value
    return value


def instant(value):
    if not value:
        return None
    at = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value.replace("Z", "+00:00")))
    return int((at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp())


def ours(binary, path):
    done = subprocess.run([binary, "inspect", "feed", str(path), "--base", BASE, "--json"], capture_output=True, timeout=60)
    if done.returncode not in (0, 4):
        sys.exit(f"{path.name}: {done.stderr.decode()[-500:]}")
    return json.loads(done.stdout) if done.returncode == 0 else {"entries": [], "notes": []}


def theirs(feedparser, path):
    entries = []
    parsed = feedparser.parse(path.read_bytes(), response_headers={"content-location": BASE}, sanitize_html=False)
    for entry in parsed.entries:
        at = entry.get("published_parsed") or entry.get("updated_parsed")
        at = None if at and at.tm_year <= 1 else at
        link = entry.get("link") or ""
        if FEEDBURNER.match(link):
            link = entry.get("feedburner_origlink") or link
        entries.append({
            "title": text(entry.get("title")),
            "link": address(link),
            "date": calendar.timegm(at) if at else None,
        })
    return entries


def classify(field, mine, other, entry):
    if field == "date" and mine and other and other % 86400 == 0 and mine % 86400:
        return "misread-there"
    if field == "date" and other is None and re.search(r"/\d{4}[-/]\d{1,2}[-/]\d{1,2}", entry["url"]):
        return "address-date"
    if field == "link" and not other:
        return "enclosure-link"
    return "other"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binary, folder = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]) if len(sys.argv) > 2 else FEEDS
    if not folder.is_dir():
        print("skipped: there is no ../shared/feeds here")
        return 0
    try:
        import feedparser
    except ImportError:
        print("skipped: feedparser is not installed")
        return 0
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in ("README.md", "manifest.tsv"))
    classes, total, equal, json_entries = Counter(), 0, 0, 0
    for path in files:
        report, other = ours(binary, path), theirs(feedparser, path)
        if report.get("feed", {}).get("format") == "json":
            json_entries += len(report["entries"])
            continue
        mine = report["entries"]
        total += max(len(mine), len(other))
        if len(mine) != len(other):
            classes["entries"] += abs(len(mine) - len(other))
            print(f"{path.name}: entries: {len(mine)} here, {len(other)} there")
            continue
        for number, (entry, their) in enumerate(zip(mine, other), 1):
            fields = {
                "title": (text(entry["title"]), their["title"]),
                "link": (address(entry["url"]), their["link"]),
                "date": (instant(entry["published"] or entry["updated"]), their["date"]),
            }
            different = {field: pair for field, pair in fields.items() if pair[0] != pair[1]}
            equal += not different
            for field, (a, b) in different.items():
                kind = classify(field, a, b, entry)
                classes[kind] += 1
                print(f"{path.name} #{number}: {field} ({kind}): {a!r} here, {b!r} there")
    share = equal / total if total else 0
    print(f"{len(files)} files; {json_entries} entries of JSON Feeds not compared; differences: {dict(classes)}")
    print(f"{equal} of {total} entries are equal in title, link and date ({100 * share:.2f} %)")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
