"""A cohort of who consented: no more of them than an export tells, and as of the day that it is for them."""

from __future__ import annotations

import io
import pickle
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from afterrun.clinic import audit, studies
from afterrun.clinic.people import Person
from afterrun.clinic.research import study_archive
from afterrun.clinic.roles import Role
from afterrun.clinic.study_source import StudySource, begin
from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.lab.cohort.source import recorded_by
from afterrun.places import Database
from afterrun.reasons import red_flags
from afterrun.records import PainReport, Run, Site
from tests.cli.typed import type_command
from tests.clinic.town import Town

SITE = Site.parse("left-calf")


@pytest.fixture
def ada(town: Town) -> Person:
    return town.joins(Role.RUNNER, "ada")


@pytest.fixture
def study(town: Town, ada: Person) -> studies.Study:
    """One that ``ada`` takes part in and ``bo`` does not."""
    at, store = town.clock(), town.house.store
    swollen = PainReport(at=at, site=SITE, nrs=6, symptom="swelling", quality=("warm",), note="secret")
    for who in (ada, town.joins(Role.RUNNER, "bo")):
        with town.house.journals.open(who.id) as journal:
            journal.add([swollen, Run(start=at - timedelta(hours=3), duration_s=1834, distance_m=5012)])
    made = studies.begin(
        store, at, researcher=town.joins(Role.RESEARCHER, "rosa").id, title="Calves", what_for="To learn."
    )
    studies.give_consent(store, at, runner=ada.id, number=made.id)
    return made


def test_it_reads_what_an_export_tells_and_of_nobody_else(
    town: Town, ada: Person, study: studies.Study, tmp_path: Path
) -> None:
    source: StudySource = pickle.loads(pickle.dumps(begin(town.house, town.home, "Calves")))
    (consent,) = studies.consented(town.house.store, study.id)
    assert source.people() == (consent.pseudonym,)
    found = source.recorded_by(consent.pseudonym, town.clock())
    with town.house.journals.open(ada.id) as journal:
        packed = study_archive([(consent, journal.diary())])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    assert found.diary == recorded_by(tmp_path / consent.pseudonym, town.clock()).diary
    assert "secret" not in str(found)
    assert town.clock().year - found.diary.pain[0].at.year in range(12)
    assert found.as_of is not None
    assert timedelta(0) <= found.as_of - found.diary.pain[0].at < timedelta(minutes=15)
    assert [flag.level for flag in red_flags(found.diary, None, found.as_of)] == ["same-day"]
    lines = [line for line in audit.lines(town.house.store) if line.action == "export-study"]
    assert [(line.subject, line.actor) for line in lines] == [(ada.id, study.researcher)]


def test_who_withdraws_is_not_read_any_more(town: Town, ada: Person, study: studies.Study) -> None:
    source = begin(town.house, town.home, study.id)
    (pseudonym,) = source.people()
    studies.withdraw(town.house.store, town.clock(), runner=ada.id, number=study.id)
    with pytest.raises(InvalidValueError, match="takes part no more"):
        source.recorded_by(pseudonym, town.clock())
    with pytest.raises(FileUnreadableError, match="nobody takes part"):
        source.people()


def test_a_study_that_is_none_or_two_is_refused(town: Town, study: studies.Study) -> None:
    studies.begin(town.house.store, town.clock(), researcher=study.researcher, title="Calves", what_for="Again.")
    for named in ("Heels", "Calves"):
        with pytest.raises(InvalidValueError, match="must be one of this clinic"):
            begin(town.house, town.home, named)


@pytest.mark.usefixtures("study")
def test_nobody_of_a_clinic_is_in_a_cohort_without_a_study(town: Town, tmp_path: Path) -> None:
    if not isinstance(town.home, Database):
        pytest.skip("about a database")
    refused = type_command("cohort", "fit", town.home.server, folder=tmp_path, environment={})
    assert refused.code == 1
    assert "study must be named" in refused.err
