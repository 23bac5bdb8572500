#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Let a spreadsheet work out every formula of a workbook anew.

usage: recalc.py compare ENGINE BOOK.xlsx           the stored values against the new ones
       recalc.py follow ENGINE BOOK.xlsx NAME VALUE OTHER.xlsx
                                  NAME changed to VALUE: what follows, against another run's file
       recalc.py spoil BOOK.xlsx OUT.xlsx           a copy with one stored value wrong

ENGINE is gnumeric or libreoffice.  Prints what differs, one line each, and the number of
formulas; exit status 1 when anything does.  Amounts of 10 and more must agree to the cent, other
numbers to the fourth place, which is what is stored of an amount; texts exactly.  A cell that a
spreadsheet shows as an error agrees with nothing.
"""
import csv
import glob
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from html import unescape

CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def column(letters):
    n = 0
    for c in letters:
        n = n * 26 + ord(c) - 64
    return n


def parts(path):
    with zipfile.ZipFile(path) as book:
        return {n: book.read(n).decode("utf-8") for n in book.namelist() if n.endswith((".xml", ".rels"))}


def sheet_files(book):
    """{name: part} in the order of the book."""
    target = dict(re.findall(r'Id="([^"]+)"[^>]*?Target="([^"]+)"',
                             book["xl/_rels/workbook.xml.rels"]))
    target.update((i, t) for t, i in re.findall(r'Target="([^"]+)"[^>]*?Id="([^"]+)"',
                                                book["xl/_rels/workbook.xml.rels"]))
    sheets = {}
    for tag in re.findall(r"<sheet [^>]+>", book["xl/workbook.xml"]):
        name = unescape(re.search(r'name="([^"]*)"', tag).group(1))
        sheets[name] = "xl/" + target[re.search(r'r:id="([^"]*)"', tag).group(1)].removeprefix("/xl/")
    return sheets


def cells(path):
    """{sheet: {(row, column): (formula or None, value as text)}} of a workbook."""
    book = parts(path)
    texts = [unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", si, re.S)))
             for si in re.findall(r"<si>(.*?)</si>", book.get("xl/sharedStrings.xml", ""), re.S)]
    found = {}
    for name, part in sheet_files(book).items():
        sheet = found[name] = {}
        for letters, row, attributes, inside in CELL.findall(book[part]):
            value = re.search(r"<v>(.*?)</v>", inside or "", re.S)
            formula = re.search(r"<f[^>]*>(.*?)</f>", inside or "", re.S)
            text = unescape(value.group(1)) if value else ""
            if 't="s"' in attributes and value:
                text = texts[int(text)]
            elif 't="inlineStr"' in attributes:
                text = unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", inside, re.S)))
            sheet[int(row), column(letters)] = (unescape(formula.group(1)) if formula else None, text)
    return found


def cell_of(path, name):
    """The sheet and the cell that a defined name stands for."""
    where = re.search(rf'<definedName name="{name}"[^>]*>(.*?)</definedName>',
                      parts(path)["xl/workbook.xml"])
    sheet, _, cell = unescape(where.group(1)).rpartition("!")
    return sheet.strip("'"), cell.replace("$", "")


def copy(path, out, edit):
    """A copy of a workbook whose parts went through edit(name, bytes)."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            new.writestr(item, edit(item, old.read(item)))


def opening_at(path, sheet, out):
    """A copy that opens at a sheet, as `ssconvert --set` looks at no other."""
    files = sheet_files(parts(path))

    def edit(item, data):
        if item == "xl/workbook.xml":
            number = list(files).index(sheet)
            return re.sub(rb"<workbookView ", b'<workbookView activeTab="%d" ' % number, data)
        data = data.replace(b' tabSelected="1"', b"")
        if item == files[sheet]:
            data = data.replace(b"<sheetView ", b'<sheetView tabSelected="1" ')
        return data
    copy(path, out, edit)


def by_gnumeric(path, change, folder):
    sets = []
    if change:
        sheet, cell = cell_of(path, change[0])
        sets, source = ["--set", f"{cell}={change[1]}"], os.path.join(folder, "in.xlsx")
        opening_at(path, sheet, source)
        path = source
    subprocess.run(["ssconvert", "--recalc", *sets, "-S", "-T", "Gnumeric_stf:stf_assistant", "-O",
                    "separator=, format=raw charset=UTF-8 locale=C eol=unix", path,
                    os.path.join(folder, "%n.csv")],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = {}
    for number, name in enumerate(sheet_files(parts(path))):
        with open(os.path.join(folder, f"{number}.csv"), encoding="utf-8", newline="") as lines:
            found[name] = {(r, c): text for r, row in enumerate(csv.reader(lines), 1)
                           for c, text in enumerate(row, 1)}
    return found


def by_libreoffice(path, change, folder):
    """It has no option to set a cell: the value is changed in the file."""
    source = os.path.join(folder, "in.xlsx")
    sheet, cell = cell_of(path, change[0]) if change else (None, None)
    part = sheet_files(parts(path)).get(sheet)
    number = change and re.fullmatch(r"[-0-9.]+", change[1])
    copy(path, source, lambda item, data: data if item != part else
         re.sub(rf'(<c r="{cell}" s="[0-9]+")[^>]*><v>[^<]*'.encode(),
                rb"\g<1>" + (b"" if number else b' t="str"') + b"><v>" + change[1].encode(), data))
    profile = os.path.join(folder, "profile")
    os.makedirs(os.path.join(profile, "user"))
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as f:
        f.write(PROFILE)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                    "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
                    os.path.join(folder, "out"), source],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {name: {at: text for at, (_, text) in sheet.items()}
            for name, sheet in cells(os.path.join(folder, "out", "in.xlsx")).items()}


def anew(engine, path, change=None):
    with tempfile.TemporaryDirectory() as folder:
        return {"gnumeric": by_gnumeric, "libreoffice": by_libreoffice}[engine](path, change, folder)


def same(want, got):
    if want == got:
        return True
    try:
        a, b = float(want), float(got)
    except ValueError:
        return False
    return abs(a - b) < (0.005 if abs(a) >= 10 else 0.00006)


def report(found, formulas):
    for line in found[:20]:
        print(line)
    print(f"{formulas} formulas, {len(found)} differ")
    return bool(found) or formulas == 0


def compare(engine, path):
    new, found, n = anew(engine, path), [], 0
    for sheet, grid in cells(path).items():
        for (row, col), (formula, value) in grid.items():
            if formula is None:
                continue
            n += 1
            got = new[sheet].get((row, col), "")
            if not same(value, got):
                found.append(f"{sheet}, row {row}, column {col}: {value} stored, {got!r} by {engine}: "
                             f"={formula[:200]}")
    return report(found, n)


def labelled(grid, value):
    """The formulas of a sheet by what stands at the left, as their rows may be others."""
    rows = {}
    for (row, col), (formula, _) in sorted(grid.items()):
        if formula and "SUBTOTAL" not in formula:
            rows.setdefault(row, []).append(col)
    found, times = {}, {}
    for row, columns in rows.items():
        label = grid.get((row, 1), (None, ""))[1]
        times[label] = times.get(label, 0) + 1
        found.update({(label, times[label], col): value(row, col) for col in columns})
    return found


def follow(engine, path, name, value, other):
    """Lists of people are those of the run: what they hold is no formula but for their sums."""
    new, mine, other = anew(engine, path, (name, value)), cells(path), cells(other)
    found, n = [], 0
    for sheet, grid in mine.items():
        got = labelled(grid, lambda r, c: new[sheet].get((r, c), ""))
        want = labelled(other.get(sheet, {}), lambda r, c: other[sheet][r, c][1])
        n += len(got)
        found += [f"{sheet}, {at}: {want.get(at)} by the other run, {got[at]!r} by {engine}"
                  for at in got if not same(want.get(at, ""), got[at])]
    return report(found, n)


def spoil(path, out):
    """Add 1 to the stored value of the first formula on the last sheet that has any."""
    book = parts(path)
    last = [p for p in sheet_files(book).values() if "</f><v>" in book[p]][-1]
    copy(path, out, lambda item, data: data if item != last else
         re.sub(rb"(</f><v>)(-?[0-9.]+)",
                lambda m: m.group(1) + str(float(m.group(2)) + 1).encode(), data, count=1))
    return False


if __name__ == "__main__":
    sys.exit({"compare": compare, "follow": follow, "spoil": spoil}[sys.argv[1]](*sys.argv[2:]))
