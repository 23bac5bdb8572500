#!/bin/sh
# SPDX-License-Identifier: MIT
# What a run costs, in instructions, against a budget a stage: times here would
# be noise.  And what a run of many threads gives: the same, byte for byte.
# usage: run.sh [--update]   writes the budgets anew from this build
set -u
here=$(dirname "$0")
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
failed=0

say() { # STATUS WHAT
	[ "$1" -eq 0 ] && echo "ok - $2" && return
	echo "not ok - $2"
	failed=1
}

run() { # DATA OPTION...
	data=$1
	shift
	"$MUSTER" pay --as-of 2026-10-31 "$@" \
		"$data/staff.csv" "$data/skills.csv" "$data/credentials.csv"
}

same_at_every_jobs() {
	mkdir "$tmp/large"
	"$B/bench-generate" 25000 "$tmp/large" || return 1
	for j in 1 2 7; do
		run "$tmp/large" -j $j -f json >"$tmp/$j.json" || return 1
		run "$tmp/large" -j $j -f text -v >"$tmp/$j.txt" 2>&1 || return 1
	done
	for j in 2 7; do
		cmp "$tmp/1.json" "$tmp/$j.json" && cmp "$tmp/1.txt" "$tmp/$j.txt" || return 1
	done
	for j in 1 2; do
		run "$tmp/large" -j $j -f text,xlsx,json -o "$tmp/set$j" || return 1
	done
	diff -r "$tmp/set1/2026-10" "$tmp/set2/2026-10"
}

# Every title another one: tables are bounded, and nobody is lost.
bounded() {
	mkdir "$tmp/distinct"
	"$B/bench-generate" 6000 "$tmp/distinct" distinct || return 1
	cat >"$tmp/rules.yaml" <<-'END'
	rules: bench
	kinds:
	  - {kind: staff, signature: [[person_id, pay]]}
	columns:
	  - {field: person_id, match: ['^employee id$']}
	  - {field: job_title, match: ['^job title$']}
	  - {field: pay, match: ['^pay rate$']}
	  - {field: pay_basis, match: ['^pay basis$']}
	values:
	  - field: occupation
	    names:
	      - {name: Position, match: ['\bposition\b']}
	END
	for format in json text; do
		"$MUSTER" pay --as-of 2026-10-31 --max-rejects 100 \
			-r "$tmp/rules.yaml" -f $format \
			"$tmp/distinct/staff.csv" >"$tmp/distinct.$format" || return 1
	done
	awk -v at="$tmp/many" 'BEGIN {
		print "Student ID,Program,Campus,Graduation Date,Placement Status" >at
		print "Employee ID,Job Title,Department" >(at ".staff")
		print "Employee ID,Credential,Expiration Date" >(at ".held")
		for (i = 0; i < 6000; i++) {
			printf "S%d,Nursing,Camp %d,2025-06-01,Not placed\n", i, i >at
			printf "E%d,Medical Assistant,Ward %d\n", i, i >(at ".staff")
			printf "E%d,Diploma %d,2027-01-01\n", i, i >(at ".held")
		} }'
	"$MUSTER" placement --as-of 2026-10-31 -f json "$tmp/many" \
		>"$tmp/placement.json" || return 1
	"$MUSTER" credentials --as-of 2026-10-31 -f json "$tmp/many.staff" \
		"$tmp/many.held" >"$tmp/credentials.json" || return 1
	python3 - "$tmp/distinct.json" "$tmp/distinct.text" "$tmp" <<-'END'
	import json, re, sys
	d, text = json.load(open(sys.argv[1])), open(sys.argv[2]).read()
	people = d["figures"]["headcount"]
	for key in "title", "occupation":
	    rows = d["tables"][key]
	    assert len(rows) == 5001 and "other groups" in rows[-1]["group"], key
	    assert sum(r["headcount"] for r in rows) == people > 5001, key
	rest = f"{people - 5000:,}"
	for row in rf"\({rest} other values\)", r"\(other titles\)":
	    assert re.search(rf"(?m)^{row} +{rest}$", text), row
	for report, key, of in (("placement", "campus", "headcount"),
	        ("credentials", "department", "headcount"),
	        ("credentials", "credential", "held")):
	    rows = json.load(open(f"{sys.argv[3]}/{report}.json"))["tables"][key]
	    assert len(rows) == 5001 and "other groups" in rows[-1]["group"], key
	    assert sum(r[of] for r in rows) == 6000, key
	END
}

# Instructions of a function with all that it calls.
spent() { # FUNCTION
	awk -v f=":$1" '{ sub(/ \[[^]]*\]$/, "") }
		substr($0, length($0) - length(f) + 1) == f {
			gsub(",", "", $1); print $1; exit }' "$tmp/spent"
}

within_budget() {
	mkdir "$tmp/small"
	"$B/bench-generate" 500 "$tmp/small" || return 1
	valgrind --tool=callgrind --callgrind-out-file="$tmp/out" "$MUSTER" pay \
		-j 1 --as-of 2026-10-31 -f json,text,xlsx -o "$tmp/set" "$tmp/small" \
		>"$tmp/valgrind" 2>&1 || { cat "$tmp/valgrind"; return 1; }
	callgrind_annotate --inclusive=yes --threshold=100 "$tmp/out" >"$tmp/spent"
	while read -r function most what; do
		case $function in '#'*) continue ;; esac
		now=$(spent "$function")
		if [ "${1:-}" = --update ]; then
			echo "$function $(((now + 99999) / 100000)) $what"
			continue
		fi
		[ -n "$now" ] && [ "$now" -le $((most * 133333)) ]
		say $? "bench $what: $((${now:-0} / 100000)) of $most hundred thousand, and a third"
	done <"$here/budget"
}

if [ "${1:-}" = --update ]; then
	{ grep '^#' "$here/budget"; within_budget --update; } >"$tmp/new" &&
		cp "$tmp/new" "$here/budget"
	exit
fi
same_at_every_jobs
say $? "bench the same at -j 1, 2 and 7"
bounded
say $? "bench tables of very many groups are bounded"
if [ "$MODE" = release ] && command -v valgrind >/dev/null; then
	within_budget
else
	echo "ok - bench budgets # SKIP only of a release build, with valgrind"
fi
exit $failed
