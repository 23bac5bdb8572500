#!/usr/bin/env python3
"""What muster makes of real files, against what Python's csv and plain arithmetic make of them.

usage: figures.py DATA          DATA/pay/*.csv; a file that is absent is skipped
"""
import csv, json, os, re, statistics, subprocess, sys
from collections import Counter

DATA, HOURS, FLOOR = sys.argv[1], 2080, 7.25
failed = False


def muster(path, how, *options):
    run = subprocess.run([os.environ["MUSTER"], "pay", "--as-of", "2026-10-31", "--format", how, *options, path],
                         capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"not ok - {path}: muster pay, status {run.returncode}\n# " +
                         "\n# ".join(run.stderr.splitlines()))
    return json.loads(run.stdout) if how == "json" else run.stdout


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def amount(s):
    s = re.sub(r"[$, ]", "", s)
    return float(s) if s else None


def check(what, got, expected, near=0.0):
    global failed
    ok = got is not None and (abs(got - expected) <= near if near else got == expected)
    failed = failed or not ok
    print(f"{'' if ok else 'not '}ok - {what}" + ("" if ok else f"\n#   expected {expected!r}, got {got!r}"))


def says(what, text, *patterns):
    """Every pattern stands in the text, whatever its lines."""
    flat = " ".join(text.split())
    missing = [p for p in patterns if not re.search(p, flat, re.I)]
    check(what, missing, [])


def fits(name, text):
    lines = text.split("\n")
    check(f"{name}: the text is 80 columns wide", max(len(x) for x in lines) <= 80, True)
    check(f"{name}: the text is under 400 lines", len(lines) < 400, True)


def title(report, name):
    return next((g for g in report["tables"]["title"] if g["group"] == name), {})


def compared_with_full_time(rows):
    """The median of part-timers' pay over the median full-timer's of their title; both medians by title."""
    by_title, ratios, medians = {}, [], {}
    for r in rows:
        by_title.setdefault(r["Employee Position Title"], {}).setdefault(r["Assignment Category"], []).append(
            amount(r["Current Annual Salary"]) / HOURS)
    for name, pay in by_title.items():
        part, full = pay.get("Parttime-Regular", []), pay.get("Fulltime-Regular", [])
        if part and full:
            ratios += [p / statistics.median(full) for p in part]
            medians[name] = statistics.median(part), statistics.median(full)
    return statistics.median(ratios), medians


def montgomery(path):
    rows, report, text = rows_of(path), muster(path, "json"), muster(path, "text")
    part = [r for r in rows if r["Assignment Category"] == "Parttime-Regular"]
    full = [amount(r["Current Annual Salary"]) / HOURS for r in rows if r not in part]
    median, medians = compared_with_full_time(rows)
    repeated = len(rows) - len({r["Full Name"] for r in rows})
    count, figures = report["inputs"][0]["rows"], report["figures"]
    check("montgomery: 9,228 people", figures["headcount"], 9228)
    check("montgomery: none rejected, duplicate or in conflict",
          count["rejected"] + count["duplicate"] + count["conflict"], 0)
    check("montgomery: 6 repeated names in the file, all kept", (repeated, count["used"]), (6, len(rows)))
    check("montgomery: 834 part-timers have no rate, their FTE is unknown", figures["no_rate"], len(part))
    check("montgomery: median of full-timers", figures["median_hourly"], statistics.median(full), 0.0001)
    mine = title(report, "Library Assistant I")
    check("montgomery: 86 Library Assistants I, 29 with a rate", (mine.get("headcount"), mine.get("paid")), (86, 29))
    check("montgomery: $28.10 an hour", mine.get("p50_hourly"), 28.10, 0.005)
    says("montgomery: the pay column is named", text, r"Current Annual Salary")
    example = "Library Assistant I"
    says("montgomery: 834 part-timers, prorated, the evidence named", text, r"part-time pay:? .{0,20}prorated",
         r"\b834\b", rf"\b{median:.2f} of", r"{}: {:.2f} an hour .{{0,30}} {:.2f} full".format(example, *medians[example]))
    says("montgomery: no id column is said", text, r"no id column")
    fits("montgomery", text)


def baltimore(path):
    rows, report, text = rows_of(path), muster(path, "json"), muster(path, "text")
    pay = [amount(r["AnnualSalary"]) for r in rows]
    zero, low = sum(p == 0 for p in pay), sum(0 < p < FLOOR * HOURS for p in pay)
    repeated = len(rows) - len({r["Name"] for r in rows})
    count, figures = report["inputs"][0]["rows"], report["figures"]
    check("baltimore: 25 zeros rejected", (zero, count["rejected"], Counter(r["code"] for r in report["rejects"])),
          (25, 25, Counter(PAY_ZERO=25)))
    check("baltimore: everybody else is kept", figures["headcount"], len(rows) - zero)
    check("baltimore: 5,277 below the pay floor, kept", (low, figures["below_floor"]), (5277, 5277))
    check("baltimore: 193 repeated names kept", (repeated, count["duplicate"] + count["conflict"]), (193, 0))
    check("baltimore: AnnualSalary, not GrossPay", figures["median_hourly"],
          statistics.median(p / HOURS for p in pay if p), 0.0001)
    # Two-digit years: nobody was hired after the file was made, so none may be read as 2015 to 2099.
    years = Counter(int(r["HireDate"].rsplit("/", 1)[1]) for r in rows if r["HireDate"].strip())
    check("baltimore: no two-digit year between 15 and 51", sum(n for y, n in years.items() if 15 <= y <= 51), 0)
    newest = max(tuple(int(x) for x in (d[2], d[0], d[1])) for d in (r["HireDate"].split("/") for r in rows if
                 r["HireDate"].strip()) if int(d[2]) <= 14)
    check("baltimore: the newest hire date", figures["newest"], "20%02d-%02d-%02d" % newest)
    bands = Counter()
    for r, p in zip(rows, pay):
        if p:
            bands[band(r["HireDate"].strip())] += 1
    unknown = bands.pop(None)
    got = {g["group"]: g["headcount"] for g in report["tables"]["experience"]}
    check("baltimore: time since hire, the years pivoted at the as-of date", {k: got.get(k, 0) for k in bands},
          dict(bands))
    check("baltimore: 70 without a hire date", (unknown, figures["no_experience"]), (70, 70))
    says("baltimore: tenure stands in for experience, said", text, r"tenure|time since hire")
    says("baltimore: who is below the floor is the first warning", text.split("!")[1], r"5,277 people")
    fits("baltimore", text)


def band(hired):
    if not hired:
        return None
    m, d, y = (int(x) for x in hired.split("/"))
    y += 2000 if (y, m, d) <= (26, 10, 31) else 1900
    def reached(years):
        return (y + years, m, d) <= (2026, 10, 31)
    if not reached(5):
        return "Entry"
    if not reached(10):
        return "Mid"
    return "Experienced" if not reached(20) or (y + 20, m, d) == (2026, 10, 31) else "Late"


def watson(path):
    rows, report, text = rows_of(path), muster(path, "json"), muster(path, "text")
    monthly = [float(r["MonthlyIncome"]) * 12 / HOURS for r in rows]
    hourly = [float(r["HourlyRate"]) for r in rows]
    figures = report["figures"]
    check("watson: 1,676 people", figures["headcount"], len(rows))
    check("watson: $28.26 an hour by MonthlyIncome", (round(statistics.median(monthly), 2),
          round(figures["median_hourly"], 2)), (28.26, 28.26))
    check("watson: mean", figures["mean_hourly"], statistics.mean(monthly), 0.0001)
    differ = sum(abs(a - b) * 100 > a for a, b in zip(monthly, hourly))
    says("watson: that HourlyRate says otherwise is reported", text, r"HourlyRate", rf"\b{differ:,}\b|\b{differ}\b",
         r"28\.26", r"65\.50")
    check("watson: experience from TotalWorkingYears", sum(g["headcount"] for g in report["tables"]["experience"]
          if g["group"] == "Entry"), sum(float(r["TotalWorkingYears"]) < 5 for r in rows))
    fits("watson", text)


def manager(path):
    rows, report, text = rows_of(path), muster(path, "json"), muster(path, "text")
    salary = next(k for k in rows[0] if k.startswith("What is your annual salary"))
    usd = [amount(r[salary]) for r in rows if r["Please indicate the currency"] == "USD"]
    # under $200 a year is thousands typed short, or nothing; no answer can tell
    low = sum(p < 200 for p in usd)
    count, figures = report["inputs"][0]["rows"], report["figures"]
    check("ask a manager: 2,297 rows are not in dollars", (len(rows) - len(usd), count["out_of_scope"]), (2297, 2297))
    check("ask a manager: rejected are zeros and what is no salary", (count["rejected"], low), (low, 25))
    check("ask a manager: everybody else", figures["headcount"], len(usd) - low)
    check("ask a manager: median", figures["median_hourly"], statistics.median(p / HOURS for p in usd if p >= 200),
          0.0001)
    titles = [g["group"] for g in report["tables"]["title"]]
    check("ask a manager: titles by the thousand in the JSON", len(titles) > 3000, True)
    fits("ask a manager", text)


for name, test in (("montgomery_md_salaries_2016", montgomery), ("baltimore_city_salaries_fy2014", baltimore),
                   ("watson_healthcare_attrition", watson), ("ask_a_manager_2021_part1", manager)):
    path = f"{DATA}/pay/{name}.csv"
    if os.path.exists(path):
        try:
            test(path)
        except SystemExit as stopped:
            print(stopped)
            failed = True
    else:
        print(f"ok - {name} # SKIP no {path}")
sys.exit(failed)
