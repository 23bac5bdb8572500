#!/usr/bin/env bash
# valgrind on the samples: no invalid access, no use of what was never set, nothing lost at the end.
set -u
if [ "$MODE" != release ]; then
	echo 'the sanitizers watch memory in this mode'
	exit 77
fi
command -v valgrind >/dev/null || { echo 'no valgrind here'; exit 77; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

watch() {
	if valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
		--suppressions=tests/valgrind/pcre2.supp "${@:2}" >/dev/null 2>"$tmp/err"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		sed 's/^/#   /' "$tmp/err" | head -n 30
		bad=1
	fi
}

for sample in samples/*/; do
	sample=${sample%/}
	case $sample in
	*/clinic) watch "pay $sample" "$MUSTER" pay --as-of 2026-10-31 -o "$tmp/o" "$sample" ;;
	esac
	for file in "$sample"/*.csv; do
		[ -e "$file" ] || continue
		watch "clean $file" "$MUSTER" clean "$file"
	done
done
exit $bad
