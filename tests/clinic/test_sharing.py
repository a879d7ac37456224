"""Sharing, messages, studies: until when, and whose."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from afterrun.clinic import messages, people, sharing, studies
from afterrun.clinic.research import LEFT_OUT, OTHER, study_archive
from afterrun.clinic.roles import Role, Scope
from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.lab.importing import import_paths
from afterrun.lab.story import build_story
from afterrun.records import Care, Diary, Event, PainReport, Run, Site, Trial
from afterrun.records.provenance import STRAVA_API
from tests.clinic.town import NOW, Town


def test_a_share_holds_until_its_end_or_until_it_is_taken_back(town: Town) -> None:
    store, ada, mia = town.house.store, town.joins(Role.RUNNER, "ada"), town.joins(Role.CLINICIAN, "mia")

    def held() -> Scope | None:
        return sharing.held(store, town.clock(), clinician=mia.id, runner=ada.id)

    def give(scope: Scope) -> sharing.Share:
        until = town.clock() + timedelta(days=30)
        return sharing.give(store, town.clock(), runner=ada.id, clinician=mia.id, scope=scope, until=until)

    assert held() is None
    first = give(Scope.READ)
    assert held() is Scope.READ
    second = give(Scope.PLAN)
    assert held() is Scope.PLAN
    assert sharing.of_runner(store, town.clock(), ada.id) == [second], "the new one is in the place of the old"
    assert not sharing.take_back(store, town.clock(), runner=ada.id, number=first.id)
    assert not sharing.take_back(store, town.clock(), runner=mia.id, number=second.id), "only the runner"
    assert sharing.take_back(store, town.clock(), runner=ada.id, number=second.id)
    assert held() is None
    give(Scope.READ)
    town.clock.wait(days=30)
    assert held() is None
    give(Scope.READ)
    with store.writing() as connection:
        people.close(connection, town.clock(), ada.id)
    assert held() is None


def test_only_a_clinician_is_shared_with_and_only_for_a_year(town: Town) -> None:
    store, ada, rosa = town.house.store, town.joins(Role.RUNNER, "ada"), town.joins(Role.RESEARCHER, "rosa")
    mia = town.joins(Role.CLINICIAN, "mia")
    for who, days in ((rosa.id, 30), (ada.id, 30), ("nobody", 30), (mia.id, 0), (mia.id, -1), (mia.id, 400)):
        with pytest.raises(InvalidValueError):
            sharing.give(
                store,
                town.clock(),
                runner=ada.id,
                clinician=who,
                scope=Scope.READ,
                until=town.clock() + timedelta(days=days),
            )
    assert sharing.of_runner(store, town.clock(), ada.id) == []


def test_what_is_said_is_read_and_answered_by_whom_it_is_for(town: Town) -> None:
    store, ada, bo = town.house.store, town.joins(Role.RUNNER, "ada"), town.joins(Role.RUNNER, "bo")
    mia = town.joins(Role.CLINICIAN, "mia")
    messages.comment_on(store, town.clock(), clinician=mia.id, runner=ada.id, text="  Well done.  ")
    ((said,), _) = messages.waiting(store, ada.id)
    assert said.text == "Well done."
    assert not messages.have_read(store, town.clock(), runner=bo.id, number=said.id)
    assert messages.have_read(store, town.clock(), runner=ada.id, number=said.id)
    assert messages.waiting(store, ada.id)[0] == []
    wanted: dict[str, Any] = {"clinician": mia.id, "runner": ada.id, "question": "prevention", "site": "left-heel"}
    messages.propose(store, town.clock(), intervention="calf raises", weeks=12, **wanted)
    (_, (one,)) = messages.waiting(store, ada.id)
    assert messages.look_at(store, town.clock(), runner=bo.id, number=one.id) is None
    assert messages.decline(store, town.clock(), runner=bo.id, number=one.id) is None
    for _ in range(2):
        looked = messages.look_at(store, town.clock(), runner=ada.id, number=one.id)
        assert looked is not None
        assert messages.waiting(store, ada.id)[1] == [looked], "not begun by looking at it"
    assert messages.decline(store, town.clock(), runner=ada.id, number=one.id) is not None
    assert messages.waiting(store, ada.id)[1] == []
    assert messages.look_at(store, town.clock(), runner=ada.id, number=one.id) is None, "declined is declined"
    for intervention, weeks in ((" ", 12), ("x", 1)):
        with pytest.raises(InvalidValueError):
            messages.propose(store, town.clock(), intervention=intervention, weeks=weeks, **wanted)


def test_a_proposal_was_begun_by_a_trial_of_it_since_and_by_no_other() -> None:
    site = Site.parse("left-heel")
    one = messages.Proposal("1", "mia", NOW, "Calf  raises", "prevention", str(site), 12, None)
    began = Trial(
        start=NOW + timedelta(days=1),
        question="prevention",
        design="pairs",
        intervention="calf-raises",
        site=site,
        units=20,
    )
    others = [
        replace(began, start=NOW - timedelta(days=1)),
        replace(began, intervention="ice"),
        replace(began, site=Site.parse("right-heel")),
    ]
    assert not one.begun_by(others)
    assert one.begun_by([*others, replace(began, variant="eccentric", units=8)]), "as the runner wanted it"


def test_consent_is_for_one_study_and_taken_back(town: Town) -> None:
    store, ada, rosa = town.house.store, town.joins(Role.RUNNER, "ada"), town.joins(Role.RESEARCHER, "rosa")
    one, two = (
        studies.begin(store, town.clock(), researcher=rosa.id, title=title, what_for="To learn.") for title in "12"
    )
    assert studies.give_consent(store, town.clock(), runner=ada.id, number=one.id)
    assert studies.give_consent(store, town.clock(), runner=ada.id, number=two.id)
    assert not studies.give_consent(store, town.clock(), runner=ada.id, number="none")
    (here,), (there,) = studies.consented(store, one.id), studies.consented(store, two.id)
    assert here.pseudonym != there.pseudonym
    assert here.shift_weeks >= 1
    assert studies.withdraw(store, town.clock(), runner=ada.id, number=one.id)
    assert studies.consented(store, one.id) == []
    assert studies.of_runner(store, ada.id) == {two.id}
    studies.give_consent(store, town.clock(), runner=ada.id, number=one.id)
    assert studies.consented(store, one.id)[0].pseudonym != here.pseudonym


def test_a_study_gets_numbers_and_words_of_lists_and_nothing_that_was_typed() -> None:
    secret = "secret of ada"
    start = NOW.astimezone(None).replace(minute=47, second=13, microsecond=7)
    site = Site.parse("left-heel")
    diary = Diary(
        runs=(Run(start=start, duration_s=1834, distance_m=6412.7, note=secret, shoe=secret, surface=secret),),
        pain=(PainReport(at=start, site=site, nrs=3, note=secret, quality=("sharp", "secret"), moment="secret"),),
        care=(Care(at=start, intervention="secret-cream", variant=secret, note=secret, run=start),),
        events=(Event(at=start, kind="football", note=secret), Event(at=start, kind="secret")),
    )
    consent = studies.Consent("f" * 32, "abcdef", 4)
    packed = study_archive([(consent, diary)])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    told = "".join([*texts, *texts.values()])
    assert "secret" not in told
    assert consent.runner not in told
    assert NOW.date().isoformat() not in told
    (run,) = csv.DictReader(io.StringIO(texts["abcdef/runs.csv"]))
    moved = (start - timedelta(weeks=4)).replace(minute=45, second=0, microsecond=0)
    assert run["start"] == f"{moved:%Y-%m-%dT%H:%M:%S}+00:00"
    assert (run["duration_s"], run["distance_m"], run["surface"]) == ("1860", "6400", OTHER)
    (report,) = csv.DictReader(io.StringIO(texts["abcdef/pain.csv"]))
    assert (report["nrs"], report["site"], report["quality"]) == ("3", "left-heel", f"sharp;{OTHER}")
    assert [row["kind"] for row in csv.DictReader(io.StringIO(texts["abcdef/events.csv"]))] == ["football", OTHER]


def test_who_has_runs_that_only_their_owner_may_see_is_named_and_not_told_of() -> None:
    free = Run(start=NOW, duration_s=1800, distance_m=6000)
    bound = Run(start=NOW, duration_s=1800, distance_m=6000, source=STRAVA_API)
    people = [(studies.Consent(name * 16, name, 4), Diary(runs=(run,))) for name, run in (("ab", free), ("cd", bound))]
    with zipfile.ZipFile(io.BytesIO(study_archive(people))) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"ab", LEFT_OUT}
        assert archive.read(LEFT_OUT).decode().splitlines()[1:] == ["cd,runs that came through Strava"]


def test_what_a_study_gets_can_be_read_again_and_keeps_what_follows_what(tmp_path: Path) -> None:
    diary = build_story(now=NOW).diary
    packed = study_archive([(studies.Consent("f" * 32, "abcdef", 100), diary)])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    with Journal.open(tmp_path / "again.db") as journal:
        outcomes = list(import_paths(journal, [tmp_path / "abcdef"], now=NOW))
        found = journal.diary()
    assert [problem for each in outcomes for problem in each.problems] == []
    assert len(found.runs) == len(diary.runs)
    assert len(found.pain) >= 0.95 * len(diary.pain), "two of the same quarter of an hour may become one"

    def hours(told: Diary) -> list[float]:
        return [(later.start - run.start).total_seconds() / 3600 for run, later in itertools.pairwise(told.runs)]

    assert hours(found) == pytest.approx(hours(diary), abs=1.3), "a change of the clock, and a quarter of an hour"
    assert [run.start.weekday() for run in found.runs] == [run.start.weekday() for run in diary.runs]
