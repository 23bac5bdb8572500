#!/usr/bin/env python3
"""The credentials report on invented exports, full of edges, worked out a second time.

usage: credentials.py SEED...        MUSTER is the program under test

For each seed: write a staff and a credentials file, run `muster credentials`, and compare every
credential, person and figure of its JSON with what the rules say.  The rules stand below as the field
states them; nothing is read from the templates, and nothing is shared with the program.
"""
import csv, json, os, random, subprocess, sys, tempfile
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction as F

AS_OF = date(2026, 10, 31)
FIVE = {"CMA (AAMA)", "RMA (AMT)", "CCMA (NHA)", "NCMA (NCCT)", "CMAC (AMCA)"}
#   name: months, to the month's end, units, issuers, whether other boards use the name
RULES = {
    "CMA (AAMA)": (60, True, 60, {"AAMA"}, True), "RMA (AMT)": (36, False, 30, {"AMT"}, True),
    "CCMA (NHA)": (24, False, 10, {"NHA"}, True), "NCMA (NCCT)": (12, False, 14, {"NCCT"}, True),
    "CMAC (AMCA)": (24, False, 10, {"AMCA"}, False), "CPT": (24, False, 10, {"NHA"}, True),
    "BLS": (24, False, 0, {"AHA", "ARC"}, False), "RPT (AMT)": (36, False, 24, {"AMT"}, False),
    "CNA": (24, False, 0, set(), False), "LPN": (0, False, 0, set(), False),
    "RN": (0, False, 0, set(), False), "MA-C (WA)": (0, False, 0, {"WA DOH"}, False),
}
GRACE = {"CMA (AAMA)": 90, "CMAC (AMCA)": 30}
REINSTATE = {"CCMA (NHA)": 365, "CPT": 365, "RMA (AMT)": None, "RPT (AMT)": None}  # None: for ever
RETEST = {"CMA (AAMA)", "CCMA (NHA)", "CPT", "BLS"}
CATEGORIES = ("administrative", "clinical", "general")       # of a CMA's 60 at least 10 each
CELLS = {   # cell: the names in it, what it says of them, the board it names
    "CMA (AAMA)": (["CMA (AAMA)"], "", "AAMA"), "C.M.A.": (["CMA (AAMA)"], "", ""),
    "CMA": (["CMA (AAMA)"], "", ""), "Certified Medical Asst": (["CMA (AAMA)"], "", ""),
    "CMA pending": (["CMA (AAMA)"], "pending", ""), "RMA": (["RMA (AMT)"], "", ""),
    "RMA (AMT)": (["RMA (AMT)"], "", "AMT"), "CCMA": (["CCMA (NHA)"], "", ""),
    "ccma-nha": (["CCMA (NHA)"], "", "NHA"), "CCMA expired": (["CCMA (NHA)"], "ended", ""),
    "NCMA": (["NCMA (NCCT)"], "", ""), "CMAC": (["CMAC (AMCA)"], "", ""), "CPT": (["CPT"], "", ""),
    "CPR/BLS": (["BLS"], "", ""), "RN": (["RN"], "", ""), "LPN": (["LPN"], "", ""), "CNA": (["CNA"], "", ""),
    "MA-C": (["MA-C (WA)"], "", ""), "RPT (AMT)": (["RPT (AMT)"], "", "AMT"), "PA-C": (["PA-C"], "", ""),
    "RMA; BLS": (["RMA (AMT)", "BLS"], "", ""), "not certified": ([], "", ""), "MA": ([], "", ""),
}
ISSUERS = {"AAMA": "AAMA", "American Medical Technologists": "AMT", "NHA": "NHA", "NCCT": "NCCT", "AMCA": "AMCA",
           "American Heart Association": "AHA", "WA DOH": "WA DOH", "ASCP": "ASCP", "IMA": "IMA"}
CALLED_CMA = {"AMT": "RMA (AMT)", "NHA": "CCMA (NHA)", "NCCT": "NCMA (NCCT)"}  # what a CMA of theirs is
STATUS = {"Active": "", "": "", "Expired": "ended", "Revoked": "ended", "Pending": "pending?",
          "Provisional": "pending", "Lifetime": "lifetime"}
TITLES = {   # title: occupation, the credential it claims
    "Medical Assistant": ("Clinical Medical Assistant", ""),
    "CMA (AAMA)": ("Clinical Medical Assistant", "CMA (AAMA)"), "RMA": ("Clinical Medical Assistant", "RMA (AMT)"),
    "Certified Medical Assistant": ("Clinical Medical Assistant", "CMA (AAMA)"),
    "Medical Assistant - Front Desk": ("Administrative Medical Assistant", ""),
    "Registered Nurse": ("Registered Nurse", "RN"), "Nursing Assistant": ("Nursing Assistant", ""),
    "Certified Nursing Assistant": ("Nursing Assistant", "CNA"), "Phlebotomist": ("Phlebotomist", ""),
}
NEEDS = [("Clinical Medical Assistant", "", FIVE), ("Clinical Medical Assistant", "WA", {"MA-C (WA)"}),
         ("Registered Nurse", "", {"RN"}), ("Nursing Assistant", "", {"CNA"})]
DUTIES = {"Vital signs": "c", "Taking blood samples": "c", "Sterilization of equipment": "c",
          "Filing patient records": "a", "Scheduling": "a", "": ""}
WORDS = {"active": "active", "30": "expiring within 30 days", "60": "expiring within 60 days",
         "90": "expiring within 90 days", "lifetime": "lifetime", "grace": "expired, in grace",
         "reinstatable": "lapsed, reinstatable", "retest": "lapsed, retest", "lapsed": "lapsed",
         "pending": "pending", "unknown": "unknown, no date"}
SOON, ENDED = {"30", "60", "90"}, {"grace", "reinstatable", "retest", "lapsed"}
CURRENT = SOON | {"active", "lifetime"}


# ------------------------------------------------------------------ the exports
def written(r, d):
    return d and r.choice((d.isoformat(), d.strftime("%m/%d/%Y"), d.strftime("%b %d, %Y"), d.strftime("%d-%b-%Y")))


def expiry(r):
    """A date at an edge, one anywhere, or something else; what is written and what it means."""
    k = r.random()
    if k < .5:
        d = AS_OF + timedelta(days=r.choice((0, 1, 30, 31, 60, 61, 90, 91, -1, -30, -31, -90, -91, -365, -366)))
    elif k < .75:
        d = AS_OF + timedelta(days=r.randrange(-900, 1800))
    else:
        return r.choice((("", None), ("", None), ("9999-12-31", None), ("00/00/0000", None), ("1900-01-01", None),
                         ("02/30/2027", "bad"), ("never", "lifetime")))
    return written(r, d), d


def staff_rows(r, n):
    for i in range(n):
        graduated = r.choice((None, AS_OF + timedelta(days=r.choice((0, 29, 30, 31, -1, -2000))),
                              date(2022, 10, r.choice((30, 31))), date(2023, 5, 31)))
        yield {"id": f"P{i:04d}", "title": r.choice(list(TITLES)), "state": r.choice(("TX", "WA")),
               "hired": r.choice((None, date(r.randrange(1999, 2026), r.randrange(1, 13), 15))),
               "years": r.choice(("", "0.5", "1", "4", "4+", "5", "7", "10+")), "graduated": graduated,
               "accreditor": r.choice(("", "CAAHEP", "A.B.H.E.S.", "ACCSC")),
               "duties": [r.choice(list(DUTIES)) for _ in range(2)],
               "pay": r.choice((["13.62"] * 60) + ["", "N/A", "see note"]),
               "status": r.choice(["Active"] * 30 + ["Terminated"])}


def credential_rows(r, people):
    for p in people:
        for _ in range(r.choice((0, 1, 1, 2, 3))):
            text, means = expiry(r)
            issued = r.choice((None, date(2024, 2, 29), date(2005, 12, 31), date(2006, 1, 1), AS_OF,
                               AS_OF + timedelta(days=1), AS_OF - timedelta(days=r.randrange(2200))))
            units = r.choice(("", str(r.randrange(70)), "4.5"))
            yield {"id": p["id"] if r.random() < .98 else "X" + p["id"], "cell": r.choice(list(CELLS)),
                   "issuer": r.choice(["", "", "Somebody"] + list(ISSUERS)),
                   "number": r.choice(("", "", "77", "P123", f"{r.randrange(10**6)}")), "issued": issued,
                   "renewed": r.choice((None, None, None, AS_OF - timedelta(days=r.randrange(-30, 900)))),
                   "expires": text, "means": means, "status": r.choice([""] * 8 + list(STATUS)), "units": units,
                   "by": ["", "", ""] if units and r.random() < .5 else
                         [r.choice(("", str(r.randrange(30)))) for _ in CATEGORIES]}


def write(folder, r, staff, creds):
    with open(f"{folder}/staff.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["Employee ID", "Job Title", "Location", "Hire Date", "Years of Experience", "Graduation Date",
                    "Program Accreditor", "Duties", "Hourly Rate", "Status"])
        for p in staff:
            w.writerow([p["id"], p["title"], f"Town, {p['state']}", written(r, p["hired"]), p["years"],
                        written(r, p["graduated"]), p["accreditor"], "; ".join(p["duties"]), p["pay"], p["status"]])
    with open(f"{folder}/credentials.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["Employee ID", "Credential", "Issuer", "Certificate Number", "Issue Date", "Last Renewal",
                    "Expiration Date", "Status", "CEUs", "Admin CEUs", "Clinical CEUs", "General CEUs"])
        for c in creds:
            w.writerow([c["id"], c["cell"], c["issuer"], c["number"], written(r, c["issued"]),
                        written(r, c["renewed"]), c["expires"], c["status"], c["units"], *c["by"]])


# ------------------------------------------------------------------ the rules
def months_on(d, n):
    y, m = divmod(d.year * 12 + d.month - 1 + n, 12)
    for day in (d.day, 30, 29, 28):
        try:
            return date(y, m + 1, min(d.day, day))
        except ValueError:
            pass


def month_end(d):
    return months_on(d.replace(day=1), 1) - timedelta(days=1)


def derived(name, start):
    months, to_end = RULES.get(name, (0, False))[:2]
    if not months or not start:
        return None
    d = months_on(start, months)
    return month_end(d) if to_end else d


def by_days(name, left):
    if left >= 0:
        return "30" if left <= 30 else "60" if left <= 60 else "90" if left <= 90 else "active"
    if -left <= GRACE.get(name, 0):
        return "grace"
    if name in REINSTATE and (REINSTATE[name] is None or -left <= REINSTATE[name]):
        return "reinstatable"
    return "retest" if name in RETEST else "lapsed"


def latest(a, b):
    return max((d for d in (a, b) if d), default=None)


def judge(name, c, claim):
    """Status and expiry of a credential by one row."""
    given = c["means"] if isinstance(c["means"], date) else None
    renewed = c["renewed"] if c["renewed"] and c["renewed"] <= AS_OF else None
    start = latest(c["issued"], renewed)
    said = claim or STATUS[c["status"]]
    if not said and c["means"] == "lifetime":
        said = "lifetime"
    end = given or derived(name, start)
    if c["issued"] and c["issued"] > AS_OF or said == "pending" or said == "pending?" and not given or \
            said != "pending?" and name in ("CCMA (NHA)", "CPT") and c["number"] == "P123" and \
            not (end and end < AS_OF):
        return "pending", given
    old = name == "RMA (AMT)" and c["issued"] and c["issued"] < date(2006, 1, 1) and c["means"] != "bad" and \
        said != "ended"
    if not given and (said == "lifetime" or old):
        return "lifetime", None
    if c["means"] == "bad":
        end = None
    status = by_days(name, (end - AS_OF).days) if end else "unknown"
    return ("lapsed" if said == "ended" and status not in ENDED else status), end


def meant(name, c, alone):
    """The credential a row means, whether its issuer is assumed, whether it is another board's."""
    board = CELLS[c["cell"]][2] or ISSUERS.get(c["issuer"], "")
    _, _, _, issuers, shared = RULES.get(name, (0, 0, 0, set(), False))
    if board and issuers and board not in issuers and alone:
        if name == "CMA (AAMA)" and board in CALLED_CMA:
            return CALLED_CMA[board], False, False
        return name, False, True
    return name, shared and board not in issuers, False


def pace(name, c, status, end):
    """State of the units, deficit in all and by category, what is due by now."""
    months, _, need, *_ = RULES.get(name, (0, 0, 0))
    if not need or status in ("pending", "lifetime"):
        return "", None, {}, None
    by = [F(x) if x else None for x in c["by"]]
    earned = F(c["units"]) if c["units"] else sum(by) if None not in by else None
    short = {k: max(10 - n, 0) for k, n in zip(CATEGORIES, by) if n is not None and name == "CMA (AAMA)"}
    deficit = None if earned is None else max(need - earned, 0)
    renewed = c["renewed"] if c["renewed"] and c["renewed"] <= AS_OF else None
    start = latest(c["issued"], renewed)
    if start and end:
        whole = months_on(end, -months)
        if start < whole - timedelta(days=31) and whole <= AS_OF:
            start = whole
    if not start or not end or start >= end or start > AS_OF:
        return "unknown", deficit, short, None
    due = F(need) if end <= AS_OF else F(need * (AS_OF - start).days, (end - start).days)
    if earned is None:
        return "unknown", deficit, short, due
    if end < AS_OF:
        return "missed" if deficit or any(short.values()) else "on track", deficit, short, due
    return "on track" if earned >= due else "behind", deficit, short, due


def lines_of(rows):
    """A person's credentials, each once: by life, latest date, no date, pending."""
    order = {"lifetime": 0, "pending": 3}
    out = {}
    for c in rows:
        names, claim, _ = CELLS[c["cell"]]
        for name in names:
            means, assumed, other = meant(name, c, len(names) == 1)
            status, end = judge(means, c, claim)
            line = {"name": means, "other": other, "assumed": assumed, "status": status, "end": end, "row": c,
                    "rank": (order.get(status, 1 if end else 2), -(end or date.min).toordinal()), "rows": [c]}
            old = out.get((means, other))
            if old:
                best = line if line["rank"] < old["rank"] else old
                line = dict(best, rows=old["rows"] + [c])
            out[means, other] = line
    for (name, _), line in out.items():
        same = [c for key, other in out.items() if key[0] == name for c in other["rows"]]
        line["conflict"] = any(
            (a["number"] and a["number"] == b["number"] or a["issued"] and a["issued"] == b["issued"]) and
            isinstance(a["means"], date) and isinstance(b["means"], date) and a["means"] != b["means"]
            for a in same for b in same)
        line["units"] = pace(name, line["row"], line["status"], line["end"])
    return list(out.values())


def exams(p):
    """Which exams somebody may sit: yes, unknown or no."""
    grad, years = p["graduated"], F(p["years"].rstrip("+")) if p["years"] else None
    accredited = {"": None, "ACCSC": False}.get(p["accreditor"], True)
    done = None if grad is None else grad <= AS_OF
    cma = accredited and grad and (done or (grad - AS_OF).days <= 30)
    rma = accredited and done and months_on(grad, 48) >= AS_OF or years is not None and years >= 5
    ccma = "yes" if done or years is not None and years >= 1 else \
        "unknown" if grad is None or years is None or p["years"].endswith("+") else "no"
    return {"CMA (AAMA)": "yes" if cma else "unknown", "RMA (AMT)": "yes" if rma else "unknown", "CCMA (NHA)": ccma}


def work_out(p, rows):
    """Everything about one person."""
    p["lines"] = lines_of(rows)
    five = [x for x in p["lines"] if x["name"] in FIVE and not x["other"]]
    has = {x["status"] for x in five}
    p["standing"] = "certified" if has & CURRENT else "unknown" if "unknown" in has else \
        "expired" if has & ENDED else "pending" if has else "none"
    p["until"] = max((date.max if x["status"] == "lifetime" else x["end"] for x in five if x["status"] in CURRENT),
                     default=None)
    occupation, claim = TITLES[p["title"]]
    own = {x["name"]: x["status"] for x in p["lines"] if not x["other"]}
    p["claims"] = bool(claim) and (p["standing"] != "certified" if claim in FIVE else own.get(claim) not in CURRENT)
    p["needs"] = []
    for job, state, any_of in NEEDS:
        if job == occupation and state in ("", p["state"]):
            have = {s for n, s in own.items() if n in any_of}
            p["needs"].append("current" if have & {"active", "lifetime"} else "expiring" if have & SOON else
                              "expired" if have & ENDED else "unknown" if "unknown" in have else
                              "pending" if have else "missing")
    kinds = {d: DUTIES[d] for d in p["duties"]}.values()
    p["clinical"], p["administrative"] = list(kinds).count("c"), list(kinds).count("a")
    p["role"] = "both" if p["clinical"] and p["administrative"] else "clinical" if p["clinical"] else \
        "administrative" if p["administrative"] else ""
    candidate = "Medical Assistant" in occupation and p["standing"] != "certified"
    p["exams"] = exams(p) if candidate else None


# ------------------------------------------------------------------ the comparison
faults = []


def same(what, got, want):
    if got != want:
        faults.append(f"{what}: expected {want}, got {got}")


def number(x):
    """To four places, halves up: nothing here is below 0."""
    return None if x is None else (F(x) * 10000 + F(1, 2)) // 1 / 10000


def compare_lines(people, got):
    rows = {(r["id"], r["credential"], "other issuer" in r["flags"]): r for r in got["tables"]["records"]}
    for p in people:
        for x in p["lines"]:
            r = rows.pop((p["id"], x["name"], x["other"]), None)
            what = f"{p['id']} {x['name']}"
            if r is None:
                faults.append(f"{what} is missing")
                continue
            state, deficit, short, due = x["units"]
            same(what, (r["status"], r["expires"], r["days_left"]),
                 (WORDS[x["status"]], x["end"] and x["end"].isoformat(), x["end"] and (x["end"] - AS_OF).days))
            same(f"{what} flags", ("rows conflict" in r["flags"], "issuer assumed" in r["flags"]),
                 (x["conflict"], x["assumed"]))
            same(f"{what} units", (r["units"], number(r["units_deficit"]), number(r["units_due"])),
                 (state, number(deficit), number(due)))
            same(f"{what} units by category", r["units_by_category"],
                 ", ".join(f"{k} {n}" for k, n in short.items() if n) if state else "")
    for key in rows:
        faults.append(f"{key} is not expected")


def compare_people(people, got):
    staff = {r["id"]: r for r in got["tables"]["staff"]}
    same("people", sorted(staff), sorted(p["id"] for p in people))
    worst = ("current", "expiring", "expired", "unknown", "pending", "missing")
    for p in people:
        r = staff.get(p["id"], Counter())
        same(p["id"], (r["standing"], r["role"], r["required"]),
             (p["standing"], p["role"], max(p["needs"], key=worst.index, default="")))
    same("claims", sorted(r["id"] for r in got["tables"].get("claims", [])),
         sorted(p["id"] for p in people if p["claims"]))
    words = {"yes": "may sit", "unknown": "unknown", "no": "no"}
    same("exams", sorted((r["id"], r["exam"], r["eligible"]) for r in got["tables"].get("eligibility", [])),
         sorted((p["id"], e, words[v]) for p in people if p["exams"] for e, v in p["exams"].items()))
    same("who may sit", {r["id"]: r["may_sit"] for r in got["tables"].get("candidates", [])},
         {p["id"]: ", ".join(e for e, v in p["exams"].items() if v == "yes") for p in people if p["exams"]})
    left = [r["days_left"] for r in got["tables"]["work"] if r["days_left"] is not None]
    same("the work list's order", left, sorted(left))


def compare_figures(people, unmatched, got):
    lines = [x for p in people for x in p["lines"]]
    needs = Counter(n for p in people for n in p["needs"])
    by = Counter(x["status"] for x in lines)
    until = [p["until"] for p in people if p["until"]]
    want = {
        "headcount": len(people), "certified": len(until), "held": len(lines) - by["pending"],
        "current": sum(by[s] for s in CURRENT), "active": by["active"], "lifetime": by["lifetime"],
        "expiring_30": by["30"], "expiring_60": by["30"] + by["60"], "expiring_90": sum(by[s] for s in SOON),
        "expired": sum(by[s] for s in ENDED), "pending": by["pending"], "unknown": by["unknown"],
        "conflicting": sum(x["conflict"] for x in lines), "issuer_assumed": sum(x["assumed"] for x in lines),
        "unmatched": unmatched, "required": sum(needs.values()),
        "work": sum(x["status"] in SOON | ENDED for x in lines),
        "candidates": sum(p["exams"] is not None for p in people),
        **{f"units_{k.replace(' ', '_')}": sum(x["units"][0] == k for x in lines)
           for k in ("on track", "behind", "missed", "unknown")},
        **{f"required_{k}": needs[k] for k in ("current", "expiring", "expired", "unknown", "pending", "missing")},
        **{f"certified_{n}": sum((d - AS_OF).days <= n for d in until) for n in (30, 60, 90)},
    }
    for key, n in want.items():
        same(key, got["figures"][key], n)
    forecast = [{"day": d.isoformat(), "certified": sum(u >= d for u in until)}
                for d in (months_on(AS_OF, k) for k in range(13))]
    same("forecast", [{k: r[k] for k in ("day", "certified")} for r in got["tables"]["forecast"]], forecast)
    ends = Counter(x["end"].isoformat()[:7] for x in lines if x["status"] in CURRENT and x["end"])
    same("calendar", {r["month"]: r["ending"] for r in got["tables"]["calendar"] if r["ending"]},
         {m: n for m, n in ends.items() if m <= "2027-10"})


def compare_groups(people, got):
    want = {}
    for p in people:
        for x in p["lines"]:
            g = want.setdefault(x["name"] + ", other issuer" * x["other"], Counter())
            g.update(held=x["status"] != "pending", current=x["status"] in CURRENT, active=x["status"] == "active",
                     expiring_30=x["status"] == "30", expiring_60=x["status"] in ("30", "60"),
                     expiring_90=x["status"] in SOON, expired=x["status"] in ENDED,
                     unknown=x["status"] == "unknown")
    mine = {r["group"]: r for r in got["tables"]["credential"]}
    same("groups", sorted(mine), sorted(want))
    for name, g in want.items():
        same(name, {k: mine.get(name, {}).get(k) for k in g}, dict(g))
    for table, of in (("state", lambda p: p["state"]),
                      ("hire_year", lambda p: str(p["hired"].year) if p["hired"] else "(blank)")):
        for r in got["tables"][table]:
            members = [p for p in people if of(p) == r["group"]]
            clinical = sum(p["clinical"] for p in members)
            duties = clinical + sum(p["administrative"] for p in members)
            same(f"{table} {r['group']}", (r["headcount"], r["certified"], r["required"], r["claims"],
                                           r["duties_clinical"], r["duties_share"] is None),
                 (len(members), sum(p["standing"] == "certified" for p in members),
                  sum(len(p["needs"]) for p in members), sum(p["claims"] for p in members), clinical, duties == 0))


def main(seed):
    r = random.Random(seed)
    staff = list(staff_rows(r, 400))
    creds = list(credential_rows(r, staff))
    people = [p for p in staff if p["status"] == "Active" and p["pay"] not in ("N/A", "see note")]
    rows = {p["id"]: [] for p in people}
    for c in creds:
        rows.get(c["id"], []).append(c)
    for p in people:
        work_out(p, rows[p["id"]])
    with tempfile.TemporaryDirectory() as folder:
        write(folder, r, staff, creds)
        run = subprocess.run([os.environ["MUSTER"], "credentials", "--as-of", AS_OF.isoformat(), "--format", "json",
                              "--max-rejects", "50", folder], capture_output=True, text=True)
    if run.returncode:
        faults.append(f"status {run.returncode}: {run.stderr[:300]}")
        return
    got = json.loads(run.stdout)
    compare_lines(people, got)
    compare_people(people, got)
    compare_figures(people, sum(c["id"] not in rows for c in creds), got)
    compare_groups(people, got)


failed = False
for seed in map(int, sys.argv[1:]):
    faults.clear()
    main(seed)
    print(f"{'not ' * bool(faults)}ok - credentials worked out a second time, seed {seed}")
    for line in faults[:20]:
        print(f"#   {line}")
    failed = failed or bool(faults)
sys.exit(failed)
