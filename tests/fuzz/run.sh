#!/bin/sh
# Replay every corpus: each tests/fuzz/NAME.c over the files of tests/fuzz/corpus/NAME.
set -u
status=77
for target in tests/fuzz/*.c; do
	name=$(basename "$target" .c)
	[ "$name" != replay ] || continue
	[ $status != 77 ] || status=0
	corpus=tests/fuzz/corpus/$name said=$B/fuzz-$name.said
	n=$(find "$corpus" -type f | wc -l | tr -d ' ')
	if [ "$n" -gt 0 ] && find "$corpus" -type f -exec "$B/fuzz-$name" {} + >"$said" 2>&1; then
		echo "ok - fuzz $name: $n inputs"
	else
		echo "not ok - fuzz $name: $n inputs"
		grep -B 1 -A 12 -E 'ERROR:|runtime error:' "$said" | sed 's/^/    /'
		status=1
	fi
done
[ $status != 77 ] || echo 'fuzz: no target'
exit $status
