# What developers and packagers call. People who only want to see it run need no make: see README.md.

PREFIX ?= /usr
DESTDIR ?=
SWIFT ?= swift
# A binary to install instead of building one.
BINARY ?=
RELEASE = $(SWIFT) build -c release --product daybook --static-swift-stdlib
BIN = $(DESTDIR)$(PREFIX)/bin
MAN = $(DESTDIR)$(PREFIX)/share/man/man1
SHARE = $(DESTDIR)$(PREFIX)/share
ETC = $(DESTDIR)/etc/daybook
UNITS = $(DESTDIR)$(PREFIX)/lib

.PHONY: all demo test lint format evaluate benchmark sanitize fuzz torture install uninstall clean

all:
	$(RELEASE)

# Installs what is missing, builds, reads the sample pages, and ends with the path of a digest.
demo:
	bash .ci/demo

test:
	bash .ci/test

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Quality on the evaluation data, held to Benchmarks/floors.json.
evaluate:
	$(SWIFT) build -c release --product daybook
	python3 Benchmarks/evaluate.py

# Speed, held to the same file.
benchmark:
	$(SWIFT) build -c release --product daybook
	python3 Benchmarks/benchmark.py

# The tests under the address sanitizer, a build of its own. Leaks are not looked for: what the test runner and
# Foundation still hold at the end would drown any of ours. Those of real processes are left out: the reader's bound on
# memory leaves no room for a sanitizer's shadow.
sanitize:
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-asan \
	  --skip ServiceTests --skip OperationsTests

# Fuzzes each stage for SECONDS, or the one TARGET; inputs that break a promise are left in .build-fuzz/findings.
fuzz:
	SECONDS_EACH="$(or $(SECONDS),60)" bash Tests/Fuzzing/fuzz.sh $(TARGET)

# Kills, faults, full disks, bursts and broken pages on the real program, the long form: two to three hours.
torture:
	$(SWIFT) build -c release --product daybook
	python3 Tests/Torture/torture.py "$$($(SWIFT) build -c release --show-bin-path)/daybook" \
	  --files $(or $(FILES),20000) --kills $(or $(KILLS),1000) --faults $(or $(FAULTS),500) \
	  --burst $(or $(BURST),100000) --mutants $(or $(MUTANTS),1000000)

install:
	$(if $(BINARY),,$(RELEASE))
	install -D -m 0755 -s "$(or $(BINARY),$$($(RELEASE) --show-bin-path)/daybook)" $(BIN)/daybook
	install -D -m 0644 systemd/daybook.service $(UNITS)/systemd/system/daybook.service
	sed -i 's|/usr/bin/daybook|$(PREFIX)/bin/daybook|g' $(UNITS)/systemd/system/daybook.service
	install -D -m 0644 systemd/daybook.sysusers.conf $(UNITS)/sysusers.d/daybook.conf
	install -D -m 0644 systemd/daybook.tmpfiles.conf $(UNITS)/tmpfiles.d/daybook.conf
	test -e $(ETC)/daybook.yaml || install -D -m 0644 config/daybook.yaml $(ETC)/daybook.yaml
	install -d -m 0755 $(ETC)/entities
	install -d -m 0755 $(MAN) $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(BIN)/daybook manual > $(MAN)/daybook.1
	$(BIN)/daybook --generate-completion-script bash > $(SHARE)/bash-completion/completions/daybook
	$(BIN)/daybook --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_daybook
	$(BIN)/daybook --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/daybook.fish

# Leaves /etc/daybook and /var/lib/daybook: they are yours.
uninstall:
	rm -f $(BIN)/daybook $(UNITS)/systemd/system/daybook.service $(UNITS)/sysusers.d/daybook.conf
	rm -f $(UNITS)/tmpfiles.d/daybook.conf $(MAN)/daybook.1 $(SHARE)/bash-completion/completions/daybook
	rm -f $(SHARE)/zsh/site-functions/_daybook $(SHARE)/fish/vendor_completions.d/daybook.fish

clean:
	rm -rf .build
