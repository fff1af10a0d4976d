#!/usr/bin/env python3
"""Checks the licence of every dependency against the list in deny.toml, offline, from `cargo metadata`.

The same file serves cargo-deny, which also knows advisories; this check needs nothing that is not on the machine.
"""
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def alternatives(expression):
    """An SPDX expression as a list of sets: one of the sets has to be allowed as a whole."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def either(at):
        found, at = both(at)
        while at < len(tokens) and tokens[at] == "OR":
            more, at = both(at + 1)
            found += more
        return found, at

    def both(at):
        found, at = one(at)
        while at < len(tokens) and tokens[at] == "AND":
            more, at = one(at + 1)
            found = [a | b for a in found for b in more]
        return found, at

    def one(at):
        if tokens[at] == "(":
            found, at = either(at + 1)
            return found, at + 1
        name, at = tokens[at], at + 1
        if at < len(tokens) and tokens[at] == "WITH":
            name, at = f"{name} WITH {tokens[at + 1]}", at + 2
        return [{name}], at

    return either(0)[0]


def main():
    allowed = set(tomllib.loads((ROOT / "deny.toml").read_text())["licenses"]["allow"])
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    packages = json.loads(subprocess.check_output(command, cwd=ROOT))["packages"]
    bad = []
    for package in packages:
        licence = package["license"]
        if not licence or not any(each <= allowed for each in alternatives(licence)):
            bad.append(f"{package['name']} {package['version']}: {licence}")
    print(f"{len(packages)} packages, {len(bad)} with a licence that deny.toml does not allow")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
