# The commands of Seedbed. Without make: docs/contributing.md says what to type for each recipe.
PY = .venv/bin/python
# HOST counts only when typed here, `make run HOST=0.0.0.0`: some shells export one of their own.
AT = $(if $(filter command,$(firstword $(origin HOST))),--host "$(HOST)")

# Some machines forbid Python to keep what it compiled; each process would then compile all anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint fix browser reset

run: ## the demonstration, whole, at http://localhost:8000/ (PORT=, HOST=)
	@bin/bootstrap
	@SEEDBED_MODE=demo exec $(PY) manage.py run $(AT) $(if $(PORT),--port "$(PORT)")

# Tried once, on PostgreSQL: each page in the browser. Once, beside SQLite, which is quicker: each
# page as everybody (matrix), how many queries a page asks (counted), and what asks no database or
# brings its own (own).
WORKERS = -n auto
test: ## everything, on SQLite and on PostgreSQL, with a real browser
	@bin/bootstrap dev
	@$(PY) -m demo.browser
	TEST_DB=sqlite $(PY) -m pytest $(WORKERS) -m "not browser"
	TEST_DB=postgres $(PY) -m pytest $(WORKERS) -m "not own and not matrix and not counted"

check: lint ## what a change must pass before it is pushed; under two minutes
	TEST_DB=sqlite $(PY) -m pytest $(WORKERS) -m "not browser and not whole and not matrix and not long"

lint: ## layout, rules, types, the house's one-way imports
	@bin/bootstrap dev
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	SEEDBED_MODE=test $(PY) -m mypy .
	$(PY) .venv/bin/lint-imports
	git ls-files -z "*.html" | xargs -0 .venv/bin/djade --check --target-version 5.2

fix: ## put layout and order right
	@bin/bootstrap dev
	$(PY) -m ruff format
	$(PY) -m ruff check --fix
	git ls-files -z "*.html" | xargs -0 .venv/bin/djade --target-version 5.2

browser: ## a Chromium for the browser tests, if there is none
	@bin/bootstrap dev
	@$(PY) -m demo.browser

reset: ## forget the demonstration's data
	rm -rf .data staticfiles
