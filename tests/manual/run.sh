#!/bin/sh
# The manual is what the program does: its examples run, its lists are the program's.
#
# usage: run.sh [--update]     --update writes the lists of muster.1 that come from the program
exec "${PYTHON:-python3}" tests/manual/manual.py "$@"
