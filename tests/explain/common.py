"""What the tests of explanations share: a run, a fact, and the record of changes of a report."""
import csv
import json
import os
import subprocess
import tempfile

import openpyxl

MUSTER = os.environ.get("MUSTER") or os.path.abspath("build/muster")
failures = 0
CLINIC = ("--as-of", "2026-10-31", "samples/clinic")


def ok(fact, what, detail=""):
    global failures
    print(("ok - explain " if fact else "not ok - explain ") + what)
    if not fact:
        failures += 1
        print("    " + str(detail).replace("\n", "\n    ")[:1500])
    return fact


def muster(*args):
    return subprocess.run([MUSTER, *args], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)


def kind_and_field(x):
    return x["kind"], x["field"]


def record_of_changes(report, kind, source):
    """The record of a report's run, whose sums must balance everywhere it is written."""
    with tempfile.TemporaryDirectory() as tmp:
        r = muster(report, "--audit", "-o", tmp, *CLINIC[:2], source)
        month = os.path.join(tmp, "2026-10")
        data = json.load(open(f"{month}/{report}.json"))
        with open(f"{month}/{report}-changes.csv", newline="") as f:
            in_csv = list(csv.DictReader(f))
        with open(f"{month}/{report}-audit.csv", newline="") as f:
            audit = list(csv.DictReader(f))
        book = openpyxl.load_workbook(f"{month}/{report}.xlsx", read_only=True)["Changes"]
        in_book = sum(1 for row in book.iter_rows(values_only=True) if kind in row[:1])
        modes = {oct(os.stat(f"{month}/{n}").st_mode & 0o777) for n in os.listdir(month)}
    ok(r.returncode == 0 and modes == {"0o600"}, "changes and audit are for their owner only", modes)
    cells, listed = data["tables"]["cells"], data["changes"]
    ok(all(c["cells"] == c["blank"] + c["unchanged"] + c["changed"] + c["unknown"] for c in cells),
       "cells = blank + unchanged + changed + unknown, of every field", cells)
    key = kind_and_field
    for what, rows in (("JSON", listed), ("CSV", in_csv), ("audit", audit)):
        sums = {}
        for x in rows:
            sums[key(x)] = sums.get(key(x), 0) + int(x.get("count", 1))
        ok(all(sums.get(key(c), 0) == c["changed"] for c in cells) and
           sum(sums.values()) == sum(c["changed"] for c in cells) > 500,
           f"{report}: counts of the {what} add up to the changed cells", sums)
    ok(in_book == sum(c["kind"] == kind for c in cells) +
       sum(c["kind"] == kind for c in listed), f"{report}: the workbook has them all", in_book)
    place = {(x["file"], x["line"], x["field"], x["raw"].removeprefix("'")) for x in audit}
    ok(all((x["file"], str(x["line"]), x["field"], x["raw"].removeprefix("'")) in place
           for x in listed), f"{report}: each is first seen at a place of the audit")
    shared = muster(report, "--shareable", "-f", "json", *CLINIC[:2], source)
    ok(json.loads(shared.stdout)["changes"] == [],
       f"{report}: a shareable edition has none of the texts")
    return cells, listed
