"""Run jobs of `muster` the way cron, accidents and other runs treat them.

Each function below is a test; T names one.  KILLS says how often a run is killed, STARTS how
many start at once: `KILLS=200 make check-job T=kills` is the long test of publishing.
"""
import errno
import fcntl
import glob
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

MUSTER = os.environ["MUSTER"]
SLOW = os.environ.get("MODE") == "asan"
KILLS = int(os.environ.get("KILLS", 20 if SLOW else 50))
STARTS = int(os.environ.get("STARTS", 40 if SLOW else 200))
CRON = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "nobody"}
AS_OF = ["--as-of", "2026-10-31"]
failures = 0
tmp = tempfile.mkdtemp(prefix="muster-job.")


def ok(fact, what):
    global failures
    print(("ok - job " if fact else "not ok - job ") + " ".join(what.split()), flush=True)
    failures += not fact
    return fact


def skip(what, why):
    print(f"ok - job {what} # SKIP {why}", flush=True)


def run(*args, env=CRON, cwd="/", **more):
    return subprocess.run([MUSTER, *args], env=env, cwd=cwd, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=120, **more)


def new(name, *edits):
    """A starter job in a folder of its own, with (old, new) texts of job.yaml replaced."""
    where = os.path.join(tmp, name)
    made = run("init", where)
    assert made.returncode == 0, made.stderr
    edit(where, *edits)
    return where


def edit(where, *edits):
    path = os.path.join(where, "job.yaml")
    with open(path) as f:
        text = f.read()
    for old, now in edits:
        assert old in text, old
        text = text.replace(old, now)
    with open(path, "w") as f:
        f.write(text)


def files(where):
    """Name -> bytes of a published set, or None when there is none."""
    try:
        return {n: open(os.path.join(where, n), "rb").read()
                for n in sorted(os.listdir(where))}
    except FileNotFoundError:
        return None


def job(where, *more, **kw):
    return run("run", *AS_OF, *more, os.path.join(where, "job.yaml"), **kw)


def latest(where):
    return files(os.path.join(where, "published/latest"))


def starter():
    where = new("starter")
    r = run("run", where + "/job.yaml")
    ok(r.returncode == 0 and r.stdout == "" and r.stderr == "",
       "init, then run: status 0 and silent " + r.stderr[:300])
    got = latest(where)
    ok(set(got) == {"manifest.json"} | {r + e for r in ("pay", "credentials") for e in
                                        ("-rejects.csv", ".json", ".txt", ".xlsx")},
       f"the set is whole: {sorted(got)}")
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
    ok(r.returncode == 0 and set(got) == {"manifest.json", "pay-rejects.csv", "pay.txt"} | others,
       f"a report takes over its own files only: {sorted(got)}")
    ok(len(others) == 4 and all(os.stat(f"{where}/published/latest/{n}").st_ino == inode[n]
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
    ok(named == real and len(real) == 4 + 8 + 5,
       f"{len(real)} sizes and hashes are those of xxhsum")


def limits():
    base = [("as_of: previous-month-end", "as_of: 2026-10-31")]
    rows = [
        ("a pattern that matches nothing", 1, [("clinic/*.csv", "nothing/*.csv")], "INPUT_NONE"),
        ("a kind that is absent", 1, [("needs: [staff,", "needs: [graduates,")],
         "job.yaml:15:9: KIND_MISSING"),
        ("too few rows", 1, [("min_rows: 20", "min_rows: 5000")], "ROWS_FEW"),
        ("too many rejects", 1, [("max_rejects: 5%", "max_rejects: 0%")], "REJECTS_LIMIT"),
        ("a file that vanished", 3, [("- samples/clinic/*.csv", "- samples/gone.csv")], "FILE_OPEN"),
        ("an unknown report", 2, [("report: pay", "report: play")], "JOB_BAD"),
        ("an unknown key", 2, [("strict: no", "strikt: no")], "YAML_VALUE"),
        ("a model that is not there", 3, [("models/clinical-m", "models/c")], "FILE_OPEN"),
        ("a limit that is none", 2, [("min_rows: 20", "min_rows: -20")], "job.yaml:42:3: JOB_BAD"),
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
        ok(r.returncode == status and code in first and r.stdout == "" and
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


def standing(where):
    """What readers find; a mixture of months is nothing that was ever published."""
    got = latest(where)
    return got if got == files(where + "/published/2026-10") else None


def kills():
    """SIGKILL at random instants over a publication that stands: the old set or the new one.
    Some runs are stopped first and looked at, some are ended by SIGTERM."""
    where = new("kills")
    days = ["2026-10-30", "2026-10-31"]  # each document of the one differs from the other's
    command = [MUSTER, "run", where + "/job.yaml", "--as-of"]
    sets, began = [], time.time()
    for day in days:
        assert subprocess.run([*command, day], env=CRON, cwd="/").returncode == 0
        sets.append(latest(where))
    assert all(sets[0][n] != sets[1][n] for n in sets[0] if not n.endswith("-rejects.csv"))
    span = (time.time() - began) / 2
    stands, old, late, mixed, worst = 1, 0, 0, 0, 0
    rnd = random.Random(os.environ.get("SEED", 7))
    for i in range(KILLS):
        p = subprocess.Popen([*command, days[1 - stands]], env=CRON, cwd="/",
                             stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rnd.random() * span)
        if i % 5 == 4:
            os.kill(p.pid, signal.SIGSTOP)  # not reaped: it may have ended
            os.waitid(os.P_PID, p.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            mixed += standing(where) not in sets
        p.send_signal(signal.SIGTERM if i % 10 == 0 else signal.SIGKILL)
        p.wait()
        got = standing(where)
        mixed += got not in sets
        if got == sets[1 - stands]:
            late, stands, span = late + 1, 1 - stands, span * 0.93
        else:
            old, span = old + 1, span * 1.07
        worst = max(worst, len(os.listdir(where + "/published/.sets")))
    ok(mixed == 0, f"{KILLS} kills: no mixture")
    ok(old > KILLS // 10 and late > KILLS // 10,
       f"{KILLS} kills: {old} left the old set, {late} the new one")
    ok(job(where).returncode == 0 and len(os.listdir(where + "/published/.sets")) <= 2,
       f"the next run takes away what the killed ones left (at most {worst} sets)")


def wait_for(fact, seconds=20):
    end = time.time() + seconds
    while time.time() < end:
        if fact():
            return True
        time.sleep(0.005)
    return False


def held_input(where):
    """The job with a FIFO for an input: its path, and the bytes to put in."""
    path = where + "/samples/clinic/skills.csv"
    text = open(path, "rb").read()
    os.remove(path)
    os.mkfifo(path)
    return path, text


def release(path, text):
    """Write to a FIFO whose reader may not be there yet."""
    for _ in range(4000):
        try:
            fd = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError as e:
            if e.errno != errno.ENXIO:
                raise
            time.sleep(0.005)
    fcntl.fcntl(fd, fcntl.F_SETFL, 0)
    os.write(fd, text)
    os.close(fd)


def overlap():
    where = new("overlap")
    path, text = held_input(where)
    first = subprocess.Popen([MUSTER, "run", *AS_OF, where + "/job.yaml"], env=CRON, cwd="/",
                             stderr=subprocess.PIPE, text=True)
    lock = where + "/published/.muster.lock"
    wait_for(lambda: os.path.exists(lock) and os.path.getsize(lock))
    began = time.time()
    r = job(where)
    ok(r.returncode == 4 and f"pid {first.pid}, since " in r.stderr and
       r.stderr.startswith("muster: monthly-pay: ") and r.stderr.count("\n") == 1 and
       time.time() - began < 2, "the second run is told who: " + r.stderr.strip()[:160])
    r = run("pay", *AS_OF, "-o", "published", "samples/clinic", cwd=where)
    ok(r.returncode == 4 and f"pid {first.pid}," in r.stderr, "-o takes the lock as well")
    ok(not os.path.exists(where + "/published/last-run.txt"), "who may not run leaves no word")
    os.kill(first.pid, signal.SIGSTOP)
    r = job(where)
    ok(r.returncode == 4, "a stopped run holds it still")
    os.kill(first.pid, signal.SIGCONT)
    release(path, text)
    first.communicate()
    ok(first.returncode == 0 and latest(where), "the first one publishes")
    ok(os.path.exists(lock) and os.path.getsize(lock) == 0, "the lock's file stays")


def flocks(inode):
    """How many hold a lock on an inode, and how many wait."""
    with open("/proc/locks") as f:
        return sum(1 for line in f if f":{inode} " in line and " -> " not in line)


def many_starts():
    where = new("many")
    path, text = held_input(where)
    out = tempfile.TemporaryFile()
    lock = where + "/published/.muster.lock"
    crowd = [subprocess.Popen([MUSTER, "run", *AS_OF, where + "/job.yaml"], env=CRON, cwd="/",
                              stdin=subprocess.DEVNULL, stderr=out) for _ in range(STARTS)]
    wait_for(lambda: sum(p.poll() is not None for p in crowd) == STARTS - 1, 60)
    inode = os.stat(lock).st_ino
    holders = flocks(inode) if os.path.exists("/proc/locks") else 1
    release(path, text)
    codes = [p.wait(60) for p in crowd]
    ok(codes.count(0) == 1 and codes.count(4) == STARTS - 1 and holders == 1,
       f"{STARTS} at once, the input held: {codes.count(0)} publish, {codes.count(4)} may not")
    os.remove(path)
    open(path, "wb").write(text)
    published, most = latest(where), 0
    crowd = [subprocess.Popen([MUSTER, "run", *AS_OF, where + "/job.yaml"], env=CRON, cwd="/",
                              stdin=subprocess.DEVNULL, stderr=out) for _ in range(STARTS)]
    while any(p.poll() is None for p in crowd):
        most = max(most, flocks(inode))
    codes = [p.returncode for p in crowd]
    ok(set(codes) <= {0, 4} and codes.count(0) >= 1 and most <= 1,
       f"{STARTS} at once: {codes.count(0)} end with 0, {codes.count(4)} with 4, "
       f"never more than {most} hold the lock")
    ok(latest(where) == published and len(os.listdir(where + "/published/.sets")) <= 2,
       "and the set is whole")


MOUNT = r"""
set -e
published=$1/published
mkdir -p "$published"
mount -t tmpfs -o size=8m none "$published"
"$3" run --as-of 2026-10-30 "$1/job.yaml"
cp -RL "$published/latest" "$1/before"
if [ "$2" = ro ]; then mount -o remount,ro "$published"
else
	room=$(($(du -sk "$published/.sets" | cut -f 1) * $2 / 100))
	free=$(df -k --output=avail "$published" | tail -n 1)
	dd if=/dev/zero of="$published/filler" bs=1k count=$((free - room)) 2>/dev/null
fi
set +e
"$3" run --as-of 2026-10-31 "$1/job.yaml" 2>"$1/err"
echo "status $?" >>"$1/err"
cp -RL "$published/latest" "$1/after"
ls "$published/.sets" | wc -l >"$1/sets"
"""


def disks():
    if os.geteuid() != 0 or subprocess.run(
            ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"],
            capture_output=True).returncode:
        skip("a full disk and a read-only one", "only root can mount small disks")
        return
    stopped, at = 0, set()
    for room in ["ro", 0, 5, 15, 30, 45, 60, 75, 90, 97, 120]:
        what = "a read-only disk" if room == "ro" else f"room for {room} % of a set"
        where = new(f"disk{room}")
        subprocess.run(["unshare", "-m", "sh", "-c", MOUNT, "sh", where, str(room), MUSTER],
                       env=CRON, capture_output=True)
        err = open(where + "/err").read()
        before, after = files(where + "/before"), files(where + "/after")
        if room == 120:
            ok("status 0" in err and after != before and sorted(after) == sorted(before), what)
            continue
        ok("status 3" in err and after == before and err.startswith("muster: monthly-pay: "),
           f"{what}: the old set stands: {err[:120]}")
        if room != "ro":
            stopped += 1
            at.add(re.search(r"published/(\S*?):", err).group(1))
            ok(open(where + "/sets").read().strip() == "1", f"{what}: no half set is left")
    ok(len(at) >= 4, f"{stopped} runs found the disk full, at {sorted(at)}")


def bar():
    where = new("bar")
    path, text = held_input(where)
    head, body = text.split(b"\n", 1)
    master, slave = pty.openpty()
    p = subprocess.Popen([MUSTER, "run", *AS_OF, where + "/job.yaml"], cwd="/", stderr=slave,
                         env={**CRON, "TERM": "xterm"})
    os.close(slave)
    row = body.split(b"\n")[0] + b"\n"
    filler = head + b"\n" + row * (1200000 // len(row))
    fd = os.open(path, os.O_WRONLY)
    os.write(fd, filler)
    for _ in range(16):
        os.write(fd, row * (300000 // len(row)))
        time.sleep(0.1)
    os.close(fd)
    seen = b""
    while True:
        try:
            if not select.select([master], [], [], 30)[0]:
                break
            got = os.read(master, 65536)
        except OSError:
            break
        if not got:
            break
        seen += got
    p.wait()
    text = seen.decode()
    ok(p.returncode == 0 and re.search(r"\rreading  [\d,]+ rows  [\d,]+/s", text),
       "a terminal sees rows and rate: " + repr(text[:80]))
    ok(text.rstrip(" ").endswith("\r"), "and a clean line at the end")
    os.remove(path)
    with open(path, "w") as f:
        f.write("Worker ID,Skill\n")
        for _ in range(10 if SLOW else 100):
            f.write("004501,Phlebotomy\n" * 100000)
    master, slave = pty.openpty()
    p = subprocess.Popen([MUSTER, "run", *AS_OF, where + "/job.yaml"], cwd="/", stderr=slave,
                         env=CRON)
    os.close(slave)
    seen = b""
    while True:
        try:
            seen += os.read(master, 65536)
        except OSError:
            break
    p.wait()
    took = re.search(r"\[#*\.*\] \d+ %  [\d,]+ rows  [\d,]+/s  \d+ s left", seen.decode())
    ok(b"working out pay" in seen, "and each stage is told as it begins")
    if seen == b"":
        skip("a bar with time left", "this machine reads 10,000,000 rows in under a second")
    else:
        ok(took, "a file has a bar with time left: " + repr(seen[:90]))
    os.remove(path)


def completion():
    script = "cmd/muster/muster.bash"
    ask = ('. "$0"; COMP_WORDS=(muster "$@"); COMP_CWORD=$#; _muster; '
           'printf "%s\\n" "${COMPREPLY[@]}"')
    env = {"PATH": os.path.dirname(MUSTER) + ":/usr/bin:/bin"}

    def reply(*words):
        r = subprocess.run(["bash", "-c", ask, script, *words], env=env, capture_output=True,
                           text=True)
        return r.stdout.split()
    if not shutil.which("bash"):
        skip("completion", "no bash here")
        return
    listed = re.findall(r"(?m)^  (\S+) ", run("--help").stdout)
    ok(reply("") == listed and reply("in") == ["init"], f"commands are completed: {reply('')}")
    usage = re.findall(r"(--[a-z-]+)", run("pay", "--help").stdout)
    ok(set(reply("pay", "--")) == set(usage), "so are the options of each")
    ok(reply("run", "--a") == ["--as-of"] and "--model" not in reply("run", "--"),
       "and only those it has")
    ok(reply("pay", "--format", "x") == ["xlsx"], "values that are known are offered")


tests = [starter, surroundings, shared_month, manifest, limits, against_last_run, column_lock, overlap,
         many_starts, kills, disks, bar, completion]
try:
    for test in tests:
        if os.environ.get("T") in (None, "", test.__name__):
            began = time.time()
            test()
            if os.environ.get("V"):
                print(f"# {test.__name__}: {time.time() - began:.1f} s")
finally:
    shutil.rmtree(tmp, ignore_errors=True)
sys.exit(failures > 0)
