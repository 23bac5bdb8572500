#!/usr/bin/env python3
"""The credential statuses of the pandas script against tables.credential of muster's JSON, exactly.

usage: statuses.py WHAT EXPECTED.json GOT.json
"""
import json, sys

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
