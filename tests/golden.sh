#!/bin/sh
# Golden tests: a folder a case, tests/golden/AREA/NNNN-SLUG/, compared exactly.
#
# usage: golden.sh [--update] [TEXT]     TEXT, or T: only the cases whose path contains it
#
#   cmd     one line for sh; `muster` is the program under test; samples/ and templates/ stand in
#           the current folder ($SAMPLES and $TEMPLATES), and every other file of the case
#   out     expected standard output          absent: empty
#   err     expected standard error           absent: empty
#   rc      expected exit status              absent: 0
#   files/  the files expected below ./o, neither more nor fewer, but for names with a leading
#           dot, `latest` and the manifest, which has hashes of what libraries make; a workbook
#           is a folder pay.xlsx.d/ of text, a line a cell (tests/xlsx/dump.py).
#           absent: not compared
#
# --update rewrites what differs and names it; a command that crashed or hung is never recorded.
set -u
cd "$(dirname "$0")/.." || exit 2
top=$PWD
: "${MUSTER:=$top/build/muster}" "${LIMIT:=120}" "${PYTHON:=python3}"
export MUSTER LIMIT PYTHON

# What each workbook below a folder holds, in place of the workbook.
unpack() {
	find "$1" -name '*.xlsx' -type f | while read -r book; do
		"$PYTHON" "$top/tests/xlsx/dump.py" "$book" "$book.d" && rm "$book" || return
	done
}

# Run the case in folder $1; leave what it did in $2/got, in the form of the case's own folder.
perform() {
	mkdir "$2/cwd" "$2/got"
	for f in "$1"/*; do
		case ${f##*/} in cmd | out | err | rc | files) ;; *) cp -R "$f" "$2/cwd" ;; esac
	done
	ln -s "$top/samples" "$top/templates" "$2/cwd"
	line=$(cat "$1/cmd")
	(cd "$2/cwd" && exec env -i PATH="${MUSTER%/*}:/usr/bin:/bin" LC_ALL=C TZ=UTC \
		SAMPLES=samples TEMPLATES=templates timeout "$LIMIT" sh -c "$line"
	) </dev/null >"$2/got/out" 2>"$2/got/err"
	status=$?
	[ $status = 0 ] || echo $status >"$2/got/rc"
	find "$2/got" -type f -size 0 -exec rm {} +
	[ -d "$1/files" ] || return 0
	mkdir -p "$2/got/files" "$2/cwd/o"
	(cd "$2/cwd/o" && find -L . \( -name '.?*' -o -name manifest.json -o -name latest \) \
		-prune -o -type f -print) | while read -r f; do
		mkdir -p "$2/got/files/${f%/*}" && cp "$2/cwd/o/$f" "$2/got/files/$f"
	done
	unpack "$2/got/files"
}

# The expected side of a case, and a list so that an empty file too is expected or not.
expected() {
	mkdir "$2/want"
	for f in out err rc files; do [ ! -e "$1/$f" ] || cp -R "$1/$f" "$2/want"; done
	for side in want got; do
		(cd "$2/$side" && find files -type f 2>/dev/null | sort >"$2/$side/names of files")
	done
}

update() {  # CASE TMP STATUS
	if [ "$3" -eq 70 ] || [ "$3" -ge 124 ]; then
		echo "not ok - golden $name: status $3, not recorded"
		sed 's/^/    /' "$2/got/err"
		return
	fi
	rm "$2/want/names of files" "$2/got/names of files"
	for f in out err rc files; do
		[ -e "$2/want/$f" ] || [ -e "$2/got/$f" ] || continue
		if diff -rq "$2/want/$f" "$2/got/$f" >"$2/how" 2>&1; then continue; fi
		rm -rf "${1:?}/$f"
		if [ -e "$2/got/$f" ]; then cp -R "$2/got/$f" "$1/$f"; fi
		what=changed
		[ -e "$2/want/$f" ] || what=new
		[ -e "$1/$f" ] || what=removed
		echo "$what: $1/$f$([ $f != rc ] || echo ": $3")"
	done
}

one() {  # MODE CASE TMP
	name=${2#tests/golden/}
	work=$3/$(echo "$name" | tr / _)
	mkdir "$work"
	perform "$2" "$work"
	expected "$2" "$work"
	if [ "$1" = --update ]; then
		update "$2" "$work" "$status"
	elif (cd "$work" && diff -ruNa want got) >"$work/diff"; then
		echo "ok - golden $name"
	else
		echo "not ok - golden $name"
		[ $status != 124 ] || echo "    stopped after $LIMIT s"
		sed -e '/^diff /d' -e '/^[-+][-+][-+] /s/	.*//' -e 's/^/    /' -e 200q \
			"$work/diff"
	fi >"$work.result"
	rm -rf "$work"
}

mode=--check
case ${1:-} in
--one) one "$2" "$4" "$3"; exit ;;
--update) mode=--update; shift ;;
esac
[ -x "$MUSTER" ] || { echo "golden: no program at $MUSTER" >&2; exit 2; }
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
find tests/golden -name cmd -type f 2>/dev/null | sed 's|/cmd$||' |
	grep -F -e "${1:-${T:-/}}" | sort >"$tmp/cases"
[ -s "$tmp/cases" ] || { echo "golden: no case"; exit 77; }
xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 1 sh "$0" --one "$mode" "$tmp" <"$tmp/cases"
cat "$tmp"/*.result | tee "$tmp/all"
set -- "$tmp"/*.result
[ $# -eq "$(wc -l <"$tmp/cases")" ] && ! grep -q '^not ok' "$tmp/all"
