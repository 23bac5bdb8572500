#!/usr/bin/env python3
"""The credential statuses of the pandas script against tables.credential of muster's JSON, exactly.

usage: statuses.py WHAT EXPECTED.json GOT.json
       statuses.py --mend DATADIR COPY     the exports with every unreadable pay made readable

The script leaves out people without a readable pay, the credentials report does not; so they are
compared once as they are with --set people=paid, and once on a mended copy with nobody left out.
"""
import csv, json, os, shutil, sys


def mend(data, copy):
    shutil.copytree(data, copy)
    with open(f"{data}/staff.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    pay = rows[0].index("Pay Rate")
    for r in rows[1:]:
        if not any(c.isdigit() for c in r[pay]):
            r[pay] = "13.62"
    with open(f"{copy}/staff.csv", "w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\r\n").writerows(rows)


if sys.argv[1] == "--mend":
    mend(*sys.argv[2:])
    sys.exit(0)
what, want, got = sys.argv[1], json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
STATUSES = ("active", "expiring_90", "expired", "unknown")
ours = {g["group"]: g for g in got["tables"]["credential"]}
faults = [f"group {name!r} is not expected" for name in ours.keys() - {g["group"] for g in want["status"]}]
for g in want["status"]:
    mine = ours.get(g["group"], {})
    faults += [f"{g['group']} {s}: expected {g.get(s, 0)}, got {mine.get(s)}" for s in STATUSES
               if g.get(s, 0) != mine.get(s)]
    if mine and (mine["held"] != sum(g.get(s, 0) for s in STATUSES) or
                 mine["current"] != g.get("active", 0) + g.get("expiring_90", 0)):
        faults.append(f"{g['group']}: held or current do not add up")
print(f"{'not ' * bool(faults)}ok - {what}")
for line in faults:
    print(f"#   {line}")
sys.exit(bool(faults))
