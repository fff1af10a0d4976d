#!/usr/bin/env python3
"""Makes a site whose blogs are all of ../shared/feeds and runs fetch and build over it. Usage: real_feeds.py BINARY

Skipped with a word where the folder is missing: it is material that is not part of the repository.
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEEDS = ROOT.parent / "shared" / "feeds"


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def main():
    if not FEEDS.is_dir():
        print("skipped: there is no ../shared/feeds here")
        return 0
    binary = Path(sys.argv[1]).resolve()
    files = sorted(p for p in FEEDS.iterdir() if p.is_file() and p.name not in ("README.md", "manifest.tsv"))
    with tempfile.TemporaryDirectory() as site:
        site = Path(site)
        (site / "blogkermis.toml").write_text('title = "Echte feeds"\nbase_url = "https://kermis.example/"\nlanguage = "nl"\n')
        (site / "feeds").mkdir()
        blogs = site / "content" / "blogs"
        blogs.mkdir(parents=True)
        edition = site / "content" / "software"
        edition.mkdir()
        (edition / "_index.md").write_text(
            '+++\ntitle = "Software"\ntheme = "software"\nlanguage = "nl"\n[terms]\nnl = ["software"]\nen = ["software"]\n+++\n'
        )
        for file in files:
            shutil.copy(file, site / "feeds" / file.name)
            front = f'+++\ntitle = "{slug(file.name)}"\nauthor = "{slug(file.name)}"\nfeed = "feeds/{file.name}"\n+++\n'
            (blogs / f"{slug(file.name)}.md").write_text(front)
        for command in (["fetch"], ["build"]):
            done = subprocess.run([binary, "--root", site, *command], capture_output=True, text=True, timeout=600)
            if done.returncode != 0 or "panicked" in done.stderr:
                print(done.stderr[-3000:])
                print(f"{command[0]} ended with {done.returncode}")
                return 1
        records = [json.loads(p.read_text()) for p in sorted((site / "harvest").glob("*.json"))]
        with_entries = sum(bool(r["entries"]) for r in records)
        entries = sum(len(r["entries"]) for r in records)
        failed = [f"{r['blog']}: {r['feed'].get('error')}" for r in records if r["feed"]["state"] != "ok"]
        print("\n".join(failed))
        print("\n".join(done.stderr.strip().splitlines()[-4:]))
        print(f"{len(files)} feeds, {len(failed)} unread, {with_entries} gave entries, {entries} entries")
        return 0 if with_entries else 1


if __name__ == "__main__":
    sys.exit(main())
