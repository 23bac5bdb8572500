# SPDX-License-Identifier: MIT
"""The benchmark: whole processes side by side, one table of medians and ratios to the floor.

usage: bench.py PROGRAM FLOOR GENERATE [PEOPLE [ROUNDS]]

Everything is written to a temporary folder.  In every round each command runs once, so that a
machine that slows down does so for all of them.  Peers run where they are installed: pandas and
XlsxWriter for this Python, DuckDB for node (DUCKDB_API names its module).
"""
import importlib.util
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
PROGRAM, FLOOR, GENERATE = (os.path.abspath(p) for p in sys.argv[1:4])
PEOPLE = int(sys.argv[4]) if len(sys.argv) > 4 else 1_000_000
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 5
ROSTER = PEOPLE // 20  # people of whom a workbook lists everybody
FILES = ["staff.csv", "skills.csv", "credentials.csv"]

RULES = """rules: bench
kinds:
  - {{kind: staff, signature: [[person_id, pay]]}}
columns:
  - {{field: person_id, match: ['^employee id$']}}
  - {{field: job_title, match: ['^job title$']}}
  - {{field: pay, match: ['^pay rate$']}}
  - {{field: pay_basis, match: ['^pay basis$']}}
  - {{field: fte, match: ['^fte$']}}
values:
  - field: occupation
    names:
{names}"""


def rules(path, n):
    """Rules of n patterns for job titles, of which none matches."""
    names = "".join(f"      - {{name: Position {i}, match: ['\\b(senior |lead )?position {i}\\b']}}\n"
                    for i in range(100, 100 + n))
    path.write_text(RULES.format(names=names))


def summary_only(path):
    """The shipped template without the second workbook, which lists everybody."""
    shipped = (HERE.parents[1] / "templates/reports/pay.yaml").read_text().splitlines(True)
    path.write_text("".join(line for line in shipped if "apart: yes" not in line))


def measure(command, env=None):
    """Wall and processor seconds and peak MiB of one process."""
    before = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env={**os.environ, **(env or {})})
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - before
    if status:
        sys.exit(f"bench: status {status}: {' '.join(map(str, command))}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def commands(at, data, distinct, roster):
    """Name, command and environment of what is measured, the floor first."""
    files = [data / f for f in FILES]
    muster = [PROGRAM, "pay", "--as-of", "2026-10-31"]
    everything = [*muster, "-t", at / "pay.yaml"]
    titles = [*muster, "--max-rejects", "100", distinct / "staff.csv", "-j1", "-r"]
    listed = [*muster, "-j1", *(roster / f for f in FILES)]
    yield "split only: libcsv, 1 thread", [FLOOR, *files], None
    for jobs in 1, 2:
        j = f"-j{jobs}"
        yield f"read: muster check {j}", [PROGRAM, "check", j, *files], None
        yield f"and report: text {j}", [*muster, j, *files], None
        yield f"all: text, JSON, workbook {j}", [*everything, j, "-o", at / f"out{jobs}", *files], None
    yield f"text of {ROSTER:,}", listed, None
    yield f"and a workbook with all {ROSTER:,}", [*listed, "-f", "text,xlsx", "-o", at / "listed"], None
    yield "5 patterns, 15 titles", [*muster, data / "staff.csv", "-j1", "-r", at / "5.yaml"], None
    yield "500 patterns, 15 titles", [*muster, data / "staff.csv", "-j1", "-r", at / "500.yaml"], None
    yield "40 patterns, every title distinct", [*titles, at / "40.yaml"], None
    node, peers = shutil.which("node"), HERE / "peers"
    if node and subprocess.run([node, "-e", "import(process.env.DUCKDB_API ?? '@duckdb/node-api')"],
                               stderr=subprocess.DEVNULL).returncode == 0:
        duck = [node, peers / "pay_duckdb.mjs"]
        yield "DuckDB, 40 patterns, distinct, 1 thread", [*duck, distinct, at, "titles"], {"THREADS": "1"}
        yield "DuckDB, all cores", [*duck, data, at], None
    if all(importlib.util.find_spec(m) for m in ("pandas", "xlsxwriter")):
        yield "pandas and XlsxWriter", [sys.executable, peers / "pay_pandas.py", data, at], None


def growth(at):
    """Microseconds of processor a row and peak MiB, of ten times as many rows every time."""
    for people in 1_750, 17_500, 175_000, 1_750_000:
        data = at / "growth"
        data.mkdir()
        subprocess.run([GENERATE, str(people), data], check=True)
        files = [data / f for f in FILES]
        rows = sum(sum(1 for _ in open(f, "rb")) for f in files)
        runs = [(measure([FLOOR, *files]), measure([PROGRAM, "pay", "-j1", "--as-of", "2026-10-31",
                                                    "-f", "text", *files])) for _ in range(ROUNDS)]
        cpu = statistics.median(a[1] for _, a in runs)
        ratio = statistics.median(a[1] / b[1] for b, a in runs)
        yield f"| {rows:,} | {people:,} | {1e6 * cpu / rows:.2f} | {ratio:.2f} | {runs[0][1][2]:.0f} |"
        shutil.rmtree(data)


def main():
    with tempfile.TemporaryDirectory() as name:
        at = pathlib.Path(name)
        data, distinct, roster = at / "data", at / "distinct", at / "roster"
        for folder, n, more in (data, PEOPLE, []), (distinct, PEOPLE, ["distinct"]), (roster, ROSTER, []):
            folder.mkdir()
            subprocess.run([GENERATE, str(n), folder, *more], check=True)
        summary_only(at / "pay.yaml")
        for n in 5, 40, 500:
            rules(at / f"{n}.yaml", n)
        todo = list(commands(at, data, distinct, roster))
        runs = {name: [] for name, *_ in todo}
        for _ in range(ROUNDS):
            for name, command, env in todo:
                runs[name].append(measure(command, env))
        size = sum((data / f).stat().st_size for f in FILES) / 1e6
        small = [measure([PROGRAM, "pay", "--as-of", "2026-10-31", "samples/clinic"]) for _ in range(20)]
        grown = list(growth(at)) if PEOPLE >= 1_000_000 else []
    print(f"{PEOPLE:,} people, {size:.0f} MB, {ROUNDS} rounds; {platform.machine()}, "
          f"{len(os.sched_getaffinity(0))} processors, load {os.getloadavg()[0]:.1f}\n")
    print("| | wall s | cpu s | MiB | wall | cpu |\n|---|--:|--:|--:|--:|--:|")
    floor = runs[todo[0][0]]
    for name, v in runs.items():
        wall, cpu, peak = (statistics.median(x) for x in zip(*v))
        # round by round, since both ran within the same minute
        ratios = [statistics.median(a[k] / b[k] for a, b in zip(v, floor)) for k in (0, 1)]
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    if grown:
        print("\n| lines, text -j1 | people | cpu us a line | of the floor | MiB |\n|--:|--:|--:|--:|--:|")
        print(*grown, sep="\n")
    print(f"\nmuster pay samples/clinic: {1000 * statistics.median(w for w, *_ in small):.0f} ms")


main()
