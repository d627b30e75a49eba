# The whole developer interface. From a bare machine with Python 3.11 or 3.12, pip and make:
#   make demo    read the example texts, print their claims, leave demo/graph.graphml
#   make test    run the tests
#   make check   lint, types, import contract
#   make docs    write the true output of their commands into README.md and docs/
#   make clean   take away what the others made

PYTHON ?= $(shell for python in python3.12 python3.11 python3 python; do \
	if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; \
	then echo $$python; break; fi; done)
VENV ?= .venv
JOBS ?= 2
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: demo test check docs clean
.DELETE_ON_ERROR:

demo: $(VENV)/.run
	@rm -rf demo && mkdir demo
	$(BIN)/claimgraph show examples --limit 7
	$(BIN)/claimgraph extract examples --store demo/claims.db
	$(BIN)/claimgraph query demo/claims.db relations IL-2
	$(BIN)/claimgraph query demo/claims.db paths "TGF-β" melanoma
	$(BIN)/claimgraph export demo/claims.db demo/graph.graphml
	@echo "The graph is in $(CURDIR)/demo/graph.graphml, its claims in demo/claims.db."

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python tests/samples/documented.py README.md docs/*.md

clean:
	rm -rf $(VENV) demo build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.run

# A Python without ensurepip (Debian's, bare) makes an environment without pip: the outer pip puts one in.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "claimgraph needs Python 3.11 or 3.12: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m pip --python $(BIN)/python install --quiet pip
