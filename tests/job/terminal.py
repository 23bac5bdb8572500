"""What is shown to somebody at a terminal: progress, and completion in bash."""
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import time

from job import AS_OF, CRON, MUSTER, SLOW, held_input, main, new, ok, run, skip


def bar():
    try:
        master, slave = pty.openpty()
    except OSError as e:
        skip("a bar at a terminal", f"no terminal to be had here: {e}")
        return
    where = new("bar")
    path, text = held_input(where)
    head, body = text.split(b"\n", 1)
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
    # however fast it is, it is held up while it reads: a second has passed then
    time.sleep(0.2)
    p.send_signal(signal.SIGSTOP)
    time.sleep(1.1)
    p.send_signal(signal.SIGCONT)
    seen = b""
    while True:
        try:
            seen += os.read(master, 65536)
        except OSError:
            break
    p.wait()
    took = re.search(r"\[#*\.*\] \d+ %  [\d,]+ rows  [\d,]+/s  \d+ s left", seen.decode())
    ok(b"working out pay" in seen, "and each stage is told as it begins")
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


main(bar, completion)
