# `make run` opens Atelier, `make test` runs everything that CI runs.

# Outside the checkout, so that a build is cold only once.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/atelier/target
TOOLS := $(HOME)/.cache/atelier/tools
# One set of features for everything, since each set builds the window's libraries anew.
SET := --workspace --all-features --locked
SAMPLE ?= assets/samples/b2b-onboarding.scenario.json
PAGE := ui/dist/index.html
PAGE_SOURCES := $(shell find ui assets/locales assets/fonts -type f -not -path 'ui/dist/*' 2>/dev/null)
section = @printf '\n──── %s ────\n' "$(1)"

.PHONY: run desktop serve dev bundle types fmt bench load laws clean packages \
	test test-format test-lint test-rust test-types test-ui test-licences test-browser test-desktop
.DELETE_ON_ERROR:
.NOTPARALLEL:

ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
run: desktop
	@echo "Opening $(SAMPLE)"
	@$(CARGO_TARGET_DIR)/debug/atelier-desktop $(SAMPLE)
else
run: serve
endif

# The window, with the page inside.
desktop: $(PAGE)
	@scripts/packages build window
	@echo "Building the desktop app (the first time takes some minutes, later ones seconds)"
	@cargo build $(SET) --bins

# Without a display: a browser shows the same page.
serve: $(PAGE)
	@scripts/packages build
	@echo "There is no display here, so Atelier serves its page to browsers."
	@cargo build -p cli --locked
	@$(CARGO_TARGET_DIR)/debug/atelier serve $(SAMPLE)

# The window with the page reloading as its sources change.
dev: node_modules/.package-lock.json
	npx tauri dev

# Packages to install, in $(CARGO_TARGET_DIR)/release/bundle.
bundle: node_modules/.package-lock.json
	@scripts/packages build window
	npx tauri build

node_modules/.package-lock.json: package-lock.json
	@scripts/tools
	@echo "Installing the page's packages"
	@npm ci --no-progress
	@touch $@

$(PAGE): node_modules/.package-lock.json $(PAGE_SOURCES)
	@scripts/tools
	@echo "Building the page"
	@npm run --silent build -- --logLevel warn
	@touch $@

# The protocol's TypeScript types, from the Rust ones.
types:
	rm -rf ui/src/protocol
	cargo test $(SET) --lib --quiet export_bindings

fmt: node_modules/.package-lock.json
	cargo fmt --all
	npm run --silent format

bench:
	cargo bench --workspace --locked

# Many participants at once on the release build, beside Hocuspocus and y-websocket (half an hour):
# `make load OPTIONS=--quick`; another program with `ATELIER=…`.
OPTIONS ?=
load: tests/load/node_modules/.package-lock.json
ifndef ATELIER
	cargo build --release --package cli --locked
endif
	@node tests/load/run.js $(OPTIONS)

tests/load/node_modules/.package-lock.json: tests/load/package-lock.json
	@npm ci --prefix tests/load --ignore-scripts --no-progress
	@touch $@

# Every law on many random workshops: `make laws CASES=10000`, other ones with `SEED=…`. A law that
# does not hold leaves its shortest scenario in $(FAILURES).
CASES ?= 10000
SEED ?= 8
FAILURES ?= $(CARGO_TARGET_DIR)/failures
laws:
	ATELIER_CASES=$(CASES) PROPTEST_RNG_SEED=$(SEED) ATELIER_FAILURES=$(FAILURES) \
		cargo nextest run --package workshop --locked --cargo-profile laws --no-fail-fast \
		--filterset 'test(/^laws::/)'

clean:
	rm -rf ui/dist node_modules

test: test-format test-lint test-rust test-types test-ui test-licences test-browser test-desktop

packages:
	@scripts/tools
	@scripts/packages build window test

test-format:
	$(call section,Formatting)
	cargo fmt --all --check

test-lint: packages $(PAGE)
	$(call section,Lints)
	cargo clippy $(SET) --all-targets -- -D warnings

test-rust: packages $(PAGE)
	$(call section,Rust tests)
	@if cargo nextest --version >/dev/null 2>&1; then \
		set -x; cargo nextest run $(SET) --no-fail-fast; \
	else \
		set -x; cargo test $(SET) --no-fail-fast --lib --bins --tests; \
	fi
	cargo test $(SET) --doc

test-types: packages $(PAGE)
	$(call section,Generated types)
	@made=$$(mktemp -d); trap 'rm -rf "$$made"' EXIT; \
	TS_RS_EXPORT_DIR="$$made" cargo test $(SET) --lib --quiet export_bindings >/dev/null && \
	{ diff -r "$$made" ui/src/protocol || { echo "The types in ui/src/protocol are not those of the Rust sources: make types"; exit 1; }; }
	@echo "ui/src/protocol is up to date"

test-ui: node_modules/.package-lock.json
	$(call section,Page)
	npm run --silent check
	npm test --silent

test-licences: $(TOOLS)/bin/cargo-deny
	$(call section,Licences and sources)
	$< check licenses bans sources

$(TOOLS)/bin/cargo-deny:
	@echo "Building cargo-deny, once (about five minutes)"
	cargo install --quiet --locked --root $(TOOLS) cargo-deny

test-browser: packages desktop
	$(call section,Page in a browser)
	@if ls tests/browser/*.test.js >/dev/null 2>&1; then \
		node --test --test-timeout=180000 --test-reporter=spec tests/browser/*.test.js; \
	else \
		echo "There are none yet."; \
	fi

test-desktop: packages desktop
	$(call section,Real window)
	node --test --test-timeout=180000 --test-reporter=spec tests/desktop/*.test.js
