#!/usr/bin/env python3
"""Kills the program with SIGKILL at many moments of `intake`: no address is lost or doubled, and what the host decided
stays decided. Usage: inbox.py BINARY"""
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIES = 50
ADDRESSES = 1000


def run(binary, folder, *args):
    return subprocess.run([binary, "--root", folder, "--offline", *args], capture_output=True, text=True, timeout=120)


def submissions(binary, folder):
    done = run(binary, folder, "submissions", "--all", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def site(folder):
    (folder / "content" / "brood").mkdir(parents=True)
    (folder / "blogkermis.toml").write_text('title = "Proef"\nbase_url = "https://kermis.example/"\n')
    (folder / "content" / "brood" / "_index.md").write_text('+++\ntitle = "Brood"\ntheme = "zuurdesem"\n+++\n')
    lines = [f"https://blog-{number}.example/post" for number in range(ADDRESSES)]
    (folder / "list.txt").write_text("\n".join(lines))
    return lines


def main():
    binary = Path(sys.argv[1]).resolve()
    random.seed(7)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        lines = site(folder)
        began = time.monotonic()
        assert run(binary, folder, "intake", folder / "list.txt").returncode == 0
        length = time.monotonic() - began
        print(f"{ADDRESSES} addresses in {length:.2f} s")
        killed = 0
        for attempt in range(TRIES):
            for file in (folder / ".blogkermis").iterdir():
                file.unlink()
            decided = f"https://decided-{attempt}.example/"
            (folder / "one.txt").write_text(decided)
            run(binary, folder, "intake", folder / "one.txt")
            assert run(binary, folder, "submissions", "--reject", "1").returncode == 0
            child = subprocess.Popen(
                [binary, "--root", folder, "--offline", "intake", folder / "list.txt"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(random.uniform(0, length))
            child.send_signal(signal.SIGKILL)
            killed += child.wait() == -signal.SIGKILL
            before = [one["address"] for one in submissions(binary, folder)]
            assert before == [decided, *lines][: len(before)], "an address is lost or doubled"
            assert run(binary, folder, "intake", folder / "list.txt").returncode == 0
            after = submissions(binary, folder)
            assert [one["address"] for one in after] == [decided, *lines], "the next run does not make it whole"
            assert after[0]["state"] == "rejected", "a decision is lost"
        print(f"{killed} of {TRIES} runs were killed in the middle; the inbox was whole after every one")
        assert killed >= TRIES // 3, "too few runs were caught in the middle to say anything"


if __name__ == "__main__":
    main()
