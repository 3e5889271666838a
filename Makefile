# Everything runs in an environment of its own; the only things needed are Python 3.11 or later,
# make and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: brief test check floors rivals bench docs clean

brief: $(VENV)/.core
	$(BIN)/tawatur brief examples/dam-dispute -o brief.html

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

floors: $(VENV)/.dev
	$(BIN)/python -m evaluation --floors

# The same input through the rivals, and the public sets of phrases and pages.
rivals: $(VENV)/.rivals
	$(BIN)/python -m evaluation.rival_times
	$(BIN)/python -m evaluation.rival_quotes
	$(BIN)/python -m evaluation rival_mentions rival_lineage
	for set in recognizers_numbers recognizers_times publication pages; do $(BIN)/python -m evaluation.$$set || exit 1; done

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

docs: $(VENV)/.dev
	$(BIN)/tawatur schema --format md > docs/records.md

clean:
	rm -rf $(VENV) brief.html

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/.core

$(VENV)/.rivals: pyproject.toml | $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[rivals]'
	touch $@
