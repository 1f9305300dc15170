# Kvittera. `make` alone lists what can be asked for.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
APP := services/web/app
SERVICES := directory receipts claims approvals payroll_export web
PYTEST = $(BIN)/python -m pytest $(if $(T),-k "$(T)")
export PYTHONPATH := .
# Dozens of processes start here; without their bytecode each would compile the libraries again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install run demo test test-hostile lint fix generate bench bench-reading gates shots settings reset lock migration

help: ## list these
	@printf 'Kvittera\n\n'
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | \
	  while IFS=$$'\t' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

install: .venv/installed $(APP)/build/installed ## install everything in .venv and build the app; asks nothing, starts nothing

run: install ## start Kvittera with demo data on this machine and print its address
	@$(BIN)/python -m deploy.local $(ARGS)

demo: install ## play the demo data into the Kvittera that runs, as far as it is not there yet
	@$(BIN)/python -m demo.story

test: install ## run all tests (T=claims runs those whose path or name has it)
	@$(PYTHON) deploy/local/system_packages.py test
	@mkdir -p artifacts; $(PYTEST) tests/browser >artifacts/browser.log 2>&1 & browser=$$!; trap 'kill $$browser 2>/dev/null' INT TERM; \
	  $(PYTEST) --deselect tests/browser; rest=$$?; \
	  echo 'The tests in a browser ran beside these; their report:'; wait $$browser; seen=$$?; cat artifacts/browser.log; \
	  [ $$rest = 0 -o $$rest = 5 ] && [ $$seen = 0 -o $$seen = 5 ] && [ $$rest$$seen != 55 ]  # 5: none of these was asked for
	@cd $(APP) && PATH="$(CURDIR)/$(BIN):$$PATH" npm test --silent

test-hostile: install ## read all 1,000 hostile files and print what became of them; `make test` reads 200
	@$(BIN)/python -m pytest tests/hostile -m hostile

lint: install ## check form, types, imports, house rules, and that generated files are current
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy services shared deploy demo tests benchmarks
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest -q tests/unit/test_house.py
	@$(BIN)/python -m docs.generate --check
	@cd $(APP) && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent check

fix: install ## put files in form
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

generate: install ## write docs/, OpenAPI descriptions and the app's types anew
	@$(BIN)/python -m docs.generate

bench-reading: install ## read the labelled receipts beside two plain readers; prints tables, writes plots
	@$(PYTHON) deploy/local/system_packages.py test
	@$(BIN)/python -m benchmarks.reading $(ARGS)

bench: install ## measure speed, memory and size; prints a table and keeps it in benchmarks/results.md
	@$(BIN)/python -m benchmarks.run

gates: install ## the long tests: kills, floods
	@$(PYTHON) deploy/local/system_packages.py test
	@$(BIN)/python -m pytest -m gate --override-ini addopts="--import-mode=importlib -ra"

shots: install ## photograph every screen of the app onto one sheet in artifacts/
	@$(PYTHON) deploy/local/system_packages.py test
	@$(BIN)/python -m tests.browser.shots

settings: install ## list every setting with its default and meaning
	@$(BIN)/python -m docs.generate --print-settings

reset: ## empty the data folder, after asking
	@$(PYTHON) deploy/local/reset.py

lock: .venv/installed
	@for group in all $(SERVICES); do \
	  name=$$([ $$group = all ] && echo requirements.lock || echo requirements-$$group.lock); \
	  $(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --group $$group \
	    $$([ $$group = all ] || echo "-c requirements.lock") -o $$name pyproject.toml || exit 1; done

migration: .venv/installed
	@$(BIN)/python -m deploy.new_migration $(S) "$(M)"

.venv/installed: requirements.lock
	@echo 'Installing Python parts into .venv: half a minute …'
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing; type: sudo apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r deploy/local/uv.lock
	@$(BIN)/uv pip sync -q --require-hashes requirements.lock
	@echo 'Looking for Tesseract, which helps to read …'
	@$(PYTHON) deploy/local/system_packages.py run
	@touch $@

$(APP)/build/installed: .venv/installed $(APP)/package-lock.json $(shell find $(APP)/src $(APP)/static shared/texts -type f 2>/dev/null) $(wildcard $(APP)/*.js $(APP)/*.ts)
	@echo 'Installing the parts of the app …'
	@cd $(APP) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund
	@echo 'Building the app …'
	@cd $(APP) && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build >/dev/null
	@touch $@
