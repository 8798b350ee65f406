# Every target sets up what it needs first. `make` says what there is.
SUBMISSIONS = tests/submissions
RESULTS = build/results
JOBS =
PYTHON = .venv/bin/python

export OPENBLAS_NUM_THREADS = 1
export OMP_NUM_THREADS = 1

.PHONY: help setup demo test test-all lint release data solutions bench grade

help: ## what the targets are
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## .venv with the pinned packages, and bubblewrap
	@./setup.sh

demo: setup ## release the problems, grade the sample class, and say where the reports are
	@$(PYTHON) -m autograder release --folder build/assignments
	@$(PYTHON) -m autograder grade $(SUBMISSIONS) --results $(RESULTS)

test: setup lint ## every quick test
	@$(PYTHON) -m pytest -q -n 2 -m "not slow"

test-all: setup lint ## every test, also those that take minutes
	@$(PYTHON) -m pytest -q -n 2

lint: setup
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .

release: data ## solutions/ -> assignments/, and a zip for students
	@$(PYTHON) -m autograder release

data: setup ## the data file of Problem 3, made once
	@$(PYTHON) -m reference.dataset

solutions: data ## the worked problems, executed, under build/solutions
	@$(PYTHON) -m autograder solutions

bench: setup ## how fast it is, as ratios
	@$(PYTHON) -m benchmarks

grade: setup ## SUBMISSIONS=dir [RESULTS=dir] [JOBS=n]: grade a class
	@$(PYTHON) -m autograder grade $(SUBMISSIONS) --results $(RESULTS) $(if $(JOBS),--jobs $(JOBS))
