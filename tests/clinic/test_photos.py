"""A photo is its owner's alone: not in what is shared, not in a study; in their export, and gone with them."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from fastapi import FastAPI

from afterrun.clinic import studies
from afterrun.clinic.people import Person
from afterrun.clinic.research import study_archive
from afterrun.clinic.roles import Role
from afterrun.clinic.study_source import begin
from afterrun.records import Original, PainReport
from afterrun.records.photo import NAME
from tests.clinic.test_walk import SITE, share
from tests.clinic.town import PASSWORD, Town, client_of
from tests.photos import frame, jpeg


def pictured(town: Town, name: str, width: int) -> tuple[Person, Original]:
    """A runner with a photo like nobody else's."""
    who, photo = town.joins(Role.RUNNER, name), Original(NAME, jpeg(shown=frame(width=width)))
    with town.house.journals.open(who.id) as journal:
        report = PainReport(at=town.clock(), site=SITE, nrs=3, note=f"swollen, says {name}", photo=photo.sha256)
        journal.add([report], photos=[photo])
    return who, photo


def traces(photo: Original) -> tuple[bytes, ...]:
    """How it would lie in a file, or in what `pg_dump` tells."""
    packed = zlib.compress(photo.content, 1)
    return photo.sha256.encode(), photo.content, packed, packed.hex().encode()


def test_a_photo_is_shown_to_its_owner_and_to_nobody_else(app: FastAPI, town: Town) -> None:
    (ada, photo), (bo, other) = pictured(town, "ada", 11), pictured(town, "bo", 12)
    own, address = client_of(app, town.token(ada)), f"/fragment/photo?sha256={photo.sha256}"
    assert own.get(address).content == photo.content
    assert photo.sha256 in own.get("/search", params={"for": "swollen"}).text
    assert client_of(app).get(address).status_code in (303, 401)
    staff = {role: town.joins(role, role.value) for role in (Role.CLINICIAN, Role.RESEARCHER, Role.ADMINISTRATOR)}
    share(town, ada, staff[Role.CLINICIAN])
    for who in (bo, *staff.values()):
        client = client_of(app, town.token(who))
        for below in ("", f"/clinic/people/{ada.id}/read", f"/clinic/people/{ada.id}"):
            assert client.get(below + address).status_code == 404, (who.role, below)
    found = client_of(app, town.token(bo)).get("/search", params={"for": "swollen"}).text
    assert other.sha256 in found
    assert photo.sha256 not in found


@pytest.mark.usefixtures("one_shape")
def test_what_a_clinician_may_read_has_no_photo(app: FastAPI, town: Town) -> None:
    (ada, photo), mia = pictured(town, "ada", 11), town.joins(Role.CLINICIAN, "mia")
    share(town, ada, mia)
    client, page = client_of(app, town.token(mia)), f"/clinic/people/{ada.id}"
    for address in (page, f"{page}/read/fragment/answers?site={SITE}", f"{page}/read/report?site={SITE}"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert photo.sha256 not in answer.text, address
        assert "data:image/jpeg" not in answer.text, address
    assert "photos are not shared" in client_of(app, town.token(ada)).get("/clinic/sharing").text


def test_a_study_gets_no_photo(town: Town) -> None:
    (ada, photo), store = pictured(town, "ada", 11), town.house.store
    rosa = town.joins(Role.RESEARCHER, "rosa")
    study = studies.begin(store, town.clock(), researcher=rosa.id, title="Heels", what_for="To learn.")
    studies.give_consent(store, town.clock(), runner=ada.id, number=study.id)
    (consent,) = studies.consented(store, study.id)
    with (
        town.house.journals.open(ada.id) as journal,
        zipfile.ZipFile(io.BytesIO(study_archive([(consent, journal.diary())]))) as archive,
    ):
        told = b"".join(archive.read(name) for name in archive.namelist())
    assert b"left-heel" in told
    assert b"photo" not in told
    assert all(trace not in told for trace in traces(photo))
    read = begin(town.house, town.home, "Heels").recorded_by(consent.pseudonym, town.clock())
    assert [report.photo for report in read.diary.pain] == [None]


def test_a_photo_is_handed_to_its_owner_and_erased_with_them(app: FastAPI, town: Town) -> None:
    (ada, photo), (_, other) = pictured(town, "ada", 11), pictured(town, "bo", 12)
    client = client_of(app, town.token(ada))
    with zipfile.ZipFile(io.BytesIO(client.get("/clinic/account/export").content)) as archive:
        assert photo.content in [archive.read(name) for name in archive.namelist()]
    before = b"".join(content for _, content in town.kept())
    assert photo.sha256.encode() in before
    assert any(trace in before for trace in traces(photo)[2:]), "searched for as it is kept"
    assert client.post("/clinic/account/leave", data={"password": PASSWORD, "sure": "yes"}).status_code == 200
    for name, content in town.kept():
        assert all(trace not in content for trace in traces(photo)), name
    left = b"".join(content for _, content in town.kept())
    assert any(trace in left for trace in traces(other)[2:]), "another's stays"
