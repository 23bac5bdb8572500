#!/bin/sh
# Every figure can be explained: codes, people, graduates, changes, unknown values.
failed=0
for part in explain school; do
	"${PYTHON:-python3}" "tests/explain/$part.py" || failed=1
done
exit $failed
