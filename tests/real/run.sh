#!/bin/sh
# The reports on real payrolls, surveys and lists of credentials, read in place from ../shared/data,
# which stands beside this tree on some machines only.  figures.py, credentials.py and placement.py
# work out from the files what is expected.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${MUSTER:=$PWD/build/muster}" "${PYTHON:=python3}"
export MUSTER
data=../shared/data
if ! [ -d $data/pay ]; then
	echo "ok - real files # SKIP no $data"
	exit 77
fi
status=0
"$PYTHON" tests/real/figures.py $data || status=1
"$PYTHON" tests/real/credentials.py $data || status=1
"$PYTHON" tests/real/placement.py $data || status=1
exit $status
