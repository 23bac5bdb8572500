#!/usr/bin/env python3
"""The placement report worked out a second time, from the published formulas, not from the model.

usage: placement.py --write              the export of golden case placement/0012-every-status
       placement.py EXPORT GOT.json      check rules, boxes, groups, years, pooled rates

The export has every status, documented or not, verified or not, both sides of every edge of a window,
and a cohort of 200 of whom 139 are placed: 69.5 %, which rounds to 70 and misses it.
"""
import csv, json, sys
from datetime import date, timedelta
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
AS_OF = date(2026, 10, 31)
COLUMNS = ["Student ID", "Program", "Accreditor", "Start Date", "Scheduled Graduation Date",
           "Graduation Date", "Student Status", "Placement Status", "Job Title", "Placement Date",
           "Verification Date", "Documentation"]

# What each status of the export stands for; None: the job title tells.
SAYS = {
    "Employed in field": "in_field", "Employed - related field": "related",
    "Employed out of field": "out_of_field", "Self-employed": "self_employed",
    "deployed": "military", "Cont. Ed.": "continuing_ed",
    "Continuing education - same owner": "continuing_ed_same_owner",
    "Unavailable - medical": "health", "Permanent disability": "health_permanent",
    "Pregnancy": "family", "Student visa": "visa", "ESL student": "esl", "Incarcerated": "incarcerated",
    "Deceased": "deceased", "Peace Corps": "volunteer", "Refused employment": "refused",
    "Awaiting licensure": "awaiting_exam", "Unavailable": "unavailable", "Unemployed": "seeking",
    "Unable to contact": "unknown", "": "unknown", "Employed": None, "Placed": "in_field",
}
TITLES = {"Medical Assistant": "in_field", "Medical Office Assistant": "in_field",
          "Phlebotomist": "related", "Barista": "out_of_field", "": "unknown"}

# (F + R) / (G - U) and so on, as the bodies write it: placed, excluded, completers, the cohort's
# date, the month its year begins, months or cut-off of the window, days to the verification, threshold.
CE = ["continuing_ed", "continuing_ed_same_owner"]
HEALTH = ["health", "health_permanent"]
JOB = ["in_field", "related"]
PACKS = {
    "ABHES": (JOB, HEALTH + CE + ["military", "incarcerated", "deceased"], [], "Graduation Date", 7, None, 15, 70),
    "CAAHEP/MAERB": (JOB + CE + ["military"], [], [], "Graduation Date", 1, None, 0, 60),
    "ACCSC": (JOB, HEALTH + CE + ["deceased", "incarcerated", "military", "visa"], [], "Start Date", 7, None, 0, 70),
    "COE": (JOB + CE + ["military"], HEALTH + ["awaiting_exam", "family", "incarcerated", "deceased", "volunteer",
            "refused", "unavailable"], JOB, "Graduation Date", 7, None, 0, 70),
    "ACICS": (JOB, HEALTH + CE + ["family", "deceased", "military", "visa", "esl", "incarcerated"], JOB,
              "Graduation Date", 7, None, 0, 60),
    "NACCAS": (JOB, ["deceased", "health_permanent", "military", "visa", "continuing_ed_same_owner"], JOB,
               "Scheduled Graduation Date", 1, "30 Nov", 0, 60),
    "California BPPE": (JOB, HEALTH + CE + ["deceased", "incarcerated", "military"], [], "Graduation Date", 1, 6, 0, None),
    "Minnesota": (JOB, [], [], "Graduation Date", 7, 12, 0, None),
}
OWN = {"ABHES": "ABHES", "CAAHEP": "CAAHEP/MAERB", "NACCAS": "NACCAS", "": "ABHES"}


def day(s):
    return date.fromisoformat(s) if s else None


def months_later(d, n):
    y, m = divmod(d.year * 12 + d.month - 1 + n, 12)
    for last in (d.day, 30, 29, 28):
        try:
            return date(y, m + 1, last)
        except ValueError:
            pass


def cohort_of(pack, r):
    d, first = day(r[PACKS[pack][3]]), PACKS[pack][4]
    return None if d is None else d.year if first == 1 or d.month >= first else d.year - 1


def cohort_name(pack, year):
    return str(year) if PACKS[pack][4] == 1 else f"{year}-{(year + 1) % 100:02}"


def closes(pack, year):
    """The day after which no placement of the cohort counts any more."""
    first, window = PACKS[pack][4], PACKS[pack][5]
    end = date(year, 12, 31) if first == 1 else date(year + 1, 6, 30)
    return date(end.year + 1, 11, 30) if window == "30 Nov" else months_later(end, window or 0)


def window_end(pack, r):
    window = PACKS[pack][5]
    if window == "30 Nov":
        year = cohort_of(pack, r)
        return None if year is None else closes(pack, year)
    return months_later(day(r["Graduation Date"]), window) if window else None


def outcome(r):
    said = SAYS[r["Placement Status"]]
    if r["Placement Status"] in ("Employed", "Self-employed") or (r["Placement Status"] == "Placed" and r["Job Title"]):
        found = TITLES[r["Job Title"]]
        if r["Placement Status"] == "Self-employed" and found in ("out_of_field", "unknown"):
            return "self_employed"
        return found
    return said


def judge(pack, r):
    """The box of a graduate, and whether its window is open; None: does not enter."""
    placed, excluded, completers, _, _, _, days, _ = PACKS[pack]
    o, done, end = outcome(r), r["Student Status"] == "Non-graduate Completer", window_end(pack, r)
    hired, verified = day(r["Placement Date"]), day(r["Verification Date"])
    is_open = end is not None and AS_OF < end
    proof = r["Documentation"] not in ("", "No") or (r["Documentation"] == "" and verified is not None)
    if done and not completers:
        return None, False
    if o in excluded:
        return ("excluded", is_open) if proof else ("not placed", is_open)
    if o in (completers if done else placed):
        if o not in ("in_field", "related"):
            return ("positive" if proof else "not placed"), is_open
        late = hired and (hired > AS_OF or (end and hired > end))
        early = verified is None or verified > AS_OF or \
            (days and (hired is None or (verified - hired).days < days))
        return ("not placed" if late or early else o), is_open
    if o in ("in_field", "related", "out_of_field", "self_employed"):
        return "out_of_field", is_open
    return ("unknown" if o == "unknown" else "not placed"), is_open


def wilson(n, d):
    z2, p = Decimal("3.8416"), Decimal(n) / d
    half = (z2 * (p * (1 - p) / d + z2 / (4 * d * d))).sqrt()
    return [float(round((p + z2 / (2 * d) + s * half) / (1 + z2 / d), 5)) for s in (-1, 1)]


def rate_of(pairs, threshold, is_open):
    """The figures of a group of (box, pack) pairs."""
    n = sum(b in ("in_field", "related", "positive") for b, _ in pairs)
    d = sum(b != "excluded" for b, _ in pairs)
    low, high = wilson(n, d) if d else (None, None)
    met = None if threshold is None or is_open or not d else Fraction(n, d) >= Fraction(threshold, 100)
    return {"numerator": n, "denominator": d, "rate": round(n / d, 5) if d else None, "low": low, "high": high,
            "threshold": None if threshold is None else threshold / 100, "met": met}


def group(graduates, year_open=False):
    """Graduates by their own packs."""
    pairs = [(b, p) for b, p, _ in graduates]
    packs = {p for _, p in pairs}
    return rate_of(pairs, PACKS[packs.pop()][7] if len(packs) == 1 else None,
                   year_open or any(o for _, _, o in graduates))


def write():
    rows, n = [], 0

    def add(status, grad="2025-03-10", student="Graduated", acc="ABHES", title="", hired="", verified="", doc="",
            start="2024-08-01", scheduled=None, program="Medical Assistant"):
        nonlocal n
        n += 1
        rows.append([f"S{n:04}", program, acc, start, scheduled if scheduled is not None else grad, grad, student,
                     status, title, hired, verified, doc])

    def job(grad="2025-03-10", after=30, check=20, **more):
        h = date.fromisoformat(grad) + timedelta(days=after)
        add("Employed in field", grad, hired=str(h), verified=str(h + timedelta(days=check)), **more)

    jobs = ("Employed in field", "Employed - related field", "Employed out of field", "Self-employed", "Employed", "Placed")
    for acc in ("ABHES", "CAAHEP", "NACCAS", ""):
        for s in SAYS:
            for title in TITLES if s in jobs[3:] else [""]:
                add(s, acc=acc, title=title, hired="2025-04-10" if s in jobs else "",
                    verified="2025-05-10" if s in jobs else "", doc="" if s in jobs else "on file")
                add(s, acc=acc, title=title, hired="2025-04-10" if s in jobs else "", doc="")
            add(s, acc=acc, student="Non-graduate Completer", hired="2025-04-10" if s in jobs else "",
                verified="2025-05-10", doc="" if s in jobs else "on file")
            add(s, acc=acc, verified="2025-05-10", doc="No")
            for student in ("Withdrawn", "Enrolled", "LOA", "Transferred"):
                add(s, acc=acc, student=student, verified="2025-05-10")
    for check in (-1, 0, 14, 15, 16, 2000):     # days from the job to its verification
        job(check=check)
    for hired in ("2026-10-30", "2026-10-31", "2026-11-01"):     # about the as-of date
        add("Employed in field", "2026-08-20", hired=hired, verified=hired)
    for acc in ("", "NACCAS"):
        for grad in ("2024-08-31", "2024-02-29", "2025-01-15"):     # 6 and 12 months, a day before and after
            for m in (6, 12):
                for d in (-1, 0, 1):
                    h = months_later(date.fromisoformat(grad), m) + timedelta(days=d)
                    add("Employed in field", grad, acc=acc, hired=str(h), verified=str(h + timedelta(days=20)))
        for hired in ("2025-11-29", "2025-11-30", "2025-12-01"):     # the cut-off of those scheduled for 2024
            add("Employed in field", "2024-11-20", acc=acc, scheduled="2024-12-31", hired=hired,
                verified=str(date.fromisoformat(hired) + timedelta(days=20)))
    for grad in ("2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01"):  # years' ends
        for acc in ("ABHES", "CAAHEP", "NACCAS"):
            job(grad, acc=acc)
            add("Unemployed", grad, acc=acc)
    job("2025-03-10", after=-30, check=60)      # placed before graduation counts
    add("Employed in field", verified="2025-05-10")     # no start: nothing to count 15 days from
    for i in range(200):      # 69.5 % of the cohort of 2022-23
        if i < 139:
            job("2023-01-20", program="Clinical Medical Assisting")
        else:
            add("Unemployed", "2023-01-20", program="Clinical Medical Assisting")
    w = csv.writer(sys.stdout, lineterminator="\n")
    w.writerow(COLUMNS)
    w.writerows(rows)


def check(export, got):
    with open(export, encoding="utf-8", newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["Student Status"] in ("Graduated", "Non-graduate Completer")]
    tables = json.load(open(got))["tables"]
    faults = []

    def same(what, want, found):
        faults.extend(f"{what}: {k}: expected {v}, got {(found or {}).get(k)}" for k, v in want.items()
                      if (found or {}).get(k) != v)

    for pack, t in PACKS.items():
        pairs = [judge(pack, r) for r in rows]
        pairs = [(b, o) for b, o in pairs if b]
        same(pack, rate_of(pairs, t[7], any(o for _, o in pairs)), next(x for x in tables["rules"] if x["rule"] == pack))
    if [x["rule"] for x in tables["rules"]] != list(PACKS) or list(tables["rules"][0]) != \
            ["rule", "numerator", "denominator", "rate", "low", "high", "threshold", "met"]:
        faults.append("rules: other packs or other keys")
    mine = [(r, OWN[r["Accreditor"]]) for r in rows]
    mine = [(r, p, *judge(p, r)) for r, p in mine]
    mine = [(r, p, b, o) for r, p, b, o in mine if b]
    boxes = {x["group"].lower(): x["headcount"] for x in tables["waterfall"]}
    count = lambda box: sum(b == box for _, _, b, _ in mine)
    parts = {"graduates": len(mine), "available": len(mine) - count("excluded"), "placed in field": count("in_field"),
             "related": count("related"), "out of field": count("out_of_field"), "not placed": count("not placed"),
             "unknown": count("unknown")}
    same("waterfall", parts, boxes)
    same("waterfall", {"excluded": count("excluded"), "placed": count("positive")},
         {k: sum(v for b, v in boxes.items() if b.startswith(k + ", ")) for k in ("excluded", "placed")})
    for key, of in (("program", lambda r, p: r["Program"]), ("accreditor", lambda r, p: r["Accreditor"] or "(blank)"),
                    ("cohort", lambda r, p: cohort_name(p, cohort_of(p, r)))):
        groups = {}
        for r, p, b, o in mine:
            groups.setdefault(of(r, p), []).append((b, p, o or (key == "cohort" and AS_OF < closes(p, cohort_of(p, r)))))
        found = {x["group"]: x for x in tables[key]}
        if set(found) != set(groups):
            faults.append(f"{key}: other groups: {sorted(set(found) ^ set(groups))}")
        for name, g in groups.items():
            same(f"{key} {name}", {**group(g), "headcount": len(g)}, found.get(name))
    last = max(cohort_of(p, r) for r, p, _, _ in mine if closes(p, cohort_of(p, r)) <= AS_OF)
    for years in (3, 5):
        g = [(b, p, o) for r, p, b, o in mine if last - years < cohort_of(p, r) <= last]
        same(f"{years} years", {**group(g), "headcount": len(g)},
             next((x for x in tables["pooled"] if x["group"] == f"{years} years to {last}, all"), None))
    edge = next(x for x in tables["program"] if x["group"] == "Clinical Medical Assisting")
    if (edge["rate"], edge["met"], edge["threshold"]) != (0.695, False, 0.7):
        faults.append(f"69.5 %: {edge}")
    print(f"{'not ' * bool(faults)}ok - placement: every status, exclusion and edge, {len(rows)} graduates")
    for line in faults[:20]:
        print(f"#   {line}")
    return bool(faults)


if __name__ == "__main__":
    if sys.argv[1] == "--write":
        write()
    else:
        sys.exit(check(*sys.argv[1:]))
