"""The smallest case of each benchmark: the same code on as little as it takes."""

from __future__ import annotations

ONE = ("--people", "1", "--workers", "1")
SMALLEST: dict[str, tuple[str, ...]] = {
    "benchmarks.calibration": ONE,
    "benchmarks.changes": (*ONE, "--designs", "13 weeks x 1"),
    "benchmarks.cohort_engines": ("--people", "2", "--workers", "1", "--engines", "processes"),
    "benchmarks.cohort_fire": ("--kills", "1", "--people", "6", "--engines", "processes"),
    "benchmarks.cohort_guests": ("--guests", "1", "--people", "2", "--workers", "1", "--one-shape"),
    "benchmarks.cohort_pooling": ("--cohorts", "1", "--people", "2", "--workers", "1", "--one-shape"),
    "benchmarks.cohort_rounds": ("--people", "2"),
    "benchmarks.cohort_trials": ("--cohorts", "1", "--people", "2", "--workers", "1"),
    "benchmarks.effects": ONE,
    "benchmarks.fire_files": ("--share", "0.001", "damaged", "mutants"),
    "benchmarks.lives": ("--seeds", "1", "--workers", "1", "--lives", "hip-onset"),
    "benchmarks.next_run": ONE,
    "benchmarks.off_model": (*ONE, "--designs", "story", "13 weeks x 3", "--kinds", "box of 2.5 days", "growing"),
    "benchmarks.off_model_shapes": (*ONE, "--designs", "13 weeks x 1"),
    "benchmarks.one_run_once": ("--runs", "6"),
    "benchmarks.other_seeds": ("--seeds", "2", "--workers", "1", "--lives", "hip-onset"),
    "benchmarks.plan_levers": ("--people", "1", "--kinds", "in-model"),
    "benchmarks.plan_loop": (*ONE, "--kinds", "worse", "--rules", "plan"),
    "benchmarks.plan_told": ("--people", "1"),
    "benchmarks.reach": ("--times", "1", "--only", "story, kept"),
    "benchmarks.rivals": ("--people", "1", "--part", "plain", "--design", "13 weeks x 1"),
    "benchmarks.stances": ("--runners", "1", "--parts", "runners"),
    "benchmarks.thirteen_weeks": ("--weeks", "1"),
    "benchmarks.trials": (*ONE, "--designs", "pairs", "--left", "1"),
    "benchmarks.triggers": (*ONE, "--designs", "13 weeks x 1"),
}
# Those that need what a test has not: a server of their own, a browser and minutes, data of others, or an environment
# beside this one. What is said is what tries them instead.
ELSEWHERE: dict[str, str] = {
    "benchmarks.app_speed": "tests/web/test_timeline.py opens its journal",
    "benchmarks.clinic_fire": "tests/clinic/test_fire.py",
    "benchmarks.clinic_load": "tests/clinic/test_load.py",
    "benchmarks.cohort_next_day": "tests/benchmarks/test_cohort.py",
    "benchmarks.fire_pages": "tests/benchmarks/test_fire_pages.py",
    "benchmarks.fire_server": "tests/benchmarks/test_fire_server.py",
    "benchmarks.fit_speed": "build/fit-venv",
    "benchmarks.foot_slider": "tests/web/test_moving_leg.py",
    "benchmarks.headaches": "build/rivals-venv",
    "benchmarks.lag_responses": "tests/benchmarks/test_lag_responses.py; build/rivals-venv",
    "benchmarks.melatonin_afterrun": "tests/trials/test_melatonin.py",
    "benchmarks.next_day": "tests/benchmarks/test_next_day.py; build/rivals-venv",
    "benchmarks.peers": "build/peers-venv",
    "benchmarks.postgres.clinic": "tests/clinic/conftest.py",
    "benchmarks.postgres.fire": "tests/journal/test_postgres_fire.py",
    "benchmarks.postgres.serve": "tests/postgres.py",
}
