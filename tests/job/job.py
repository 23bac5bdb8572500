"""What the tests of jobs share: starter jobs in a folder of their own, run as cron does.

Each function given to main() is a test; T names one.
"""
import errno
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time

MUSTER = os.environ["MUSTER"]
SLOW = os.environ.get("MODE") == "asan"
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


def wait_for(fact, seconds=20):
    end = time.time() + seconds
    while time.time() < end:
        if fact():
            return True
        time.sleep(0.005)
    return False


def held_input(where, name="skills.csv"):
    """The job with a FIFO for an input: its path, and the bytes to put in."""
    path = f"{where}/samples/clinic/{name}"
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


def main(*tests):
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
