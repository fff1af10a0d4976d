#!/usr/bin/env python3
"""Reads all of ../shared/feeds with the program and with Python's feedparser and compares entries, titles, links and dates.
Usage: against_feedparser.py BINARY [--all]

Needs `feedparser` (PyPI). Skipped with a word where the package or the folder is missing. Prints every difference with
the class it belongs to and, in the last line, the share of entries that are equal in everything; fails below 99 %.
"""
import json
import re
import subprocess
import sys
