# Everything runs inside .venv, which is made here from the pinned lock: a new machine needs Python >= 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COLLECTED := $(VENV)/.collected
DEMO := .demo
CLINIC := $(DEMO)/clinic.db
# Many tests wait for a terminal most of their time: three workers a core. Each more collects all tests once more, for five seconds.
WORKERS ?= $(shell echo $$((3 * $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))))
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq

.DEFAULT_GOAL := help
.PHONY: help demo demo-fresh test test-host soak snapshots check check-docs pictures bench docs lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# One step a line: a step that fails leaves no .ready behind, and the next make tries again.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("clinicdesk needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ...")'
	@echo "Preparing $(VENV): once, half a minute to two."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q core storage tui
	@touch $@

# The clinic is made beside its place and moved there whole: an interrupted make leaves no half a clinic.
$(CLINIC): | $(READY)
	@echo "Making a practice clinic: once, some seconds."
	@rm -rf $(DEMO).part && mkdir -p $(DEMO).part
	@$(BIN)/clinicdesk --db $(DEMO).part/clinic.db demo >/dev/null
	@rm -rf $(DEMO) && mv $(DEMO).part $(DEMO)
	@$(BIN)/clinicdesk --db $(CLINIC) work --arm >/dev/null

# A worker runs as long as the desk: what payers are asked is answered by a clearing house of the practice clinic's own.
demo: $(READY) | $(CLINIC) ## open a made-up clinic; a second terminal joins the same one
	@$(BIN)/clinicdesk --db $(CLINIC) work >$(DEMO)/work.log 2>&1 & worker=$$!; \
	  trap 'kill $$worker' EXIT; $(BIN)/clinicdesk --db $(CLINIC)

demo-fresh: ## the same, made anew
	@rm -rf $(DEMO)
	@$(MAKE) --no-print-directory demo

# What pytest makes of the tests takes longer than to run a third of them: once, not in each worker of each run. It is kept also where
# PYTHONDONTWRITEBYTECODE is set, as in containers. What fails here is told by the tests themselves.
$(COLLECTED): $(READY)
	-@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --collect-only -qq >/dev/null 2>&1
	@touch $@

# Two passes: tests that race real processes or count bytes on a pty want the machine nearly for themselves, and mostly wait.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) $(COLLECTED) ## all tests
	@$(BIN)/python -m compileall -q core storage tui
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m "not serial"
	$(BIN)/python -m pytest -q -n 4 --dist worksteal -m serial

# In a copy of this machine, which ends with it. 77: this machine is none to try it on, and the sentence says why.
test-host: $(READY) ## a host by the README, attacked: CI=true or YES_CHANGE_THIS_HOST=1, as root on Debian
	@$(BIN)/python -m tests.host || [ $$? -eq 77 ]

soak: $(READY) ## the same with the walks, hammers and mornings at their whole length
	CLINICDESK_SOAK=1 $(MAKE) --no-print-directory test

snapshots: $(READY) ## accept what the screens show now, to be reviewed as any other change
	@rm -rf tests/tui/snapshots
	CLINICDESK_SNAPSHOTS=accept $(BIN)/python -m pytest -q -n $(WORKERS) tests/tui/test_snapshots.py -k "screens or looks"

check: $(READY) ## style, types, import directions, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory check-docs

check-docs: $(READY) ## are the generated docs those of this code?
	$(BIN)/python -m tui.generated_docs --check

docs: $(READY) ## write the generated docs: settings, keys, manual page, completion
	$(BIN)/python -m tui.generated_docs

pictures: $(READY) ## draw some screens of the practice clinic into docs/pictures
	@mkdir -p docs/pictures
	$(BIN)/python -m tests.pictures docs/pictures

bench: $(READY) ## measure what the limits promise, beside a reference in the same run
	$(BIN)/python -m bench

# LOCK=--upgrade takes the newest of everything. No address of an index gets into the lock.
lock: $(READY) ## pin what pyproject.toml asks for, with hashes, for every platform
	$(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
	  --annotation-style line --custom-compile-command "make lock" $(LOCK) -o requirements.lock pyproject.toml

clean: ## remove caches and built files; the demo clinic and .venv stay
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find core storage tui tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
