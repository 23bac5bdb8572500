#!/bin/sh
# The reports against independent computations: pay on samples/clinic (clinic.py), credentials on
# exports full of edges (credentials.py), placement on every status and edge (placement.py), and,
# where there is one, pay and credentials against the scripted monthly job (peers.sh).
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${MUSTER:=$PWD/build/muster}" "${PYTHON:=/usr/bin/python3}"
export MUSTER PYTHON
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
failed=0

"$PYTHON" tests/oracle/clinic.py samples/clinic >"$tmp/want.json" || failed=1
if "$MUSTER" pay --as-of 2026-10-31 --format json samples/clinic >"$tmp/got.json" 2>"$tmp/err"
then
	"$PYTHON" tests/oracle/compare.py clinic "$tmp/want.json" "$tmp/got.json" || failed=1
else
	echo "not ok - clinic: muster pay, status $?"
	sed 's/^/#   /' "$tmp/err"
	failed=1
fi

"$PYTHON" tests/oracle/credentials.py 1 2 3 4 || failed=1

export=tests/golden/placement/0012-every-status/graduates.csv
"$PYTHON" tests/oracle/placement.py --write | cmp -s - $export ||
	{ echo "not ok - placement: $export is not what the oracle writes"; failed=1; }
if "$MUSTER" placement --as-of 2026-10-31 --format json $export >"$tmp/got.json" 2>"$tmp/err"
then
	"$PYTHON" tests/oracle/placement.py $export "$tmp/got.json" || failed=1
else
	echo "not ok - placement: status $?"
	sed 's/^/#   /' "$tmp/err"
	failed=1
fi

sh tests/oracle/peers.sh
status=$?
[ $status = 77 ] || [ $status = 0 ] || failed=1
exit $failed
