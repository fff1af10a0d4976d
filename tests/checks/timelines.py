#!/usr/bin/env python3
"""Polls the timelines of ../shared/feeds (what real feeds gave over the years) version by version: every post is one
entry, with its updates. Usage: timelines.py BINARY

A post is what the feed itself takes for one: its id and its address, over all versions, and the two say the same unless a
version gave a post another id or another address. Skipped with a word where the folder is missing: it is material that is
not part of the repository.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
TIMELINES = ROOT.parent / "shared" / "feeds" / "timelines"


def key(url):
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + ("?" + parts.query if parts.query else "")


def posts(binary, version):
    """What the program sees in one version: (id, address, text) a post."""
    done = subprocess.run([binary, "inspect", "feed", version, "--json"], capture_output=True, text=True, check=True)
    return [(e["id"], key(e["url"]), e["text"]) for e in json.loads(done.stdout)["entries"]]


def main():
    if not TIMELINES.is_dir():
        print("skipped: there is no ../shared/feeds/timelines here")
        return 0
    binary = str(Path(sys.argv[1]).resolve())
    wrong = 0
    for series in sorted(path for path in TIMELINES.iterdir() if path.is_dir()):
        versions = sorted(series.iterdir())
        with tempfile.TemporaryDirectory() as site:
            site = Path(site)
            (site / "content" / "blogs").mkdir(parents=True)
            (site / "feeds").mkdir()
            (site / "blogkermis.toml").write_text('title = "Tijd"\nbase_url = "https://kermis.example/"\nlanguage = "nl"\n')
            (site / "content" / "blogs" / "a.md").write_text('+++\ntitle = "A"\nauthor = "A"\nfeed = "feeds/a.xml"\n+++\n')
            # Ids and addresses that ever stood together are one post; a walk over them finds how many posts there are.
            joined, texts, updates = {}, {}, 0

            def root(name):
                while joined.setdefault(name, name) != name:
                    name = joined[name]
                return name

            ids = set()
            for version in versions:
                for id, url, text in posts(binary, version):
                    ids.add(id)
                    if url:
                        joined[root("url " + url)] = root("id " + id)
                for id, url, text in posts(binary, version):
                    post = root("id " + id)
                    updates += post in texts and texts[post] != text
                    texts[post] = text
                (site / "feeds" / "a.xml").write_bytes(version.read_bytes())
                subprocess.run([binary, "--root", site, "fetch", "-q"], check=True, capture_output=True)
            expected = len({root("id " + id) for id in ids})
            record = json.loads((site / "harvest" / "a.json").read_text())
            entries = record["entries"]
            pages = [key(e["url"]) for e in entries if e["url"]]
            twice = len(pages) - len(set(pages))
            past = sum(len(e.get("past_snapshots", [])) for e in entries)
            fine = len(entries) == expected and twice == 0
            wrong += not fine
            print(f"{series.name}: {len(versions)} versions, {expected} posts, {len(entries)} entries, "
                  f"{twice} addresses twice, {updates} changed texts seen, {past} earlier texts kept"
                  f"{'' if fine else '  WRONG'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
