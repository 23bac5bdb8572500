#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare workbooks with the accounts of what they must hold.

usage: check.py openpyxl|ssconvert BOOK.xlsx ACCOUNT.tsv
       check.py facts BOOK.xlsx         the report "pay", beside its cells
       check.py charts BOOK.xlsx        what is drawn: titles, words for those who do not see it
       check.py spoil BOOK.xlsx OUT     change one stored sum

Prints what differs, one line each; exit status 1 when anything does.  The
account (tests/unit/xlsx_docs.h) has a line for each table, with 1 where a line
of sums must stand above the header, and a line for each row.
"""
import csv
import glob
import os
import re
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from fractions import Fraction

CELL = 32767  # characters a cell can hold


def clean(raw):
    """What a workbook holds of a text, computed in another way than ours."""
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    text = text.replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "", text)
    return text


def wanted(field):
    kind, rest = field[:1], field[1:]
    if kind == "t":
        return clean(bytes.fromhex(rest)) or None
    if kind == "n":
        return Fraction(rest)
    if kind == "d":
        return date(1970, 1, 1) + timedelta(days=int(rest))
    return None


def account(path):
    """[(totals, titles, rows)] of an account."""
    tables = []
    with open(path, encoding="ascii") as lines:
        for line in lines:
            what, *fields = line.rstrip("\n").split("\t")
            if what == "table":
                titles = [wanted(f) for f in fields[1:]]
                tables.append((fields[0] == "1", titles, []))
            else:
                tables[-1][2].append([wanted(f) for f in fields])
    return tables


def by_openpyxl(path):
    """{sheet: (values, formulas)}, each rows of cells."""
    import openpyxl
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    return {
        sheet.title: (
            [[c.value for c in row] for row in sheet.iter_rows()],
            [[c.value for c in row] for row in formulas[sheet.title].iter_rows()])
        for sheet in values.worksheets}


def by_ssconvert(path):
    """The same from Gnumeric, which computes every formula anew."""
    sheets = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["ssconvert", "--recalc", "-S", "-T", "Gnumeric_stf:stf_assistant", "-O",
             "separator=, format=raw charset=UTF-8 locale=C eol=unix", path,
             os.path.join(folder, "%n.csv")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name in sorted(glob.glob(os.path.join(folder, "*.csv")),
                           key=lambda n: int(os.path.basename(n)[:-4])):
            with open(name, encoding="utf-8", newline="") as lines:
                sheets[os.path.basename(name)] = (list(csv.reader(lines)), None)
    return sheets


def same(want, got):
    if want is None:
        return got is None or got == ""
    if isinstance(want, Fraction):
        try:
            number = Fraction(str(got))
        except (ValueError, TypeError):
            return False
        return abs(number - want) <= abs(want) * Fraction(1, 10 ** 14)
    if isinstance(want, date):
        if isinstance(got, datetime):
            return got == datetime(want.year, want.month, want.day)
        if want < date(1900, 3, 1):  # before Excel's calendar is right
            return got == want.isoformat()
        serial = str((want - date(1899, 12, 30)).days)
        return str(got) in (serial, want.isoformat(), want.strftime("%Y/%m/%d"))
    got = str(got).replace("_x005F_", "_")  # some readers show it as it is stored
    if len(want) > CELL:
        return len(got) <= CELL and got.endswith("too long for a cell]") and \
            want.startswith(got[:CELL - 40])
    return got == want


def differences(grid, at, formulas, table):
    """What is not so about the table whose header is row `at` of the grid."""
    totals, titles, rows = table
    found = []
    for r, row in enumerate(rows):
        cells = grid[at + 1 + r] if at + 1 + r < len(grid) else []
        cells = cells + [None] * (len(titles) - len(cells))
        for c, want in enumerate(row):
            if not same(want, cells[c]):
                found.append(f"row {r + 1}, {titles[c]!r}: {want!r}, found {cells[c]!r}")
            if formulas and at + 1 + r < len(formulas) and c < len(formulas[at + 1 + r]):
                stored = formulas[at + 1 + r][c]
                if str(stored) != str(cells[c]):
                    found.append(f"row {r + 1}, {titles[c]!r}: a formula, {stored!r}")
    if not totals:
        return found
    above = grid[at - 1]
    sums = [c for c, value in enumerate(above) if c > 0 and value not in (None, "")]
    if not sums:
        found.append("no line of sums above the header")
    last = rows[-1][0] == "All"
    for c in sums:
        want = sum((row[c] for row in rows[:len(rows) - last]
                    if isinstance(row[c], Fraction)), Fraction(0))
        got = Fraction(str(above[c]))
        if abs(got - want) > max(abs(want), 1) * Fraction(1, 10 ** 12):
            found.append(f"sum of {titles[c]!r}: {float(want)}, found {above[c]}")
        if formulas and not str(formulas[at - 1][c]).startswith("=SUBTOTAL(9,"):
            found.append(f"sum of {titles[c]!r} is no formula")
    return found


def facts(book):
    """What is so about the report of xlsx_docs.h beside its cells."""
    import openpyxl
    wb = openpyxl.load_workbook(book)
    people, sites = wb["People"], wb["Sites"]
    head = next(r for r in range(1, 20) if people.cell(r, 1).value == "ID")
    links = [c.hyperlink for row in wb["Summary"].iter_rows() for c in row if c.hyperlink]
    checks = {
        "the sheets in their order":
            wb.sheetnames == ["Summary", "Experience", "Sites", "People", "Method"],
        "the Summary opens": wb.active.title == "Summary",
        "the title is first": wb["Summary"]["A1"].value == "Pay benchmark",
        "a warning comes before the figures":
            str(wb["Summary"]["A5"].value).startswith("BENCHMARK OUT OF DATE"),
        "made on the as-of date": wb.properties.created == datetime(2026, 10, 31, 12),
        "its title": wb.properties.title == "Pay benchmark",
        "its company": "Lakeside" in str(wb.properties.creator),
        "the header and the first column stand": people.freeze_panes == f"B{head + 1}",
        "people are a table with a filter": [
            (t.ref, t.autoFilter.ref, t.totalsRowCount) for t in people.tables.values()]
            == [(f"A{head}:M{head + 60}",) * 2 + (None,)],
        "the header on every page": people.print_title_rows in (
            f"${head}:${head}", f"{head}:{head}"),
        "a sheet of two tables has no filter": sites.auto_filter.ref is None,
        "nor a frozen header": sites.freeze_panes is None,
        "a group of all is not filtered":
            wb["Experience"].auto_filter.ref == "A5:H10",
        "charts below the tables": len(sites._charts) == 2,
        "a link to each sheet": [h.location.split("!")[0].strip("'") for h in links]
            == wb.sheetnames[1:],
        "landscape": all(s.page_setup.orientation == "landscape" for s in wb),
        "a page wide": all(s.sheet_properties.pageSetUpPr.fitToPage and
                           s.page_setup.fitToHeight == 0 for s in wb),
        "pages are numbered": all(
            "&P of &N" in str(s.oddFooter.center.text).replace("&[Page]", "&P")
            .replace("&[Pages]", "&N") or "&P" in s.oddFooter.center.text for s in wb),
        "columns are neither too wide nor too narrow": all(
            8 <= d.width <= 62 for s in wb for d in s.column_dimensions.values()),
        "an id stays a text": people.cell(head + 1, 1).value == "00001" and
            people.cell(head + 1, 1).number_format == "@",
        "low ratios are marked": any(
            "\u25bc" in people.cell(r, 11).number_format for r in range(head + 1, head + 60)),
    }
    for what, so in checks.items():
        if not so:
            print(f"{book}: not so: {what}")
    return not all(checks.values())


def charts(book):
    """Every chart is valid, has a title and a text beside it, and names no sheet in vain; every
    table's columns have names of their own."""
    import openpyxl
    import zipfile
    with zipfile.ZipFile(book) as parts:
        drawings = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/drawings/drawing")]
    wb = openpyxl.load_workbook(book)  # strict about what a chart may say
    bad, n = [], 0
    for sheet in wb:
        for chart in sheet._charts:
            n += 1
            text = chart.title.tx.rich.p[0].r[0].t if chart.title and chart.title.tx else ""
            if not text:
                bad.append(f"{sheet.title}: a chart without a title")
            for series in chart.series:
                values = series.yVal if series.tagname == "ser" and series.yVal else series.val
                name = values.numRef.f.rpartition("!")[0].strip("'")
                if name not in wb.sheetnames:
                    bad.append(f"{sheet.title}: {text!r} draws {name!r}, which is no sheet")
        for table in sheet.tables.values():
            names = [c.name for c in table.tableColumns]
            if table.totalsRowCount or len(set(map(str.lower, names))) < len(names):
                bad.append(f"{sheet.title}: table {table.name}: {names}")
    said = sum(d.count(' descr="') for d in drawings)
    if said < n or n == 0:
        bad.append(f"{n} charts, {said} with words beside them")
    print("\n".join(f"{book}: {b}" for b in bad), end="\n" if bad else "")
    return bool(bad)


def spoil(book, out):
    """A copy with one stored sum wrong, to prove that it would be noticed."""
    import zipfile
    spoilt = False
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if not spoilt and b"SUBTOTAL" in data:
                data = re.sub(rb"(SUBTOTAL[^<]*</f><v>)", rb"\g<1>9", data, count=1)
                spoilt = True
            new.writestr(name, data)
    return not spoilt


def main(reader, book, tsv=None):
    if reader in ("facts", "charts"):
        return {"facts": facts, "charts": charts}[reader](book)
    if reader == "spoil":
        return spoil(book, tsv)
    sheets = {"openpyxl": by_openpyxl, "ssconvert": by_ssconvert}[reader](book)
    used, bad = set(), 0
    for number, table in enumerate(account(tsv)):
        titles, best = table[1], None
        for name, (grid, formulas) in sheets.items():
            for at, row in enumerate(grid):
                if (name, at) in used or len(row) < len(titles):
                    continue
                if not all(same(t, row[c]) for c, t in enumerate(titles)):
                    continue
                found = differences(grid, at, formulas, table)
                if best is None or len(found) < len(best[1]):
                    best = ((name, at), found)
        if best is None:
            print(f"{book}: table {number + 1}: no header {titles!r}")
            bad += 1
            continue
        used.add(best[0])
        for line in best[1][:10]:
            print(f"{book}: {best[0][0]}: table {number + 1}: {line}")
        bad += len(best[1])
    return bad > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
