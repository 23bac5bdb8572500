"""What a job says is what it does: starter, settings, limits, column lock, manifest."""
import glob
import json
import os
import re
import shutil
import subprocess
import time

from job import AS_OF, CRON, edit, files, job, latest, main, new, ok, run, skip, tmp


def starter():
    where = new("starter")
    r = run("run", where + "/job.yaml")
    ok(r.returncode == 0 and r.stdout == "" and r.stderr == "",
       "init, then run: status 0 and silent " + r.stderr[:300])
    got = latest(where)
    ok(set(got) == {"manifest.json"} | {r + e for r in ("pay", "credentials") for e in
                                        ("-changes.csv", "-rejects.csv", ".json", ".txt", ".xlsx")},
       f"the set is whole: {sorted(got)}")
    r = run("run", where + "/cohort.yaml")
    ok(r.returncode == 0 and r.stdout == r.stderr == "" and
       "placement.xlsx" in files(where + "/outcomes/latest"), "a school's job likewise")
    modes = {os.stat(p).st_mode & 0o777 for p in glob.glob(where + "/published/latest/*")}
    ok(modes == {0o600}, f"files are for their owner only: {modes}")
    edited = where + "/rules/healthcare.yaml"
    open(edited, "a").write("# mine\n")
    os.remove(where + "/models/clinical-medical-assistant.yaml")
    r = run("init", where)
    ok(r.returncode == 0 and open(edited).read().endswith("# mine\n") and
       "rules/healthcare.yaml: left as it is" in r.stderr and
       os.path.exists(where + "/models/clinical-medical-assistant.yaml"),
       "init again: what was edited stays, what is gone comes back")
    mine = tmp + "/mine"
    os.mkdir(mine)
    open(mine + "/job.yaml", "w").write("mine")
    r = run("init", mine)
    ok(open(mine + "/job.yaml").read() == "mine" and "job.yaml: left" in r.stderr,
       "init never overwrites a file it did not write")


def surroundings():
    where = new("around")
    job(where)
    first = latest(where)
    places = [
        ("the job's folder", where, {}), ("no PATH at all", "/", {"PATH": ""}),
        ("a locale and a time zone", "/tmp",
         {**CRON, "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "LANGUAGE": "de"}),
        ("a terminal's environment", "/", dict(os.environ)),
    ]
    for what, cwd, env in places:
        r = job(where, env=env, cwd=cwd)
        ok(r.returncode == 0 and r.stderr == "" and latest(where) == first,
           f"{what}: the same bytes")
    r = run("run", *AS_OF, "job.yaml", cwd=where, env={})
    ok(r.returncode == 0 and latest(where) == first, "named from its own folder")
    before = os.readlink(where + "/published/2026-10")
    r = run("run", "--as-of", "2026-09-30", where + "/job.yaml")
    ok(r.returncode == 0 and os.readlink(where + "/published/latest") == "2026-10" and
       os.readlink(where + "/published/2026-10") == before and latest(where) == first,
       "an earlier period again replaces that period only")
    r = run("run", "--as-of", "2026-11-30", where + "/job.yaml")
    ok(r.returncode == 0 and os.readlink(where + "/published/latest") == "2026-11",
       "a later one is the latest")
    text = latest(where)["pay.txt"].decode()
    ok("As of 2026-11-30; the newest date in the data is 20" in text, "page one has both dates")
    run("run", "--as-of", "2027-06-30", where + "/job.yaml")
    ok("more than three months" in latest(where)["pay.txt"].decode(),
       "and warns when they are far apart")


def shared_month():
    where = new("shared")
    job(where)
    first = latest(where)
    inode = {n: os.stat(f"{where}/published/latest/{n}").st_ino for n in first}
    r = run("pay", *AS_OF, "-f", "text", "-o", "published", "samples/clinic", cwd=where)
    got = latest(where)
    others = {n for n in first if n.startswith("credentials")}
    ok(r.returncode == 0 and set(got) == {"manifest.json", "pay-changes.csv", "pay-rejects.csv",
                                            "pay.txt"} | others,
       f"a report takes over its own files only: {sorted(got)}")
    ok(len(others) == 5 and all(os.stat(f"{where}/published/latest/{n}").st_ino == inode[n]
                                for n in others), "the month's other reports are linked")
    job(where)
    ok(latest(where) == first, "the manifest is that of the last run of each report")


def manifest():
    where = new("manifest")
    job(where)
    said = json.loads(latest(where)["manifest.json"])["reports"]
    ok([r["report"] for r in said] == ["pay", "credentials"], "each report is in the manifest")
    if not shutil.which("xxhsum"):
        skip("the hashes of the manifest", "no xxhsum here")
        return
    named = {("published/latest/" if k == "outputs" else "") + x["file"]:
             (x["bytes"], x["xxh3_128"]) for r in said for k in ("inputs", "outputs") for x in r[k]}
    for r in said:
        for k, folder in (("rules", "rules"), ("model", "models"), ("template", "reports")):
            name = r[k]["name"]
            path = name if "/" in name else os.path.abspath(f"templates/{folder}/{name}.yaml")
            named[path] = (os.path.getsize(os.path.join(where, path)), r[k]["xxh3_128"])
    out = subprocess.run(["xxhsum", "-H2", *named], cwd=where, capture_output=True, text=True)
    real = {line.split("  ")[1]: (os.path.getsize(os.path.join(where, line.split("  ")[1])),
                                  line.split("  ")[0]) for line in out.stdout.splitlines()}
    ok(named == real and len(real) == 4 + 10 + 5,
       f"{len(real)} sizes and hashes are those of xxhsum")


def settings():
    """What a job says and what options say is the same."""
    rows = [
        ("people: no", "people: yes", ["--people"]),
        ("shareable: no", "shareable: yes", ["--shareable"]),
        ("min_group: 5", "min_group: 9", ["--min-group", "9"]),
        ("# dominance: 25%", "dominance: 4%", ["--dominance", "4"]),
        ("strict: no", "audit: yes", ["--audit"]),
        ("rejects_full: no", "rejects_full: yes", ["--rejects-full"]),
        ("# set: [base_hourly=14.50]", "set: [base_hourly=14.50]", ["--set", "base_hourly=14.50"]),
        ("models/clinical-medical-assistant.yaml", "medical-assistant-2025-05",
         ["--model", "medical-assistant-2025-05"]),
    ]
    where = new("settings")
    job(where)
    plain = latest(where)
    for i, (old, now, options) in enumerate(rows):
        edit(where, (old, now))
        r = job(where)
        q = run("pay", *AS_OF, *options, "-r", "rules/healthcare.yaml", "-o", f"o{i}",
                "samples/clinic", cwd=where)
        got, want = latest(where), files(f"{where}/o{i}/latest")
        ok(r.returncode == 0 and q.returncode == 0 and
           all(got[n] == want[n] for n in want if n.startswith("pay")),
           f"{now} is {' '.join(options)} {r.stderr[:100]}")
        ok(got != plain, f"{now}: and makes a difference")
        edit(where, (now, old))
    edit(where, ("formats: [text, xlsx, json]", "formats: [json]"))
    job(where)
    ok({n.split(".")[-1] for n in latest(where)} == {"json", "csv"}, "only the formats asked for")


def limits():
    base = [("as_of: previous-month-end", "as_of: 2026-10-31")]
    rows = [
        ("a pattern that matches nothing", 1, [("clinic/*.csv", "nothing/*.csv")], "INPUT_NONE"),
        ("a kind that is absent", 1, [("needs: [staff,", "needs: [graduates,")],
         "job.yaml:[0-9]+:9: KIND_MISSING"),
        ("too few rows", 1, [("min_rows: 20", "min_rows: 5000")], "ROWS_FEW"),
        ("too many rejects", 1, [("max_rejects: 5%", "max_rejects: 0%")], "REJECTS_LIMIT"),
        ("a file that vanished", 3, [("- samples/clinic/*.csv", "- samples/gone.csv")], "FILE_OPEN"),
        ("an unknown report", 2, [("report: pay", "report: play")], "JOB_BAD"),
        ("an unknown key", 2, [("strict: no", "strikt: no")], "YAML_VALUE"),
        ("a model that is not there", 3, [("models/clinical-m", "models/c")], "FILE_OPEN"),
        ("a limit that is none", 2, [("min_rows: 20", "min_rows: -20")], "job.yaml:[0-9]+:3: JOB_BAD"),
        ("a what-if that is none", 2, [("# set: [base_hourly=14.50]", "set: [base=1]")],
         "OPTION_BAD"),
        ("a word for a day", 2, [("as_of: 2026-10-31", "as_of: soon")], "JOB_BAD"),
        ("a warning, where strict", 1, [("strict: no", "strict: yes")], "--strict"),
    ]
    for i, (what, status, edits, code) in enumerate(rows):
        where = new(f"limit{i}", *base)
        job(where)
        before, link = latest(where), os.readlink(where + "/published/2026-10")
        edit(where, *edits)
        r = run("run", where + "/job.yaml")
        first = r.stderr.split("\n")[0]
        ok(r.returncode == status and re.search(code, first) and r.stdout == "" and
           first.startswith("muster: monthly-pay: "),
           f"{what}: status {r.returncode}, {first[:150]}")
        ok(latest(where) == before and os.readlink(where + "/published/2026-10") == link,
           f"{what}: what was published stands")
        last = open(where + "/published/last-run.txt").read()
        ok(f"status: {status}\n" in last and "reason: " in last and
           re.match(r"time: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}\n", last),
           f"{what}: last-run.txt says so")
    where = new("mended", *base)
    edit(where, ("min_rows: 20", "min_rows: 5000"))
    job(where)
    edit(where, ("min_rows: 5000", "min_rows: 5"))
    ok(job(where).returncode == 0 and not os.path.exists(where + "/published/last-run.txt"),
       "a run that goes well takes last-run.txt away")


def against_last_run():
    where = new("change", ("# max_change: 20%", "max_change: 20%"),
                ("# max_age_days: 40", "max_age_days: 40"))
    ok(job(where).returncode == 0, "the first run has nothing to compare with")
    ok(job(where).returncode == 0, "the same number of rows again")
    path = where + "/samples/clinic/skills.csv"
    text = open(path, newline="").read()
    lines = text.splitlines(keepends=True)
    open(path, "w", newline="").write("".join(lines[:len(lines) // 2]))
    r = job(where)
    ok(r.returncode == 1 and "ROWS_CHANGED" in r.stderr and "80 in the last run" in r.stderr,
       "half of the skills are gone: " + r.stderr[:160])
    edit(where, ("needs: [staff, skills]", "needs: [staff]"))
    ok(job(where).returncode == 1, "whether they are needed or not")
    os.rename(path, path + ".away")
    r = job(where)
    ok(r.returncode == 1 and "0 rows, 80 in the last run" in r.stderr, "or gone altogether")
    os.rename(path + ".away", path)
    open(path, "w", newline="").write(text)
    for f in glob.glob(where + "/samples/clinic/*"):
        os.utime(f, (time.time() - 50 * 86400,) * 2)
    r = job(where)
    ok(r.returncode == 1 and "INPUT_OLD" in r.stderr and "50 days ago" in r.stderr,
       "files that nobody exported again: " + r.stderr[:160])


def column_lock():
    where = new("columns")
    r = run("check", "--lock", where + "/job.yaml")
    ok(r.returncode == 0 and os.path.exists(where + "/columns.lock") and
       "does not name a lock" in r.stderr, "check --lock writes it")
    edit(where, ("# columns: columns.lock", "columns: columns.lock"))
    ok(job(where).returncode == 0, "the columns are as they were")
    path = where + "/samples/clinic/skills.csv"
    before = open(path, "rb").read()
    head = before.split(b"\n")[0]
    ok(b"Worker ID,Skill,Proficiency,Last Verified" in head, "the sample's header")
    rows = [
        ("a column is new", b"Worker ID,Unit,Skill,Proficiency,Last Verified",
         '"Unit" is new as column 2'),
        ("a column is gone", b"Worker ID,Skill,Last Verified", '"Proficiency" (skill_level), is gone'),
        ("columns moved", b"Worker ID,Proficiency,Skill,Last Verified", "moved from column"),
        ("a column has another name", b"Worker ID,Skill Name,Proficiency,Last Verified",
         'column 2, "Skill" (skill), is now "Skill Name" (skill);'),
    ]
    published = latest(where)
    for what, header, want in rows:
        open(path, "wb").write(before.replace(b"Worker ID,Skill,Proficiency,Last Verified", header, 1))
        r = job(where)
        ok(r.returncode == 1 and "COLUMNS_CHANGED" in r.stderr and want in r.stderr and
           latest(where) == published, f"{what}: {r.stderr[:200]}")
    r = run("check", where + "/job.yaml")
    ok(r.returncode == 1 and "COLUMNS_CHANGED" in r.stderr, "check says so as well")
    open(path, "wb").write(before)
    ok(job(where).returncode == 0, "and as they were again")


main(starter, surroundings, shared_month, manifest, settings, limits, against_last_run, column_lock)
