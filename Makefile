# Everything a person does with Meldesk. Needs Python 3.11 or newer; the rest comes from the lock.
PYTHON ?= python3
BIN := .venv/bin
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url
SECRET = $$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(48))")

BROWSER = tests/browser

# A start takes twice as long where what was compiled is not kept, and the tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := run
.PHONY: run setup test bad-input bench faults restore-drill check audit sbom lock words clean

# DEBUG, and with it the practice keys, is switched on here and nowhere else outside the tests.
run: export DEBUG := 1
run:
	$(PYTHON) start.py run

setup:
	$(PYTHON) start.py setup

# make test DATABASE_URL=postgres://... REDIS_URL=redis://...   runs the same tests on the engines of production.
# BROWSER="tests/browser/test_journeys.py" takes these tests in the browser and no others.
test:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m pytest -n auto -m "not browser" $(ARGS)
	$(BIN)/python -m pytest -n auto --dist loadfile -m browser $(BROWSER) $(ARGS)

# Every bad value in every field of every form, and every strange request at every address; `make test` takes a sample.
bad-input: export MELDESK_BAD_INPUT := whole
bad-input:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m pytest tests/bad_input $(ARGS)

# make --silent bench ARGS=--json   prints the same figures as JSON; ARGS=--write keeps them in docs/benchmarks.md and
# .json. ARGS="--only pages --database-10k postgres://... --database-1m postgres://..."   measures filled databases.
bench:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m tests.bench $(ARGS)

# make faults ARGS="--only sending --trials 200 --seed 7": processes are killed, databases stop, disks fill (docs/faults.md).
faults:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m tests.faults $(ARGS)

# A desk is broken and put back to a moment, on a PostgreSQL of its own and on SQLite; prints what was lost, and how long.
restore-drill:
	$(PYTHON) start.py setup-tests
	$(BIN)/python -m tests.restore $(ARGS)

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
	! grep -nE "https?://|--(extra-)?index-url|--find-links" requirements/*.txt
	$(BIN)/python requirements/audit.py

# Are weak places known of what the lock holds? Without a network it says that it could not look.
audit:
	$(PYTHON) start.py setup-tests
	$(BIN)/python requirements/audit.py

# The bill of materials (CycloneDX) of the lock, in docs/sbom.json; after every `make lock`.
sbom:
	$(PYTHON) start.py setup-tests
	$(BIN)/python requirements/bom.py

# Run from this folder, so that the header of a lock holds no path of a machine.
lock:
	$(LOCK) requirements/desk.in --output-file requirements/desk.txt
	$(LOCK) requirements/otel.in --constraint requirements/desk.txt --output-file requirements/otel.txt
	$(LOCK) requirements/test.in --constraint requirements/desk.txt --constraint requirements/otel.txt --output-file requirements/test.txt

# After a change of the English words of the portal; needs msgfmt of gettext. Nothing else does: the result is kept here.
words:
	msgfmt --check-format --output-file meldcode/locale/en/LC_MESSAGES/django.mo meldcode/locale/en/LC_MESSAGES/django.po

# Leaves var/ alone: the database of a desk lives there.
clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .guard .migrated test-results
