#!/bin/sh
# Run test suites one after another, show what is worth reading and count everything.
#
# usage: check.sh SUITE...     from `make check`, which sets MUSTER B MODE CC PYTHON VERSION T V
#
# A suite NAME is tests/NAME/run.sh, tests/NAME.sh or the program $B/NAME, run in the top folder.
# Its TAP lines (`ok`, `not ok`, `ok # SKIP why`) count one each; a suite that prints none counts
# as one.  Exit status 77 is a suite skipped, its last line says why; any other than 0 is a failure
# even where every line was ok.  The last line is `N passed, N failed, N skipped`, over all suites.
set -u
cd "$(dirname "$0")/.." || exit 2
LC_ALL=C TZ=UTC
export LC_ALL TZ
logs=$B/check
mkdir -p "$logs"

run() {
	if [ -f "tests/$1/run.sh" ]; then "./tests/$1/run.sh"
	elif [ -f "tests/$1.sh" ]; then "./tests/$1.sh"
	else "$B/$1" $T
	fi
}

# Everything but the lines of tests that passed.
show() {
	if [ -n "${V:-}" ]; then
		cat
	else
		sed -e '/^ok /{/# *[Ss][Kk][Ii][Pp]/!d;}' -e '/^# ok /d' -e '/^1\.\.[0-9]/d'
	fi
}

count() {  # LOG STATUS -> "passed failed skipped"
	awk -v rc="$2" '
		/^(not )?ok / && /# *[Ss][Kk][Ii][Pp]/ { skipped++; next }
		/^ok /     { passed++ }
		/^not ok / { failed++ }
		END {
			if (rc == 77 && !failed) skipped += !(passed + skipped)
			else if (rc != 0)        failed += !failed
			else                     passed += !(passed + skipped)
			print passed + 0, failed + 0, skipped + 0
		}' "$1"
}

passed=0 failed=0 skipped=0
for suite; do
	log=$logs/$suite.log
	{ run "$suite" </dev/null 2>&1; echo $? >"$log.status"; } | tee "$log" | show
	read -r status <"$log.status"
	set -- $(count "$log" "$status")
	printf '%-10s %d passed, %d failed, %d skipped\n' "$suite:" "$@"
	passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
done
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
