"""Jobs that are killed, stopped, crowded, or robbed of disk and inputs.

KILLS says how often a run is killed, STARTS how many start at once:
`KILLS=200 make check-job T=kills` is the long test of publishing.
"""
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time

from job import (AS_OF, CRON, MUSTER, SLOW, files, held_input, job, latest, main, new, ok, release,
                 run, skip, wait_for)

KILLS = int(os.environ.get("KILLS", 20 if SLOW else 50))
STARTS = int(os.environ.get("STARTS", 40 if SLOW else 200))


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
    assert all(sets[0][n] != sets[1][n] for n in sets[0] if n[-3:] != "csv")
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


def vanished():
    """An input goes, or becomes another, after it was looked at and before it is read."""
    def replace(path):
        os.rename(path + ".new", path)
    for what, act in [("gone", os.remove), ("replaced", replace)]:
        where = new("vanished-" + what)
        job(where)
        before = latest(where)
        skills = where + "/samples/clinic/skills.csv"
        shutil.copy(where + "/samples/clinic/credentials.csv", skills + ".new")
        path, text = held_input(where, "staff.csv")
        p = subprocess.Popen([MUSTER, "run", *AS_OF, where + "/job.yaml"], env=CRON, cwd="/",
                             stderr=subprocess.PIPE, text=True)
        with open(path, "wb") as f:  # opens when the run does; it then looks at all files
            f.write(text[:5000])
            f.flush()
            time.sleep(0.3)
            act(skills)
            f.write(text[5000:])
        err = p.communicate()[1]
        ok(p.returncode == 3 and "skills.csv: FILE_OPEN" in err and latest(where) == before,
           f"an input is {what} in the middle: the old set stands: {err[:120]}")


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


main(overlap, vanished, many_starts, kills, disks)
