#!/usr/bin/env bash
# The reader on public suites of dirty CSV below ../shared/data/csv: how much of what a person would
# read in each file does `muster clean` read, with the dialect found by itself?
set -u
data=../shared/data/csv
if [ ! -d "$data" ]; then
	echo 'ok - public CSV suites # SKIP no ../shared/data/csv'
	echo 'no ../shared/data/csv here'
	exit 77
fi
"$PYTHON" tests/csv/suites.py "$data" "$MUSTER"
status=$?
# The invariants of the fuzz target; one is that pieces of any size give the same records.
n=$(find "$data" -type f -iname '*.csv' -not -path '*/clean/*' | wc -l | tr -d ' ')
said=$B/fuzz-read.said
if find "$data" -type f -iname "*.csv" -not -path "*/clean/*" \
        -exec "$B/fuzz-read" {} + >"$said" 2>&1
then
	echo "ok - $n files in pieces of 1, 7 and 4096 bytes"
else
	echo "not ok - $n files in pieces: $(tail -1 "$said")"
	status=1
fi
exit $status
