# SPDX-License-Identifier: MIT
"""How much of drawing the workbook is not libxlsxwriter's, of a profile by callgrind.

usage: outside.py PROFILE

Prints the share of render_xlsx's instructions, all that it calls included, that is not spent under
a call of ours into the library: our own, and what we ask of zlib and libc to check the file.
"""
import collections
import re
import sys


def calls(path):
    """The calls in a profile: (object, function) of who calls, of who is called, instructions."""
    names = collections.defaultdict(dict)

    def name(kind, text):  # "(7) name" when it comes first, then "(7)"
        number, known = re.fullmatch(r"\((\d+)\)(?: (.*))?", text).groups()
        return names[kind].setdefault(number, known)

    at = called = {}
    into = False
    for line in open(path):
        key, _, value = line.rstrip("\n").partition("=")
        if key in ("ob", "fn"):
            at = {**at, key: name(key, value)}
            called = {}
        elif key in ("cob", "cfn"):
            called[key[1:]] = name(key[1:], value)
        elif key == "calls":
            into = True
        elif into:
            yield at, {**at, **called}, int(line.split()[1])
            into, called = False, {}


def main():
    all_of_it = library = 0
    for who, whom, cost in calls(sys.argv[1]):
        if "muster" not in who["ob"]:
            continue
        if whom["fn"] == "render_xlsx":
            all_of_it += cost
        elif "xlsxwriter" in whom["ob"]:
            library += cost
    print(f"{100 * (all_of_it - library) / all_of_it:.1f}")


main()
