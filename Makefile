# `make` alone lists what there is. Everything works as root and as an ordinary user.
.DEFAULT_GOAL := help
.PHONY: help setup demo run stop test check fix journeys trust bench pins docs _lint

BIN := .venv/bin
PYTEST := $(BIN)/pytest -n 2

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what Linkage needs to run, into .venv
	@sh tools/setup.sh run

demo: setup ## Try Linkage with three invented programmes (RESET=1 fills them anew; HOST, PORT as for run)
	@exec $(BIN)/linkage demo $(if $(RESET),--reset) $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

run: setup ## Run Linkage (HOST=0.0.0.0 for other machines too, PORT=8000); Ctrl-C stops it
	@exec $(BIN)/linkage run $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

stop: ## Stop what `make run` started elsewhere
	@if [ -x $(BIN)/linkage ]; then $(BIN)/linkage stop; else echo "Linkage is not installed here."; fi

test: _lint ## Everything CI runs, browser journeys included; the long sizes of the trust tests are not
	@$(PYTEST) -m "not trust"

check: _lint ## Lints, types, contracts, the rules of the architecture, and every unit test that wants no database
	@$(PYTEST) -q -m "not database or architecture" --ignore=tests/journeys --ignore=tests/trust --ignore=src/linkage/demo

_lint:
	@sh tools/setup.sh test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Some files are not formatted: make fix"; exit 1; }
	@$(BIN)/lint-imports --no-cache >.venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet src/linkage/*/templates

fix: ## Format the code and mend what ruff can mend
	@sh tools/setup.sh test
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check .

journeys: ## Only the users' stories, in a real browser
	@sh tools/setup.sh test
	@$(PYTEST) tests/journeys

trust: ## Only the walls, with their long sizes
	@sh tools/setup.sh test
	@$(PYTEST) tests/trust src/linkage/demo/tests/test_other_days.py

bench: ## Measure one thing: make bench NAME=… (without NAME: which there are)
	@sh tools/setup.sh test
ifdef NAME
	@$(BIN)/python -m benchmarks.$(NAME) $(ARGS)
else
	@grep -l '^def main' benchmarks/*.py benchmarks/*/__main__.py | sed 's#^benchmarks/#  make bench NAME=#; s#/__main__.py$$##; s#\.py$$##'
endif

pins: ## Compile requirements/*.txt anew, with hashes (needs uv)
	@command -v uv >/dev/null || { echo "This needs uv. Type: python3 -m pip install uv"; exit 1; }
	@for name in app test; do \
	  uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url \
	    --no-emit-find-links requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

docs: ## Write docs/permissions.md from the routes
	@sh tools/setup.sh test
	@$(BIN)/python -m tests.architecture.permissions
