#!/usr/bin/env python3
"""Load on the desk, and death in the middle of it. 1,000 submissions by the form and 5,000 webmentions come in while the
same site is built again and again: none is lost, none is doubled, and memory stays bounded. Then the desk is killed with
SIGKILL 50 times while both come in: everything that it answered well is there, exactly once.
Usage: desk.py BINARY [--mentions N] [--forms N] [--kills N]"""
import argparse
import atexit
import collections
import http.client
import http.server
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROUNDUP = "https://kermis.example/leren/"
CALL = "https://kermis.example/brood/"
# One in so many webmentions answers the call.
TO_CALL = 50
MOST_MEMORY = 400  # MB
AT_ONCE = 100
SOONEST = 2.1  # seconds: nobody fills in a form faster


class Blogs(http.server.BaseHTTPRequestHandler):
    """Every blog of the world, each post on a machine of its own."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        post = self.path.strip("/")
        if post == "robots.txt":
            return self.answer(404, "text/plain", "")
        number = re.sub(r"\D", "", post) or "0"
        if post.startswith("feed"):
            item = (
                f"<item><title>Stuk {number}</title><link>http://{self.headers['Host']}/f{number}</link>"
                f"<guid>f{number}</guid><pubDate>Tue, 10 Nov 2026 10:00:00 +0000</pubDate>"
                f"<description>Over zuurdesem, {number} dagen lang.</description></item>"
            )
            return self.answer(
                200, "application/rss+xml", f'<rss version="2.0"><channel><title>Blog {number}</title>{item}</channel></rss>'
            )
        feed = f'<link rel=alternate type="application/rss+xml" href="/feed{number}">'
        target = ROUNDUP if post.startswith("m") else CALL
        body = (
            f"<!doctype html><html lang=nl><head><title>Stuk {number}</title>{feed if post.startswith('f') else ''}</head><body>"
            f'<article class=h-entry><h1 class=p-name>Stuk {number}</h1><a class="p-author h-card" href=/>Schrijver {number}</a>'
            f'<div class=e-content><p>Over zuurdesem, {number} dagen lang. <a href="{target}">Het rondje</a>.</p></div></article>'
        )
        return self.answer(200, "text/html; charset=utf-8", body)

    def answer(self, status, kind, body):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *_):
        """Who is killed hangs up."""


def host(number, port):
    """The client leaves a machine alone for a moment after each request, so everybody has another one."""
    return f"127.{1 + number // 60000}.{number // 250 % 240}.{1 + number % 250}:{port}"


def make_site(folder):
    for slug, theme, opens, closes in [("brood", "zuurdesem", "2026-11-01", "2026-11-30"), ("leren", "leren", "2026-05-01", "2026-05-31")]:
        (folder / "content" / slug).mkdir(parents=True)
        (folder / "content" / slug / "_index.md").write_text(
            f'+++\ntitle = "{theme}"\ntheme = "{theme}"\nlanguage = "nl"\nopens = {opens}\ncloses = {closes}\n+++\n'
        )
    (folder / "content/leren/roundup.md").write_text("+++\ndraft = false\n+++\nHet verhaal.\n")
    (folder / "blogkermis.toml").write_text(
        'title = "Proef"\nbase_url = "https://kermis.example/"\nlanguage = "nl"\n'
        "[desk]\nper_visitor = 1000000\nper_hour = 1000000\nmentions_per_hour = 1000000\n"
    )


class Desk:
    def __init__(self, binary, folder, port):
        environment = dict(os.environ, BLOGKERMIS_FETCH_ALLOW=f"127.0.0.0/8:{port}", SOURCE_DATE_EPOCH="1795262400", NO_COLOR="1")
        self.child = subprocess.Popen(
            [binary, "--root", folder, "desk", "--public", "--port", "0"], stderr=subprocess.PIPE, text=True, env=environment
        )
        # Nothing is left running when the check fails.
        atexit.register(self.child.kill)
        self.said = collections.deque(maxlen=50)
        for line in self.child.stderr:
            found = re.search(r"http://([0-9.:]+)/", line)
            if found:
                self.address = found.group(1)
                break
            if "BLOGKERMIS_FETCH_ALLOW" not in line:
                self.said.append(line)
        else:
            sys.exit("the desk does not start: " + "".join(self.said))
        threading.Thread(target=lambda: self.said.extend(self.child.stderr), daemon=True).start()

    def memory(self):
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(30)

    def kill(self):
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()


class Visitor:
    """Somebody with one connection, which is made again when it breaks."""

    def __init__(self, address):
        self.address, self.connection = address, None

    def ask(self, method, path, fields=None):
        headers = {"Accept": "text/html"}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.address}"}
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.address, timeout=60)
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except Exception:
            self.connection.close()
            self.connection = None
            raise
        if answer.getheader("Connection") == "close":
            self.connection.close()
            self.connection = None
        return answer.status, answer.getheader("Location"), text

    def patiently(self, method, path, fields=None):
        """The same; a connection that had lasted long enough is made anew, and who is asked to wait waits."""
        for _ in range(600):
            try:
                status, location, text = self.ask(method, path, fields)
            except (http.client.HTTPException, OSError):
                continue
            if status != 429:
                return status, location, text
            time.sleep(0.2)
        raise RuntimeError(f"{path}: no place")


def token(page):
    return re.search(r'name="token" value="([^"]+)"', page).group(1)


def consent(page):
    return re.search(r'id="consent" name="consent" value="([^"]+)"', page).group(1)


def shares(items, parts):
    return [items[n::parts] for n in range(parts)]


def listed(binary, folder, *args):
    done = subprocess.run([binary, "--root", folder, "--offline", *args, "--json"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def mentions(binary, folder):
    return listed(binary, folder, "mentions", "--all")


def submissions(binary, folder):
    return listed(binary, folder, "submissions", "brood", "--all")


def send_mentions(address, sources):
    visitor = Visitor(address)
    for source, target in sources:
        status, location, text = visitor.patiently("POST", "/-/webmention", {"source": source, "target": target})
        assert status == 201 and location, (source, status, text)


def send_forms(address, posts):
    # No more at a time than may wait to be read.
    for start in range(0, len(posts), AT_ONCE):
        send_some_forms(address, posts[start : start + AT_ONCE])


def send_some_forms(address, posts):
    visitor = Visitor(address)
    forms = [(post, token(visitor.patiently("GET", "/-/join/")[2])) for post in posts]
    time.sleep(SOONEST)
    tickets = []
    for post, signed in forms:
        status, location, text = visitor.patiently("POST", "/-/join/", {"address": post, "token": signed, "website": ""})
        assert status == 303, (post, status, text[:300])
        tickets.append(location)
    previews = []
    for ticket in tickets:
        while True:
            status, _, page = visitor.patiently("GET", ticket)
            assert status == 200, (ticket, status, page[:300])
            if 'name="consent"' in page:
                previews.append((ticket, page))
                break
            time.sleep(0.1)
    time.sleep(SOONEST)
    for ticket, page in previews:
        fields = {"token": token(page), "consent": consent(page), "name": "Iemand", "title": "", "language": "nl"}
        status, _, text = visitor.patiently("POST", ticket, fields)
        assert status == 303, (ticket, status, text[:300])


def until(what, is_so, seconds, pause=0.5):
    begin = time.monotonic()
    while not is_so():
        assert time.monotonic() - begin < seconds, f"{what}: not after {seconds} s"
        time.sleep(pause)


def load(binary, folder, port, wanted):
    sources = [
        (f"http://{host(n, port)}/{'c' if n % TO_CALL == 0 else 'm'}{n}", CALL if n % TO_CALL == 0 else ROUNDUP)
        for n in range(wanted.mentions)
    ]
    posts = [f"http://{host(100_000 + n, port)}/f{n}" for n in range(wanted.forms)]
    desk = Desk(binary, folder, port)
    over = threading.Event()
    builds = []

    def build():
        while not over.is_set():
            done = subprocess.run([binary, "--root", folder, "--offline", "-q", "build"], capture_output=True, text=True, timeout=300)
            assert done.returncode == 0, done.stderr
            builds.append(1)
            time.sleep(0.5)

    begin = time.monotonic()
    with ThreadPoolExecutor(16) as crowd:
        building = crowd.submit(build)
        work = [crowd.submit(send_mentions, desk.address, share) for share in shares(sources, 6)]
        work += [crowd.submit(send_forms, desk.address, share) for share in shares(posts, 4)]
        try:
            for one in work:
                one.result()
            assert not desk.said, "the desk complains: " + "".join(desk.said)
            answered = time.monotonic() - begin
            to_call = len([1 for _, target in sources if target == CALL])

            def is_done():
                open_ones = [m for m in mentions(binary, folder) if m["state"] == "unseen" or m["due"]]
                return not open_ones and not [s for s in submissions(binary, folder) if s["state"] == "tip"]

            until("everything is looked at", is_done, 300, 2)
        except Exception:
            print("".join(desk.said), file=sys.stderr)
            raise
        finally:
            over.set()
        building.result()
    seconds = time.monotonic() - begin
    memory = desk.memory()
    assert desk.stop() == 0, "it does not end as it should"
    kept = collections.Counter(m["source"] for m in mentions(binary, folder))
    assert kept == collections.Counter(source for source, _ in sources), "webmentions are lost or doubled"
    assert all(m["state"] == "verified" for m in mentions(binary, folder)), "some were not looked at"
    inbox = collections.Counter(s["address"] for s in submissions(binary, folder))
    expected = collections.Counter(posts) + collections.Counter(source for source, target in sources if target == CALL)
    assert inbox == expected, f"submissions are lost or doubled: {list((expected - inbox) + (inbox - expected))[:5]}"
    print(
        f"{len(sources)} webmentions ({to_call} to the call) and {len(posts)} submissions answered in {answered:.1f} s, looked at "
        f"after {seconds:.1f} s, beside {len(builds)} builds; none lost, none doubled; peak memory {memory:.0f} MB"
    )
    assert memory < MOST_MEMORY, f"more than {MOST_MEMORY} MB"


def killed(binary, folder, port, wanted):
    answered, tried = {"mention": set(), "form": set()}, {"mention": set(), "form": set()}
    lock = threading.Lock()
    number = iter(range(200_000, 10_000_000))
    waiting = []  # tickets that were given out, whose form was not sent yet

    def one_mention(visitor):
        with lock:
            n = next(number)
        source = f"http://{host(n, port)}/m{n}"
        tried["mention"].add(source)
        status, *_ = visitor.ask("POST", "/-/webmention", {"source": source, "target": ROUNDUP})
        if status == 201:
            answered["mention"].add(source)

    def many_mentions(address):
        visitor = Visitor(address)
        try:
            while True:
                one_mention(visitor)
        except (http.client.HTTPException, OSError):
            pass

    def confirm(address, previews):
        visitor = Visitor(address)
        try:
            for post, ticket, page in previews:
                tried["form"].add(post)
                fields = {"token": token(page), "consent": consent(page), "name": "Iemand", "title": "", "language": "nl"}
                status, *_ = visitor.ask("POST", ticket, fields)
                if status == 303:
                    answered["form"].add(post)
        except (http.client.HTTPException, OSError):
            pass

    def hand_in(address, forms):
        visitor = Visitor(address)
        try:
            for post, signed in forms:
                status, location, _ = visitor.ask("POST", "/-/join/", {"address": post, "token": signed, "website": ""})
                if status == 303:
                    waiting.append((post, location))
        except (http.client.HTTPException, OSError):
            pass

    died = 0
    for round_ in range(wanted.kills):
        desk = Desk(binary, folder, port)
        work = []
        if round_ % 3 == 0:
            # A form takes its time: what was handed in before the last deaths is confirmed, and more is handed in.
            visitor = Visitor(desk.address)
            forms = []
            for _ in range(8):
                n = next(number)
                forms.append((f"http://{host(n, port)}/f{n}", token(visitor.ask("GET", "/-/join/")[2])))
            previews = []
            # Each answer waits a while for the post to be read: side by side, not one after another, and three times at most.
            for _ in range(3):
                with ThreadPoolExecutor(16) as crowd:
                    pages = list(crowd.map(lambda ticket: Visitor(desk.address).ask("GET", ticket[1]), waiting))
                for (post, ticket), (status, _, page) in zip(list(waiting), pages):
                    assert status == 200, f"a ticket that was given out is lost: {ticket} ({status})"
                    if 'name="consent"' in page:
                        previews.append((post, ticket, page))
                        waiting.remove((post, ticket))
                if len(previews) >= len(waiting):
                    break
            time.sleep(SOONEST)
            work.append(threading.Thread(target=hand_in, args=(desk.address, forms)))
            work.append(threading.Thread(target=confirm, args=(desk.address, previews)))
        work += [threading.Thread(target=many_mentions, args=(desk.address,)) for _ in range(2)]
        for one in work:
            one.start()
        # In the middle: not before something was answered.
        already = len(answered["mention"])
        until("the desk answers", lambda: len(answered["mention"]) > already, 60, 0.005)
        time.sleep(random.uniform(0, 0.3))
        died += desk.child.poll() is None
        desk.kill()
        for one in work:
            one.join()
    assert died == wanted.kills, "it ended by itself"
    before = mentions(binary, folder)
    kept = collections.Counter(m["source"] for m in before)
    mine = {source: times for source, times in kept.items() if source in tried["mention"]}
    assert all(times == 1 for times in mine.values()), "a webmention is doubled"
    assert answered["mention"] <= set(mine), "a webmention that was answered is lost"
    inbox = collections.Counter(s["address"] for s in submissions(binary, folder))
    forms = {post: times for post, times in inbox.items() if post in tried["form"]}
    assert all(times == 1 for times in forms.values()), "a submission is doubled"
    assert answered["form"] <= set(forms), "a submission that was answered is lost"
    # What was not finished is finished now.
    begin = time.monotonic()
    desk = Desk(binary, folder, port)
    until(
        "what was left lying is looked at",
        lambda: not [m for m in mentions(binary, folder) if m["state"] == "unseen" or m["due"]]
        and not [s for s in submissions(binary, folder) if s["state"] in ("tip", "fetched", "checked")],
        180,
    )
    assert desk.stop() == 0
    whole = subprocess.run([binary, "--root", folder, "-q", "backup", folder / "copy.db"], capture_output=True, text=True)
    assert whole.returncode == 0, whole.stderr
    print(
        f"killed {died} times in the middle: {len(answered['mention'])} webmentions and {len(answered['form'])} submissions had "
        f"been answered, and each is there exactly once; what was left lying was looked at in {time.monotonic() - begin:.1f} s"
    )
    assert wanted.kills < 50 or len(answered["mention"]) > 500 and len(answered["form"]) > 20, "too few came in to say anything"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--mentions", type=int, default=5000)
    arguments.add_argument("--forms", type=int, default=1000)
    arguments.add_argument("--kills", type=int, default=50)
    wanted = arguments.parse_args()
    binary = wanted.binary.resolve()
    random.seed(11)
    server = Server(("0.0.0.0", 0), Blogs)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make_site(folder)
        load(binary, folder, port, wanted)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make_site(folder)
        killed(binary, folder, port, wanted)


if __name__ == "__main__":
    main()
