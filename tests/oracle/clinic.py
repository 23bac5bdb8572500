#!/usr/bin/env python3
"""The figures of the pay report on samples/clinic, worked out a second time.

usage: clinic.py DIR            prints JSON of the shape of `muster pay --format json`

Shares nothing with the program: every spelling of the sample stands in a table below with what a
person would say it means, money is in exact fractions, and rows are told apart by Python's csv.
It knows the sample and no other file.
"""
import calendar, csv, io, json, re, sys
from datetime import date, timedelta
from fractions import Fraction as F

AS_OF = date(2026, 10, 31)
HOURS = 2080
BASE = F("13.62")
BANDS = [("Entry", -7), ("Mid", 0), ("Experienced", 12), ("Late", 19)]
PREMIUM = {"Wound Care": 10, "Cardiology": 9, "Orthopedics": 7}
FLOOR = F("7.25")               # of the Union; the clinics' states have none of their own
PRORATED = True                 # this export states a part-timer's salary as paid
PRICED = "Clinical Medical Assistant"
RECOGNISED = {"CMA (AAMA)", "RMA (AMT)", "CCMA (NHA)", "NCMA (NCCT)", "CMAC (AMCA)"}

OCCUPATION = {
    PRICED: """Clinical Medical Assistant|Medical Assistant|CMA (AAMA)|Certified Medical Assistant|CCMA|RMA
        |RMA (AMT)|MA|Medical Assistant II|Medical Assistant III|Lead Medical Assistant|Lead MA|Clinical MA
        |Med. Asst. - Clinical|Med Asst|Medcial Assistant|Sr. Clinical Medical Assistant|MA - per diem|CMA
        |Medical Assistant/Phlebotomist""",
    "Administrative Medical Assistant": """Administrative Medical Assistant|Front Desk MA
        |Medical Assistant - Front Desk|Medical Office Assistant""",
    "Phlebotomist": "Phlebotomist|Phlebotomy Tech",
    "Registered Nurse": "Registered Nurse|RN",
    "Physician Assistant": "Physician Assistant",
    "Medical Receptionist": "Patient Service Representative",
    "Referral Coordinator": "Referral Coordinator",
    "Barista": "Barista", "Waiter": "Waiter",
}
DEPARTMENT = {
    "Family Medicine": "Family Medicine|Fam. Med.|Fam Med|Family Practice",
    "Cardiology": "Cardiology|Cardio",
    "Orthopedics": "Orthopedics|Ortho|Orthopaedics",
    "Pediatrics": "Pediatrics|Peds",
    "Wound Care": "Wound Care|Wound Center",
    "Internal Medicine": "Internal Medicine|Int Med|Int. Med.",
    "Urgent Care": "Urgent Care|UC",
    "Dermatology": "Dermatology|Derm",
    "OB/GYN": "OB/GYN|OBGYN|OB-GYN",
    "Float Pool": "Float Pool|Float",
    "Neurology": "Neurology",
    "Laboratory": "Laboratory|Lab",
    "Administration": "Administration|Front Desk|Front Office",
    "Telehealth": "Telehealth",
}
SKILL = {
    "Wound Care": "Wound Care|Wound care|wound dressing|Wound-care|Wound Mgmt|WCC",
    "Cardiology": "Cardiology|Cardiac care|cardio",
    "Orthopedics": "Ortho|Orthopedics|Orthopaedics|Orthopedic casting",
    "EKG": "EKG|EKG/ECG|12-lead EKG|Electrocardiogram (12-lead)",
    "Phlebotomy": "Phlebotomy|Blood draw|Venipuncture|phlebotomy (venipuncture)",
    "Vital Signs": "Vital Signs|Vitals",
    "Injections": "Injections|Immunizations|Medication Administration|Vaccines (VFC)|IM/SC injections",
    "Infection Control": "Sterilization|Autoclave|Aseptic technique|Infection Control",
    "EHR": "EHR (Epic)|EMR|EHR",
    "Administrative": "Scheduling|Billing|Patient check-in|Front desk|Medical Billing|Prior Authorizations",
    "Laboratory": "Specimen Collection|CLIA waived tests|Urinalysis|Lab testing",
    "Spanish (medical interpreter)": "Spanish (medical interpreter)",
    "Suturing (assist)": "Suturing (assist)",
    None: "none",
}
# What no rule can be expected to know stands as it is; nobody has the skill that a cell denies.
DENIED = {"no wound care", "not trained in wound care"}
CREDENTIAL = {              # cell: (name, claim) of each part
    "CMA (AAMA)": [("CMA (AAMA)", "")], "C.M.A.": [("CMA (AAMA)", "")], "CMA": [("CMA (AAMA)", "")],
    "C.M.A. (AAMA)": [("CMA (AAMA)", "")],
    "Certified Medical Assistant (AAMA)": [("CMA (AAMA)", "")],
    "CMA pending": [("CMA (AAMA)", "pending")], "CMA (AAMA) - lapsed": [("CMA (AAMA)", "expired")],
    "CMA exam scheduled 11/20/2026": [("CMA (AAMA)", "pending")],
    "CMA (AAMA), RMA pending": [("CMA (AAMA)", ""), ("RMA (AMT)", "pending")],
    "RMA": [("RMA (AMT)", "")], "RMA (AMT)": [("RMA (AMT)", "")],
    "Registered Medical Assistant": [("RMA (AMT)", "")],
    "RMA (AMT); BLS": [("RMA (AMT)", ""), ("BLS", "")], "RMA; CPT": [("RMA (AMT)", ""), ("CPT", "")],
    "CCMA (NHA)": [("CCMA (NHA)", "")], "CCMA": [("CCMA (NHA)", "")], "ccma-nha": [("CCMA (NHA)", "")],
    "CCMA eligible": [("CCMA (NHA)", "pending")],
    "NCMA": [("NCMA (NCCT)", "")], "CMAC (AMCA)": [("CMAC (AMCA)", "")], "CMAA": [("CMAA", "")],
    "CPT": [("CPT", "")], "CPT (NHA)": [("CPT", "")], "Certified Phlebotomy Technician": [("CPT", "")],
    "BLS": [("BLS", "")], "CPR/BLS": [("BLS", "")], "BLS/CPR": [("BLS", "")], "RN": [("RN", "")],
    "PBT (ASCP)": [("PBT (ASCP)", "")], "PA-C": [("PA-C", "")], "not certified": [],
}
STATUS_CLAIM = {"Lifetime": "lifetime", "Lifetime, no expiration": "lifetime", "Expired": "expired",
                "Active": "", "": ""}
PERIODS = {"Hourly": HOURS, "H": HOURS, "Monthly": 12, "Biweekly": 26, "Annual": 1, "Salary": 1}
YEARS = {"since 2014": (AS_OF - date(2014, 1, 1)).days / F("365.25"), "<1": F(1, 2), "1/2": F(1, 2),
         "New Grad": 0, "entry": 0, "10+": F(10), "20 plus": F(20), "over 20": F(20), "5-7": 6,
         "5y 6m": F(11, 2), "7y 6m": F(15, 2), "90 months": F(90, 12), "13 years, 3 months": F(53, 4)}
MORE = {"10+", "20 plus", "over 20"}


def spelled(table):
    return {s.strip(): name for name, spellings in table.items() for s in spellings.split("|")}


OCCUPATION, DEPARTMENT, SKILL = spelled(OCCUPATION), spelled(DEPARTMENT), spelled(SKILL)


def records(path, encoding, delimiter=","):
    with open(path, "rb") as f:
        text = f.read().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def ledger(**counts):
    names = ("read used rejected duplicate conflict superseded out_of_scope unmatched blank comment "
             "preamble header footer total other_table").split()
    rows = {n: counts.get(n, 0) for n in names}
    rows["read"] = sum(rows.values())
    return rows


def day(s):
    """A date of any form in the sample; None for none."""
    months = {calendar.month_abbr[i]: i for i in range(1, 13)}
    for pattern, order in ((r"(\d\d)/(\d\d)/(\d{4})$", "mdy"), (r"(\d{4})-(\d\d)-(\d\d)$", "ymd"),
                           (r"(\d\d)\.(\d\d)\.(\d{4})$", "dmy"), (r"(\w{3}) (\d\d?), (\d{4})$", "mdy"),
                           (r"(\d\d?)-(\w{3})-(\d{4})$", "dmy"), (r"(\d\d)/(\d{4})$", "my"), (r"(\d{4})$", "y")):
        m = re.match(pattern, s)
        if m:
            v = dict(zip(order, m.groups()))
            month = v.get("m", "1")
            try:
                return date(int(v["y"]), months.get(month) or int(month), int(v.get("d", 1)))
            except ValueError:
                return None
    assert s in ("", "present"), s
    return None


def number(s):
    return F(re.sub(r"[$,]|/hr", "", s))


def pay_of(cell, basis):
    """Pay a year and whether it came by the hour; None: unreadable."""
    if cell in ("see note", "=L12*2080"):
        return None
    if not basis and number(cell) < 200:
        basis = "Hourly"                      # nothing else can be meant
    elif not basis:
        basis = "Biweekly"                    # what the Pay Frequency column says
    if " - " in cell:
        amount = sum(number(x) for x in cell.split(" - ")) / 2
    elif cell.endswith("K"):
        amount = number(cell[:-1]) * 1000
    else:
        amount = number(cell)
    return amount * PERIODS[basis], PERIODS[basis] == HOURS


def fte_of(s):
    if not s:
        return None
    v = F(s.strip(" %"))
    return v / 100 if "%" in s or v > 2 else v


def in_years(periods):
    """The union of periods [from, to], both days included."""
    days = set()
    for a, b in periods:
        days.update(range(a.toordinal(), b.toordinal() + 1))
    return len(days) / F("365.25")


def jobs_held(folder):
    rows, held = records(f"{folder}/experience.csv", "cp1252", ";")[1:], {}
    for id, title, _, start, end in rows:
        a, b = day(start), AS_OF if end in ("", "present") else day(end)
        if a <= b:
            held.setdefault((id, OCCUPATION[title]), []).append((a, b))
    return rows, held


def people_of(folder):
    """Everybody of the report, and the ledger of staff.csv."""
    count = dict.fromkeys(("used", "rejected", "duplicate", "conflict", "out_of_scope", "blank", "preamble",
                           "header", "footer", "total"), 0)
    header, by_id, people = None, {}, {}
    _, held = jobs_held(folder)
    for r in records(f"{folder}/staff.csv", "utf-8"):
        first = r[0] if r else ""
        if not any(r):
            count["blank"] += 1
        elif not header and first != "Associate ID":
            count["preamble"] += 1
        elif not header:
            header = [h.replace("\n", " ").replace("\r", "") for h in r]
            count["header"] += 1
        elif first == "Total":
            count["total"] += 1
        elif first.startswith(("***", "Confidential")):
            count["footer"] += 1
        elif first in by_id:
            count["duplicate" if r == by_id[first] else "conflict"] += 1
        else:
            by_id[first] = r
            v = dict(zip(header, r))
            if v["Position Status"] == "Terminated" or v["Worker Category Description"] == "Contractor" or \
                    v["Pay Currency"] != "USD":
                count["out_of_scope"] += 1
            elif pay_of(v["Regular Pay Rate Amount"], v["Regular Pay Rate Description"]) is None:
                count["rejected"] += 1
            else:
                count["used"] += 1
                people[first] = person(v, held)
    return people, ledger(**count)


def person(v, held):
    pay, hourly = pay_of(v["Regular Pay Rate Amount"], v["Regular Pay Rate Description"])
    fte = fte_of(v["FTE"])
    if not hourly and v["Time Type"] == "Part time" and PRORATED:
        pay = pay / fte if fte else None
    occupation = OCCUPATION[v["Job Title Description"]]
    jobs = held.get((v["Associate ID"], occupation))
    text = v["Years of Experience"]
    if jobs:
        years = in_years(jobs)
    elif text:
        years = YEARS[text] if text in YEARS else F(re.sub(r" (yrs|years)$", "", text))
    else:
        years = None
    band = None
    if years is not None:
        more = not jobs and text in MORE
        band = 0 if years < 5 else 1 if years < 10 else 2 if years < 20 or years == 20 and not more else 3
    return {"pay": pay, "fte": fte or F(1), "occupation": occupation, "band": band, "skills": set(),
            "credentials": set(), "department": DEPARTMENT[v["Home Department Description"]]}


def take_skills(folder, people):
    rows = records(f"{folder}/skills.csv", "utf-8-sig")[1:]
    for id, cell, *_ in rows:
        if id not in people or cell in DENIED:
            continue
        for part in [cell] if cell in SKILL else re.split(r"[;,\n]| / ", cell):
            people[id]["skills"].add(SKILL[part.strip()])
    for p in people.values():
        p["skills"].discard(None)
    return rows


def take_credentials(folder, people):
    """Each credential of each person by its latest row; what the program's table calls it."""
    rows, held = records(f"{folder}/credentials.csv", "utf-8")[1:], {}
    for id, cell, _, _, _, expires, status, _ in rows:
        end = day(expires)
        for name, claim in CREDENTIAL[cell]:
            claim = claim or STATUS_CLAIM[status]
            if claim == "lifetime":
                end = date.max
            if claim == "pending":
                state = "pending"
            elif claim == "expired" or end and end < AS_OF:
                state = "expired"
            else:
                state = "valid" if end else "no date"
            if id in people:
                held.setdefault((id, name), []).append((end or date.min, state))
    for (id, name), ends in held.items():
        state = max(ends)[1]
        people[id]["credentials"].add(name if state == "valid" else f"{name}, {state}")
    return rows


def price(p):
    p["benchmark"] = None
    if p["occupation"] == PRICED:
        share = BANDS[p["band"]][1] if p["band"] is not None else 0
        share += max([PREMIUM.get(s, 0) for s in p["skills"]], default=0)
        p["benchmark"] = BASE * (100 + share) / 100 * HOURS


def quantile(values, percent):
    x = sorted(values)
    h = F(len(x) - 1) * percent / 100
    i = int(h)
    return x[i] + (h - i) * (x[min(i + 1, len(x) - 1)] - x[i])


def figures(people):
    paid = [p for p in people if p["pay"] is not None]
    priced = [p for p in paid if p["benchmark"]]
    out = {"headcount": len(people), "paid": len(paid), "benchmarked": len(priced)}
    hourly = [p["pay"] / HOURS for p in paid]
    if paid:
        out["mean_hourly"] = sum(hourly) / len(paid)
        for k in (10, 25, 50, 75, 90):
            out[f"p{k}_hourly"] = quantile(hourly, k)
    if priced:
        benchmarks = sum(p["benchmark"] for p in priced)
        out["mean_benchmark"] = benchmarks / len(priced) / HOURS
        out["compa_ratio"] = sum(p["pay"] for p in priced) / benchmarks
        out["mean_compa_ratio"] = sum(p["pay"] / p["benchmark"] for p in priced) / len(priced)
    out["below_range"] = sum(p["pay"] < minimum(p) for p in priced)
    out["above_range"] = sum(p["pay"] > p["benchmark"] * F("1.2") for p in priced)
    return out


def minimum(p):
    return max(p["benchmark"] * F("0.8"), FLOOR * HOURS)


def totals(people):
    out = figures(people)
    paid = [p for p in people if p["pay"] is not None]
    priced = [p for p in paid if p["benchmark"]]
    out["median_hourly"] = out.pop("p50_hourly")
    for k in (10, 25, 75, 90):
        del out[f"p{k}_hourly"]
    out["cost_to_minimum"] = sum(max(0, minimum(p) - p["pay"]) * p["fte"] for p in priced)
    out["cost_to_benchmark"] = sum(max(0, p["benchmark"] - p["pay"]) * p["fte"] for p in priced)
    out["over_maximum"] = sum(max(0, p["pay"] - p["benchmark"] * F("1.2")) * p["fte"] for p in priced)
    out["payroll"] = sum(p["pay"] * p["fte"] for p in paid)
    out["fte"] = sum(p["fte"] for p in people if p["pay"] is not None)  # who has no rate has no FTE here either
    out["below_floor"] = sum(p["pay"] < FLOOR * HOURS for p in paid)
    out["no_experience"] = sum(p["band"] is None for p in people)
    out["certified"] = sum(bool(p["credentials"] & RECOGNISED) for p in people)
    return out


def table(people, names_of):
    groups = {}
    for p in people:
        for name in names_of(p):
            groups.setdefault(name, []).append(p)
    return [{"group": name, **figures(members)} for name, members in groups.items()]


def plain(x):
    return float(x) if isinstance(x, F) else x


def main(folder):
    people, staff = people_of(folder)
    inputs = {"staff.csv": staff}
    jobs, _ = jobs_held(folder)
    skills, credentials = take_skills(folder, people), take_credentials(folder, people)
    for name, rows in (("experience.csv", jobs), ("skills.csv", skills), ("credentials.csv", credentials)):
        found = sum(r[0] in people for r in rows)
        inputs[name] = ledger(header=1, used=found, unmatched=len(rows) - found)
    everyone = list(people.values())
    for p in everyone:
        price(p)
    tables = {
        # who has no experience is in no band
        "experience": table(everyone, lambda p: [BANDS[p["band"]][0]] if p["band"] is not None else []),
        "occupation": table(everyone, lambda p: [p["occupation"]]),
        "department": table(everyone, lambda p: [p["department"]]),
        "skill": table(everyone, lambda p: p["skills"]),
        "credential": table(everyone, lambda p: p["credentials"]),
    }
    json.dump({"inputs": [{"file": f, "rows": r} for f, r in inputs.items()], "figures": totals(everyone),
               "tables": tables}, sys.stdout, indent=1, default=plain)
    print()


main(sys.argv[1])
