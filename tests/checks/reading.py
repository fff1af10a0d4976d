#!/usr/bin/env python3
"""Measures how well texts are read, on the sets of ../shared/nlp and on the roundup of ../shared/seeds. Usage: reading.py BINARY

Skipped with a word where the folders are missing: they are material that is not part of the repository.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
EVAL = SHARED / "nlp" / "eval.py"
SEEDS = SHARED / "seeds"
# (task, set, measure): at least this much.
BARS = {
    ("defs", "nl_blog", "P"): 0.8,
    ("defs", "nl_blog", "R"): 0.75,
    ("defs", "deft", "F1"): 0.6,
    ("defs", "wcl", "F1"): 0.9,
    ("defs", "deft", "definiens IoU>=.5 of found"): 0.75,
    ("quotes", "en", "span F1"): 0.96,
    ("speakers", "en", "quote + speaker"): 0.84,
    ("speakers", "en", "attribution P"): 0.93,
    ("quotes", "nl", "quote vs scare F1"): 0.95,
    ("speakers", "nl", "accuracy"): 0.88,
    ("speakers", "nl", "attribution P"): 0.95,
    ("speakers", "books_nl", "accuracy on found: explicit"): 0.93,
    ("summary", "gum", "R1"): 37.5,
    ("summary", "gum", "R2"): 15.0,
    ("summary", "nl_tldr", "R1"): 33.5,
    ("summary", "nl_tldr", "R2"): 10.0,
    ("sentences", "nl_alpino", "boundary F1"): 0.99,
    ("sentences", "en_gum", "boundary F1"): 0.965,
    ("sentences", "golden_en", "exact"): 0.885,
    ("langid", "ud", "accuracy <=20"): 0.9,
    ("langid", "ud", "accuracy 21-50"): 0.98,
    ("langid", "ud", "accuracy 51-100"): 0.998,
    ("langid", "ud", "accuracy >100"): 0.998,
    ("keywords", "mean of 5", "F1@10"): 0.2,
}


def main():
    binary = str(Path(sys.argv[1]).resolve())
    failed = 0
    if EVAL.is_file():
        failed += sets(binary)
    else:
        print("skipped: there is no ../shared/nlp here")
    if (SEEDS / "gold.json").is_file():
        failed += seeds(binary)
    else:
        print("skipped: there is no ../shared/seeds here")
    return 1 if failed else 0


def sets(binary):
    done = subprocess.run([sys.executable, EVAL, "--binary", binary, "--json"], capture_output=True, text=True)
    rows = {(row["task"], row["set"], row["measure"]): row["ours"] for row in json.loads(done.stdout)["rows"]}
    for key, ours in rows.items():
        bar = BARS.get(key)
        note = "" if bar is None else f"  bar {bar}" + ("" if ours >= bar else "  SHORT")
        print(f"{key[0]:10} {key[1]:12} {key[2]:38} {ours:8.3f}{note}")
    missing = [key for key in BARS if key not in rows]
    if missing:
        print("not measured:", missing)
    return len(missing) + sum(rows[key] < bar for key, bar in BARS.items() if key in rows)


def folded(text):
    return " ".join(text.replace("\u00a0", " ").split())


def seeds(binary):
    """The roundup that a host once wrote by hand: every quoted span, every definition, nothing invented."""
    gold = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
    text = next(SEEDS.glob("004_*.txt")).read_bytes().decode("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        roundup = Path(folder) / "roundup.txt"
        roundup.write_text("\n\n".join(text.split("\n")[140:182]), encoding="utf-8")
        terms = ["--term", "social learning", "--term", "sociaal leren"]
        command = [binary, "inspect", "text", str(roundup), "--language", "nl", *terms, "--json"]
        found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    definitions = {folded(one["text"]): one for one in found["definitions"]}
    quotes = {folded(one["text"]): one for one in found["quotes"]}
    wrong = []
    for one in gold["definitions"] + gold["quotes"]:
        words = folded(one["text"])
        strict = one["id"] in ("D1", "D2", "D3", "D4", "D5")
        cited = definitions.get(words) if strict else quotes.get(words) or definitions.get(words)
        if cited is None:
            wrong.append(f"{one['id']} is not found word for word")
        elif strict and cited["originator"] not in (None, one["originator"]):
            wrong.append(f"{one['id']} is said to be {cited['originator']}'s")
        elif not strict and cited["speaker"] not in (None, one["speaker"]):
            wrong.append(f"{one['id']} is put into {cited['speaker']}'s mouth")
        if one["id"] == "D4" and words in quotes:
            wrong.append("D4 is a paraphrase and no quote")
    shown = [words for words in definitions if len(words.split()) < 5]
    wrong += [f"no definition: {words}" for words in shown]
    print(f"the roundup of the seeds: {len(gold['definitions'] + gold['quotes'])} passages", "as agreed" if not wrong else wrong)
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
