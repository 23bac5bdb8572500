#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write exports of people by chance, to be worked out by spreadsheets.

usage: crowd.py PEOPLE FOLDER       staff.csv and skills.csv

Departments, titles and skills have names that a spreadsheet takes for something else (a number,
a date, a pattern, a comparison), many are paid exactly a limit or a cent beside it, and one in
five is paid by the year.
"""
import csv
import os
import random
import sys
from decimal import ROUND_HALF_UP, Decimal

DEPARTMENTS = ["Family Medicine", "4010", "0042", "<5 beds", ">=Level 2", "Lab*", "R&D?", "~tilde~",
               "May 1", "1-2", "TRUE", "=SUM(A1)", "Urgent \"Care\"", "O'Brien Clinic", "Étage",
               "a very " + "long " * 50 + "name", "", "Pediatrics/Nights [B]:1"]
TITLES = ["Medical Assistant", "Clinical Medical Assistant", "CMA", "Lead MA", "Phlebotomist"]
SKILLS = ["Wound Care", "Cardiology", "Orthopedics", "EKG", "Phlebotomy", "4-lead*", "Triage?"]
STATES = ["TX", "CA", "NY", ""]
BANDS = [(0, Decimal("-0.07")), (7, Decimal(0)), (15, Decimal("0.12")), (25, Decimal("0.19"))]


def cents(amount):
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def person(chance, number):
    years, share = chance.choice(BANDS)
    base = Decimal("13.62") * (1 + share)
    target = chance.choice([Decimal("0.8"), Decimal("0.9"), Decimal("1.1"), Decimal("1.2"),
                            Decimal(chance.randrange(650, 1400)) / 1000])
    beside = Decimal(chance.choice([-1, 0, 0, 1])) / 100
    if chance.random() < 0.2:
        pay, basis = cents(base * target * 2080) + beside, "Year"
    else:
        pay, basis = chance.choice([cents, lambda x: x.quantize(Decimal("0.0001"))])(base * target), "Hour"
        pay = pay + beside if pay.as_tuple().exponent == -2 else pay
    fte = chance.choice(["1", "1", "1", "0.5", "0.8", "0.333", ""])
    return [f"{number:06d}", chance.choice(TITLES), chance.choice(DEPARTMENTS),
            chance.choice(["North", "South", "12", ""]), chance.choice(STATES), "Active", fte,
            "Part-time" if fte not in ("1", "") else "Full-time", years, pay, basis]


def main(people, folder):
    chance = random.Random(20261031)
    with open(os.path.join(folder, "staff.csv"), "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Employee ID", "Job Title", "Department", "Location", "State", "Status", "FTE",
                       "Full/Part Time", "Years of Experience", "Pay Rate", "Pay Basis"])
        rows.writerows(person(chance, n) for n in range(people))
    with open(os.path.join(folder, "skills.csv"), "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Employee ID", "Skill"])
        for n in range(people):
            for skill in chance.sample(SKILLS, chance.randrange(4)):
                rows.writerow([f"{n:06d}", skill])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
