"""What a page of a clinic in a database asks of it: each question waits for the server, and for who else asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from afterrun.clinic import sharing
from afterrun.clinic.roles import Role, Scope
from afterrun.places import Database
from afterrun.records import PainReport, Run, Site
from afterrun.web.clinic.app import create_clinic_app
from benchmarks.postgres.cluster import Cluster
from tests.clinic.conftest import town_in
from tests.clinic.town import Town, client_of
from tests.postgres import emptied

SITE = Site.parse("left-heel")
# A little above what was counted, so that one question more of each page does not pass unseen.
MOST = {"/": 17, "/check-in": 16, "/timeline": 16, "/settings": 16, "/clinic/sharing": 10}


@pytest.fixture
def in_database(postgres: Cluster, clinics: Database) -> Iterator[Town]:
    with town_in(emptied(postgres, clinics), postgres) as made:
        yield made


def test_a_page_asks_few_questions(in_database: Town) -> None:
    """Of somebody who was not here lately, so that all of the diary is read; 70 they were before they were counted."""
    town, at = in_database, in_database.clock()
    ada, mia = town.joins(Role.RUNNER, "ada"), town.joins(Role.CLINICIAN, "mia")
    sharing.give(town.house.store, at, runner=ada.id, clinician=mia.id, scope=Scope.PLAN, until=at + timedelta(days=9))
    with town.house.journals.open(ada.id) as journal:
        journal.add(PainReport(at=at - timedelta(days=back), site=SITE, nrs=back % 4) for back in range(20))
        journal.add(
            Run(start=at - timedelta(days=back, hours=2), duration_s=1800, distance_m=5000) for back in range(0, 20, 3)
        )
    asked = {}
    for path in MOST:
        client = client_of(create_clinic_app(town.house), town.token(ada))
        with _counted() as said:
            assert client.get(path).status_code == 200
        asked[path] = len(said)
    assert {path: n for path, n in asked.items() if n > MOST[path]} == {}, asked


@contextmanager
def _counted() -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)
