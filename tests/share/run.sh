#!/bin/sh
# SPDX-License-Identifier: MIT
# The shareable edition under attack: what it hides is tried to be worked out from all its files
# together, on staffs drawn at random (attack.py).  SEEDS says how many; each takes a second, so
# there are few here.  The full attack is SEEDS=500 make check-share.
set -u
: "${MUSTER:=$PWD/build/muster}" "${PYTHON:=python3}" "${SEEDS:=12}"
cd "$(dirname "$0")/../.." || exit 2
exec "$PYTHON" tests/share/attack.py "$MUSTER" "$SEEDS"
