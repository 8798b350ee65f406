# Every target sets up what it needs first. `make` says what there is.
SUBMISSIONS = tests/submissions
RESULTS = build/results
JOBS =
PYTHON = .venv/bin/python

export OPENBLAS_NUM_THREADS = 1
export OMP_NUM_THREADS = 1

.PHONY: check help setup octave browser demo test test-all lint release texts schema data course solutions strength bench grade otter gradescope classroom

help: ## what the targets are
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## .venv with the pinned packages, and bubblewrap
	@./setup.sh

octave: ## GNU Octave, which runs MATLAB submissions; classes without any do not need it
	@./setup.sh octave

browser: setup
	@./setup.sh browser

demo: data ## release the problems, grade the sample class, and say where the reports are
	@$(PYTHON) -m autograder release --folder build/assignments
	@$(PYTHON) -m autograder grade $(SUBMISSIONS) --results $(RESULTS)

check: data ## [PROBLEM=name]: does a changed problem set still hold together?
	@$(PYTHON) -m autograder check $(if $(PROBLEM),--problem $(PROBLEM))

test: browser lint ## every quick test [COVERAGE=1 measures what they run]
	@$(PYTHON) -m pytest -q -n 2 -m "not slow" $(if $(COVERAGE),--cov --cov-report=term:skip-covered)

test-all: browser lint ## every test, also those that take minutes
	@$(PYTHON) -m pytest -q -n 2

lint: setup
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .
	@.venv/bin/lint-imports --no-cache --no-logo >/dev/null || .venv/bin/lint-imports --no-cache --no-logo

release: data ## solutions/ -> assignments/, and a zip for students
	@$(PYTHON) -m autograder release

julia: setup ## what Julia submissions need: the Julia on PATH, or a folder with one, and its image
	@$(PYTHON) -m autograder julia

texts: setup ## copy texts that name no language from solutions/*.py to the other languages
	@$(PYTHON) -m autograder texts

schema: setup ## docs/report.schema.json, for scripts that read reports
	@$(PYTHON) -c "import json; from autograder.results import json_schema; print(json.dumps(json_schema(), indent=1))" >docs/report.schema.json

data: setup ## the data that problems have beside their notebooks, made once
	@$(PYTHON) -m autograder data

course: data ## a ready nbgrader course directory under build/course
	@$(PYTHON) -m autograder course

otter: data ## otter-grader's student and autograder bundles under build/otter
	@$(PYTHON) -m autograder otter $(if $(PROBLEM),--problem $(PROBLEM))

gradescope: data ## [VISIBILITY=after_published]: a zip per problem under build/gradescope
	@$(PYTHON) -m autograder gradescope $(if $(PROBLEM),--problem $(PROBLEM)) \
		$(if $(VISIBILITY),--visibility $(VISIBILITY))

classroom: data ## [GRADER=owner/name]: GitHub Classroom's template, and workflows, under build/classroom
	@$(PYTHON) -m autograder classroom $(if $(GRADER),--grader $(GRADER)) $(if $(PROBLEM),--problem $(PROBLEM))

solutions: data ## the worked problems, executed, under build/solutions
	@$(PYTHON) -m autograder solutions

strength: data ## [PROBLEM=problem1] [QUESTION=1a] [JOBS=n]: mutants of the worked answers against the hidden checks
	@$(PYTHON) -m autograder strength $(if $(PROBLEM),--problem $(PROBLEM)) \
		$(if $(QUESTION),--question $(QUESTION)) $(if $(JOBS),--jobs $(JOBS))

bench: setup ## how fast it is, as ratios
	@$(PYTHON) -m benchmarks

grade: setup ## SUBMISSIONS=folder or zip [RESULTS=dir] [COURSE=course.toml] [JOBS=n]: grade a class
	@$(PYTHON) -m autograder grade $(SUBMISSIONS) --results $(RESULTS) $(if $(JOBS),--jobs $(JOBS)) \
		$(if $(COURSE),--course $(COURSE))
