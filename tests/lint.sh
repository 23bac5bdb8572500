#!/bin/sh
# The rules of the house that a machine can check.
#
# usage: lint.sh [ROOT]          ROOT: check that tree only; otherwise this one, after a self test
#
# A finding is `file:line: rule: text`; a warning does not fail.  A line of TAP a rule, exit status
# 1 if any was broken.  The self test unfolds lint.faults, a small tree in which !!RULE marks each
# line that breaks a rule, and requires exactly those findings.
set -u
LC_ALL=C
export LC_ALL
layers='base norm read roster model analyse report run'
top='cmd lib samples templates tests Makefile README.md'

# In lib/ nothing prints or exits, and nothing reads the clock, the locale or the environment.
prints='v?printf|puts|putchar|perror|v?warnx?|v?errx?'
exits='_?exit|_Exit|quick_exit|abort|atexit'
clock='time|clock|clock_gettime|gettimeofday|timespec_get|ftime|localtime_r|mktime'
locale='setlocale|newlocale|uselocale|localeconv|nl_langinfo'
environ='getenv|secure_getenv|setenv|unsetenv|putenv|isatty'
# Functions with a safer replacement, anywhere.
banned='strcpy|strcat|strncpy|strncat|stpcpy|v?sprintf|gets|v?[fs]?scanf|strtok|strtok_r'
banned="$banned|ato[ilf]|atoll|localtime|gmtime|ctime|ctime_r|asctime|asctime_r"
banned="$banned|alloca|tmpnam|tempnam|mktemp|system|popen|rand|srand"

# Lines `file:line:code` without comments, strings and character constants, includes kept whole.
code_of() {
	awk '
	FNR == 1 { inside = 0 }
	{
		rest = $0; code = ""
		if (!inside && rest ~ /^[ \t]*#[ \t]*include/) { code = rest; rest = "" }
		while (rest != "") {
			if (inside) {
				i = index(rest, "*/")
				rest = i ? substr(rest, i + 2) : ""
				inside = !i
				continue
			}
			if (!match(rest, /\/\*|\/\/|["\047]/)) { code = code rest; break }
			mark = substr(rest, RSTART, RLENGTH)
			code = code substr(rest, 1, RSTART - 1) " "
			rest = substr(rest, RSTART + RLENGTH)
			if (mark == "//") break
			if (mark == "/*") { inside = 1; continue }
			if (mark == "\"") match(rest, /^([^"\\]|\\.)*"/)
			else match(rest, /^([^\047\\]|\\.)*\047/)
			rest = RLENGTH > 0 ? substr(rest, RLENGTH + 1) : ""
			code = code mark mark
		}
		print FILENAME ":" FNR ":" code
	}' "$@" /dev/null
}

# Findings of a rule: lines of code under PATH (a pattern) that match.
found() {  # RULE TEXT PATH PATTERN
	grep -E "^$3:[0-9]+:.*($4)" "$tmp/code" | sed -E "s|^([^:]*:[0-9]+):.*|\1: $1: $2|"
}

calls() {  # RULE TEXT PATH NAMES
	found "$1" "$2" "$3" "(:|[^A-Za-z0-9_.>])($4) *\("
}

rule_layers() {
	awk -v layers="$layers" '
	BEGIN { n = split(layers, name, " "); for (i = 1; i <= n; i++) rank[name[i]] = i }
	/^lib\/[^:]*:[0-9]+:[ \t]*#[ \t]*include[ \t]*"/ {
		split($0, at, ":")
		split(at[1], mine, "/")
		split($0, quoted, "\"")
		split(quoted[2], its, "/")
		if (!(mine[2] in rank)) fault = mine[2] " is not a layer"
		else if (!(its[1] in rank)) fault = "an include starts with a layer"
		else if (rank[its[1]] > rank[mine[2]]) fault = mine[2] " may not use " its[1]
		else next
		print at[1] ":" at[2] ": layers: " fault
	}' "$tmp/code"
}

rule_quarantine() {
	for header in csv pcre2 yaml jansson; do
		found quarantine "more than one file includes <$header.h>" '(lib|cmd)/[^:]*' \
			"# *include *[<\"]$header\.h[>\"]" >"$tmp/users"
		[ "$(cut -d: -f1 "$tmp/users" | sort -u | wc -l)" -le 1 ] || cat "$tmp/users"
	done
	found quarantine 'only lib/report/xlsx*.c may include it' '(lib|cmd)/[^:]*' \
		'# *include *[<"]xlsxwriter' | grep -v '^lib/report/xlsx[^/:]*\.c:'
}

rule_speaks() {
	calls speaks 'lib never prints' 'lib/[^:]*' "$prints"
	found speaks 'lib never prints' 'lib/[^:]*' '[^A-Za-z0-9_](stdout|stderr)([^A-Za-z0-9_]|$)'
	found speaks 'lib never prints' 'lib/[^:]*' '[^A-Za-z0-9_](write|dprintf) *\( *[12] *,'
	calls speaks 'lib never exits' 'lib/[^:]*' "$exits"
	calls speaks 'lib does not know the time' 'lib/[^:]*' "$clock"
	calls speaks 'lib does not know the locale' 'lib/[^:]*' "$locale"
	calls speaks 'lib does not know the environment' 'lib/[^:]*' "$environ"
	found speaks 'lib does not know the environment' 'lib/[^:]*' \
		'[^A-Za-z0-9_]environ([^A-Za-z0-9_]|$)'
}

rule_banned() {
	calls banned 'there is a safer function' '[^:]*' "$banned"
}

# A function or an object declared in a header of lib has a comment directly above.
rule_documented() {
	awk '
	function start(text) {
		return text ~ /^[A-Za-z_]/ && text !~ /^(static|typedef|_Static_assert|extern "C")/
	}
	FNR == 1 { inside = depth = continued = macro = 0; said = "" }
	{
		line = $0
		if (inside) { if (line ~ /\*\//) { inside = 0; said = "comment" } next }
		if (macro || line ~ /^[ \t]*#/) {
			macro = line ~ /\\$/
			if (!continued) said = ""
			next
		}
		if (line ~ /^[ \t]*$/) next
		if (line ~ /^[ \t]*\/\//) { said = "comment"; next }
		if (line ~ /^[ \t]*\/\*/) { inside = line !~ /\*\//; said = "comment"; next }
		open = line ~ /\/\*/ && line !~ /\*\//
		gsub(/\/\*[^*]*(\*[^\/][^*]*)*\*\/|\/\/.*|\/\*.*/, "", line)
		if (!continued && !depth && start(line)) {
			continued = 1; whole = ""; at = FNR; documented = said != ""
		}
		whole = whole line
		braces = line; depth += gsub(/\{/, "", braces) - gsub(/\}/, "", braces)
		if (continued && !depth && line ~ /;/) {
			if (whole !~ /\{/ && (whole ~ /\(/ || whole ~ /^extern/) && !documented)
				print FILENAME ":" at ": documented: no comment above it"
			continued = 0
		} else if (continued && !depth && line ~ /\}/) continued = 0
		said = ""
		inside = open
	}' $(echo "$files" | grep '^lib/.*\.h$') /dev/null
}

rule_width() {
	awk '
	length($0) > 11 {
		line = $0
		gsub(/[\200-\277]/, "", line)
		while (i = index(line, "\t"))
			sub("\t", substr("        ", (i - 1) % 8 + 1), line)
		if (length(line) > 100)
			print FILENAME ":" FNR ": width: " length(line) " columns, at most 100"
	}' $files $scripts /dev/null
}

# From the line of its name to the brace that closes it, both in column 1; a test is mostly table.
rule_functions() {
	awk '
	FNR == 1 { open = 0 }
	/^[A-Za-z_]/ { name = FNR; data = /=|^(struct|union|enum) [A-Za-z_0-9]* *\{/ }
	/^\{/ || (/^[A-Za-z_].*\).*\{$/ && !data) { open = !data }
	/^\}/ && open {
		open = 0
		n = FNR - name + 1
		if (n <= 60) next
		advice = n > 70 ? "" : "warning: "
		print FILENAME ":" name ": functions: " advice n " lines, at most 70"
	}' $(echo "$files" | grep -E '^(cmd|lib)/.*\.c$') /dev/null
}

rule_files() {
	for f in $files; do
		n=$(wc -l <"$f")
		[ "$n" -le 500 ] || echo "$f:501: files: warning: $((n)) lines, better at most 500"
	done
}

rule_leftovers() {
	grep -nEi '(^|[^a-z0-9_])(to''do|fix''me|x''xx|h''ack)([^a-z0-9_]|$)|not imple''mented' \
		$files $scripts /dev/null |
		sed -E 's/^([^:]*:[0-9]+):.*/\1: leftovers: finish it or leave it out/'
}

rule_suites() {
	for f in tests/unit/*.c; do
		name=$(basename "$f" .c)
		if [ ! -f "$f" ] || [ "$name" = main ]; then continue; fi
		grep -q "^SUITE($name)" tests/unit/suites.def ||
			echo "$f:1: suites: not in suites.def"
	done
}

rule_top() {
	if [ -e .git ] && git ls-files >/dev/null 2>&1; then
		git ls-files -co --exclude-standard | cut -d/ -f1 | sort -u
	else
		ls | grep -vx -e build -e config.mk
	fi | grep -v '^\.' | while read -r name; do
		case " $top " in *" $name "*) ;; *) echo "$name:1: top: not one of: $top" ;; esac
	done
}

rule_manual() {
	pages=$(find cmd -name '*.[15]' 2>/dev/null | sort)
	if [ -z "$pages" ]; then
		return
	elif command -v mandoc >/dev/null; then
		mandoc -T lint -W warning $pages 2>&1 |
			sed -E 's/^mandoc: ([^:]*:[0-9]+):/\1: manual:/'
	else
		echo 'skip: no mandoc here'
	fi
}

rules='layers quarantine speaks banned documented width functions files leftovers suites top manual'

lint() {
	files=$(find cmd lib tests -name '*.[ch]' 2>/dev/null | sort)
	scripts=$(find tests -name '*.sh' 2>/dev/null | sort; ls Makefile 2>/dev/null)
	code_of $files >"$tmp/code"
	broken=0
	for rule in $rules; do
		"rule_$rule" >"$tmp/findings"
		if grep '^skip: ' "$tmp/findings" >"$tmp/skip"; then
			echo "ok - lint $rule # SKIP $(cut -c7- "$tmp/skip")"
			continue
		fi
		sort -t: -k1,1 -k2,2n "$tmp/findings"
		if grep -qv ': warning: ' "$tmp/findings"; then
			echo "not ok - lint $rule"
			broken=1
		else
			echo "ok - lint $rule"
		fi
	done
	return $broken
}

# Write the files of lint.faults: `=== PATH` begins a file, `@N TEXT` stands for N lines of TEXT.
unfold() {
	awk '
	$1 == "===" {
		dir = path = $2
		if (sub(/\/[^\/]*$/, "", dir)) system("mkdir -p " dir)
		next
	}
	/^@[0-9]+ / { n = substr($1, 2); sub(/^@[0-9]+ /, ""); while (n--) print >path; next }
	path        { print >path }' "$1"
}

self_test() {
	mkdir "$tmp/faulty" && cd "$tmp/faulty" && unfold "$here/lint.faults" || exit 2
	command -v mandoc >/dev/null || rm cmd/muster/*.1
	grep -rnoE '!![a-z]+' . | sed -E 's/^\.\/([^:]*:[0-9]+):!!/\1: /' | sort >"$tmp/want"
	lint | sed -E -e '/^(not )?ok /d' -e 's/^([^:]*:[0-9]+: [a-z]+):.*/\1/' | sort >"$tmp/got"
	for rule in $rules; do
		[ "$rule" = manual ] || grep -q ": $rule\$" "$tmp/want" || echo "no fault for $rule"
	done >"$tmp/untested"
	if diff -u "$tmp/want" "$tmp/got" && ! grep . "$tmp/untested"; then
		echo "ok - lint self test: found all $(wc -l <"$tmp/want" | tr -d ' ') faults"
	else
		echo 'not ok - lint self test (-: not found, +: no fault there)'
		return 1
	fi
}

here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
status=0
[ $# -gt 0 ] || (self_test) || status=1
cd "${1:-$here/..}" && lint || status=1
exit $status
