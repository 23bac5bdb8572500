#!/bin/sh
# SPDX-License-Identifier: MIT
# A spreadsheet works out every formula of our workbooks anew.
#
# usage: engine.sh gnumeric|libreoffice
#
# Of the sample clinic, of 5,000 people by chance (crowd.py) and of small files with odd names every
# formula must come to the value stored beside it; with a value of the model changed, to what a run
# with that value stores.  That a wrong value would be noticed is proved first.  Prints TAP.
set -u
: "${PYTHON:=python3}" "${MUSTER:=build/muster}"
here=$(cd "$(dirname "$0")" && pwd)
engine=$1
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
status=0

book() {  # NAME INPUT OPTION...: a workbook of its own
	name=$1 input=$2
	shift 2
	"$MUSTER" pay --as-of 2026-10-31 -f xlsx "$@" "$input" >"$tmp/$name.xlsx" || {
		echo "not ok - muster makes $name.xlsx"
		exit 1
	}
}

check() {  # WHAT ARGUMENT...
	what=$1
	shift
	if "$PYTHON" "$here/recalc.py" "$@" >"$tmp/said"; then
		echo "ok - $what by $engine ($(tail -n 1 "$tmp/said"))"
	else
		cat "$tmp/said"
		echo "not ok - $what by $engine"
		status=1
	fi
}

follow() {  # WHAT BOOK INPUT KEY VALUE VALUE-OF-THE-CELL
	book other "$3" --set "$4=$5"
	check "$1 with $4=$5 is another run" \
		follow "$engine" "$tmp/$2.xlsx" "model_$4" "${6:-$5}" "$tmp/other.xlsx"
}

book clinic samples/clinic
"$PYTHON" "$here/recalc.py" spoil "$tmp/clinic.xlsx" "$tmp/spoilt.xlsx"
if "$PYTHON" "$here/recalc.py" compare "$engine" "$tmp/spoilt.xlsx" >"$tmp/said"; then
	echo "not ok - a wrong stored value is noticed by $engine"
	exit 1
fi
echo "ok - a wrong stored value is noticed by $engine ($(tail -n 1 "$tmp/said"))"

check 'the sample clinic' compare "$engine" "$tmp/clinic.xlsx"
follow 'the sample clinic' clinic samples/clinic base_hourly 14.50
follow 'the sample clinic' clinic samples/clinic hours_per_year 1950
follow 'the sample clinic' clinic samples/clinic range_minimum 85% 0.85
follow 'the sample clinic' clinic samples/clinic combine sum
follow 'the sample clinic' clinic samples/clinic combine compound

# Hostile names, grades, a model of two occupations; long titles; one person and nobody priced.
book odd "$here/odd" -m "$here/odd/model.yaml"
check 'names that mean something to a spreadsheet' compare "$engine" "$tmp/odd.xlsx"
book other "$here/odd" -m "$here/odd/model.yaml" --set Phlebotomist.base_hourly=21
check 'the base of another occupation changed is another run' follow "$engine" "$tmp/odd.xlsx" \
	model_Phlebotomist_base_hourly 21 "$tmp/other.xlsx"
book long samples/clinic -t "$here/odd/template.yaml"
check 'titles of 300 characters' compare "$engine" "$tmp/long.xlsx"
sed 's/^formulas: .*/formulas: 10/' \
	<templates/reports/pay.yaml >"$tmp/ten.yaml"
book ten samples/clinic -t "$tmp/ten.yaml"
check 'too many people for formulas, which leaves sums' compare "$engine" "$tmp/ten.xlsx"
head -n 2 "$here/odd/staff.csv" >"$tmp/one.csv"
book one "$tmp/one.csv"
check 'one person' compare "$engine" "$tmp/one.xlsx"
sed -n '1p;7p' "$here/odd/staff.csv" >"$tmp/none.csv"
book none "$tmp/none.csv"
check 'nobody with a benchmark' compare "$engine" "$tmp/none.xlsx"

mkdir "$tmp/crowd"
"$PYTHON" "$here/crowd.py" 5000 "$tmp/crowd"
book crowd "$tmp/crowd"
check '5,000 people' compare "$engine" "$tmp/crowd.xlsx"
follow '5,000 people' crowd "$tmp/crowd" base_hourly 14.50
exit $status
