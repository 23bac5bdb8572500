#!/usr/bin/env bash
# Faults: the n-th allocation, read, write or open of a run fails, for n = 0, 1, 2, ...; each
# time the run succeeds, or ends with status 3 and a message, and the set stands whole.
# All n up to the first 120 of a family, then every 7th, 49th ... so that it ends in a minute.
set -u
if [ "$MODE" != release ]; then
	echo 'the sanitizers bring their own malloc: faults are injected in release mode'
	exit 77
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$CC" -shared -fPIC -O1 -w -o "$tmp/fault.so" tests/fault/fault.c -ldl || exit 1
bad=0

# Run the command with a fault; print its status.
with_fault() {
	env LD_PRELOAD="$tmp/fault.so" FAULT_IN="$1" FAULT_AT="$2" FAULT_COUNT="$tmp/count" \
		"${@:3}" >"$tmp/out" 2>"$tmp/err"
	echo $?
}

# Whether the set stands as before, or whole and new.
whole() {
	cmp -s "$tmp/o/2026-10/pay.txt" "$tmp/want.txt" &&
		cmp -s "$tmp/o/2026-10/pay.json" "$tmp/want.json"
}

judge() {
	status=$1 what=$2
	case $status in
	0) ;;
	3) [ -s "$tmp/err" ] || { echo "#   $what: status 3 and not a word"; return 1; } ;;
	*) echo "#   $what: status $status: $(tail -n 1 "$tmp/err")"; return 1 ;;
	esac
	if [ "$3" = set ] && ! whole; then
		echo "#   $what: status $status, the set is not whole"
		return 1
	fi
}

try() {
	name=$1 family=$2 kind=$3
	shift 3
	with_fault "$family" -1 "$@" >/dev/null
	calls=$(cat "$tmp/count") n=0 step=1 failed=0 tried=0
	while [ "$n" -lt "$calls" ]; do
		judge "$(with_fault "$family" "$n" "$@")" "$name, $family $n" "$kind" ||
			failed=$((failed + 1))
		tried=$((tried + 1))
		[ $((tried % 120)) -ne 0 ] || step=$((step * 7))
		n=$((n + step))
	done
	if [ "$failed" -eq 0 ] && [ "$tried" -gt 0 ]; then
		echo "ok - $name: $tried of $calls calls of $family failed in turn"
	else
		echo "not ok - $name: $family: $failed of $tried"
		bad=1
	fi
}

"$MUSTER" pay --as-of 2026-10-31 -o "$tmp/o" samples/clinic || exit 1
cp "$tmp/o/2026-10/pay.txt" "$tmp/want.txt" && cp "$tmp/o/2026-10/pay.json" "$tmp/want.json"
pay="$MUSTER pay --as-of 2026-10-31 -o $tmp/o samples/clinic"
# shellcheck disable=SC2086
{
	# libxlsxwriter itself does not survive want of memory (it follows the null pointer), so
	# allocations fail in runs without a workbook; a crash in it still leaves the old set.
	try 'pay -o' alloc set $pay -f text,json
	for family in read write open; do
		try 'pay -o' $family set $pay
	done
	for family in alloc read open; do
		try clean $family stdout "$MUSTER" clean samples/clinic/staff.csv
	done
}
exit $bad
