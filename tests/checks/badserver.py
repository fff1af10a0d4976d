#!/usr/bin/env python3
"""Fetches 300 feeds from the server of ../shared/badserver, every kind of misbehaviour among them, with bombs and endless
bodies on top: twice, and a third time by force. Checks how each feed ended, the peak of memory, the time, the canary and
the judge's figure of manners. Usage: badserver.py BINARY

Skipped with a word where the folder is missing: it is material that is not part of the repository.
"""
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT.parent / "shared" / "badserver" / "serve.py"
FEEDS = 300
POLITENESS = 97
MEMORY_MIB = 200
RUN_SECONDS = 180

# What the mix of the server does, and how a feed ends that does it.
READ = {"": "ok", "lm": "ok", "wetag": "ok", "nocond": "ok", "r:301": "ok", "r:302": "ok", "r:308,hops:3": "ok",
        "st:404": "not-found", "st:410": "gone", "st:429,ra:120": "busy", "st:503,ra:d60": "busy", "flaky:1": "ok",
        "ct:text/html": "ok", "cs:iso-8859-1": "ok", "gzip": "ok", "chunked": "ok", "trunc": "broken-off", "junk": "ok",
        "cut": "ok or unreadable", "delay:2": "ok", "nul": "ok", "amp": "ok", "html": "web-page", "empty": "empty", "new:1": "ok",
        "bom,ws": "ok", "deflate": "ok"}
# Beyond the mix: what aims at memory and time, and at the neighbours.
WORST = {"bomb:gzip": "too-large", "bomb:deflate": "too-large", "bomb:br": "too-large", "infinite": "too-large",
         "inffeed": "too-large", "endlesshdr": "too-large", "bighdr:1000000": "too-large", "manyhdr:5000": "too-large", "slow:30": None,
         "stall:30": None, "hang:60": None, "slowhead:60": None, "reset": None, "gztrunc": "broken-off",
         "truncchunk": "broken-off", "r:302,to:loop": "redirects", "r:301,to:pingpong": "redirects",
         "r:302,to:priv,kind:canary": "forbidden", "r:302,to:priv,kind:dec": "forbidden",
         "r:302,to:priv,kind:localhost": "forbidden", "r:302,to:priv,kind:meta": "forbidden",
         "r:301,to:priv,kind:v4mapped": "forbidden", "dblgzip": None, "liegzip": None}


def flags_of(url):
    found = re.search(r"[?&]b=([^&]*)", url)
    return found.group(1) if found else ""


def slug(number):
    return f"feed-{number:03}"


def site(folder, urls):
    (folder / "content" / "blogs").mkdir(parents=True)
    (folder / "content" / "software").mkdir()
    (folder / "blogkermis.toml").write_text(
        'title = "Slecht weer"\nbase_url = "https://kermis.example/"\nlanguage = "nl"\n[fetch]\ntimeout = "20s"\n')
    (folder / "content" / "about.md").write_text('+++\ntitle = "Over"\n+++\n')
    (folder / "content" / "software" / "_index.md").write_text(
        '+++\ntitle = "Software"\ntheme = "software"\nopens = 1999-01-01\ncloses = 1999-02-01\n+++\n')
    for number, url in enumerate(urls):
        front = f'+++\ntitle = "{slug(number)}"\nauthor = "A"\nfeed = "{url}"\n+++\n'
        (folder / "content" / "blogs" / f"{slug(number)}.md").write_text(front)


def run(binary, folder, port, *args):
    env = dict(os.environ, BLOGKERMIS_FETCH_ALLOW=f"127.0.0.1:{port},127.0.1.0/24:{port}")
    began = time.monotonic()
    done = subprocess.run([binary, "--root", folder, "fetch", *args], capture_output=True, text=True, env=env, timeout=900)
    took = time.monotonic() - began
    assert done.returncode == 0 and "panicked" not in done.stderr, done.stderr[-3000:]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"fetch {' '.join(args)}: {took:.1f} s, peak memory so far {peak:.0f} MiB")
    return took, peak


def states(folder, urls):
    found = {}
    for number, url in enumerate(urls):
        feed = json.loads((folder / "harvest" / f"{slug(number)}.json").read_text())["feed"]
        found[number] = feed["kind"] if feed["state"] == "failed" else feed["state"]
    return found


def main():
    if not SERVER.is_file():
        print("skipped: there is no ../shared/badserver here")
        return 0
    binary = str(Path(sys.argv[1]).resolve())
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        ready, log = work / "port", work / "log.jsonl"
        server = subprocess.Popen(
            [sys.executable, SERVER, "--port", "0", "--hosts", "60", "--log", log, "--ready", ready],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not (ready.exists() and ready.read_text().strip()):
                time.sleep(0.1)
            port = int(ready.read_text().split()[0])
            mix = urllib.request.urlopen(f"http://127.0.0.1:{port}/__urls?n={FEEDS}&style=ip&mix=bad").read().decode().split()
            judged = work / "judged"
            judged.mkdir()
            site(judged, mix)
            times = [run(binary, judged, port)[0], run(binary, judged, port)[0], run(binary, judged, port, "--force")[0]]
            for number, state in states(judged, mix).items():
                expected = READ.get(flags_of(mix[number]), "ok")
                # A feed that is cut off in its first item has none that is whole.
                if state not in expected.split(" or "):
                    wrong.append(f"{mix[number]}: {state}, not {expected}")
            # The judge looks at the manners of the first three runs; the worst come after.
            score = subprocess.run([sys.executable, SERVER, "--score", log], capture_output=True, text=True)
            report = json.loads(score.stdout)
            worst = [f"http://127.0.1.{n % 60 + 1}:{port}/f/{n}?b={flags}" for n, flags in enumerate(WORST)]
            worst += [url for url in mix if not flags_of(url)][:20]
            rough = work / "rough"
            rough.mkdir()
            site(rough, worst)
            took, peak = run(binary, rough, port)
            times.append(took)
            for number, state in states(rough, worst).items():
                expected = WORST.get(flags_of(worst[number]), "ok")
                if state == "ok" if expected is None else state != expected:
                    wrong.append(f"{worst[number]}: {state}, not {expected or 'a failure'}")
            hits = [line for line in log.read_text().splitlines() if json.loads(line).get("canary")]
        finally:
            server.kill()
            server.wait()
    print(json.dumps(report["rules"]))
    print(f"politeness {report['politeness']}, {report['requests']} requests, canary touched {len(hits)} times, "
          f"longest run {max(times):.0f} s, peak memory {peak:.0f} MiB, {len(wrong)} feeds ended otherwise than they should")
    print("\n".join(wrong))
    fine = not wrong and not hits and report["politeness"] >= POLITENESS and peak <= MEMORY_MIB and max(times) <= RUN_SECONDS
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
