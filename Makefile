# Every word that a newcomer types. Each sets up .venv by itself.
.DEFAULT_GOAL := help
VENV ?= .venv
PYTHON := $(VENV)/bin/python
SYSTEM_PYTHON ?= python3
SITE ?= site
UV := uv==0.13.9
COMPILE := pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --upgrade --quiet --custom-compile-command "make requirements"
export JUPYTER_PLATFORM_DIRS = 1
export NO_MKDOCS_2_WARNING = 1
export PYTHONPATH := docs/machinery
# What is compiled is kept, whatever the caller's Python does elsewhere: some twenty processes import the same packages
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/.cache/compiled
DOWNHILL = $(PYTHON) -m downhill

.PHONY: help serve test test-all test-live build check live zip pdf mutants outputs notebooks browsers bench picture torch record classroom variants zensical format lint lint-browser requirements clean

help:  ## list these words
	@grep -hE '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/ready: requirements.txt
	@$(SYSTEM_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Downhill needs Python 3.11 or later; SYSTEM_PYTHON=... names another one")'
	@echo "Setting up $(VENV), once; this takes a minute or two."
	$(SYSTEM_PYTHON) -m venv $(VENV)
	$(PYTHON) -m pip install --no-compile --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/ready-test: $(VENV)/ready requirements-test.txt
	$(PYTHON) -m pip install --no-compile --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

serve: $(VENV)/ready  ## show the book at 127.0.0.1:8000, rebuilt whenever a file changes
	$(DOWNHILL) serve

build: $(VENV)/ready  ## build the book into site/; a good site is replaced by a good one only
	$(DOWNHILL) build

check: $(VENV)/ready  ## say what is wrong with the book, in seconds, without building it
	$(DOWNHILL) check

live: $(VENV)/ready  ## fetch the Python that runs programs in the page, 49 MB, checked, and build the book with it
	$(DOWNHILL) live
	$(DOWNHILL) build

zip: build  ## pack the book as downhill.zip, whose index.html opens without a server
	$(DOWNHILL) zip

pdf: $(VENV)/ready-test build  ## print the book as downhill.pdf, in one volume; needs a Chromium
	$(DOWNHILL) pdf

test: $(VENV)/ready-test  ## lint the code, build the book, and run every check, those in a browser on one page of each kind; ONLY=momentum all of one chapter
	$(if $(ONLY),@$(PYTHON) -m tests.share "$(ONLY)")
	@$(MAKE) --no-print-directory -j2 lint zip  # side by side: types need one core, and so does half of a build
	$(PYTHON) -m pytest -n logical --dist worksteal $(if $(ONLY),-k "$(ONLY) or $(subst -,_,$(ONLY))",--share)

test-all: $(VENV)/ready-test  ## what lands a change: `make test`, with every page, control and state of the book in the browser
	@$(MAKE) --no-print-directory -j2 lint zip
	$(PYTHON) -m pytest -n logical --dist worksteal

mutants: $(VENV)/ready-test build  ## break copies of the book on purpose and tell which check caught it; ONLY=word those with that word
	$(PYTHON) -m tests.mutants $(ONLY)

outputs: $(VENV)/ready  ## make the starters, run every program and lab, and rewrite the .out files that changed
	$(DOWNHILL) outputs

notebooks: $(VENV)/ready-test build  ## execute every notebook in a kernel, and every program in an interpreter of its own
	$(PYTHON) -m pytest -n logical --dist worksteal -m long

test-live: $(VENV)/ready-test live  ## run every program and lab in the page, and compare with what the book shows
	$(PYTHON) -m pytest -n logical --dist worksteal -m live

browsers: $(VENV)/ready-test build  ## try the book in Firefox and in WebKit, where they are installed
	$(PYTHON) -m pytest -n 0 tests/test_browsers.py

picture: $(VENV)/ready-test build  ## take the pictures of the book for the README anew
	$(PYTHON) -m tests.picture

bench: $(VENV)/ready-test build  ## measure builds, tests, page sizes and speed in the browser; ONLY=hand that part
	$(PYTHON) -m tests.bench $(ONLY)

.cache/torch/ready: pyproject.toml $(VENV)/ready
	$(PYTHON) -m venv .cache/torch
	.cache/torch/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"  # the first to know groups
	.cache/torch/bin/python -m pip install --quiet --group torch
	@touch $@

torch: .cache/torch/ready  ## install PyTorch, Keras and Optax apart and compare them with what the tests, two tables and some programs say of them
	.cache/torch/bin/python -m tests.optimizers.record
	$(DOWNHILL) compare

record: .cache/torch/ready  ## run the programs that need more than the book's packages, and record what they print
	$(DOWNHILL) record

classroom: build  ## hand all tasks to nbgrader, which makes the students' version of each and marks two answers
	$(PYTHON) -m venv .cache/classroom
	.cache/classroom/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	.cache/classroom/bin/python -m pip install --quiet --group classroom
	$(PYTHON) -m tests.classroom

variants: $(VENV)/ready  ## write variants of tasks with keys, each verified: SEEDS=1..30 ONLY=bound; CHECK=all tries attempts too
	$(DOWNHILL) variants $(or $(SEEDS),1..30) $(ONLY) $(if $(CHECK),--$(CHECK))

zensical: build  ## build the book with Zensical too, and say what is missing there
	$(PYTHON) -m venv .cache/zensical/venv
	.cache/zensical/venv/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	.cache/zensical/venv/bin/python -m pip install --quiet --group zensical
	$(PYTHON) -m tests.zensical

format: $(VENV)/ready-test  ## format programs to 80 columns, all other Python to 120
	$(PYTHON) -m ruff format . --exclude snippets --exclude docs/labs
	$(PYTHON) -m ruff format --line-length 80 snippets docs/labs

lint: $(VENV)/ready-test  ## ruff on everything, mypy on the machinery; `make format` mends what is only form
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check . --exclude snippets --exclude docs/labs
	$(PYTHON) -m ruff format --check --line-length 80 snippets docs/labs  # as wide as a page
	$(PYTHON) -m mypy

lint-browser:  ## Biome on scripts and styles, and the types of scripts; needs node and the network
	@command -v npx > /dev/null || { echo "make lint-browser needs node, which there is not"; exit 1; }
	npx --yes @biomejs/biome@2.6.8 check .
	npx --yes --package typescript@7.0.2 tsc --project jsconfig.json

requirements: $(VENV)/ready  ## recompile both lists of packages after a change of pyproject.toml
	$(PYTHON) -m pip install --quiet $(UV)
	$(PYTHON) -m uv $(COMPILE) pyproject.toml -o requirements.txt
	$(PYTHON) -m uv $(COMPILE) --group test --constraints requirements.txt -o requirements-test.txt

clean:  ## remove everything that was generated
	rm -rf $(VENV) .cache $(SITE) downhill.zip downhill.pdf variants
