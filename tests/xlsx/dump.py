#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A workbook as text that a person can read and compare.

usage: dump.py BOOK.xlsx FOLDER

The folder gets `book.txt` (sheets, names, properties), a file a sheet (a line a cell: place, what
it holds, how its number is shown; then widths, panes, conditions, table, links, page) and the
charts, one element a line.  Strings are in quotes, so that "1" is not 1; what a formula comes to
stands behind it.
"""
import json
import os
import re
import sys
import zipfile
from html import unescape

CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
# Elements of a sheet that say how it looks and behaves, in the order of the file.
AROUND = ("sheetPr", "sheetViews", "sheetFormatPr", "cols", "autoFilter", "mergeCells",
          "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
          "pageSetup", "headerFooter", "rowBreaks", "ignoredErrors", "drawing", "tableParts", "extLst")


def attribute(text, name):
    found = re.search(rf'(?<![\w:]){name}="([^"]*)"', text)
    return unescape(found.group(1)) if found else None


def lines(xml):
    """XML, an element a line."""
    return xml.replace("><", ">\n<").splitlines()


class Book:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.part = {n: archive.read(n).decode("utf-8") for n in archive.namelist()}
        self.text = [unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", si, re.S))) for si in
                     re.findall(r"<si>(.*?)</si>", self.part.get("xl/sharedStrings.xml", ""), re.S)]
        styles = self.part["xl/styles.xml"]
        self.format = {"0": "General", "1": "0", "9": "0%", "49": "@"}
        for tag in re.findall(r"<numFmt [^>]*>", styles):
            self.format[attribute(tag, "numFmtId")] = attribute(tag, "formatCode")
        self.style = [attribute(xf, "numFmtId") for xf in re.findall(
            r"<xf [^>]*>", re.search(r"<cellXfs.*?</cellXfs>", styles, re.S).group())]

    def sheets(self):
        relations = self.part["xl/_rels/workbook.xml.rels"]
        target = {attribute(r, "Id"): attribute(r, "Target")
                  for r in re.findall(r"<Relationship [^>]*>", relations)}
        for tag in re.findall(r"<sheet [^>]*>", self.part["xl/workbook.xml"]):
            yield attribute(tag, "name"), "xl/" + target[attribute(tag, "r:id")]

    def held(self, attributes, inside):
        """What a cell holds, and the format of its number."""
        value = re.search(r"<v>(.*?)</v>", inside or "", re.S)
        formula = re.search(r"<f([^>]*)>(.*?)</f>", inside or "", re.S)
        kind, text = attribute(attributes, "t"), unescape(value.group(1)) if value else None
        if kind == "s":
            text = self.text[int(text)]
        elif kind == "inlineStr":
            kind, text = "s", unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", inside, re.S)))
        if text is None:
            return None
        shown = json.dumps(text, ensure_ascii=False) if kind in ("s", "str") else \
            f"{text}  {self.format.get(self.style[int(attribute(attributes, 's') or 0)])}"
        if formula:
            left, right = ("{", "}") if "array" in formula.group(1) else ("", "")
            return f"{left}={unescape(formula.group(2))}{right}  ->  {shown}"
        return shown

    def sheet(self, part):
        xml = self.part[part]
        for row in re.findall(r"<row [^>]*?(?:/>|>.*?</row>)", xml, re.S):
            height = attribute(row[:row.index(">")], "ht")
            if height:
                yield f"row {attribute(row, 'r')}  high {height}"
            for place, attributes, inside in CELL.findall(row):
                held = self.held(attributes, inside)
                if held is not None:
                    yield f"{place}  {held}"
        for name in AROUND:
            for element in re.findall(rf"<{name}(?: [^>]*)?(?:/>|>.*?</{name}>)", xml, re.S):
                yield from lines(element)

    def about(self):
        yield from (name for name, _ in self.sheets())
        for tag, where in re.findall(r"<definedName ([^>]*)>(.*?)</definedName>",
                                     self.part["xl/workbook.xml"]):
            yield f"{attribute(tag, 'name')} [{attribute(tag, 'localSheetId') or 'book'}] = {unescape(where)}"
        yield from lines(self.part["docProps/core.xml"])[1:]
        yield f"parts: {len(self.part)}"


def main(path, folder):
    book = Book(path)
    os.makedirs(folder)

    def write(name, content):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in content)

    write("book.txt", book.about())
    for name, part in book.sheets():
        write(re.sub(r"[^\w -]", "_", name) + ".txt", book.sheet(part))
    for part in sorted(book.part):
        if re.match("xl/(charts|tables)/[^/]*$", part):
            write(os.path.basename(part), lines(book.part[part]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
