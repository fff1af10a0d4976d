#!/usr/bin/env python3
"""The peer of `cargo bench --bench feeds`: fetches a list of feeds with aiohttp and parses each with feedparser, as many
Python programs do. Usage: feeds.py LIST, one address a line; needs aiohttp and feedparser from PyPI.

Two forms: `--threads` parses in a pool of threads (the global interpreter lock lets one run at a time), `--processes N` in
N processes. Without either the event loop parses, as the shortest program would.
"""
import argparse
import asyncio
import concurrent.futures
import sys

import aiohttp
import feedparser


def parse(body, content_type):
    parsed = feedparser.parse(body, response_headers={"content-type": content_type})
    return [(entry.get("id"), entry.get("link"), entry.get("title"), entry.get("published_parsed"),
             entry.get("summary", ""), [content.value for content in entry.get("content", [])])
            for entry in parsed.entries]


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("list")
    arguments.add_argument("--threads", action="store_true")
    arguments.add_argument("--processes", type=int, default=0)
    given = arguments.parse_args()
    with open(given.list) as file:
        urls = file.read().split()
    pool = None
    if given.processes:
        pool = concurrent.futures.ProcessPoolExecutor(given.processes)
    elif given.threads:
        pool = concurrent.futures.ThreadPoolExecutor()
    loop = asyncio.get_running_loop()
    turns = asyncio.Semaphore(16)
    entries = failed = 0

    async def one(session, url):
        nonlocal entries, failed
        async with turns:
            try:
                async with session.get(url) as response:
                    body, kind = await response.read(), response.headers.get("content-type", "")
            except aiohttp.ClientError:
                failed += 1
                return
        if pool or given.threads:
            found = await loop.run_in_executor(pool, parse, body, kind)
        else:
            found = parse(body, kind)
        entries += len(found)

    connector = aiohttp.TCPConnector(limit=16, limit_per_host=1)
    timeout = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        await asyncio.gather(*(one(session, url) for url in urls))
    print(f"{len(urls)} feeds, {failed} failed, {entries} entries", file=sys.stderr)


asyncio.run(main())
