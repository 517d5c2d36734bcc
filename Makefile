# The two commands of the README do all set-up by themselves: `make draft` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock

.PHONY: draft test lint types imports bench clean

$(VENV)/.installed: pyproject.toml $(LOCK)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.installed requirements-test.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

draft: $(VENV)/.installed ## draft the demo digest with the embedded writer: no key, no network
	@$(BIN)/drafter init --demo .demo
	@$(BIN)/drafter draft -C .demo --offline --writer extractive; code=$$?; test $$code -eq 0 -o $$code -eq 3

test: $(VENV)/.tests ## pass the tests
	@$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.tests
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

imports: $(VENV)/.tests
	$(BIN)/lint-imports

bench: $(VENV)/.tests ## own figures with a small mock site and model
	$(BIN)/python -m tests.bench.speed

clean:
	rm -rf $(VENV) .demo
