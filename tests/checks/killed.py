#!/usr/bin/env python3
"""Kills the program with SIGKILL at many moments of `fetch` and `build`: the next run works, and public/ is always
a set of whole files; the next run also clears away what the killed one left. Usage: killed.py BINARY"""
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRIES = 25


def site(folder):
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "blogkermis.toml", folder)


def run(binary, folder, *args):
    return subprocess.run([binary, "--root", folder, *args], capture_output=True, text=True, timeout=120)


def contents(folder, hidden=True):
    files = (path for path in folder.rglob("*") if path.is_file())
    files = (path for path in files if hidden or not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main():
    binary = Path(sys.argv[1]).resolve()
    random.seed(7)
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        (work / "whole").mkdir()
        site(work / "whole")
        began = time.monotonic()
        done = run(binary, work / "whole", "build")
        length = time.monotonic() - began
        assert done.returncode == 0, done.stderr
        whole = contents(work / "whole" / "public")
        whole_records = set(contents(work / "whole" / "harvest"))
        killed = 0
        for attempt in range(TRIES):
            folder = work / f"killed-{attempt}"
            folder.mkdir()
            site(folder)
            command = "fetch" if attempt % 3 == 0 else "build"
            child = subprocess.Popen([binary, "--root", folder, command], stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, length))
            child.send_signal(signal.SIGKILL)
            killed += child.wait() == -signal.SIGKILL
            public = folder / "public"
            # What a killed run was about to write may lie about, hidden, until the next run.
            names = set(contents(public, hidden=False)) if public.exists() else set()
            strange = names - set(whole)
            assert not strange, f"left behind: {strange}"
            # edition.json holds the moment of the first fetch, which differs from site to site.
            for path in names:
                text = (public / path).read_bytes()
                assert text, f"{path} is empty"
                if path.endswith(".html"):
                    assert text.rstrip().endswith(b"</html>"), f"{path} is half-written"
            again = run(binary, folder, "build")
            assert again.returncode == 0, again.stderr
            assert set(contents(public)) == set(whole), "the next run makes another site, or leaves something behind"
            records = set(contents(folder / "harvest"))
            assert records == whole_records, f"left behind: {records ^ whole_records}"
            shutil.rmtree(folder)
        print(f"{killed} of {TRIES} runs were killed in the middle; every next run made the whole site")
        assert killed >= TRIES // 3, "too few runs were caught in the middle to say anything"


if __name__ == "__main__":
    main()
