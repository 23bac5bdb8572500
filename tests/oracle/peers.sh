#!/bin/sh
# muster against the monthly job as an analyst scripts it with pandas: every figure and table of the
# script is in our pay report, and the same; so are the statuses in the credentials report.
#
# usage: peers.sh [ROWS [SEED...]]         20000 rows, seeds 1 2 3
#
# The generator and the script are in ../shared/bench, beside this tree; without them, or without
# a Python that has pandas, all is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${MUSTER:=$PWD/build/muster}"
bench=../shared/bench
rows=${1:-20000}
[ $# = 0 ] || shift
[ $# -gt 0 ] || set -- 1 2 3

skip() {
	echo "ok - peers # SKIP $1"
	exit 77
}

[ -f $bench/generate.py ] && [ -f $bench/peers/pay_pandas.py ] || skip "no $bench"
python=
for p in ${PYTHON:-} /usr/bin/python3 python3; do
	if "$p" -c 'import pandas, xlsxwriter' 2>/dev/null; then python=$p && break; fi
done
[ -n "$python" ] || skip "no Python with pandas and xlsxwriter"
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
failed=0

# The statuses of credentials: folder $1, expected $2, what to call it $3.
statuses() {
	if "$MUSTER" credentials --as-of 2026-10-31 --format json "$1" >"$tmp/cred.json" \
		2>"$tmp/log"
	then
		"$python" tests/oracle/statuses.py "$3" "$2" "$tmp/cred.json" || failed=1
	else
		echo "not ok - $3: muster credentials failed"
		failed=1
	fi
}

for seed; do
	what="peers, $rows rows, seed $seed"
	d=$tmp/$seed
	if ! { "$python" $bench/generate.py "$rows" "$d" "$seed" && "$python" \
		$bench/peers/pay_pandas.py "$d" "$d.xlsx" "$d.want.json"; } >"$tmp/log" 2>&1
	then
		echo "not ok - $what: the script failed"
		sed 's/^/#   /' "$tmp/log"
		failed=1
	elif ! "$MUSTER" pay --as-of 2026-10-31 --format json "$d" >"$d.got.json" 2>"$tmp/log"; then
		echo "not ok - $what: muster pay failed"
		sed 's/^/#   /' "$tmp/log"
		failed=1
	else
		"$python" tests/oracle/compare.py "$what" "$d.want.json" "$d.got.json" || failed=1
		statuses "$d" "$d.want.json" "$what: statuses"
	fi
	rm -rf "$d" "$d".*
done
exit $failed
