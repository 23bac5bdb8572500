"""What `muster explain` says: every code of diag.def, and every person of the sample clinic."""
import json
import os
import re
import subprocess
import sys

MUSTER = os.environ.get("MUSTER") or os.path.abspath("build/muster")
failures = 0


def ok(fact, what, detail=""):
    global failures
    print(("ok - explain " if fact else "not ok - explain ") + what)
    if not fact:
        failures += 1
        print("    " + str(detail).replace("\n", "\n    ")[:1500])
    return fact


def muster(*args):
    return subprocess.run([MUSTER, *args], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)


def listed_codes():
    """diag.def, read without the compiler."""
    with open("lib/base/diag.def") as f:
        text = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
    for code, severity, rest in re.findall(r"DIAG\((\w+), (\w+),(.*?)\)\s*(?=DIAG|\Z)", text,
                                           flags=re.S):
        said = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', part)) for part in
                re.findall(r'((?:"(?:[^"\\]|\\.)*"\s*)+)', rest)]
        yield code, severity, *said


def codes():
    bad = []
    for code, severity, meaning, does, mend in listed_codes():
        text, data = muster("explain", code), muster("explain", "-f", "json", code.lower())
        said = json.loads(data.stdout)
        if (text.returncode, data.returncode) != (0, 0) or \
                not all(s in text.stdout for s in (code, meaning, does, mend)) or \
                (said["meaning"], said["does"], said["mend"]) != (meaning, does, mend) or \
                any(len(line) > 80 for line in text.stdout.split("\n")):
            bad.append(code)
    ok(not bad, "every code says what it means, does and how to mend it", bad)
    r = muster("explain", "PAY_UNREADABEL")
    ok(r.returncode == 2 and "near it: PAY_UNREADABLE," in r.stderr and not r.stdout,
       "an unknown word is status 2 and names near codes", r.stderr)


codes()
sys.exit(failures > 0)
