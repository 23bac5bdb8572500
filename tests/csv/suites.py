#!/usr/bin/env python3
"""Run `muster clean` on the public CSV suites and judge what it read.

usage: suites.py DATA MUSTER      DATA holds csv-spectrum/, csvkit/ ... pollock-survey/

csv-spectrum is compared with its JSON, cell by cell.  The two Pollock suites are scored as the
paper does (Vitagliano et al., VLDB 2023): success, and precision, recall and F1 of header, records
and cells as multisets, ten points a file.  The single files of other projects must give what a
person sees in them: rows, columns and a cell to look for.
"""
import csv, io, json, os, subprocess, sys
from collections import Counter

csv.field_size_limit(1 << 30)
data, muster = sys.argv[1], sys.argv[2]
bad = 0


def ok(good, what):
    global bad
    bad += not good
    print(("ok - " if good else "not ok - ") + what)


def clean(path):
    ran = subprocess.run([muster, "clean", path], capture_output=True, timeout=60)
    if ran.returncode not in (0, 1):
        return None
    return list(csv.reader(io.StringIO(ran.stdout.decode("utf-8"), newline="")))


def shares(want, got):
    if not sum(want.values()):
        return 1.0, 1.0, 1.0
    both = sum((want & got).values())
    if not both:
        return 0.0, 0.0, 0.0
    p, r = both / sum(want.values()), both / sum(got.values())
    return p, r, 2 * p * r / (p + r)


def score(folder, name):
    text = open(os.path.join(folder, "clean", name), encoding="utf-8-sig", newline="").read()
    want = list(csv.reader(io.StringIO(text, newline="")))
    got = clean(os.path.join(folder, "csv", name))
    if got is None:
        return 0.0
    if not want:
        return 10.0
    norm = lambda cell: cell.strip().lower()
    line = lambda row: "".join(map(norm, row))
    parts = [shares(Counter(map(norm, want[0])), Counter(map(norm, got[0] if got else []))),
             shares(Counter(map(line, want[1:])), Counter(map(line, got[1:]))),
             shares(Counter(c for r in want for c in r), Counter(c for r in got for c in r))]
    return 1 + sum(map(sum, parts))


def pollock(folder, least, weighted):
    names = sorted(os.listdir(os.path.join(folder, "csv")))
    weights = {}
    if weighted and os.path.exists(os.path.join(folder, "weights.json")):
        weights = json.load(open(os.path.join(folder, "weights.json")))
    total = sum(score(folder, n) * weights.get(n, 1.0) for n in names)
    mean = total / sum(weights.get(n, 1.0) for n in names)
    ok(mean >= least, f"{os.path.basename(folder)}: {mean:.3f} of 10 over {len(names)} files, at least {least}")


def spectrum(folder):
    for name in sorted(os.listdir(os.path.join(folder, "csvs"))):
        want = json.load(open(os.path.join(folder, "json", name[:-4] + ".json"), encoding="utf-8"))
        got = clean(os.path.join(folder, "csvs", name)) or [[]]
        if name == "location_coordinates.csv":  # its JSON has another telephone number than its CSV
            want["Contact Phone Number"] = "2095257564"
            want = [want]
        ok([dict(zip(got[0], row)) for row in got[1:]] == want, f"csv-spectrum: {name}")


# file: rows (the header not counted), columns, and a cell that must be among those read
FILES = {
    "messytables/complex.csv": (3, 4, "6,000,000"),
    "messytables/excel_pasting.csv": (14, 9, "Machinery and \nequipment"),  # titles above, notes below
    "messytables/simple.csv": (6, 3, "Galway"),
    "messytables/null.csv": (9, 4, "null"),  # no header: ten rows
    "messytables/skip_initials.csv": (2, 2, "    goodbye"),
    "messytables/small.csv": (0, 1, "a"),
    "messytables/spanish_chars.csv": (114, 8, None),  # a footer behind them
    "messytables/utf-16le_encoded.csv": (327, 19, None),
    "messytables/utf8bom.csv": (0, 2, "kitten"),
    "messytables/weird_head_padding.csv": (76, 11, "Gefäßchirurgie"),
    "csvkit/bad.csv": (3, 4, "I'm too long!"),  # a row longer than the header
    "csvkit/blanks.csv": (1, 6, "N/A"),
    "csvkit/dummy_col_shuffled_ragged.csv": (1, 4, "4"),
    "csvkit/empty.csv": None,
    "csvkit/mac_newlines.csv": (2, 3, None),
    "csvkit/no_header_row.csv": (0, 3, "1"),
    "csvkit/null_byte.csv": (1, 3, None),
    "csvkit/optional_quote_characters.csv": (1, 3, "1"),
    "csvkit/test_header_newline.csv": (1, 3, " start \t\n"),
    "csvkit/test_locale.csv": (1, 3, "200.000.000"),
    "csvkit/test_latin1.csv": (2, 3, "©"),
    "csvkit/test_utf16_big.csv": (2, 3, "ʤ"),
    "csvkit/test_utf16_little.csv": (2, 3, "ʤ"),
    "csvkit/test_utf8_bom.csv": (2, 3, "ʤ"),
    "qsv/boston311-dmy-100.csv": (100, 29, None),
    "qsv/inputcommenttest.csv": (5, 3, "epsilon"),  # eight comments
    "qsv/progetti_sample_10.csv": (10, 199, None),
    "qsv/spendover25kdownloadSep.csv": (189, 8, None),
    "qsv/aliases.csv": (149, 2, None),
    "qsv/snifftest-flexible.csv": (5, 4, "1.2020569"),  # three lines above
    "zsv/blank-leading-rows.csv": (4, 7, "G5"),
    "zsv/embedded_dos.csv": (4, 3, None),
    "zsv/header-only.csv": (0, 3, None),
    "zsv/latin1.csv": (7, 5, None),
    "zsv/mixed-line-endings.csv": (4096, 3, "HA1 HA2 HA3"),  # a header of three rows
}


def files():
    for folder in "csvkit", "messytables", "qsv", "zsv":
        for name in os.listdir(os.path.join(data, folder)):
            if f"{folder}/{name}" not in FILES:
                ok(False, f"{folder}/{name}: nothing is expected of it")
    for name, want in FILES.items():
        got = clean(os.path.join(data, name))
        if want is None:
            ok(got == [], f"{name}: nothing is in it")
            continue
        rows, columns, cell = want
        good = bool(got) and max(map(len, got)) == columns and (rows is None or len(got) - 1 == rows)
        good = good and (cell is None or any(cell in c for row in got for c in row))
        seen = f"{len(got) - 1} rows, {max(map(len, got))} columns" if got else "nothing"
        ok(good, f"{name}: {rows} rows, {columns} columns" + ("" if good else f"; read {seen}"))


spectrum(os.path.join(data, "csv-spectrum"))
files()
pollock(os.path.join(data, "pollock-polluted"), 9.7, True)
pollock(os.path.join(data, "pollock-survey"), 9.5, False)
sys.exit(bad != 0)
