#!/bin/sh
# Jobs, as cron runs them: silence, locks, limits, and what is left after any kind of end.
status=0
for part in settings accidents terminal; do
	"$PYTHON" -B "tests/job/$part.py" || status=1
done
exit $status
