#!/usr/bin/env python3
"""Runs the conformance suites of ../shared/suites (what other feed readers expect) and holds the figures against the bars.
Usage: suites.py BINARY

Skipped with a word where the folder is missing: it is material that is not part of the repository.
"""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUITES = ROOT.parent / "shared" / "suites"
# Shares of right answers, and of files read where a suite counts them.
SHARES = {"feedparser": 0.97, "gofeed": 0.97, "dates": 0.90}
SECONDS = 60


def run(name, binary, folder):
    out = folder / f"{name}.json"
    command = [sys.executable, SUITES / f"run_{name}.py", "--binary", binary, "--jobs", "2", "--json", out]
    print(subprocess.run(command, capture_output=True, text=True).stdout.strip().splitlines()[-1])
    return json.loads(out.read_text())


def main():
    if not SUITES.is_dir():
        print("skipped: there is no ../shared/suites here")
        return 0
    binary = str(Path(sys.argv[1]).resolve())
    wrong = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = {name: run(name, binary, Path(folder)) for name in (*SHARES, "parse_all")}
    took = time.monotonic() - began
    wrong += [f"{name}: {figures[name]['share']}" for name, bar in SHARES.items() if figures[name]["share"] < bar]
    read = figures["feedparser"]
    if read["parsed"] < 0.99 * read["cases"]:
        wrong.append(f"feedparser: {read['parsed']} of {read['cases']} files read")
    every = figures["parse_all"]
    if every["read"] < 346 or every["entries"] < every["entries_expected"] or every["files_short"]:
        wrong.append(f"parse_all: {every['read']} files, {every['entries']} entries, {every['files_short']} files short")
    for name, figure in figures.items():
        strange = set(figure.get("outcomes", {figure.get("outcome"): 1})) - {"ok", "refused"}
        wrong += [f"{name}: {outcome}" for outcome in strange]
    if took > SECONDS:
        wrong.append(f"{took:.0f} s")
    print(f"all suites in {took:.1f} s" + "".join(f"\nbelow the bar: {line}" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
