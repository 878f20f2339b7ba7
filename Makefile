# `make demo` opens the reader on its sample, `make test` runs the tests. Both set themselves up: all they need is
# Python 3.11 or newer with venv. `make help` lists the rest.

# The first Python that is new enough; another one: make test PYTHON=/path/to/python3
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	if $$python -c '$(NEW_ENOUGH)' 2>/dev/null; then echo $$python; break; fi; done)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test growth lint format types contracts security test-lowest wheel-test fuzz storm bench screenshots walkthrough docs ci lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target tells; do \
		printf '%-18s %s\n' "$$target" "$$tells"; done

# Made anew only when the dependencies may have changed. The stamp comes last: a set-up that was cut short is
# made again.
$(READY): pyproject.toml requirements.lock
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer with venv is needed (make PYTHON=...)" >&2; exit 1; fi
	@echo "setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY) ## open the reader on a sample of invented papers
	@$(BIN)/digest-tui --demo

test: $(READY) ## run the tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

growth: $(READY) ## measure that no text takes more than linear time (on a machine that is not busy)
	$(BIN)/python -m pytest -m measured

lint: $(READY) ## look for mistakes and untidy code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY) ## tidy the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY) ## check the types of both packages and of the tests
	$(BIN)/mypy
	$(BIN)/mypy tests

contracts: $(READY) ## check which module imports which
	$(BIN)/lint-imports

security: $(READY) ## look for insecure code, and for licences that are not permissive
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive parsers/digest_parsers tui/digest_tui
	$(BIN)/python .ci/licences.py

test-lowest: ## run the unit tests with the lowest versions that pyproject.toml allows
	bash .ci/test-lowest $(PYTHON)

wheel-test: $(READY) ## build the wheel, install it elsewhere and run it there
	bash .ci/wheel-test $(BIN)/python

# Seconds for all targets together.
FUZZ_SECONDS ?= 60

fuzz: $(READY) ## feed every parser strangers' bytes for FUZZ_SECONDS (60); findings go to tests/data/fuzz
	PYTHONPATH=tests $(BIN)/python -m fuzz.run $(FUZZ_SECONDS)

storm: $(READY) ## kill the reader until a thousand acknowledged changes have survived
	PYTHONPATH=tests $(BIN)/python tests/storm.py 1000

bench: $(READY) ## measure
	$(BIN)/python tests/bench/run.py

screenshots: $(READY) ## make the pictures of the README from the app
	$(BIN)/python docs/screenshots.py

walkthrough: $(READY) ## record the walk-through of the README
	$(BIN)/python docs/walkthrough.py

docs: $(READY) ## write the table of keys into the README
	$(BIN)/python docs/keys.py

ci: ## everything that is checked before a change lands
	bash .ci/run

# For every platform and Python at once, with hashes. The tool is kept out of the environment that it pins;
# what builds the project (editables: for pip install -e) is pinned too, so that nothing is fetched unpinned.
lock: ## pin the newest and the lowest versions that pyproject.toml allows
	@$(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], "editables>=0.5", sep="\n")' \
		| $(VENV)-lock/bin/uv pip compile pyproject.toml - --extra dev --universal --python-version 3.11 \
		--upgrade --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
	$(VENV)-lock/bin/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --resolution lowest-direct \
		--upgrade --generate-hashes --no-header --no-annotate --quiet --output-file requirements-lowest.lock
	@rm -rf $(VENV)-lock

clean: ## delete what was made here, but nothing of the user's
	rm -rf $(VENV) $(VENV)-lock $(VENV)-lowest build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
