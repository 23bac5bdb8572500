#!/usr/bin/env python3
"""What muster credentials makes of real free text: provider registry and a state's dictionary.

usage: credentials.py DATA          DATA/credentials/*.csv; a file that is absent is skipped

Neither file comes with a staff file: one is made of its ids.
"""
import csv, json, os, subprocess, sys, tempfile

DATA = sys.argv[1]
failed = False
RECOGNISED = {"CMA (AAMA)", "RMA (AMT)", "CCMA (NHA)", "NCMA (NCCT)", "CMAC (AMCA)"}


def check(what, got, expected):
    global failed
    failed = failed or got != expected
    print(f"{'' if got == expected else 'not '}ok - {what}" +
          ("" if got == expected else f"\n#   expected {expected!r}, got {got!r}"))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)
    return path


def muster(name, *files):
    out = {}
    for how in "json", "text":
        run = subprocess.run([os.environ["MUSTER"], "credentials", "--as-of", "2026-10-31", "--format", how, *files],
                             capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"not ok - {name}: muster credentials, status {run.returncode}\n# {run.stderr}")
        out[how] = run.stdout
    lines = out["text"].split("\n")
    check(f"{name}: the text is 80 columns wide", max(len(x) for x in lines) <= 80, True)
    return json.loads(out["json"])


def balanced(name, report, people):
    for f in report["inputs"]:
        rows = dict(f["rows"])
        check(f"{name}: {f['kind']}: read is the sum of the classes", rows.pop("read"), sum(rows.values()))
        check(f"{name}: {f['kind']}: every row used", rows["used"], people)


def by_person(report):
    held = {}
    for r in report["tables"]["records"]:
        held.setdefault(r["id"], []).append(r)
    return held


def registry(path, tmp):
    with open(path, encoding="utf-8", newline="") as f:
        text = {r["NPI"]: r["Provider Credential Text"] for r in csv.DictReader(f)}
    report = muster("nppes", write(f"{tmp}/staff.csv", [["Employee ID", "Job Title"]] +
                                   [[npi, "Provider"] for npi in text]), path)
    held = by_person(report)
    names = {spelling: [r["credential"] for r in held.get(npi, [])] for npi, spelling in text.items()}
    balanced("nppes", report, 6000)
    check("nppes: 343 spellings", len(names), 343)
    check("nppes: RN,C,MSN,CRNP is four", names["RN,C,MSN,CRNP"], ["RN", "C", "MSN", "CRNP"])
    check("nppes: MA, LPC is a Master of Arts and a counsellor", names["MA, LPC"], ["LPC"])
    check("nppes: blank is none", names[""], [])
    check("nppes: nobody is a certified medical assistant",
          [r["credential"] for rows in held.values() for r in rows if r["credential"] in RECOGNISED], [])
    check("nppes: no date, so nothing is active or expired",
          (report["figures"]["current"], report["figures"]["expired"], report["figures"]["held"]),
          (0, 0, report["figures"]["unknown"]))


DICTIONARY = {
    "292": ("CMA (AAMA)", True), "1526": ("CMA (AAMA)", False), "1027": ("RMA (AMT)", True),
    "1527": ("RMA (AMT)", True), "1213": ("CCMA (NHA)", True), "2383": ("CCMA (NHA)", True),
    "2503": ("NCMA (NCCT)", True), "2244": ("CMAC (AMCA)", False), "2245": ("CMAC (AMCA)", False),
}


def dictionary(path, tmp):
    with open(path, encoding="utf-8", newline="") as f:
        name = {r["ID"]: r["NAME"] for r in csv.DictReader(f)}
    report = muster("new jersey", write(f"{tmp}/staff.csv", [["Employee ID", "Job Title"]] +
                                        [[i, "Holder"] for i in name]),
                    write(f"{tmp}/credentials.csv", [["Employee ID", "Credential"]] + [list(x) for x in name.items()]))
    held = by_person(report)
    balanced("new jersey", report, len(name))
    for i, (credential, assumed) in DICTIONARY.items():
        check(f"new jersey: {name[i]}", [(r["credential"], "issuer assumed" in r["flags"]) for r in held[i]],
              [(credential, assumed)])
    check("new jersey: no other name is a medical assistant's",
          {i for i, rows in held.items() if any(r["credential"] in RECOGNISED for r in rows)}, set(DICTIONARY))
    check("new jersey: podiatric and administrative ones are not",
          [held["332"][0]["credential"] in RECOGNISED, held["1209"][0]["credential"]], [False, "CMAA"])
    check("new jersey: assumed issuers are counted apart", report["figures"]["issuer_assumed"],
          sum("issuer assumed" in r["flags"] for rows in held.values() for r in rows))


for stem, test in (("nppes_providers_part1", registry), ("nj_industry_credentials", dictionary)):
    path = f"{DATA}/credentials/{stem}.csv"
    if not os.path.exists(path):
        print(f"ok - {stem} # SKIP no {path}")
        continue
    with tempfile.TemporaryDirectory() as tmp:
        try:
            test(path, tmp)
        except SystemExit as stopped:
            print(stopped)
            failed = True
sys.exit(failed)
