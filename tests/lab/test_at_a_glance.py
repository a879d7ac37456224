"""One journal among many: what makes it need a look, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterrun.journal import Journal
from afterrun.lab.at_a_glance import LATELY, glance
from afterrun.lab.story import build_story
from afterrun.lab.trial.design import Chosen, planned
from afterrun.lab.trial.run import register, stop
from afterrun.records import Diary, PainReport, Run, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEEL = Site.parse("left-heel")


def report(ago: timedelta, **told: object) -> PainReport:
    return PainReport(**({"at": NOW - ago, "site": HEEL, "nrs": 1} | told))  # type: ignore[arg-type]


def test_who_has_not_reported_for_a_week_is_silent() -> None:
    assert glance(Diary(), NOW).silent
    assert glance(Diary(), NOW).last_report is None
    assert not glance(Diary(pain=(report(LATELY),)), NOW).silent
    assert glance(Diary(pain=(report(LATELY + timedelta(minutes=1)),)), NOW).silent
    ahead = glance(Diary(pain=(report(-timedelta(days=1)),)), NOW)
    assert ahead.silent, "a report that is still to come says nothing of today"


def test_a_sign_anywhere_comes_before_everything() -> None:
    """Also at a place with few reports among many of another."""
    calf = report(timedelta(0), site=Site.parse("left-calf"), nrs=6, symptom="swelling", quality=("warm",))
    signed = glance(Diary(pain=(*(report(timedelta(hours=n)) for n in range(1, 30)), calf)), NOW)
    assert signed.flags
    assert signed.urgency < glance(Diary(), NOW).urgency < glance(Diary(pain=(report(timedelta(0)),)), NOW).urgency


def test_a_trial_is_due_when_it_is_over_and_lately(tmp_path: Path) -> None:
    diary = build_story(now=NOW).diary
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add(diary.runs)
        journal.add(diary.pain)
        site = journal.diary().sites()[0]
        trial = planned(journal.diary(), Chosen(design="blocks", site=site, intervention="calf-stretch", weeks=16), NOW)
        register(journal, trial)
        begun = glance(journal.diary(), NOW + timedelta(days=1))
        journal.add([Run(start=NOW + timedelta(days=n), duration_s=1800, distance_m=3000) for n in range(1, 130, 5)])
        over = glance(journal.diary(), NOW + timedelta(days=130))
        long_over = glance(journal.diary(), NOW + timedelta(days=200))
        stop(journal, trial, NOW + timedelta(days=2), "enough")
        stopped = glance(journal.diary(), NOW + timedelta(days=130))
    assert begun.trial is not None
    assert begun.trial.state in ("run-in", "running")
    assert over.trial is not None
    assert (over.trial.state, over.trial_due) == ("over", True)
    assert long_over.trial is None
    assert stopped.trial is None


def test_of_those_without_a_sign_who_hurts_more_comes_first() -> None:
    """Somebody whose pain rises stood at the end of the list, after all who had nothing."""
    weeks = {1: (4, 4, 4), 2: (3, 3, 3)}
    rising = [
        report(timedelta(days=7 * week - n), nrs=nrs) for week, told in weeks.items() for n, nrs in enumerate(told, 2)
    ]
    much, little = glance(Diary(pain=tuple(rising)), NOW), glance(Diary(pain=(report(timedelta(0)),)), NOW)
    assert (much.week_nrs, much.week_before_nrs) == (4.0, 3.0)
    assert little.week_nrs is None, "one report is no mean"
    assert not much.flags
    assert much.urgency < little.urgency
