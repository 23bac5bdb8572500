#!/bin/sh
# Find what Muster is built and tested with, and install what is missing.
#
# usage: setup.sh build|check|office    the libraries alone, what the tests use as well, or what
#                                       only `make check-office` does
#
# Silent when all is there.  Otherwise it installs with the system's package manager: as root
# at once, through sudo after asking when someone is at the terminal, never waiting for an answer
# when nobody is.  Where that cannot be done it prints the command to run and ends with status 2.
# CC and PYTHON name the compiler and the Python to ask.
set -u
: "${CC:=cc}" "${PYTHON:=python3}"
libs='csv xlsxwriter pcre2 yaml jansson utf8proc xxhash z'
tools='bats ssconvert valgrind mandoc pkg-config openpyxl'

# What each system calls them; one that is not listed has no package there that we know of.
packages() {
	case $1 in
	apt-get) echo csv=libcsv-dev xlsxwriter=libxlsxwriter-dev pcre2=libpcre2-dev \
		yaml=libyaml-dev jansson=libjansson-dev utf8proc=libutf8proc-dev \
		xxhash=libxxhash-dev z=zlib1g-dev cmocka=libcmocka-dev bats=bats \
		ssconvert=gnumeric valgrind=valgrind mandoc=mandoc pkg-config=pkg-config \
		openpyxl=python3-openpyxl soffice=libreoffice-calc ;;
	dnf) echo csv=libcsv-devel xlsxwriter=libxlsxwriter-devel pcre2=pcre2-devel \
		yaml=libyaml-devel jansson=jansson-devel utf8proc=utf8proc-devel \
		xxhash=xxhash-devel z=zlib-devel cmocka=libcmocka-devel bats=bats \
		ssconvert=gnumeric valgrind=valgrind mandoc=mandoc \
		pkg-config=pkgconf-pkg-config openpyxl=python3-openpyxl \
		soffice=libreoffice-calc ;;
	pacman) echo xlsxwriter=libxlsxwriter pcre2=pcre2 yaml=libyaml jansson=jansson \
		utf8proc=libutf8proc xxhash=xxhash z=zlib cmocka=cmocka bats=bash-bats \
		ssconvert=gnumeric valgrind=valgrind mandoc=mandoc pkg-config=pkgconf \
		openpyxl=python-openpyxl soffice=libreoffice-fresh ;;
	zypper) echo xlsxwriter=libxlsxwriter-devel pcre2=pcre2-devel yaml=libyaml-devel \
		jansson=libjansson-devel utf8proc=utf8proc-devel xxhash=xxhash-devel z=zlib-devel \
		cmocka=libcmocka-devel bats=bats ssconvert=gnumeric valgrind=valgrind \
		mandoc=mandoc pkg-config=pkg-config openpyxl=python3-openpyxl \
		soffice=libreoffice-calc ;;
	apk) echo xlsxwriter=libxlsxwriter-dev pcre2=pcre2-dev yaml=yaml-dev jansson=jansson-dev \
		utf8proc=utf8proc-dev xxhash=xxhash-dev z=zlib-dev cmocka=cmocka-dev bats=bats \
		ssconvert=gnumeric valgrind=valgrind mandoc=mandoc pkg-config=pkgconf \
		openpyxl=py3-openpyxl soffice=libreoffice-calc ;;
	brew) echo csv=libcsv xlsxwriter=libxlsxwriter pcre2=pcre2 yaml=libyaml jansson=jansson \
		utf8proc=utf8proc xxhash=xxhash z=zlib cmocka=cmocka bats=bats-core \
		ssconvert=gnumeric mandoc=mandoc pkg-config=pkgconf ;;
	esac
}

install_with() {
	case $1 in
	apt-get) echo apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 ;;
	dnf) echo dnf install -y ;;
	pacman) echo pacman -S --needed --noconfirm ;;
	zypper) echo zypper --non-interactive install ;;
	apk) echo apk add ;;
	brew) echo brew install ;;
	esac
}

say() {
	echo "setup: $*" >&2
}

# Bring the lists of packages up to date: those of a fresh machine are empty, of an old one stale.
refresh_with() {
	case $1 in
	apt-get) echo apt-get update ;;
	pacman) echo pacman -Sy ;;
	apk) echo apk update ;;
	*) echo false ;;
	esac
}

# Can a program be compiled and linked with these libraries?
links() {
	flags=-DPCRE2_CODE_UNIT_WIDTH=8
	for header in stdarg stddef setjmp stdint "$@"; do
		[ "$header" != z ] || header=zlib
		echo "#include <$header.h>"
	done >"$tmp/probe.c"
	echo 'int main(void) { return 0; }' >>"$tmp/probe.c"
	for lib; do
		name=$lib pc=$lib
		case $lib in
		pcre2) name=pcre2-8 pc=libpcre2-8 ;;
		yaml) pc=yaml-0.1 ;;
		utf8proc | xxhash) pc=lib$lib ;;
		z) pc=zlib ;;
		esac
		flags="$flags $(pkg-config --cflags --libs-only-L "$pc" 2>/dev/null) -l$name"
	done
	$CC ${CPPFLAGS:-} "$tmp/probe.c" -o "$tmp/probe" ${LDFLAGS:-} $flags >/dev/null 2>&1
}

has() {
	case " $libs " in *" $1 "*) links "$1"; return ;; esac
	case $1 in
	openpyxl) "$PYTHON" -c 'import importlib.util as i; assert i.find_spec("openpyxl")' ;;
	*) command -v "$1" ;;
	esac >/dev/null 2>&1
}

# The names of what is not there; all libraries are tried at once first.
missing() {
	links $libs && tried= || tried=$libs
	for one in $tried $tools; do
		has "$one" || echo "$one"
	done
}

# Sort the names given into packages to install and names that have none here.
look_up() {
	packages='' unknown='' fatal=''
	for one; do
		package=
		for pair in $(packages "$manager"); do
			[ "${pair%%=*}" != "$one" ] || package=${pair#*=}
		done
		packages="$packages${package:+ $package}"
		[ -n "$package" ] || unknown="$unknown $one"
		case " $libs " in *" $one "*) [ -n "$package" ] || fatal=yes ;; esac
	done
}

# Run a command as root, its output to the log; sudo asks for a password only at a terminal.
as_root() {
	case $sudo$terminal in
	no*) "$@" ;;
	*yes) sudo env DEBIAN_FRONTEND=noninteractive "$@" ;;
	*) sudo -n env DEBIAN_FRONTEND=noninteractive "$@" ;;
	esac >>"$log" 2>&1 </dev/null
}

give_up() {
	[ -z "$packages" ] || say "to install them:  $prefix$command"
	exit 2
}

case ${1:-} in
build) tools= ;;
check) libs="$libs cmocka" ;;
office) tools=soffice ;;
*) echo 'usage: setup.sh build|check|office' >&2; exit 2 ;;
esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
export DEBIAN_FRONTEND=noninteractive

command -v "${CC%% *}" >/dev/null || { say "no C compiler $CC: install gcc, or set CC"; exit 2; }
wanted=$(missing)
[ -n "$wanted" ] || exit 0
say missing: $wanted

manager=
for m in apt-get dnf pacman zypper apk brew; do
	command -v $m >/dev/null && manager=$m && break
done
look_up $wanted
command=$(install_with "$manager")$packages
sudo=yes prefix='sudo ' terminal=no
[ "$manager" != brew ] && [ "$(id -u)" != 0 ] || sudo=no prefix=
[ -t 0 ] && [ -t 2 ] && terminal=yes

[ -z "$unknown" ] || say "no package known on this system for:$unknown"
[ -z "$fatal" ] || give_up
[ -n "$packages" ] || { say "the tests that use them are skipped"; exit 0; }
if [ $sudo = yes ]; then
	command -v sudo >/dev/null || { prefix='(as root) '; give_up; }
	if [ $terminal = yes ]; then
		printf 'setup: run  %s  now? [Y/n] ' "$prefix$command" >&2
		read -r answer || give_up
		case $answer in [nN]*) give_up ;; esac
	fi
fi

mkdir -p build
log=build/setup.log
: >"$log"
say "running:  $prefix$command"
say "(this can take some minutes; the output goes to $log)"
as_root $command || { as_root $(refresh_with "$manager") && as_root $command; } || {
	tail -n 15 "$log" >&2
	say "that did not work"
	give_up
}
wanted=$(missing)
look_up $wanted
[ -z "$packages$fatal" ] || { say still missing after that: $wanted; exit 2; }
say "done"
