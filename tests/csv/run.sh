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
exec "$PYTHON" tests/csv/suites.py "$data" "$MUSTER"
