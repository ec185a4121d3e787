# Everything a person does with Meldesk. Needs Python 3.11 or newer; the rest comes from the lock.
PYTHON ?= python3
BIN := .venv/bin
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url
SECRET = $$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(48))")

.DEFAULT_GOAL := run
.PHONY: run setup test bench faults faults-sending check lock words clean

# DEBUG, and with it the practice keys, is switched on here and nowhere else outside the tests.
run: export DEBUG := 1
run:
	$(PYTHON) start.py run

setup:
	$(PYTHON) start.py setup

# make test DATABASE_URL=postgres://... REDIS_URL=redis://...   runs the same tests on the engines of production.
test:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m pytest -n auto -m "not browser" $(ARGS)
	$(BIN)/python -m pytest -m browser $(ARGS)

# make --silent bench ARGS=--json   prints the same figures as JSON; ARGS=--write keeps them in docs/benchmarks.md and
# .json. ARGS="--only pages --database-10k postgres://... --database-1m postgres://..."   measures filled databases.
bench:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m tests.bench $(ARGS)

# make faults ARGS="--seconds 600": people at work while they, the sealer and the database are killed.
faults:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m tests.faults $(ARGS)

# make faults-sending ARGS="--trials 20 --seed 7": a report is sent while the web server or the worker is killed.
faults-sending:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m tests.faults.sending_table $(ARGS)

check: export DEBUG := 1
check:
	$(PYTHON) start.py setup-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=0 DATABASE_URL=sqlite://:memory: ALLOWED_HOSTS=desk.example SECRET_KEY=$(SECRET) DRAFT_KEY=$(SECRET) \
		ADVICE_CODE_KEY=$(SECRET) FACTOR_KEY=$(SECRET) RECEIPT_KEY=$(SECRET) \
		CIRCLE_KEY=$(SECRET) ATTACHMENT_KEY=$(SECRET) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/djlint --lint --quiet templates
	@echo "The locks hold no address of a registry:"
	! grep -nE "http|--(extra-)?index-url|--find-links" requirements/*.txt

# Run from this folder, so that the header of a lock holds no path of a machine.
lock:
	$(LOCK) requirements/desk.in --output-file requirements/desk.txt
	$(LOCK) requirements/test.in --constraint requirements/desk.txt --output-file requirements/test.txt

# After a change of the English words of the portal; needs msgfmt of gettext. Nothing else does: the result is kept here.
words:
	msgfmt --check-format --output-file meldcode/locale/en/LC_MESSAGES/django.mo meldcode/locale/en/LC_MESSAGES/django.po

# Leaves var/ alone: the database of a desk lives there.
clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .guard test-results
