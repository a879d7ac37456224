"""Own answers that lean on other people: on how such pain usually is, never on whether it is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from afterrun.errors import InvalidValueError
from afterrun.findings import to_json
from afterrun.journal import Journal
from afterrun.journal.others import keep_others
from afterrun.lab.answers import Answer, answer
from afterrun.lab.leaning import lean_on, population_of
from afterrun.lab.site_model import site_model
from afterrun.records.others import Others
from afterrun.report.sentences import cautions
from afterrun.response.parameters import PRIOR_RESPONDS
from afterrun.response.population import POOLED
from tests.lab.journals import story
from tests.lab.test_site_model import NOW, fit_of

pytestmark = pytest.mark.usefixtures("unexplained")

LATER = {"K1 log_tau_on": (0.8, 0.2)}  # than one would think beforehand
FAR_LATER = {"K1 log_tau_on": (3.0, 0.1), "K1 log_tau_gap": (3.0, 0.1)}  # than anybody's
OTHERS = Others(name="Heel club", people=412, as_of=date(2026, 5, 4), among=LATER)


def peak_h(found: Answer) -> float:
    assert found.told.response is not None
    assert found.told.response.peak_h is not None
    return found.told.response.peak_h.median


@pytest.mark.usefixtures("one_shape")
def test_answers_lean_on_what_was_lent_and_say_so() -> None:
    diary = story()
    alone, leaning = (answer(each, now=NOW) for each in (diary, replace(diary, others=OTHERS)))
    assert alone.told.data.leans_on is None
    assert not any("Heel club" in text for text in cautions(alone.told))
    assert peak_h(leaning) > peak_h(alone)
    assert to_json(leaning.told)["data"]["leans_on"] == {
        "name": "Heel club",
        "people": 412,
        "as_of": "2026-05-04",
        "used": True,
    }
    assert any("lean on 412 other people (Heel club" in text for text in cautions(leaning.told))


@pytest.mark.usefixtures("one_shape")
def test_who_is_unlike_them_stands_alone_and_is_told_so() -> None:
    """Leant on all the same, they moved the hour of the worst, and ranges were far too narrow."""
    diary, far = story(), replace(OTHERS, among=FAR_LATER)
    alone, unlike = (answer(each, now=NOW) for each in (diary, replace(diary, others=far)))
    assert unlike.told.response == alone.told.response
    assert to_json(unlike.told)["data"]["leans_on"]["used"] is False
    said = " ".join(cautions(unlike.told))
    assert "from your diary alone" in said
    assert "412 other people (Heel club), but your diary fits better without them" in said


def test_whether_it_is_so_is_asked_of_the_diary_alone() -> None:
    everything = dict.fromkeys(POOLED, (2.0, 0.1))
    population = population_of(replace(OTHERS, among=everything))
    assert population is not None
    assert set(POOLED) - set(population.among) == {"drift", "log_restless", "trend"}
    assert population.prob_responds == PRIOR_RESPONDS


@pytest.mark.usefixtures("one_shape")
def test_an_earlier_fit_is_not_taken_for_one_that_leans() -> None:
    diary = story()
    alone = site_model(diary, now=NOW)
    leaning = site_model(replace(diary, others=OTHERS), now=NOW, earlier=alone)
    assert leaning.known is None
    assert not np.array_equal(fit_of(alone).draws.gain_nrs, fit_of(leaning).draws.gain_nrs)
    assert site_model(replace(diary, others=OTHERS), now=NOW, earlier=leaning).known is leaning.fit
    assert alone.evidence.before is None
    assert leaning.evidence.before == population_of(OTHERS), "what was learned is what came on top of it"


def test_a_journal_leans_until_it_is_told_not_to(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "own.db") as journal:
        assert journal.diary().others is None
        before = journal.revision()
        assert lean_on(journal, OTHERS.text.encode()) == OTHERS
        assert journal.revision() > before  # what was worked out before holds no more
        assert journal.diary().others == OTHERS
        with pytest.raises(InvalidValueError, match="teaches nothing that this version knows"):
            lean_on(journal, replace(OTHERS, among={"log_charm": (0.0, 1.0)}).text.encode())
        assert journal.diary().others == OTHERS
        keep_others(journal, None)
        assert journal.diary().others is None
