#!/bin/sh
# Jobs, as cron runs them: silence, locks, limits, and what is left after any kind of end.
exec "$PYTHON" tests/job/job.py
