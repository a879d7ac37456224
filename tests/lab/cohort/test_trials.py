"""Many trials of one, from the journals to the words."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from afterrun.cohort.parts import PERSON, write_part
from afterrun.findings import CohortTrials, to_json
from afterrun.journal import Journal
from afterrun.lab import site_model
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.aggregating import FEWEST, cohort_trials
from afterrun.lab.cohort.fitting import ALONE, Fitting, fit_cohort
from afterrun.lab.cohort.source import FolderSource
from afterrun.lab.cohort.told import kept_told
from afterrun.report.cohort_trials import person_told, question_told, trials_told
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from tests.cohort.here import Here
from tests.lab.trial.test_trials import live, promise

pytest.importorskip("pyarrow", reason="the extra cohort is not installed")

PEOPLE = 3


@pytest.fixture
def cohort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three people whose thing takes three quarters off, the last of whom has not ended the trial."""
    quick = partial(fit_response, kernels=(KERNELS["K1"],), curves=(POWER,), turns=(), size=400)
    monkeypatch.setattr(site_model, "learned", quick)
    (tmp_path / "journals").mkdir()
    for number in reversed(range(PEOPLE + 1)):
        with Journal.open(tmp_path / "journals" / f"p{number}.db") as journal:
            trial = promise(journal, units=12, seed=number)
            end = live(journal, trial, left=0.25, runs=12 if number < PEOPLE else 10, seed=number)
    out = tmp_path / "out"
    fit_cohort(
        Fitting(
            source=FolderSource(tmp_path / "journals"), out=out, engine=Here(), now=end, lost="", workers=1, pool=False
        )
    )
    return out


def text_of(found: CohortTrials) -> str:
    (question,) = found.questions
    return " ".join([question_told(question), *trials_told(question)])


@pytest.mark.share
def test_trials_are_put_together_and_each_is_told(cohort: Path) -> None:
    found = cohort_trials(cohort)
    (question,) = found.questions
    assert (question.intervention, question.variant, question.people) == ("calf-stretch", None, PEOPLE)
    assert question.runs == 12 * PEOPLE
    assert question.average_ratio is not None
    assert question.average_ratio.hi < 0.9
    assert [each.person for each in question.persons] == [f"p{number}.db" for number in range(PEOPLE)]
    told = to_json(found)
    assert (told["schema"], told["people"]) == ("afterrun/cohort-trials/1", PEOPLE + 1)
    text = text_of(found)
    assert text.startswith("Calf stretch: pain after runs with it and without, 3 trials, 36 runs")
    assert "People differ" in text
    assert "p0.db" in person_told(question.persons[0])


def keep(out: Path, ratios: list[tuple[str, float, float]], *, responds: float = 1.0) -> CohortTrials:
    """Put trials with these middles and spreads in the place of those that were lived."""
    rng = np.random.default_rng(0)
    for part in (out / ALONE).glob("part-*"):
        part.unlink()
    for number, (thing, middle, sd) in enumerate(ratios):
        trial = {
            "intervention": thing, "variant": None, "design": "pairs", "n_with": 6, "n_without": 6,
            "log_ratio": list(middle + sd * rng.standard_normal(400)), "prob_responds": responds,
            "with_nrs": 1.0, "without_nrs": 2.0 + 0.1 * number,
        }  # fmt: skip
        row = {PERSON: f"q{number}", columns.TRIALS: json.dumps([trial])}
        write_part(out / ALONE, [row], columns.COLUMNS)
    return cohort_trials(out)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A finished cohort of nobody with a trial."""
    (tmp_path / "journals" / "p0").mkdir(parents=True)
    (tmp_path / "journals" / "p0" / "pain.csv").write_text("at,site,nrs\n2026-03-02T09:00:00+01:00,left-heel,2\n")
    now = datetime.fromisoformat("2026-03-03T09:00:00+01:00")
    out = tmp_path / "out"
    fit_cohort(Fitting(source=FolderSource(tmp_path / "journals"), out=out, engine=Here(), now=now, lost="", workers=1))
    return out


def test_nobody_has_a_trial(empty: Path) -> None:
    assert cohort_trials(empty).questions == ()
    assert kept_told(empty).learned_from == 0


def test_too_few_trials_are_not_put_together(empty: Path) -> None:
    found = keep(empty, [("tape", -1.5, 0.1)] * (FEWEST - 1))
    (question,) = found.questions
    assert (question.average_ratio, question.verdict, question.persons) == (None, "not-yet-known", ())
    assert "too few" in text_of(found)


def test_what_helps_does_nothing_or_is_not_known_is_told_so(empty: Path) -> None:
    verdicts = {
        "helps": [("tape", -0.9, 0.1)] * 8,
        "worsens": [("tape", 0.9, 0.1)] * 8,
        "no-worthwhile-effect": [("tape", 0.0, 0.05)] * 12,
        "not-yet-known": [("tape", -0.15, 0.3)] * 4,
    }
    for verdict, ratios in verdicts.items():
        found = keep(empty, ratios)
        assert found.questions[0].verdict == verdict
    assert "not yet known" in text_of(found)


def test_an_average_that_helps_may_hide_people_whom_it_harms(empty: Path) -> None:
    found = keep(empty, [("tape", -1.0, 0.1)] * 9 + [("tape", 0.6, 0.1)] * 3)
    (question,) = found.questions
    assert question.between_factor is not None
    assert question.between_factor.median > 1.5
    assert [each.verdict for each in question.persons].count("worsens") == 3
    assert question.share_helped is not None
    assert question.share_helped < 0.9


def test_the_most_tried_comes_first(empty: Path) -> None:
    found = keep(empty, [("tape", -0.5, 0.1)] * 3 + [("ice", -0.5, 0.1)] * 4)
    assert [each.intervention for each in found.questions] == ["ice", "tape"]
    assert [each.people for each in found.questions] == [4, 3]


def test_nothing_helps_whoever_may_not_respond_to_runs(empty: Path) -> None:
    found = keep(empty, [("tape", -1.2, 0.1)] * 6, responds=0.7)
    (question,) = found.questions
    assert {each.verdict for each in question.persons} == {"not-yet-known"}
    assert {each.as_one_of_them for each in question.persons} == {None}
    assert person_told(question.persons[0]) == ("q0", "it is not known yet that runs raise the pain here")
