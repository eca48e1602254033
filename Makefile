# Two commands matter: `make serve` (install, index, run) and `make test` (install, test).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TYPESCRIPT := typescript@5.9.3

# One thread a library: on small machines several pools of threads only get in each other's way.
export OMP_NUM_THREADS ?= 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: install build serve test check check-web gate bench screenshots clean

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=... names another one)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "no venv: apt-get install python3-venv" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Status 1 says that some file of the corpus was skipped (and named): the others are indexed and can be served.
build: install
	@$(BIN)/python -m indexer build || test $$? -eq 1

serve: build
	@exec $(BIN)/python serve.py

test: install
	$(BIN)/python -m pytest

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory check-web

# Types of the page's scripts; needs Node, which nothing else does.
check-web:
	@if command -v npx >/dev/null; then npx --yes --package $(TYPESCRIPT) tsc --project assistant/web/tsconfig.json; \
	elif test -n "$$CI"; then echo "check-web: Node is missing (apt-get install nodejs npm)" >&2; exit 1; \
	else echo "check-web: skipped, Node is missing (apt-get install nodejs npm)"; fi

# The answers to the development set against the stored baseline: fails on a significant drop or a false figure.
gate: install
	@$(BIN)/python -m indexer build --index .gate >/dev/null
	$(BIN)/python -m eval gate --set dev --index .gate --baseline eval/baselines/dev.json

bench: build
	$(BIN)/python -m eval bench

# The page's pictures in docs/screenshots; needs chromium.
screenshots: install
	$(BIN)/python -m tests.web.screenshots

clean:
	rm -rf $(VENV) index .gate build dist *.egg-info .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
