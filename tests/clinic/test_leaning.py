"""A runner whose answers lean on a cohort: whoever may read them is told so, and a study gets the diary alone."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from afterrun.clinic import studies
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.clinic.study_source import begin
from afterrun.records import PainReport
from tests.clinic.test_walk import SITE, log, share
from tests.clinic.town import Town, client_of
from tests.lab.test_leaning import OTHERS

LEANS = "May lean on 412 other people: Heel club"


@pytest.fixture
def ada(app: FastAPI, town: Town) -> Person:
    """Leans on others, as she chose in her settings."""
    who = town.joins(Role.RUNNER, "ada")
    log(town, who, PainReport(at=town.clock(), site=SITE, nrs=3))
    own = client_of(app, town.token(who))
    said = own.post("/settings/others", files={"file": ("heels.json", OTHERS.text.encode())}).text
    assert "Your answers may lean on 412 other people: Heel club." in said
    assert LEANS in own.get("/").text
    return who


@pytest.mark.usefixtures("one_shape")
def test_a_clinician_is_told_wherever_they_read(app: FastAPI, town: Town, ada: Person) -> None:
    bo, mia = town.joins(Role.RUNNER, "bo"), town.joins(Role.CLINICIAN, "mia")
    log(town, bo, PainReport(at=town.clock(), site=SITE, nrs=3))
    for who in (ada, bo):
        share(town, who, mia)
    client, page = client_of(app, town.token(mia)), f"/clinic/people/{ada.id}"
    assert LEANS in client.get(page).text
    assert "/settings" not in client.get(page).text, "no way into what is not shared"
    assert "ean on 412" not in client.get(f"/clinic/people/{bo.id}").text
    assert client_of(app, town.token(bo)).post("/settings/others/nobody").status_code == 200
    assert LEANS in client.get(page).text, "another's settings are another's"


def test_nobody_else_makes_somebody_lean(app: FastAPI, town: Town, ada: Person) -> None:
    mia = town.joins(Role.CLINICIAN, "mia")
    share(town, ada, mia)
    client = client_of(app, town.token(mia))
    for below in ("", f"/clinic/people/{ada.id}", f"/clinic/people/{ada.id}/read"):
        for path in ("/settings/others", "/settings/others/nobody"):
            assert client.post(below + path).status_code in (404, 405), below + path
    with town.house.journals.open(ada.id) as journal:
        assert journal.diary().others == OTHERS


def test_a_study_gets_the_diary_without_what_it_leans_on(town: Town, ada: Person) -> None:
    """A cohort that was learned from who leans on one would count the same people twice."""
    store, rosa = town.house.store, town.joins(Role.RESEARCHER, "rosa")
    study = studies.begin(store, town.clock(), researcher=rosa.id, title="Heels", what_for="To learn.")
    studies.give_consent(store, town.clock(), runner=ada.id, number=study.id)
    source = begin(town.house, town.home, "Heels")
    (pseudonym,) = source.people()
    assert source.recorded_by(pseudonym, town.clock()).diary.others is None
