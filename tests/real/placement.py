#!/usr/bin/env python3
"""The placement report on public outcomes and on the generated graduates.

usage: placement.py DATADIR     ../shared/data; the generator is ../bench/generate.py beside it
"""
import csv, json, os, subprocess, sys, tempfile

DATA = sys.argv[1]
BENCH = os.path.join(DATA, "../bench/generate.py")
failed = False


def muster(*args):
    return subprocess.run([os.environ["MUSTER"], "placement", "--as-of", "2026-10-31", "--format", "json", *args],
                          capture_output=True, text=True)


def ok(good, what, why=""):
    global failed
    print(f"{'not ' * (not good)}ok - {what}")
    if not good:
        failed = True
        print(f"#   {why}")


def adds_up(tables):
    box = {x["group"]: x["headcount"] for x in tables["waterfall"]}
    out = sum(n for g, n in box.items() if g.startswith("Excluded, "))
    rest = sum(n for g, n in box.items() if g not in ("Graduates", "Available") and not g.startswith("Excluded, "))
    return box["Graduates"] == out + box["Available"] and box["Available"] == rest


def public():
    name = f"{DATA}/outcomes/placement_data_full_class.csv"
    with open(name, newline="") as f:
        rows = list(csv.DictReader(f))
    placed = sum(r["status"] == "Placed" for r in rows)
    run = muster(name)
    got = json.loads(run.stdout or "{}").get("figures", {})
    ok(run.returncode == 0 and (got["numerator"], got["denominator"]) == (placed, len(rows)),
       f"campus placements: {placed} of {len(rows)}", got or run.stderr)
    run = muster(f"{DATA}/outcomes/nj_outcomes_by_school_cip_part1.csv")
    ok(run.returncode == 1 and "FILE_AGGREGATE" in run.stderr and not run.stdout,
       "outcomes by school are groups, not people: refused", run.stderr)


def generated(rows):
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run([sys.executable, BENCH, str(rows), tmp], check=True)
        with open(f"{tmp}/graduates.csv", encoding="utf-8", newline="") as f:
            table = list(csv.DictReader(f))
        entered = sum(r["Status"].lower().startswith("grad") for r in table)
        run = muster(f"{tmp}/graduates.csv")
        got = json.loads(run.stdout or "{}")
        ok(run.returncode == 0 and got["figures"]["graduates"] == entered and adds_up(got["tables"]) and
           got["inputs"][0]["rows"]["used"] == entered and
           all(sum(x["headcount"] for x in got["tables"][t]) == entered for t in ("program", "campus", "cohort")),
           f"generated: {entered} of {len(table)} graduated, the boxes add up", run.stderr or got.get("figures"))


public()
if os.path.exists(BENCH):
    generated(20000)
else:
    print("ok - generated graduates # SKIP no ../shared/bench")
sys.exit(failed)
