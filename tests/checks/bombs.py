"""Small inputs that cost a reader of HTML much time: none of them may. `bombs.py BINARY [--limit SECONDS]`

Each is read by `inspect html`, `inspect page` and, as the body of an item, by `inspect feed`, and grows until it is
refused or as large as anything that is read, because the most expensive input is the largest one that is let through.
Prints the slowest size of each with its time; fails when one takes longer than the limit (0.3 s: a release build).
"""

import argparse
import html
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LARGEST = 2 << 20


def many(piece, n):
    """`piece` n times, its `N` counting."""
    return "".join(piece.replace("N", str(i)) for i in range(n)) if "N" in piece else piece * n


def attributes(n):
    return "".join(f" a{i}" for i in range(n))


# name: (bytes of one step, n -> HTML)
BOMBS = {
    # nesting
    "nested div": (5, lambda n: "<div>" * n),
    "nested blockquote": (12, lambda n: "<blockquote>" * n),
    "nested b": (3, lambda n: "<b>" * n),
    "deep, then wide": (7, lambda n: "<div>" * 500 + "<i></i>" * n),
    "deep, then paragraphs": (4, lambda n: "<div>" * 500 + "<p>x" * n),
    "deep inline, then paragraphs": (8, lambda n: "<span>" * 500 + "<p>x</p>" * n),
    "bold around paragraphs": (8, lambda n: "<b>" * 60 + "<p>x</p>" * n),
    "ruby": (10, lambda n: "<ruby><rt>" * n),
    "ruby, many rt": (4, lambda n: "<ruby>" + "<rt>" * n),
    "p in button": (11, lambda n: "<p><button>" * n),
    "li in center": (12, lambda n: "<li><center>" * n),
    "li in li": (4, lambda n: "<ul>" + "<li>" * n),
    "dd in div": (9, lambda n: "<dd><div>" * n),
    "object hides its end": (17, lambda n: "<div><object></div>" * n),
    "marquee hides its end": (18, lambda n: "<div><marquee></div>" * n),
    "raw text hides its end": (22, lambda n: "<div><xmp></div></xmp>" * n),
    "headings": (4, lambda n: "<h1>" * n),
    "nested template": (10, lambda n: "<template>" * n),
    "nested svg": (3, lambda n: "<svg>" + "<g>" * n),
    "svg style": (3, lambda n: "<svg><style>" + "<g>" * n),
    "svg back to html": (32, lambda n: "<svg><foreignObject><math><mtext>" * n),
    "nested select": (16, lambda n: "<select><option>" * n),
    "nested optgroup": (18, lambda n: "<optgroup><option>" * n),
    "nested form": (11, lambda n: "<form><div>" * n),
    "nested details": (9, lambda n: "<details>" * n),
    # what only looks like a comment
    "comment that is none": (5, lambda n: "<!-->" + "<div>" * n),
    "comment ended by a bang": (5, lambda n: "<!-- --!>" + "<div>" * n),
    "cdata that is none": (5, lambda n: "<![CDATA[>" + "<div>" * n),
    "instruction that is none": (5, lambda n: "<?x>" + "<div>" * n),
    "declaration that is none": (5, lambda n: "<!x [>" + "<div>" * n),
    "quote that is none": (5, lambda n: "<p a\"='>" + "<div>" * n),
    # formatting elements
    "font and p": (14, lambda n: many("<font aN=1><p>", n)),
    "a and div": (8, lambda n: "<a><div>" * n),
    "a and div, closed": (12, lambda n: "<a><div></a>" * n),
    "b and p, crossed": (18, lambda n: "<b><p></b><i></p></i>" * n),
    "b and div, crossed": (12, lambda n: "<b><div></b>" * n),
    "open fonts, paragraphs": (7, lambda n: many("<font aN>", 60) + "<p></p>" * n),
    "open fonts, text": (3, lambda n: many("<p><font aN></p>", 60) + "<p>x" * n),
    "open links, long": (8, lambda n: f"<b title='{'x' * 1000}'><p>" * 8 + "<p>x</p>" * n),
    "nobr": (10, lambda n: "<nobr><div>" * n),
    "a in a": (10, lambda n: "<a href=N>".replace("N", "x") * n),
    "many formats, crossed": (32, lambda n: "<b><i><u><s><div></b></i></u></s>" * n),
    "formats with attributes": (300, lambda n: many("<b dN" + attributes(60) + ">", n)),
    "unclosed inline in cells": (15, lambda n: "<table>" + "<tr><td><b><i>x" * n),
    # tables
    "foster parenting, br": (4, lambda n: "<table>" + "<br>" * n),
    "foster parenting, text": (6, lambda n: "<table>" + "x<br>y" * n),
    "foster parenting, b": (7, lambda n: "<table>" + "<b></b>" * n),
    "foster parenting, a": (3, lambda n: "<table>" + "<a>" * n),
    "foster parenting, deep": (12, lambda n: "<table><div>" * n),
    "nested table": (15, lambda n: "<table><tr><td>" * n),
    "nested table, bare": (7, lambda n: "<table>" * n),
    "caption": (16, lambda n: "<table><caption>" * n),
    "rows": (8, lambda n: "<table>" + "<tr><td>" * n),
    "col": (5, lambda n: "<table>" + "<col>" * n),
    "table in b": (14, lambda n: "<b><table>x</b>" * n),
    "children, then crossed": (4, lambda n: "<b><p>" + "<br>" * n + "</b>" * 2),
    "children, crossed again and again": (24, lambda n: "<p>" + "<br>" * n + "<b><div></b></div>" * n),
    # attributes
    "attributes": (4, lambda n: f"<p{attributes(n)}>"),
    "attributes of an end tag": (4, lambda n: f"x</p{attributes(n)}>y"),
    "attributes with quotes": (6, lambda n: "<p" + many(' aN=">"', n) + ">"),
    "attributes in many tags": (1100, lambda n: f"<p{attributes(250)}>" * n),
    "attributes, all the same": (3, lambda n: "<p" + " aa" * n + ">"),
    "an endless attribute": (10, lambda n: "<a title='" + "aaaa bbbb " * n),
    "an endless value": (10, lambda n: "<a title='" + "aaaa bbbb " * n + "'>x</a>"),
    "an endless tag": (10, lambda n: "x<p " + "a" * 10 * n),
    "an endless address": (10, lambda n: "<a href='http://x.example/" + "../aaaaa/../" * n + "'>x</a>"),
    "many addresses": (10, lambda n: "<a href=x>" * n),
    "long lang": (10, lambda n: "<p lang='" + "en-" * n + "'>x</p>"),
    # text
    "ampersands": (6, lambda n: "a & b " * n),
    "no-break spaces": (2, lambda n: "\u00a0" * n),
    "references": (6, lambda n: "&nbsp;" * n),
    "references without an end": (4, lambda n: "&not" * n),
    "long references": (32, lambda n: "&CounterClockwiseContourIntegral;" * n),
    "ampersands in an attribute": (2, lambda n: "<p title='" + "&x" * n + "'>y"),
    "angles": (2, lambda n: "< " * n),
    "angle and letter": (2, lambda n: "<a" * n),
    "end tags": (4, lambda n: "</p>" * n),
    "end tags of nothing": (6, lambda n: "</div>" * n),
    "end tags, deep": (6, lambda n: "<div>" * 500 + "</xyz>" * n),
    "comments": (7, lambda n: "<!---->" * n),
    "one word": (1, lambda n: "a" * n),
    "one word, combining": (2, lambda n: "a" + "\u0301" * n),
    "words": (10, lambda n: "<p>een twee drie vier. " * n),
    "line breaks": (4, lambda n: "<br>" * n),
    "pre": (1, lambda n: "<pre>" + "\n" * n),
    "returns": (5, lambda n: "&#13;" * n),
    # what is looked for before parsing
    "unclosed embeds": (8, lambda n: "<iframe>" * n),
    "unclosed embeds, crossed": (16, lambda n: "<object></video>" * n),
    "unclosed scripts": (8, lambda n: "<script>" * n),
    "unclosed textarea": (10, lambda n: "<textarea>" * n),
    "plaintext": (5, lambda n: "<plaintext>" + "<div>" * n),
    "nosnippet, deep": (20, lambda n: "<p data-nosnippet>" + "<b><p></b>" * n),
    "nosnippet, many": (24, lambda n: "<p data-nosnippet>x</p>y" * n),
    "nosnippet, growing": (14, lambda n: "<i data-nosnippet></i>" + many("<font aN=1><p>", n)),
    "json-ld": (1, lambda n: '<script type="application/ld+json">' + "[" * n + "</script>"),
    "json-ld graphs": (12, lambda n: '<script type="application/ld+json">' + '{"@graph":[' * n + "</script>"),
    "many json-ld": (50, lambda n: '<script type="application/ld+json">{"@graph":[{}]}</script>' * n),
    "meta": (40, lambda n: '<meta name=robots content="max-snippet:10">' * n),
    "cards": (50, lambda n: "<div class=h-entry>" + "<a class='p-author h-card'>x</a>" * n),
    "nested cards": (26, lambda n: "<div class='h-entry h-card'>" * n),
    "nested articles": (12, lambda n: "<article><p>x, y, z</p>" * n),
    "commas": (2, lambda n: "<div><p>" + "a," * n),
    "share bars": (20, lambda n: "<div class=share><a href=x>share</a></div>" * n),
}


def feed(body):
    return f"<rss version='2.0'><channel><title>x</title><item><title>y</title><description>{html.escape(body)}</description></item></channel></rss>"


def run(binary, what, path, timeout):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    try:
        done = subprocess.run([binary, "inspect", what, path, "--base", "https://a.example/"], capture_output=True, timeout=timeout)
        code = done.returncode
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
    except subprocess.TimeoutExpired:
        code, said = "timeout", ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return max(cpu, 0.0), time.monotonic() - start, code, said


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--limit", type=float, default=0.3)
    parser.add_argument("--timeout", type=float, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--what", default="html,page,feed")
    args = parser.parse_args()
    slow = 0
    folder = Path(tempfile.mkdtemp())
    for what in args.what.split(","):
        for name, (size, make) in BOMBS.items():
            if args.only not in name:
                continue
            worst = (0.0, 0, 0, "")
            # Powers of two find the range, and what lies between is not far from them.
            n = 1024
            while True:
                full = n >= LARGEST // size
                n = min(n, LARGEST // size)
                body = make(n)
                while len(body.encode()) > LARGEST:
                    full, n = True, n * 9 // 10
                    body = make(n)
                path = folder / "bomb.html"
                path.write_text(feed(body) if what == "feed" else body)
                cpu, _, code, said = run(args.binary, what, str(path), args.timeout)
                if cpu > worst[0] or code not in (0, 4):
                    worst = (cpu, len(body.encode()), code, said)
                if code not in (0, 4) or full:
                    break
                n *= 2
            bad = worst[0] > args.limit or worst[2] not in (0, 4)
            slow += bad
            mark = "SLOW" if bad else "ok"
            print(f"{mark:4} {what:5} {name:36} {worst[0]:7.3f} s at {worst[1]:8} bytes  {worst[2]} {worst[3][-70:]}", flush=True)
    print(f"{slow} too slow")
    sys.exit(1 if slow else 0)


main()
