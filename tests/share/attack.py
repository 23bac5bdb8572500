# SPDX-License-Identifier: MIT
"""Try to work out what a shareable edition hides.

usage: attack.py MUSTER SEEDS [FIRST]

Makes a small staff for each seed, has MUSTER write a shareable set of it, reads
everything in the set, and attacks it in three ways:

  scent   looks for ids, names, file names and formulas in every file
  insider knows who is in which group, and takes every sum that is shown (a mean
          times its people, a ratio times its benchmark) for a linear equation
          over people's pay; whatever hidden sum, or sum of fewer people than a
          group must have, is a combination of these is found by elimination,
          worked out from the figures as printed, and compared with the truth
  reader  knows only what is printed and which group is part of which; narrows
          every hidden headcount by sums and bounds until nothing moves

No attack may find anything.  With --primary-only, which leaves out what is
under test, the last two must succeed on most staffs: else they prove nothing.
"""
import csv
import io
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from fractions import Fraction

PRIME = (1 << 89) - 1
LEAST = 5
HOURS = 2080

TITLES = {                               # title: the occupation it is of
    "Medical Assistant": "Clinical Medical Assistant",
    "Clinical Medical Assistant": "Clinical Medical Assistant",
    "Lead Medical Assistant": "Clinical Medical Assistant",
    "Phlebotomist": "Phlebotomist",
    "Registered Nurse": "Registered Nurse",
}
SITES = {"Alder Clinic": "TX", "Birch Clinic": "TX", "Cedar Clinic": "OK",
         "Downs Clinic": "OK", "Elm Clinic": "LA"}
DEPARTMENTS = ["Cardiology", "Pediatrics", "Surgery", "Urgent Care"]
SKILLS = ["Wound Care", "Cardiology", "Phlebotomy", "EKG"]
BANDS = [("Entry", 0, 5), ("Mid", 5, 10), ("Experienced", 10, 20.001),
         ("Late", 20.001, 99)]


class Person:
    """Somebody with pay, and the groups of each table."""

    def __init__(self, rng, i):
        self.id = "Q%06X" % rng.getrandbits(24)
        self.name = "Zq%s Vx%s" % (token(rng), token(rng))
        self.title = rng.choices(list(TITLES), [8, 5, 1, 2, 1])[0]
        self.site = rng.choices(list(SITES), [8, 4, 5, 2, 3])[0]
        self.department = rng.choices(DEPARTMENTS, [6, 3, 2, 2])[0]
        self.years = None if rng.random() < .06 else rng.choice(
            [1, 2, 3, 6, 7, 8, 11, 12, 15, 22, 30])
        self.pay = Fraction(rng.randrange(950, 3300), 100)
        self.fte = Fraction(1) if rng.random() < .8 else Fraction(1, 2)
        self.skills = rng.sample(SKILLS, rng.choice([0, 0, 1, 1, 2]))
        self.certified = rng.random() < .4

    def groups(self):
        """{table: groups}; None is the group of those who are in none."""
        return {
            "occupation": [TITLES[self.title]], "title": [self.title],
            "department": [self.department], "site": [self.site],
            "state": [SITES[self.site]], "skill": self.skills,
            "schedule": ["Full-time" if self.fte == 1 else "Part-time"],
            "experience": [b for b, low, high in BANDS if self.years
                           is not None and low <= self.years < high],
            "credential": ["CMA (AAMA)"] if self.certified else [],
        }

    def benchmark(self):
        """By the model that is published: experience and highest skill."""
        by_years = [x for (_, low, high), x in zip(BANDS, (-7, 0, 12, 19))
                    if self.years is not None and low <= self.years < high]
        by_skill = [{"Wound Care": 10, "Cardiology": 9}.get(x, 0)
                    for x in self.skills]
        return Fraction(1362, 10000) * (
            100 + sum(by_years) + max(by_skill, default=0))

    def benchmarked(self):
        return TITLES[self.title] == "Clinical Medical Assistant"


def token(rng):
    return "".join(rng.choice("bdfgklmnprtvz") + rng.choice("aeiou")
                   for _ in range(3))


def write(people, folder):
    with open(folder + "/Jane Roe staff.csv", "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(["Employee ID", "Name", "Job Title", "Department",
                      "Location", "State", "Years of Experience",
                      "Hourly Rate", "FTE"])
        for p in people:
            out.writerow([p.id, p.name, p.title, p.department, p.site,
                          SITES[p.site], "" if p.years is None else p.years,
                          "%.2f" % p.pay, "%.2f" % p.fte])
        out.writerow(["Q999999", "Zqreject Vxreject", "Phlebotomist",
                      "Surgery", "Elm Clinic", "LA", 3, "ask Zqreject", 1])
    with open(folder + "/skills.csv", "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(["Employee ID", "Skill"])
        out.writerow([people[0].id, "Zqskill of Vxskill"])
        out.writerows([p.id, s] for p in people for s in p.skills)
    with open(folder + "/credentials.csv", "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(["Employee ID", "Credential", "Expiry Date"])
        out.writerows([p.id, "CMA (AAMA)", "2028-01-31"] for p in people
                      if p.certified)


def run(muster, folder, *more):
    """The set as {name: bytes}, workbooks as their parts."""
    out = folder + "/out"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([muster, "pay", "-q", "--as-of", "2026-10-31",
                    "--max-rejects", "50", "--shareable", "-o", out, *more,
                    *(folder + "/" + f for f in sorted(os.listdir(folder))
                      if f.endswith(".csv"))], check=True)
    files = {}
    top = out + "/2026-10"
    for name in sorted(os.listdir(top)):
        data = open(top + "/" + name, "rb").read()
        if name.endswith(".xlsx"):
            book = zipfile.ZipFile(io.BytesIO(data))
            for part in book.namelist():
                files[name + "/" + part] = book.read(part)
        else:
            files[name] = data
    return files


# ---- scent

def scent(people, files):
    found = []
    for name, data in files.items():
        text = data.decode("utf-8", "replace")
        for p in people:
            for word in (p.id, p.name, *p.name.split()):
                if word in text:
                    found.append("%s holds %s" % (name, word))
        for word in ("Zq", "Jane Roe", "Q999999"):
            if word in text:
                found.append("%s holds %s" % (name, word))
        if "/worksheets/" in name and re.search(r"<f[ >]", text):
            found.append("%s has a formula" % name)
        if name.endswith("/workbook.xml"):
            for dn in re.findall(r"<definedName [^>]*>", text):
                if "_xlnm." not in dn:
                    found.append("%s defines %s" % (name, dn))
            if 'state="hidden"' in text or "veryHidden" in text:
                found.append("%s has a hidden sheet" % name)
    return found


def numbers_agree(report, files):
    """The text and the workbook show no figure that the JSON hides."""
    shown = sorted({v for rows in report["tables"].values() for row in rows
                    for v in row.values() if isinstance(v, (int, float))} |
                   {v for v in report["figures"].values()
                    if isinstance(v, (int, float))})

    zones = files["pay.txt"].decode().split("COMPA-RATIO", 1)[-1]
    shown += [int(n) for n in re.findall(
        r"^(?:(?:Under|Over|\d+ to) \d+ %|No ratio) +(\d+) ",
        zones.split("\n\n")[0], re.M)]

    def is_shown(x):
        return any(abs(v - x) <= .0051 for v in shown)
    found = []
    text = files["pay.txt"].decode()
    at = text.find("CERTIFIED AND NOT")
    end = text.find("\n\n", at)
    for line in (text[:at] + text[end:] if at >= 0 else text).splitlines():
        for x in re.findall(r"(?<![\d.,])\d+\.\d\d(?![\d.%])", line):
            if line[:1].isalpha() and not is_shown(float(x)) and \
                    not re.search(r"[a-z] .*[a-z] .*[a-z] ", line):
                found.append("pay.txt: %s in %r" % (x, line))
    cells = set()
    for name, data in files.items():
        if "/charts/" in name:
            for x in re.findall(r"<c:numCache>.*?</c:numCache>",
                                data.decode(), re.S):
                cells.update(re.findall(r"<c:v>([^<]*)</c:v>", x))
    for x in cells:
        if re.fullmatch(r"[\d.]+", x) and not is_shown(float(x)):
            found.append("a chart holds %s" % x)
    return found


# ---- insider

def combination(rows, want, width):
    """Coefficients of the rows that add up to `want`, modulo PRIME; None."""
    basis = []                           # (pivot, row, made of)
    n = len(rows)

    def reduce(row, made):
        for pivot, r, m in basis:
            x = row[pivot]
            if x:
                row = [(a - x * b) % PRIME for a, b in zip(row, r)]
                made = [(a - x * b) % PRIME for a, b in zip(made, m)]
        return row, made

    for i, row in enumerate(rows):
        row, made = reduce(row, [int(i == k) for k in range(n)])
        pivot = next((c for c in range(width) if row[c]), None)
        if pivot is None:
            continue
        inverse = pow(row[pivot], PRIME - 2, PRIME)
        basis.append((pivot, [a * inverse % PRIME for a in row],
                      [a * inverse % PRIME for a in made]))

    def solve(want):
        row, made = reduce(list(want), [0] * n)
        return None if any(row) else [-a % PRIME for a in made]
    return [solve(w) for w in want]


def small(x):
    """A residue as the fraction of small numbers that it stands for."""
    for d in range(1, 400):
        n = x * d % PRIME
        if n < 100000:
            return Fraction(n, d)
        if PRIME - n < 100000:
            return Fraction(n - PRIME, d)
    return None


def row_of(people, test, weight=lambda p: Fraction(1)):
    """A row of residues; each weight is a fraction."""
    return [weight(p).numerator * pow(weight(p).denominator, PRIME - 2, PRIME)
            % PRIME if test(p) else 0 for p in people]


def equations(people, report):
    """Shown [(row, sum)] and hidden [(name, row)], over hourly pay."""
    shown, hidden = [], []
    figures = report["figures"]
    member = [p.groups() for p in people]
    groups = [("everybody", {p.id for p in people}, dict(
        figures, p50_hourly=figures["median_hourly"]))]
    for table in member[0]:
        for r in report["tables"].get(table, []):
            groups.append(("%s %s" % (table, r["group"]), {
                p.id for p, m in zip(people, member)
                if r["group"] in m[table]}, r))
    for name, inside, r in groups:
        def all_of(p):
            return p.id in inside

        def priced(p):
            return p.id in inside and p.benchmarked()
        n, n_priced = len(inside), sum(map(priced, people))
        bench, ratio = r["mean_benchmark"], r["compa_ratio"]
        for what, test, weight, figure in (
                ("pay", all_of, lambda p: Fraction(1),
                 times(r["mean_hourly"], n)),
                ("payroll", all_of, lambda p: p.fte,
                 times(r["payroll"], Fraction(1, HOURS))),
                ("pay of the priced", priced, lambda p: Fraction(1),
                 None if None in (bench, ratio)
                 else times(bench, n_priced) * exactly(ratio)),
                ("ratios", priced, lambda p: 1 / p.benchmark(),
                 times(r["mean_compa_ratio"], n_priced))):
            row = row_of(people, test, weight)
            if not any(row):
                continue
            if figure is None:
                hidden.append(("%s of %s" % (what, name), row))
            else:
                shown.append((row, figure))
    return shown, hidden


def exactly(x):
    return Fraction(repr(x))


def times(x, n):
    return None if x is None else exactly(x) * n


def few(people):
    """[(name, who)]: fewer people than a group must have, whom somebody may
    ask after: one person, what two tables' groups have in common, and those of
    a group who have the same FTE or the same benchmark."""
    parts = {}
    for i, p in enumerate(people):
        parts.setdefault(p.id, set()).add(i)
        names = [(t, g) for t, all_in in p.groups().items()
                 for g in all_in or [None]] + [("all", "")]
        extra = [("FTE", p.fte), ("benchmark", p.benchmarked() and p.benchmark()),
                 ("priced", p.benchmarked())]
        for a, b in itertools.combinations(names + extra, 2):
            parts.setdefault((a, b), set()).add(i)
    return [(str(k), v) for k, v in parts.items() if len(v) < LEAST]


def insider(people, report):
    """[(what, worked out, truth)] of what must not be known."""
    shown, want = equations(people, report)
    want += [(name, [int(i in who) for i in range(len(people))])
             for name, who in few(people)]
    found = []
    made = combination([row for row, _ in shown], [row for _, row in want],
                       len(people))
    for (name, row), c in zip(want, made):
        if c is None:
            continue
        weight = [small(x) for x in c]
        got = None if None in weight else sum(
            w * total for w, (_, total) in zip(weight, shown))
        truth = sum(p.pay for p, x in zip(people, row) if x == 1) \
            if set(row) <= {0, 1} else None
        found.append((name, got, truth))
    return found


# ---- reader

def certified_of(text):
    """The table that the text has and the JSON has not."""
    at = text.find("CERTIFIED AND NOT")
    rows = re.findall(r"^(Entry|Mid|Experienced|Late|All) +(\d+|\*) +(\d+|\*) ",
                      text[at:] if at >= 0 else "", re.M)
    return [(g, *(None if x == "*" else int(x) for x in counts))
            for g, *counts in rows]


def reader(people, report, certified):
    """[(what, headcount)] of hidden headcounts that can only be one."""
    tables, figures = report["tables"], report["figures"]
    low, high, sums = {}, {}, []
    n = figures["headcount"]

    def cell(table, group, value, least=1):
        low[table, group], high[table, group] = (
            (value, value) if value is not None else (least, n))
        return table, group

    def adds_up(parts, total):
        sums.append((parts, total))

    cell("all", "", n)
    for table in ("occupation", "title", "department", "site", "state",
                  "schedule", "experience"):
        if table in tables and tables[table]:
            adds_up([cell(table, r["group"], r["headcount"])
                     for r in tables[table]] +
                    ([cell("none", "", figures["no_experience"], 0)]
                     if table == "experience" else []), ("all", ""))
    nests = [("site", "state", SITES), ("title", "occupation", TITLES)]
    for inner, outer, of in nests:
        for r in tables.get(outer, []):
            adds_up([(inner, x["group"]) for x in tables.get(inner, [])
                     if of.get(x["group"]) == r["group"]],
                    (outer, r["group"]))
    for group, *counts in certified:
        adds_up([cell(side, group, n, 0)
                 for side, n in zip(("with", "without"), counts)],
                ("all", "") if group == "All" else ("experience", group))
    if certified:
        bands = [r["group"] for r in tables["experience"]]
        for side in ("with", "without"):
            adds_up([(side, b) for b in bands] +
                    [cell(side, "no band", None, 0)], (side, "All"))
        adds_up([(side, "no band") for side in ("with", "without")],
                ("none", ""))
    hidden = [c for c in low if low[c] < high[c] and c[1] != "no band"]
    moved = True
    while moved:
        moved = False
        for parts, total in sums:
            if not parts:
                continue
            least, most = (sum(low[c] for c in parts),
                           sum(high[c] for c in parts))
            for c, lo, hi in [(total, least, most)] + [
                    (c, low[total] - most + high[c],
                     high[total] - least + low[c]) for c in parts]:
                if lo > low[c] or hi < high[c]:
                    low[c], high[c] = max(low[c], lo), min(high[c], hi)
                    moved = True
    return [(c, low[c]) for c in hidden if low[c] == high[c] and low[c]]


def attack(muster, seed, *more):
    rng = random.Random(seed)
    people = [Person(rng, i) for i in range(rng.randrange(12, 60))]
    folder = tempfile.mkdtemp()
    try:
        write(people, folder)
        files = run(muster, folder, *more)
    finally:
        shutil.rmtree(folder)
    report = json.loads(files["pay.json"])
    return (scent(people, files) + numbers_agree(report, files),
            insider(people, report), reader(people, report,
                                         certified_of(files["pay.txt"].decode())))


def main():
    muster, seeds = sys.argv[1], int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failed, broken, exact, tight = [], 0, 0, 0
    for seed in range(first, first + seeds):
        smells, sums, counts = attack(muster, seed)
        failed += ["seed %d: %s" % (seed, x) for x in smells]
        failed += ["seed %d: sum of %s" % (seed, x[0]) for x in sums]
        failed += ["seed %d: %s has %d" % (seed, " ".join(c), k)
                   for c, k in counts]
        smells, sums, counts = attack(muster, seed, "--primary-only")
        broken += bool(sums)
        tight += bool(counts)
        exact += any(None not in (got, truth) and
                     abs(got - truth) < Fraction(1, 2)
                     for _, got, truth in sums)
    for x in failed[:20]:
        print("# " + x)
    facts = [
        ("nothing hidden is found in %d staffs" % seeds, not failed),
        ("without complementary suppression sums are, in %d" % broken,
         broken * 10 >= seeds * 9),
        ("which are people's pay to the half dollar, in %d" % exact,
         exact * 10 >= seeds * 7),
        ("and headcounts are, in %d" % tight, tight * 10 >= seeds * 2),
    ]
    for what, so in facts:
        print("%s - %s" % ("ok" if so else "not ok", what))
    return not all(so for _, so in facts)


if __name__ == "__main__":
    sys.exit(main())
