#!/bin/sh
# SPDX-License-Identifier: MIT
# Workbooks as others read them: openpyxl, and Gnumeric, which computes every formula anew.
#
# The unit suite `xlsx` writes the workbooks and an account of each; check.py compares.  That the
# comparison can fail is proved on a changed account and on a workbook with one wrong sum.  Then
# engine.sh has Gnumeric work out the formulas of pay reports.
set -u
: "${PYTHON:=python3}" "${B:=build/release}"
here=$(cd "$(dirname "$0")" && pwd)
"$PYTHON" -c 'import openpyxl' 2>/dev/null || { echo "skipped: $PYTHON has no openpyxl"; exit 77; }
readers=openpyxl
command -v ssconvert >/dev/null && readers='openpyxl ssconvert'

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
status=0

check() {  # WHAT ARGUMENT...
	what=$1
	shift
	if "$PYTHON" "$here/check.py" "$@"; then echo "ok - $what"
	else echo "not ok - $what"; status=1
	fi
}

refuse() {  # WHAT ARGUMENT...
	what=$1
	shift
	if "$PYTHON" "$here/check.py" "$@" >"$tmp/said" && [ ! -s "$tmp/said" ]
	then echo "not ok - $what"; status=1
	else echo "ok - $what"
	fi
}

XLSX_KEEP=$tmp "$B/unit" xlsx >"$tmp/unit.log" 2>&1
for book in pay hostile edges; do
	if [ ! -s "$tmp/$book.xlsx" ]; then
		tail -n 5 "$tmp/unit.log"
		echo "not ok - the unit suite made no workbook $book"
		exit 1
	fi
	for reader in $readers; do
		check "$book, read by $reader" $reader "$tmp/$book.xlsx" "$tmp/$book.tsv"
	done
done
check 'the report pay beside its cells' facts "$tmp/pay.xlsx"
sed 's/n123450000\//n123450001\//; s/t3030303031/t3030303032/' "$tmp/pay.tsv" >"$tmp/other.tsv"
for reader in $readers; do
	refuse "another account is refused by $reader" $reader "$tmp/pay.xlsx" "$tmp/other.tsv"
done
"$PYTHON" "$here/check.py" spoil "$tmp/pay.xlsx" "$tmp/spoilt.xlsx"
refuse 'a wrong stored sum is noticed' openpyxl "$tmp/spoilt.xlsx" "$tmp/pay.tsv"
"${MUSTER:=build/muster}" pay --as-of 2026-10-31 -f xlsx samples/clinic >"$tmp/clinic.xlsx"
"$MUSTER" credentials --as-of 2026-10-31 -f xlsx samples/clinic >"$tmp/credentials.xlsx"
"$MUSTER" placement --as-of 2026-10-31 -f xlsx samples/school >"$tmp/placement.xlsx"
for book in clinic credentials placement; do
	check "charts and tables of $book are read by openpyxl" charts "$tmp/$book.xlsx"
done
for how in TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 'LC_ALL=C.UTF-8 TZ=America/New_York'; do
	env $how "$MUSTER" pay --as-of 2026-10-31 -j 7 -f xlsx samples/clinic >"$tmp/again.xlsx"
	if cmp -s "$tmp/clinic.xlsx" "$tmp/again.xlsx"; then echo "ok - the same bytes with $how"
	else echo "not ok - the same bytes with $how"; status=1
	fi
done
case $readers in
*ssconvert)
	check 'and computed anew by ssconvert' ssconvert "$tmp/spoilt.xlsx" "$tmp/pay.tsv"
	sh "$here/engine.sh" gnumeric || status=1
	;;
*) echo 'ok - read by ssconvert # SKIP no ssconvert here' ;;
esac
exit $status
