# Muster.  GNU make.  Targets are documented by the text after `##`; `make help` prints them.
-include config.mk

VERSION := 0.1.0
MODE    ?= release
PREFIX  ?= /usr/local
MANDIR  ?= $(PREFIX)/share/man
CFLAGS  ?= -O2 -g
PYTHON  ?= $(firstword $(wildcard /usr/bin/python3) python3)
WARN    := -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla \
           -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2

# The modes release, asan, tsan and fuzz never share objects.
SAN_asan := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SAN_tsan := -fsanitize=thread
SAN_fuzz := $(SAN_asan) -fsanitize=fuzzer-no-link

# Where the libraries are is asked when first used, that is after the set-up step.  Their names
# are ours: libcsv has no .pc file, and some name libraries that they alone need.
PKGS      := xlsxwriter libpcre2-8 yaml-0.1 jansson libutf8proc libxxhash zlib
LIBS      := -lcsv -lxlsxwriter -lpcre2-8 -lyaml -ljansson -lutf8proc -lxxhash -lz -lm
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs-only-L $(PKGS) 2>/dev/null))$(PKG_LIBS)

B     := build/$(MODE)
BIN   := $(if $(filter release,$(MODE)),build/muster,$B/muster)
# Compiled into the program; the samples are what `muster init` writes.
YAML  := $(sort $(wildcard templates/*/*.yaml))
EMBED := $(YAML) $(sort $(wildcard samples/*/*.csv))
LIB   := $(patsubst %.c,$B/%.o,$(sort $(wildcard lib/*/*.c)) build/templates.c)
CMD   := $(patsubst %.c,$B/%.o,$(sort $(wildcard cmd/muster/*.c)))
UNIT  := $(patsubst %.c,$B/%.o,$(sort $(wildcard tests/unit/*.c)))
FUZZ  := $(patsubst tests/fuzz/%.c,$B/fuzz-%,$(filter-out %/replay.c,$(wildcard tests/fuzz/*.c)))
MAN   := $(wildcard cmd/muster/*.[15])
# A suite is a script tests/NAME.sh or tests/NAME/run.sh, or the program unit.
SUITES := lint unit golden $(sort $(patsubst tests/%/run.sh,%,$(wildcard tests/*/run.sh)))

COMPILE = $(CC) -Ilib -D_GNU_SOURCE -DMUSTER_VERSION=\"$(VERSION)\" $(CPPFLAGS) $(PKG_CFLAGS) \
          $(WARN) $(CFLAGS) $(SAN_$(MODE)) -pthread
LINK    = $(CC) $(CFLAGS) $(SAN_$(MODE)) -pthread $(LDFLAGS)
Q       = $(if $V,,@)
say     = $(if $V,,@printf '  %-6s %s\n' $1 $2)
RECUR   = $(MAKE) --no-print-directory

all: $(BIN)  ## build the program, build/muster (default; V=1 shows the commands)
tested: $(BIN) $B/unit $(FUZZ) $B/bench-generate
all tested: ; @:

$(BIN): $(CMD) $(LIB)
	$(call say,LINK,$@)
	$Q$(LINK) -o $@ $^ $(PKG_LIBS) $(LIBS)

$B/unit: $(UNIT) $(LIB)
	$(call say,LINK,$@)
	$Q$(LINK) -o $@ $^ $(PKG_LIBS) $(LIBS) -lcmocka

# Replayed by every compiler in `check`; under libFuzzer in MODE=fuzz.
FUZZ_MAIN := $(if $(filter fuzz,$(MODE)),-fsanitize=fuzzer,$B/tests/fuzz/replay.o)
$(FUZZ): $B/fuzz-%: $B/tests/fuzz/%.o $(filter %.o,$(FUZZ_MAIN)) $(LIB)
	$(call say,LINK,$@)
	$Q$(LINK) $(filter -%,$(FUZZ_MAIN)) -o $@ $^ $(PKG_LIBS) $(LIBS)

$B/%.o: %.c $B/.flags
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$Q$(COMPILE) -MMD -MP -c -o $@ $<

$B/.flags: .FORCE  # rewritten, and so everything rebuilt, only when the command changes
	@mkdir -p $(@D); echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' >$@

# The folders are prerequisites so that a file taken away is noticed.
build/templates.c: $(EMBED) $(wildcard templates templates/*/ samples/*/) Makefile
	$(call say,EMBED,templates)
	@mkdir -p $(@D); { echo '#include "base/embed.h"'; i=0; \
	   for f in $(EMBED); do \
	     i=$$((i + 1)); echo "static const unsigned char f$$i[] = {  /* $$f */"; \
	     od -v -An -tu1 "$$f" | sed 's/  */,/g; s/^,//; s/$$/,/'; echo '0 };'; \
	   done; i=0; \
	   echo 'const struct embedded embedded_files[] = {'; \
	   for f in $(EMBED); do \
	     i=$$((i + 1)); echo "{ \"$${f#templates/}\", (const char *)f$$i, sizeof f$$i - 1 },"; \
	   done; \
	   echo '{ 0, 0, 0 } };'; \
	   echo 'const size_t n_embedded_files = $(words $(EMBED));'; } >$@.new && mv $@.new $@

demo: build/.setup-build  ## pay of samples/clinic and placement of samples/school: texts, workbooks
	+@$(RECUR) all
	$(BIN) pay --as-of 2026-10-31 -o build/demo samples/clinic
	$(BIN) placement --as-of 2026-10-31 -o build/demo/school samples/school
	@cat build/demo/2026-10/pay.txt build/demo/school/2026-10/placement.txt
	@printf '\nThe workbooks: %s\n' '$(CURDIR)/build/demo/2026-10/pay.xlsx' \
	   '$(CURDIR)/build/demo/school/2026-10/placement.xlsx'

build/.setup-%: tests/setup.sh
	@mkdir -p $(@D) && CC='$(CC)' PYTHON='$(PYTHON)' sh tests/setup.sh $* && touch $@

check: build/.setup-check  ## every test; ends with the line `N passed, N failed, N skipped`
check $(SUITES:%=check-%): build/.setup-check
	+@$(RECUR) tested
	@MUSTER='$(abspath $(BIN))' MODE='$(MODE)' B='$(abspath $B)' CC='$(CC)' PYTHON='$(PYTHON)' \
	 VERSION='$(VERSION)' T='$T' V='$V' \
	 sh tests/check.sh $(or $(patsubst check-%,%,$(filter-out check,$@)),$(SUITES))

check-office: build/.setup-build build/.setup-office  ## LibreOffice works out our formulas
	+@$(RECUR) all
	@MUSTER='$(abspath $(BIN))' PYTHON='$(PYTHON)' LC_ALL=C sh tests/xlsx/engine.sh libreoffice

check-asan:  ## every test under the address and undefined behaviour sanitizers
	+@$(RECUR) MODE=asan check

lint:  ## the rules of the house: layers, quarantine, comments, lengths
	@sh tests/lint.sh

golden-update: $(BIN)  ## rewrite the expected files of golden cases (T=area), then read `git diff`
	@MUSTER='$(abspath $(BIN))' sh tests/golden.sh --update $T

fuzz:  ## fuzz one target with clang: make fuzz T=csvin S=60
	+@$(RECUR) CC=clang MODE=fuzz build/fuzz/fuzz-$T
	mkdir -p build/fuzz/found/$T
	build/fuzz/fuzz-$T -max_total_time=$(or $S,60) -artifact_prefix=build/fuzz/ \
	  $(addprefix -dict=,$(wildcard tests/fuzz/$T.dict)) \
	  build/fuzz/found/$T $(wildcard tests/fuzz/corpus/$T)

# Programs of the benchmark; `make check-bench` needs the first of them, too.
BENCH := $B/bench-generate $B/bench-floor
$(BENCH): $B/bench-%: $B/tests/bench/%.o
	$(call say,LINK,$@)
	$Q$(LINK) -o $@ $^ $(PKG_LIBS) -lcsv -lm

bench: $(BIN) $(BENCH)  ## time the program, the floor and peers (N=people, ROUNDS=5): one table
	$(PYTHON) tests/bench/bench.py $(BIN) $B/bench-floor $B/bench-generate \
	  $(or $N,1000000) $(or $(ROUNDS),5)

# What goes where, below DESTDIR: SOURCE:FOLDER:MODE:NAME.
DOCDIR  ?= $(PREFIX)/share/doc/muster
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
INSTALL := $(BIN):$(PREFIX)/bin:755:muster cmd/muster/muster.bash:$(BASHDIR):644:muster \
           $(foreach m,$(MAN),$m:$(MANDIR)/man$(patsubst .%,%,$(suffix $m)):644:$(notdir $m)) \
           README.md:$(DOCDIR):644:README.md \
           $(foreach f,$(sort $(wildcard samples/cron/*)),$f:$(DOCDIR)/cron:644:$(notdir $f))

install: $(BIN)  ## install program, manual, completion and cron samples (DESTDIR, PREFIX)
	@for i in $(INSTALL); do IFS=:; set -- $$i; mkdir -p "$(DESTDIR)$$2" && \
	  install -m "$$3" "$$1" "$(DESTDIR)$$2/$$4" || exit; done

uninstall:  ## take all of it away again
	@for i in $(INSTALL); do IFS=:; set -- $$i; rm -f "$(DESTDIR)$$2/$$4"; done

dist:  ## a reproducible source archive of the last commit
	@mkdir -p build
	git archive --prefix=muster-$(VERSION)/ HEAD | gzip -n9 >build/muster-$(VERSION).tar.gz

UNPACKED := build/distcheck/muster-$(VERSION)
DISTROOT := PREFIX=/usr DESTDIR='$(CURDIR)/build/distcheck/root'
distcheck: dist  ## unpack that archive; build, check, install and uninstall it
	rm -rf build/distcheck && mkdir -p build/distcheck
	tar -xzf build/muster-$(VERSION).tar.gz -C build/distcheck
	+$(RECUR) -C $(UNPACKED) check
	+$(RECUR) -C $(UNPACKED) install $(DISTROOT)
	build/distcheck/root/usr/bin/muster --version
	test "$$(find build/distcheck/root -type f | wc -l)" -eq $(words $(INSTALL))
	+$(RECUR) -C $(UNPACKED) uninstall $(DISTROOT)
	@! find build/distcheck/root -type f | grep .

clean:  ## remove build/
	rm -rf build

help:  ## this list
	@awk -F ':.*##  *' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile
	@echo '  check-SUITE    one suite of check (T=part): $(SUITES)'

.PHONY: all tested demo check $(SUITES:%=check-%) check-asan check-office lint golden-update \
        fuzz bench install uninstall dist distcheck clean help .FORCE
.DELETE_ON_ERROR:
-include $(wildcard $B/*/*.d $B/*/*/*.d)
