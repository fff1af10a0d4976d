#!/usr/bin/env python3
"""Asks which feed the real pages of ../shared/homes name first. Usage: homes.py BINARY

Skipped with a word where the folder is missing: it is material that is not part of the repository.
"""
import csv
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Beside the checkout, or one folder further up beside a worktree.
PLACES = (ROOT.parent / "shared" / "homes", ROOT.parent.parent / "shared" / "homes")
BAR = 0.98


def first_feed(binary, page, address):
    """The first feed a page names; empty when it names none; None when the page could not be read."""
    command = [binary, "inspect", "page", page, "--base", address, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        return None
    feeds = json.loads(done.stdout)["feeds"]
    return feeds[0]["url"] if feeds else ""


def main():
    homes = next((place for place in PLACES if (place / "manifest.tsv").is_file()), None)
    if homes is None:
        print("skipped: there is no ../shared/homes here")
        return 0
    binary = str(Path(sys.argv[1]).resolve())
    with open(homes / "manifest.tsv", encoding="utf-8", newline="") as manifest:
        pages = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = 0
    for page in pages:
        found = first_feed(binary, str(homes / page["file"]), page["page_url"])
        # Host names know no case.
        same = found is not None and found.lower() == page["expected_feed"].lower()
        right += same
        if not same:
            print(f"{page['file']}: expected {page['expected_feed'] or 'none'}, found {found!r}")
    print(f"{right} of {len(pages)} pages name the expected feed first ({right / len(pages):.1%}, bar {BAR:.0%})")
    return 0 if right >= BAR * len(pages) else 1


if __name__ == "__main__":
    sys.exit(main())
