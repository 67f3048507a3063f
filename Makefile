# Everything is made in .venv by itself; nothing is installed by hand before.
# DOCUMENTS="a.json b.csv" are what serve and lab show; ARGS="…" goes to the command as it is.
.DEFAULT_GOAL := help
.PHONY: help serve lab test lint types bench bench-scale kills load bench-peers fuzz screenshots gold quality wheel lock

FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c '$(FITS)' 2>/dev/null && echo $$name && break; done)
RUN := .venv/bin/python
READY := .venv/installed
UV := UV_NO_PROGRESS=1 $(RUN) -m uv
PIN = $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --upgrade --quiet
CODE := explorer tests
SCALE := $(wildcard tests/benchmarks/bench_scale*.py)
PEERS := tests/benchmarks/peers
PEERS_READY := .venv-peers/installed

help: ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 18

serve: $(READY) ## Serve the dashboards and print their link
	@$(RUN) -m explorer serve $(DOCUMENTS) $(ARGS)

lab: $(READY) ## Open the notebooks in JupyterLab
	@$(RUN) -m explorer lab $(DOCUMENTS) $(ARGS)

test: $(READY) ## Run every test, those in a browser too
	@$(RUN) -m pytest $(ARGS)

lint: $(READY) ## Check style and format
	@$(RUN) -m ruff check $(CODE)
	@$(RUN) -m ruff format --check $(CODE)

types: $(READY) ## Check types
	@$(RUN) -m mypy

bench: $(READY) ## Measure, and print the figures
	@set -e; for bench in $(filter-out $(SCALE),$(wildcard tests/benchmarks/bench_*.py)); do \
	 PYTHONPATH=. $(RUN) $$bench $(ARGS); done

bench-scale: $(READY) ## Measure with 10 thousand, 100 thousand and a million papers, or ARGS=5000
	@set -e; for bench in $(SCALE); do PYTHONPATH=. $(RUN) $$bench $(ARGS); done

bench-peers: $(READY) $(PEERS_READY) ## Measure beside other makers of dashboards
	@PYTHONPATH=. $(RUN) $(PEERS)/measure.py $(ARGS)

kills: $(READY) ## Kill who writes a library, 50 times and again
	@PYTHONPATH=. $(RUN) tests/benchmarks/kill_library.py $(ARGS)

load: $(READY) ## Let 30 visitors search at once, then 200 come and go
	@PYTHONPATH=. $(RUN) tests/benchmarks/load_visitors.py $(ARGS)

fuzz: $(READY) ## Damage documents for a minute, or ARGS=600 seconds, and keep what a reader does not bear
	@PYTHONPATH=. $(RUN) tests/fuzz.py $(ARGS)

screenshots: $(READY) ## Take the README's pictures again
	@PYTHONPATH=. $(RUN) tests/browser/screenshots.py $(ARGS)

gold: $(READY) ## Measure what is extracted against what people marked
	@PYTHONPATH=. $(RUN) tests/gold.py $(ARGS)

quality: $(READY) ## Measure how well papers are ranked, by words and by meaning
	@PYTHONPATH=. $(RUN) tests/quality.py $(ARGS)

wheel: $(READY) ## Build dist/*.whl
	@$(RUN) -m hatchling build -t wheel

lock: $(READY) ## Pin the newest versions, ours and the peers'
	@$(PIN) pyproject.toml --extra semantic --group dev -o requirements.lock
	@$(PIN) --only-binary :all: $(PEERS)/requirements.in -o $(PEERS)/requirements.lock

# Installed once for each change of the pins or of the project file: by uv, or by pip where uv cannot be had.
# Wheels only, so that nothing without a pin is fetched to build another.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(FITS)' 2>/dev/null || { echo "explorer needs Python 3.11 to 3.14;\
	 $(or $(PYTHON),python3) is $$($(or $(PYTHON),python3) --version 2>&1). Name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@test -x $(RUN) || { echo "Making .venv with $$($(PYTHON) --version)"; $(PYTHON) -m venv .venv; }
	@awk '/^[^ #]/ { kept = /^uv==/ } kept' requirements.lock > .venv/uv.lock
	@echo "Installing $$(grep -c '^[a-z]' requirements.lock) pinned packages (a minute with a slow network)"
	@if $(RUN) -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r .venv/uv.lock \
		&& $(UV) pip install --quiet --compile-bytecode --only-binary :all: --require-hashes -r requirements.lock; \
	then :; else \
		echo "uv cannot be used here; installing by pip"; \
		$(RUN) -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock \
			&& $(RUN) -m compileall -q -j 0 .venv/lib > /dev/null; \
	fi
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Installed in .venv"

# The peers in an environment of their own: what they need never meets what explorer needs.
$(PEERS_READY): $(PEERS)/requirements.lock | $(READY)
	@echo "Installing $$(grep -c '^[a-z]' $<) pinned packages of the peers"
	@$(UV) venv --quiet --allow-existing --python $(RUN) .venv-peers
	@$(UV) pip sync --quiet --python .venv-peers --compile-bytecode --only-binary :all: --require-hashes $<
	@touch $@
