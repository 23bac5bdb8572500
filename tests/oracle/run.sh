#!/bin/sh
# The pay report against two independent computations: of samples/clinic (clinic.py) and, where
# there is one, of the scripted monthly job on generated exports (peers.sh).
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

sh tests/oracle/peers.sh
status=$?
[ $status = 77 ] || [ $status = 0 ] || failed=1
exit $failed
