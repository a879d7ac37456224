"""Two of everything in a clinic, and the table of its routes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from afterrun.clinic import invitations, messages, passkeys, sharing, studies
from afterrun.clinic.house import House
from afterrun.clinic.in_folder import InFolder
from afterrun.clinic.journals import Journals
from afterrun.clinic.origin import Origin
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.store import Store
from afterrun.records import PainReport, Run, Site
from afterrun.web.clinic.app import create_clinic_app
from afterrun.web.clinic.rule import Door, RuledRoute
from tests.clinic.device import passkey_of
from tests.clinic.town import Clock, Town, client_of

SECRET = "xyzzy-of-the-other"
"""In every thing of the other person: their name, their notes, what was said to them."""
SITE = "left-heel"


@dataclass
class World:
    """Two of everything: what belongs to ``ada`` and her clinician, and to ``other`` and theirs."""

    town: Town
    app: FastAPI
    who: dict[str, Person] = field(default_factory=dict)
    of_other: dict[str, str] = field(default_factory=dict)
    of_ada: dict[str, str] = field(default_factory=dict)

    def client(self, who: str, *, whole: bool = True) -> TestClient:
        return client_of(self.app, self.town.token(self.who[who], whole=whole))


def made(town: Town) -> World:
    world, store = World(town, create_clinic_app(town.house)), town.house.store
    for role in Role:
        world.who[role.value] = town.joins(role, role.value)
    for role in Role:
        world.who[f"other {role.value}"] = town.joins(role, f"{SECRET} {role.value}")
    at = town.clock()
    for runner, clinician, researcher, kept, text in (
        ("other runner", "other clinician", "other researcher", world.of_other, SECRET),
        ("runner", "clinician", "researcher", world.of_ada, "mine"),
    ):
        patient, physio, student = world.who[runner].id, world.who[clinician].id, world.who[researcher].id
        with town.house.journals.open(patient) as journal:
            journal.add([PainReport(at=at, site=Site.parse(SITE), nrs=3, note=text)])
            journal.add([Run(start=at, duration_s=1800, distance_m=5000, note=text)])
        share = sharing.give(
            store, at, runner=patient, clinician=physio, scope=Scope.PLAN, until=at + timedelta(days=30)
        )
        messages.comment_on(store, at, clinician=physio, runner=patient, text=text)
        messages.propose(
            store,
            at,
            clinician=physio,
            runner=patient,
            intervention=text,
            question="relief",
            site=SITE,
            weeks=12,
        )
        study = studies.begin(store, at, researcher=student, title=f"Study {len(text)}", what_for="To learn.")
        studies.give_consent(store, at, runner=patient, number=study.id)
        invitations.invite(store, at, by=world.who["administrator"].id, role=Role.RUNNER, name=text)
        with store.writing() as connection:
            key = passkey_of(world.who[runner])
            passkeys.add(connection, at, world.who[runner], Origin.here(80), name=text, made=key)
        kept["passkey"] = passkeys.of(store, patient)[0].id
        kept |= {"person": patient, "share": share.id, "study": study.id}
        kept["comment"] = messages.comments(store, patient)[0].id
        kept["proposal"] = messages.proposals(store, patient)[0].id
        kept["invitation"] = next(each.id for each in invitations.standing(store, at) if each.name == text)
    return world


APP = create_clinic_app(
    House(Store(InFolder(create_engine("sqlite://", poolclass=StaticPool))), Journals(Path("none")), Clock())
)
ROUTES = [route for route in APP.router.routes if isinstance(route, RuledRoute)]
CLOSED = [route for route in ROUTES if route.rule.door is not Door.OPEN]
WITH_ID = [route for route in ROUTES if "{" in route.path]
HALF_WAY = {route.path for route in ROUTES if route.rule.door is Door.PASSWORD}
# What a runner may do with a thing that is not a person's: every study asks every runner.
FOR_ALL_RUNNERS = {"/clinic/studies/{study}/consent"}


def fill(path: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda found: ids[found[1]], path)
