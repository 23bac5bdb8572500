# SPDX-License-Identifier: MIT
"""The pay benchmark in pandas: each distinct text judged once, summaries as a workbook.

usage: pay_pandas.py DATA OUT
"""
import re
import sys

import pandas as pd

data, out = sys.argv[1:3]
AS_OF = pd.Timestamp("2026-10-31")
TITLE = [("admin|front", "Administrative"), ("phleb", "Phlebotomist"), ("lpn", "LPN"), ("med|cma|ma$", "Clinical")]
DEPT = [("ortho", "Orthopedics"), ("fam", "Family Medicine"), ("card", "Cardiology")]
SKILL = [("wound", "Wound Care"), ("card", "Cardiology"), ("ortho", "Orthopedics"), ("phleb|veni", "Phlebotomy"),
         ("vital", "Vital Signs"), ("inj|immun", "Injections"), ("ster|autoc", "Sterilization"), ("e[hm]r", "Records"),
         ("sched|desk|bill", "Office"), ("spec|urin", "Laboratory"), ("e[ck]g", "EKG")]
CRED = [("ncma", "NCMA"), ("ccma", "CCMA"), (r"c\.?m\.?a", "CMA"), ("rma|registered", "RMA"), ("bls", "BLS"), ("cpt", "CPT")]
PREMIUM = {"Wound Care": .10, "Cardiology": .09, "Orthopedics": .07}


def named(column, rules):
    def one(text):
        return next((name for pattern, name in rules if re.search(pattern, text, re.I)), text)
    return column.map({v: one(v) for v in column.unique()})


def dated(column):
    return column.map({v: pd.to_datetime(v, errors="coerce") for v in column.unique()})


def years(text):
    n = float(re.match(r"[\d.]+", text)[0])
    return n / 12 if "month" in text else n


def read(name):
    return pd.read_csv(f"{data}/{name}.csv", dtype=str, keep_default_na=False)


staff, skills, held = read("staff"), read("skills"), read("credentials")
staff["title"] = named(staff["Job Title"], TITLE)
staff["department"] = named(staff["Department"], DEPT)
staff["hired"] = dated(staff["Hire Date"])
staff["years"] = staff["Years of Experience"].map({v: years(v) for v in staff["Years of Experience"].unique()})
rate = staff["Pay Rate"].str.replace(r"[$,]|/hr", "", regex=True)
amount = pd.to_numeric(rate.str.rstrip("K"), errors="coerce") * rate.str.endswith("K").map({True: 1000, False: 1})
staff["hourly"] = amount.where(staff["Pay Basis"].str[0].str.upper() == "H", amount / 2080)
staff = staff[(staff["Employee ID"] != "") & staff["hourly"].notna()].drop_duplicates("Employee ID")
skills["skill"] = named(skills["Skill"], SKILL)
skills = skills.drop_duplicates(["Employee ID", "skill"])
best = skills["skill"].map(PREMIUM).fillna(0).groupby(skills["Employee ID"]).max()
staff["band"] = pd.cut(staff["years"], [-1, 5, 10, 20, 99], right=False, labels=["Entry", "Mid", "Experienced", "Late"])
adjust = staff["band"].map({"Entry": -.07, "Mid": 0, "Experienced": .12, "Late": .19}).astype(float)
benchmark = 13.62 * (1 + adjust + staff["Employee ID"].map(best).fillna(0))
staff["ratio"] = (staff["hourly"] / benchmark).where(staff["title"] == "Clinical")
held["credential"] = named(held["Credential"], CRED)
held["expires"] = dated(held["Expires"])
held = held.groupby(["Employee ID", "credential"], as_index=False)["expires"].max()


def summary(frame, key):
    g = frame.groupby(key, observed=True)
    t = g["hourly"].describe(percentiles=[.1, .25, .5, .75, .9])
    t["ratio"] = g["ratio"].mean()
    return t


with pd.ExcelWriter(f"{out}/pay.xlsx", engine="xlsxwriter") as book:
    for key in "title", "department", "Location", "band":
        summary(staff, key).to_excel(book, sheet_name=key)
    summary(skills.merge(staff, on="Employee ID"), "skill").to_excel(book, sheet_name="skill")
    valid = held[held["expires"] >= AS_OF].merge(staff, on="Employee ID")
    summary(valid, "credential").to_excel(book, sheet_name="credential")
