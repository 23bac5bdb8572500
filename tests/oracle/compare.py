#!/usr/bin/env python3
"""Compare the figures of an oracle with those of muster's JSON, everything that the oracle states.

usage: compare.py WHAT EXPECTED.json GOT.json

Counts must be equal, money and ratios within 0.0002 of their size.  Groups must be the same ones, but
where the oracle has no credentials that are not valid, muster's rows of those are let pass.  Prints
a line of TAP a part (ledger, figures, each table) and a comment line a mismatch.
"""
import json, os, re, sys

NEAR = 0.0002
NOT_VALID = re.compile(r", (expired|no date|pending)$")
what, want, got = sys.argv[1], json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
failed = False


def same(a, b):
    if a is None or b is None or isinstance(a, (int, str)) and isinstance(b, (int, str)):
        return a == b
    return abs(a - b) <= NEAR * max(abs(a), abs(b))


def differences(where, want, got):
    return [f"{where} {k}: expected {v}, got {got[k] if k in got else 'nothing'}"
            for k, v in want.items() if k not in got or not same(v, got[k])]


def part(name, faults):
    global failed
    failed = failed or bool(faults)
    print(f"{'not ' * bool(faults)}ok - {what}: {name}")
    for line in faults:
        print(f"#   {line}")


def table_faults(want, got, lenient):
    theirs, ours = {g["group"]: g for g in want}, {g["group"]: g for g in got}
    faults = [f"no group {name!r}" for name in theirs if name not in ours]
    faults += [f"group {name!r} of {g['headcount']} is not expected" for name, g in ours.items()
               if name not in theirs and not (lenient and NOT_VALID.search(name))]
    for name in theirs.keys() & ours.keys():
        faults += differences(name, theirs[name], ours[name])
    if len(ours) != len(got):
        faults.append("a group stands there twice")
    return faults


if "inputs" in want:
    files = {os.path.basename(f["file"]): f["rows"] for f in got["inputs"]}
    for f in want["inputs"]:
        part(f"ledger of {f['file']}", differences("rows", f["rows"], files.get(f["file"], {})))
if "rows" in want:
    staff = [f["rows"] for f in got["inputs"] if f["kind"] == "staff"]
    sums = {k: sum(r[k] for r in staff) for k in ("used", "rejected", "duplicate", "conflict", "header")}
    sums["faulty"] = sums["rejected"] + sums["duplicate"] + sums["conflict"]
    sums["read"] = sum(r["read"] for r in staff) - sums["header"]
    part("ledger", differences("rows", want["rows"], sums))
part("figures", differences("figure", want["figures"], got["figures"]))
for key, rows in want["tables"].items():
    lenient = key == "credential" and not any(NOT_VALID.search(g["group"]) for g in rows)
    part(f"table {key}", table_faults(rows, got["tables"].get(key, []), lenient))
sys.exit(failed)
