# make demo and make test each work by themselves, on a machine with nothing but Python >= 3.11 and make.

PYTHON ?= python3
VENV ?= .venv
DEMO ?= demo-out
# Folder of the gold standard and its scorers, where there is one: make accuracy uses it.
GOLD ?= ../shared

BIN := $(VENV)/bin
KG := $(BIN)/kg
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PYTHONUTF8 := 1
unexport $(filter KG_%,$(.VARIABLES))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test tools lint accuracy expected lock clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo: $(VENV)/.kg ## Build the example articles into a graph, ask it, export it, draw it
	@KG=$(KG) DEMO=$(DEMO) sh examples/demo.sh

test: $(VENV)/.dev ## Run all tests and checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

tools: $(VENV)/.dev ## Set up the environment with the tools of the tests

lint: $(VENV)/.dev ## Run the checks without the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: $(VENV)/.kg ## Measure against the gold standard, where there is one
	$(BIN)/python -m tests.accuracy.measure --shared $(GOLD)

expected: $(VENV)/.dev ## Write the expected graph, the outputs in the README and its picture anew
	$(BIN)/python tests/test_examples.py
	$(BIN)/python tests/test_docs.py
	@store=$$(mktemp -d); trap 'rm -rf "$$store"' EXIT; \
	$(KG) build --quiet examples/articles --store "$$store/kg"; $(KG) export svg --store "$$store/kg" -o examples/halvet.svg

# hatchling and editables build kg itself: pinned too, so that an install asks for nothing that is not in the lock.
lock: ## Choose new versions of all dependencies and pin them
	@set -eu; work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	$(PYTHON) -m venv "$$work/venv"; \
	pip="$$work/venv/bin/python -m pip --disable-pip-version-check --quiet"; \
	names="--all --exclude pip --exclude setuptools --exclude newsclaims-kg"; \
	$$pip install --upgrade "pip>=25.1"; \
	$$pip install "hatchling>=1.27,<2" editables; \
	$$pip install --no-build-isolation .; \
	{ echo "# What kg needs, in exact versions; made by: make lock"; $$pip freeze $$names; } > "$$work/kg"; \
	$$pip install --group dev; \
	{ echo "# What the tests of kg need besides, in exact versions; made by: make lock"; \
	  $$pip freeze $$names | grep -vxFf "$$work/kg"; } > "$$work/dev"; \
	cp "$$work/kg" requirements.lock; cp "$$work/dev" requirements-dev.lock

clean: ## Remove the environment and what the demo wrote
	rm -rf $(VENV) $(DEMO)

# The environment: a newer pip first, for the one that comes with Python 3.11 knows no dependency groups; then exactly the
# pinned versions; then kg itself, from this folder.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "kg needs Python 3.11 or newer; run make with PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade "pip>=25.1"

$(VENV)/.kg: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.kg
	$(PIP) install --requirement requirements-dev.lock
	@touch $@
