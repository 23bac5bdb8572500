#!/bin/sh
# The pay report on real payrolls and surveys, read in place from ../shared/data, which stands
# beside this tree on some machines only.  figures.py works out from the files what is expected.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${MUSTER:=$PWD/build/muster}" "${PYTHON:=python3}"
export MUSTER
data=../shared/data
if ! [ -d $data/pay ]; then
	echo "ok - real files # SKIP no $data"
	exit 77
fi
exec "$PYTHON" tests/real/figures.py $data
