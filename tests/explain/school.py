"""What is said of a school: the record of changes, and every graduate against the report."""
import csv
import json
import re
import sys
import tempfile

import common
from common import CLINIC, kind_and_field, muster, ok, record_of_changes


def school_rows(name):
    """A school's export as Python's csv reads it: a dictionary a row, and its line."""
    with open(f"samples/school/{name}.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f, delimiter=";" if name == "enrolments" else ","))
    head = next(i for i, r in enumerate(rows) if "Student ID" in r)
    return [(i + 1, dict(zip(rows[head], (c.strip() for c in r))))
            for i, r in enumerate(rows) if i > head and len(r) == len(rows[head])]


SCHOOL_FIELDS = {
    "graduates": {
        "Student ID": "person_id", "Student Name": "name", "School": "school", "Campus": "campus",
        "Program": "program", "Degree": "degree", "Accreditor": "accreditor",
        "Start Date": "start_date", "Scheduled Graduation Date": "scheduled_graduation_date",
        "Graduation Date": "graduation_date", "Student Status": "student_status",
        "Placement Status": "placement_status", "Reason": "placement_reason",
        "Employer": "employer", "Job Title": "job_title", "Placement Date": "placement_date",
        "Verification Date": "verified_date", "Verification Method": "verification",
        "Documentation": "documentation", "Externship Site": "externship_site",
        "Externship Status": "externship_status", "Starting Pay": "pay",
        "Exam Prep": "exam_preparation", "Practice Tests": "practice_tests",
        "Interview Help": "interview_help", "Resume Help": "resume_help"},
    "enrolments": {
        "Student ID": "person_id", "Program": "program", "Campus": "campus",
        "Accreditor": "accreditor", "Start Date": "start_date",
        "Trigger Course Date": "trigger_course_date", "Re-entry Date": "re_entry_date",
        "End Date": "end_date", "Enrollment Status": "student_status"},
    "exams": {"Student ID": "person_id", "Exam": "exam", "Exam Date": "exam_date",
              "Result": "exam_result"},
}


def school_changes():
    """Every cell of a school's files, counted by Python; dates are checked in value as well."""
    cells, listed = record_of_changes("placement", "graduates", "samples/school")
    bad, want = [], set()
    for kind, fields in SCHOOL_FIELDS.items():
        rows = school_rows(kind)
        for header, field in fields.items():
            want.add((kind, field))
            column = [r[header] for _, r in rows]
            mine = [c for c in cells if kind_and_field(c) == (kind, field)]
            if [(c["cells"], c["blank"] >= column.count("")) for c in mine] != [(len(rows), True)]:
                bad.append((kind, field, mine, len(rows), column.count("")))
            for x in listed:
                if kind_and_field(x) != (kind, field):
                    continue
                first = next((line for line, r in rows if r[header] == x["raw"]), None)
                if (x["count"], x["line"]) != (column.count(x["raw"]), first):
                    bad.append((x, column.count(x["raw"]), first))
                american = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", x["raw"])
                if american and x["canonical"] != "{2}-{0}-{1}".format(*american.groups()):
                    bad.append(x)
    ok(not bad and want == {kind_and_field(c) for c in cells},
       f"cells of {len(want)} columns of a school, their blanks and texts are Python's own", bad)
    got = {(x["field"], x["raw"]): x["canonical"] for x in listed}
    ok(got.get(("placement_reason", "Medical - permanent")) == "health_permanent" and
       got["exam_result", "No show"] == "no_show",
       "what the words of a school were taken for", got)
    # a status column that says placements is read as that; a program is one by any spelling
    with tempfile.TemporaryDirectory() as tmp:
        with open(f"{tmp}/g.csv", "w") as f:
            f.write("Student ID,Program,Graduation Date,Status,Job Title,Verified Date,Employer\n"
                    "1,Medical Assistant,2026-01-01,Employed in field,MA,yes,Clinic A\n"
                    "2,MEDICAL ASSISTANT,2026-01-02,Military,Phlebotomist,2026-01-02,CLINIC A\n"
                    "3,Medical Assistant,2026-01-03,Borked,,gibberish,\n")
        r = muster("placement", "-f", "json", "--max-rejects", "100", *CLINIC[:2], f"{tmp}/g.csv")
    data = json.loads(r.stdout)
    got = {(x["field"], x["raw"]): (x["as"], x["canonical"]) for x in data["changes"]}
    said = {c["field"]: (c["blank"], c["unchanged"], c["changed"], c["unknown"])
            for c in data["tables"]["cells"]}
    ok(got.get(("student_status", "Military")) == ("placement_status", "military") and
       got.get(("program", "MEDICAL ASSISTANT")) == ("program", "Medical Assistant") and
       got.get(("employer", "CLINIC A")) == ("employer", "Clinic A") and
       said["student_status"] == (0, 0, 2, 1) and said["verified_date"] == (0, 2, 0, 1) and
       said["job_title"][3] == 0, "a school's texts are read as the report reads them", (got, said))


def explained(id_, *args, files=("samples/school",)):
    """The page about an id, for people and for programs."""
    text = muster("explain", *args, *CLINIC[:2], id_, *files)
    data = muster("explain", "-f", "json", *args, *CLINIC[:2], id_, *files)
    return text, json.loads(data.stdout) if data.stdout else None


def graduates(*args):
    """Everybody of the Backup table: box, reason and rule as there, and the sums are the rates."""
    report = json.loads(muster("placement", "-f", "json", *args, *CLINIC[:2],
                               "samples/school").stdout)
    bad, rates, own = [], {}, [0, 0]
    for want in report["tables"]["backup"]:
        text, page = explained(want["id"], *args)
        rows = [r for r in page["tables"]["placement"] if r["line"] == want["line"]]
        mine = [r for r in rows if r["own"]]
        keys = ("program", "cohort", "rule", "category", "outcome", "reason")
        if [[r[k] for k in keys] for r in mine] != [[want[k] for k in keys]]:
            bad.append((want, mine))
            continue
        for r in rows:
            sums = rates.setdefault(r["rule"], [0, 0])
            sums[0] += r["numerator"]
            sums[1] += r["denominator"]
        own[0] += mine[0]["numerator"]
        own[1] += mine[0]["denominator"]
        counts = "numerator {}, denominator {}".format(
            *("yes" if mine[0][k] else "no" for k in ("numerator", "denominator")))
        said = re.search(r"(?m)^Counts +(.*)$", text.stdout)
        if not said or said.group(1) != counts or max(map(len, text.stdout.split("\n"))) > 80:
            bad.append((want["id"], said and said.group(0), counts))
    figures = report["figures"]
    rules = {r["rule"]: [r["numerator"], r["denominator"]] for r in report["tables"]["rules"]}
    ok(not bad and own == [figures["numerator"], figures["denominator"]] and rates == rules,
       f"{own[1]} graduates' boxes and all rules' rates are the report's {' '.join(args)}",
       bad or (own, rates, rules))


def graduate_cells():
    """Rows, cells and exams of graduates, against Python's own reading of the CSV."""
    bad, exams = [], school_rows("exams")
    for id_ in ("A10001", "A10004", "A10010", "A10050"):
        page = explained(id_)[1]["tables"]
        for kind, fields in SCHOOL_FIELDS.items():
            want = {(line, fields[h], v) for line, r in school_rows(kind)
                    if r["Student ID"] == id_ for h, v in r.items()}
            got = {(f["line"], f["field"], f["raw"]) for f in page["fields"] if f["kind"] == kind}
            if got != want:
                bad.append((id_, kind, got ^ want))
        want = [(r["Exam"], line) for line, r in exams if r["Student ID"] == id_]
        if sorted((x["exam"], x["line"]) for x in page["exams"]) != sorted(want):
            bad.append((id_, want, page["exams"]))
    ok(not bad, "every cell and exam of a graduate is shown as it is written", bad)


def graduate_fates():
    """Those who do not count, and ids that nobody has."""
    text, page = explained("A20009")
    ok("counted in no report" in text.stdout and page["tables"]["rows"][0]["class"] ==
       "out_of_scope" and '"Withdrawn" is withdrawn' in text.stdout,
       "who has withdrawn is out of scope, by which word", text.stdout[:900])
    r = muster("explain", *CLINIC[:2], "A1002", "samples/school")
    ok(r.returncode == 1 and '"A10002"' in r.stderr, "near ids of graduates are named", r.stderr)
    at = explained("graduates.csv:6")[0].stdout
    ok("A10002" in at and at == explained("A10002")[0].stdout,
       "a row of graduates can be named by its place", at[:200])
    both = explained("A10002", files=("samples/school", "samples/clinic"))[0].stdout
    ok(both == explained("A10002")[0].stdout, "files of staff beside it change nothing", both[:900])
    text, page = explained("A10002", "--set", "cohort=2024-25")
    text = text.stdout
    ok("not of the one asked for" in text and page["tables"]["rows"][0]["class"] ==
       "out_of_scope" and "out of scope: not of the cohort asked for" in text and "counted in no report" in text and
       "denominator yes" not in text, "of another cohort, in no figure", text[:900])
    with tempfile.TemporaryDirectory() as tmp:
        with open(f"{tmp}/g.csv", "w") as f:
            f.write("Student ID,Program,Graduation Date,Placement Status,Job Title,Placement Date\n"
                    "7,Medical Assistant,2026-01-05,Employed,MA,2026-02-01\n"
                    "7,Pharmacy Technician,2026-01-05,Employed,Cashier,2026-02-01\n")
        with open(f"{tmp}/e.csv", "w") as f:
            f.write("Student ID,Exam,Result,Exam Date\n7,CMA,Pass,2026-02-03\n8,CMA,Pass,2026-02-03\n")
        files = (f"{tmp}/g.csv", f"{tmp}/e.csv")
        page = explained("7", files=files)[1]["tables"]
        got = {r["program"]: r["box"] for r in page["placement"] if r["own"]}
        ok(got == {"Medical Assistant": "placed in field", "Pharmacy Technician": "out of field"} and
           len(page["exams"]) == 1, "somebody with two programs is judged by each", got)
        text = explained("8", files=files)[0].stdout
        ok("nobody with this id counts as a graduate" in re.sub(r"\s+", " ", text),
           "an exam of no graduate", text)


school_changes()
graduates()
graduates("--set", "accreditor=COE")
graduates("--set", "require_evidence=no", "--set", "cohort=2024-25")
graduate_cells()
graduate_fates()
sys.exit(common.failures > 0)
