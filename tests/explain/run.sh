#!/bin/sh
# Every figure can be explained: codes, people, changes, unknown values.
exec "${PYTHON:-python3}" tests/explain/explain.py
