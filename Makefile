# Two commands do everything: `make serve` and `make test`.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python
CATALOGUES := $(wildcard archive/locale/*/LC_MESSAGES/django.po archive/desk/locale/*/LC_MESSAGES/django.po)

export HOST PORT

.PHONY: serve test venv lock messages translations conformance clean

serve: .venv/installed translations
	@exec $(PY) manage.py serve

test: .venv/installed-test translations
	@$(PY) -m tests

venv: .venv/installed

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Testimonia needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing the locked dependencies ..."
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-test: requirements-test.txt | .venv/bin/python
	@echo "Installing the locked dependencies of the tests ..."
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@ .venv/installed

translations: $(CATALOGUES:.po=.mo)

%.mo: %.po | .venv/bin/python
	@$(PY) -m babel.messages.frontend compile --domain django --input-file $< --output-file $@ 2>/dev/null

# Adds what the code says anew to the catalogues of translations.
messages: .venv/installed-test
	@DJANGO_SETTINGS_MODULE=tests.settings $(PY) -m tests.messages

# Runs the CSL test suite: SUITE is its zip or folder.
SUITE ?= ../shared/data/csl-test-suite.zip
conformance: .venv/installed
	@$(PY) -m tests.sources.styles.csl.conformance $(SUITE)

# Writes the lock files anew from pyproject.toml; needs `pip install uv`.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra test pyproject.toml -o requirements-test.txt

clean:
	rm -rf .venv build
