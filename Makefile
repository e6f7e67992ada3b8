# Everything a clone needs besides Python 3.11 and make is installed into .venv by these targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check format lint types packs quality learn bench docs clean

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(STAMP)
	BIN=$(BIN) sh examples/demo.sh

test: $(STAMP)
	$(BIN)/python -m pytest

check: format lint types packs quality docs
	$(BIN)/python -m pytest -m 'slow or not slow'

format: $(STAMP)
	$(BIN)/ruff format --check src tests

lint: $(STAMP)
	$(BIN)/ruff check src tests

types: $(STAMP)
	$(BIN)/mypy

packs: $(STAMP)
	$(BIN)/pledgebook pack check

quality: $(STAMP)
	$(BIN)/python -m pledgebook.quality

docs: $(STAMP)
	$(BIN)/python -m pytest -m 'slow or not slow' tests/test_docs.py

learn: $(STAMP)
	$(BIN)/python -m pledgebook.quality.train --write
	$(BIN)/python -m pledgebook.quality.calibrate --write

bench: $(STAMP)
	$(BIN)/python -m pledgebook.quality.bench

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache
