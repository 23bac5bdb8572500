"""Compare the manual pages with the program, and run every example in them.

SYNOPSIS of muster.1 is made of what `muster --help` and `muster COMMAND --help` print,
DIAGNOSTICS of lib/base/diag.def; with --update both are written into the page.  A display
after the comment `test: KIND` is a file of that kind; a line `.Dl $ muster ...` is a command.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

MUSTER = os.environ.get("MUSTER") or os.path.abspath("build/muster")
PAGE = "cmd/muster/muster.1"
PAGES = ["cmd/muster/" + p for p in sorted(os.listdir("cmd/muster")) if p[-2:] in (".1", ".5")]
ENV = {"PATH": os.path.dirname(MUSTER) + ":/usr/bin:/bin"}
failures = 0


def ok(fact, what, detail=""):
    global failures
    print(("ok - manual " if fact else "not ok - manual ") + what)
    if not fact:
        failures += 1
        print("    " + detail.replace("\n", "\n    ")[:1500])
    return fact


def muster(*args):
    return subprocess.run([MUSTER, *args], capture_output=True, text=True, check=True).stdout


def commands():
    return re.findall(r"(?m)^  (\S+) ", muster("--help"))


def synopsis():
    out = []
    for name in commands():
        text = muster(name, "--help")
        out += [".Nm", f".Cm {name}"]
        for option, argument in re.findall(r"(?m)^  (?:-., |    )--(\S+)(?: ([A-Z][^ ]*))?", text):
            out.append(f".Op Fl -{option}" + (f" Ar {argument}" if argument else ""))
        for word in text.split("\n")[0].split("] ", 1)[1].split():
            word = word.replace("...", " ...")
            out.append(f".Ar {word}")
    return out


def escaped(s):
    s = s.replace("\\", "\\e")
    return "\\&" + s if s[:1] in ".'" else s


def diagnostics():
    with open("lib/base/diag.def") as f:
        text = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
    out = [".Bl -tag -width Ds"]
    for args in re.findall(r"DIAG\((.*?)\)\s*(?=DIAG|\Z)", text, flags=re.S):
        code = args.split(",")[0].strip()
        meaning, does, mend = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', part)) for part in
                               re.findall(r'((?:"(?:[^"\\]|\\.)*"\s*)+)', args)]
        out += [f".It {code}", escaped(meaning[0].upper() + meaning[1:]) + ".",
                escaped(does[0].upper() + does[1:]) + ".",
                "To mend it: " + mend + "."]
    return out + [".El"]


def lists():
    return {"synopsis": synopsis(), "diagnostics": diagnostics()}


def between(text, name):
    return re.search(rf'(\.\\" begin {name}\n)(.*?)(\.\\" end {name}\n)', text, flags=re.S)


def update():
    with open(PAGE) as f:
        text = f.read()
    for name, lines in lists().items():
        m = between(text, name)
        text = text[:m.start(2)] + "\n".join(lines) + "\n" + text[m.end(2):]
    with open(PAGE, "w") as f:
        f.write(text)


def compare():
    with open(PAGE) as f:
        text = f.read()
    for name, lines in lists().items():
        is_ = between(text, name).group(2).rstrip("\n").split("\n")
        gone = [line for line in lines if line not in is_]
        ok(is_ == lines, f"{name.upper()} is the program's",
           "run tests/manual/run.sh --update; missing: " + "\n".join(gone[:10]))
    items = set(re.findall(r"(?m)^\.It .*?Fl -([a-z-]+)", text))
    known = {o for c in commands() for o in re.findall(r"--([a-z-]+)", muster(c, "--help"))}
    ok(known <= items, "every option is explained", str(known - items))
    told = set(re.findall(r"(?m)^\.It Cm (\w+)$", text))
    ok(set(commands()) <= told, "every command is explained", str(set(commands()) - told))


def plain(roff):
    return roff.replace("\\e", "\\").replace("\\&", "").replace("\\-", "-")


def place(tmp, name):
    """A folder with sample exports to run an example in."""
    where = os.path.join(tmp, name)
    os.mkdir(where)
    shutil.copytree("samples/clinic", where + "/exports")
    os.remove(where + "/exports/README.md")
    shutil.copytree("samples/school", where + "/school")
    for f in os.listdir(where + "/exports"):
        os.utime(where + "/exports/" + f)
    return where


FILE_TESTS = {
    "job": "muster run {file}",
    "rules": "muster pay --max-rejects 10 -r {file} exports/staff.csv && "
             "muster check -r {file} exports/staff.csv",
    "model": "muster pay -m {file} exports",
    "certification": "muster credentials -m {file} exports",
    "placement": "muster placement -m {file} school",
    "template": "muster pay -t {file} exports",
}


def sh(line, where):
    return subprocess.run(["sh", "-c", line], cwd=where, env=ENV, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)


def examples(tmp):
    for page in PAGES:
        with open(page) as f:
            text = f.read()
        base = os.path.basename(page)
        lines = re.findall(r"(?m)^\.Dl \$ (.*)$", text)
        where = place(tmp, base)
        for line in map(plain, lines):
            r = sh(line, where)
            ok(r.returncode == 0, f"{base}: {line}", r.stderr)
        found = re.findall(r'\.\\" test: (\w+)\n\.Bd -literal[^\n]*\n(.*?)\.Ed', text, flags=re.S)
        for i, (kind, body) in enumerate(found):
            where = place(tmp, f"{base}.{i}")
            with open(f"{where}/{kind}.yaml", "w") as f:
                f.write(plain(body))
            r = sh(FILE_TESTS[kind].format(file=f"{kind}.yaml"), where)
            ok(r.returncode == 0, f"{base}: the {kind} of example {i + 1}", r.stderr)
        if base != "muster.1":
            ok(found, f"{base} has an example that is run")


def readme(tmp):
    """The README's commands do what stands below them, one after the other in one folder."""
    where = place(tmp, "README")
    os.symlink(os.path.abspath("samples"), where + "/samples")
    with open("README.md") as f:
        blocks = re.findall(r"(?ms)^```\n(.*?)^```", f.read())
    for block in blocks:
        for line, shown in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", block):
            r = sh(line, where)
            same = not shown or shown.split() == r.stdout.split()
            ok(r.returncode == 0 and r.stderr == "" and same, f"README: {line}",
               r.stderr + r.stdout)


if sys.argv[1:] == ["--update"]:
    update()
    sys.exit()
work = tempfile.mkdtemp(prefix="muster-manual.")
try:
    compare()
    examples(work)
    readme(work)
finally:
    shutil.rmtree(work)
sys.exit(failures > 0)
