"""Default deny: every route of the app's own table, as every role, on every other person's things. No leak."""

from __future__ import annotations

import re

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount, Route

from afterrun.clinic import audit, sessions
from afterrun.clinic.roles import Role
from afterrun.clinic.schema import session
from afterrun.web.clinic.own_app import ABSENT
from afterrun.web.clinic.rule import OPEN, RuledRoute, require_rules
from tests.clinic.town import client_of
from tests.clinic.world import APP, CLOSED, FOR_ALL_RUNNERS, HALF_WAY, ROUTES, SECRET, SITE, WITH_ID, World, fill
from tests.shares import first_of
from tests.web.registered import Registered, routes_of


def test_only_the_second_factor_and_the_way_out_are_for_who_gave_the_password_alone() -> None:
    """A passkey is a second factor, and where there is none yet it is set up as one (`test_passkeys`)."""
    passkey = {"/clinic/second-factor/passkey", "/clinic/second-factor/passkey/ask"}
    passkey |= {"/clinic/passkeys", "/clinic/passkeys/ask"}
    assert {"/logout", "/clinic/second-factor", "/clinic/second-factor/set-up"} | passkey == HALF_WAY


def state(world: World) -> object:
    """All that is kept of the other person and of the clinic, but for the audit trail and the times of sessions."""
    from afterrun.clinic.schema import metadata

    store = world.town.house.store
    with store.reading() as connection:
        tables = [table for table in metadata.sorted_tables if table.name not in ("audit", "session", "attempt")]
        rows = {table.name: connection.execute(table.select()).all() for table in tables}
        living = connection.execute(session.select().with_only_columns(session.c.digest)).all()
    with world.town.house.journals.open(world.of_other["person"]) as journal:
        return rows, sorted(living), journal.diary(), journal.settings(["therapist-ceiling", "therapist-longest"])


COSTLY = {"/fragment/trial-designs"}  # half a minute of simulation, if it is asked for a site


def ask(client: TestClient, method: str, path: str):  # type: ignore[no-untyped-def]  # httpx's own type
    if method == "GET":
        return client.get(path, params={"site": SITE})
    return client.post(path, data={"sure": "yes", "note": "x", "scope": "plan", "role": "administrator", "code": "1"})


def test_there_are_routes_of_every_kind() -> None:
    assert len(ROUTES) > 35
    assert {name for route in WITH_ID for name in re.findall(r"\{(\w+)", route.path)} == {
        *("person", "share", "study", "comment", "proposal", "invitation", "passkey")
    }
    assert {str(route) for route in routes_of(APP)} >= {"MOUNT /static", "MOUNT "}


def test_a_route_without_a_rule_cannot_be_made() -> None:
    router = APIRouter(route_class=RuledRoute)
    with pytest.raises(TypeError, match="/forgotten must say who may have it"):
        router.get("/forgotten")(lambda: None)


@pytest.mark.parametrize(
    "route",
    [Route("/plain", lambda request: None), Mount("/mounted", FastAPI())],
    ids=["a plain route", "a mount"],
)
def test_an_app_with_a_route_without_a_rule_does_not_start(route: Route | Mount) -> None:
    require_rules(APP.router.routes)
    with pytest.raises(TypeError, match="must say who may have it"):
        require_rules([*APP.router.routes, route])


def test_only_the_way_in_is_open() -> None:
    opened = {f"{method} {route.path}" for route in ROUTES if route.rule == OPEN for method in route.methods or ()}
    passkey = {"POST /login/passkey/ask", "POST /login/passkey"}
    assert opened == {"GET /login", "POST /login", "GET /clinic/invitation", "POST /clinic/invitation"} | passkey


@pytest.mark.parametrize("token", [None, "", "guessed"])
def test_without_a_session_nothing_is_shown_or_done(world: World, token: str | None) -> None:
    client, before = client_of(world.app, token), state(world)
    for route in CLOSED:
        for method in route.methods or ():
            answer = ask(client, method, fill(route.path, world.of_other))
            assert answer.status_code == 303, route.path
            assert answer.headers["location"].startswith("/login"), route.path
            assert SECRET not in answer.text
    for path in ("/", "/answers", "/api/answers", "/settings/backup", "/calendar/x.ics", "/clinic/nothing"):
        answer = client.get(path)
        assert answer.status_code in (303, 401), path
        assert SECRET not in answer.text
    assert state(world) == before


@pytest.mark.parametrize("role", ["clinician", "researcher", "administrator"])
def test_the_password_alone_shows_and_does_nothing(world: World, role: str) -> None:
    client, before = world.client(role, whole=False), state(world)
    for route in [*CLOSED, Route("/", lambda request: None), Route("/answers", lambda request: None)]:
        if route.path in HALF_WAY:
            continue
        for method in sorted((route.methods or set()) - {"HEAD"}):
            answer = ask(client, method, fill(route.path, world.of_other))
            assert SECRET not in answer.text
            assert answer.status_code == 303, route.path
            assert answer.headers["location"] == "/clinic/second-factor", route.path
    assert state(world) == before


@pytest.mark.parametrize("role", list(Role))
def test_every_role_on_every_route_with_the_things_of_the_other(world: World, role: Role) -> None:
    """An administrator may shut, erase and uninvite anybody: tested elsewhere. Nobody else gets anything."""
    client, before, refused = world.client(role.value), state(world), 0
    gave_way, noted = [], denials_of(world, role)
    for route in WITH_ID:
        for method in route.methods or ():
            allowed = role in route.rule.roles
            if allowed and (role is Role.ADMINISTRATOR or route.path in FOR_ALL_RUNNERS):
                continue
            answer = ask(client, method, fill(route.path, world.of_other))
            refused += 1
            if answer.status_code != 404 or SECRET in answer.text or "forefoot" in answer.text:
                gave_way.append((method, route.path, answer.status_code))
    assert gave_way == []
    assert refused > 8
    assert state(world) == before
    assert denials_of(world, role) - noted == refused, "each is in the trail"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_on_every_route_it_has_nothing_to_do_with(world: World, role: Role) -> None:
    """Also with one's own things, or those that are shared with one: a role is not a matter of whose they are."""
    client, before, refused = world.client(role.value), state(world), 0
    noted = denials_of(world, role)
    for route in CLOSED:
        if role not in route.rule.roles:
            for method in route.methods or ():
                answer = ask(client, method, fill(route.path, world.of_ada))
                refused += 1
                assert answer.status_code == 404, (method, route.path)
    assert state(world) == before
    assert denials_of(world, role) - noted == refused, "each is in the trail"


@pytest.mark.parametrize("role", list(Role))
def test_asked_for_its_head_alone_a_page_is_refused_as_it_is_whole_and_noted(world: World, role: Role) -> None:
    client, before, noted = world.client(role.value), state(world), denials_of(world, role)
    asked = [route for route in CLOSED if "GET" in (route.methods or ()) and role not in route.rule.roles]
    for route in asked:
        answer = client.head(fill(route.path, world.of_other))
        assert (answer.status_code, answer.content) == (404, b""), route.path
    assert client_of(world.app, None).head("/clinic/people").status_code == 303
    assert client.head("/clinic/account").status_code == 200
    assert state(world) == before
    assert denials_of(world, role) - noted == len(asked) > 2


def denials_of(world: World, role: Role) -> int:
    """Count what the trail has of refusals of a role's person."""
    lines = audit.lines(world.town.house.store, most=10_000)
    return sum(line.outcome == "denied" and line.actor == world.who[role.value].id for line in lines)


@pytest.mark.parametrize("role", list(Role))
def test_no_page_that_a_role_may_have_tells_of_the_other(world: World, role: Role) -> None:
    """But what a role is for: an administrator sees who there is, a runner whom one may share with."""
    client, shown = world.client(role.value), 0
    for route in ROUTES:
        if role in route.rule.roles and "GET" in (route.methods or ()) and not route.path.endswith("report"):
            answer = client.get(fill(route.path, world.of_ada), params={"site": SITE})
            text = re.sub(rf"{SECRET} (clinician|researcher)", "", answer.text)
            shown += answer.status_code == 200
            assert role is Role.ADMINISTRATOR or SECRET not in text, route.path
            assert world.of_other["person"] not in text or role is Role.ADMINISTRATOR, route.path
    assert shown >= 4


def own_routes(world: World) -> list[Registered]:
    return [route for route in routes_of(world.app.state.apps.of(world.of_ada["person"])) if route.method != "MOUNT"]


@pytest.mark.parametrize("role", ["clinician", "researcher", "administrator"])
def test_nobody_but_a_runner_has_an_own_app(world: World, role: str) -> None:
    client, before, refused = world.client(role), state(world), 0
    noted = denials_of(world, Role(role))
    for route in own_routes(world):
        if route.path in ("/", "/login", "/logout"):
            continue
        answer = ask(client, route.method, route.path)
        refused += 1
        assert answer.status_code == 404, str(route)
    assert state(world) == before
    assert refused > 60
    assert denials_of(world, Role(role)) - noted == refused, "each is in the trail"


def test_a_runner_has_their_own_journal_on_every_route_and_no_other(world: World) -> None:
    client, other, shown = world.client("runner"), world.client("other runner"), 0
    assert SECRET in other.get("/").text, "the other's app is open too, and was first"
    before = state(world)
    for route in own_routes(world):
        if route.path in ("/login", "/logout"):
            continue
        if route.method == "GET" and "what-if" not in route.path:
            shown += 1
            answer = client.get(route.path, params={} if route.path in COSTLY else {"site": SITE})
            assert SECRET not in answer.text, route.path
            assert answer.status_code == 404 or not absent(route.path), route.path
        elif absent(route.path):
            assert ask(client, route.method, route.path).status_code == 404, route.path
    assert shown > 30
    assert state(world) == before


@pytest.mark.parametrize("role", first_of([Role.RUNNER, Role.CLINICIAN, Role.RESEARCHER, Role.ADMINISTRATOR]))
def test_another_site_gets_nothing_of_a_clinic_and_writes_nothing(world: World, role: Role) -> None:
    """Whatever a browser with a session sends for another site's picture, frame or form; nor under another name."""
    client, before = world.client(role.value), state(world)
    picture = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    frame = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    form = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    own = [(each.method, each.path) for each in own_routes(world)]
    ruled = [(method, fill(route.path, world.of_ada)) for route in ROUTES for method in route.methods or ()]
    for method, path in (*own, *ruled):
        for headers in (picture, frame) if method == "GET" else (form,):
            assert client.request(method, path, headers=headers).status_code == 403, (method, path, headers)
        assert client.request(method, path, headers={"host": "evil.example"}).status_code == 421, path
    assert state(world) == before


def absent(path: str) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in ABSENT)


@pytest.mark.parametrize(
    "path",
    [
        *("/clinic/people/{}", "/people/{}", "/people/{}/journal.sqlite", "/static/../people/{}/journal.sqlite"),
        *("/clinic/people/{}/read/../read/report", "/clinic/people/{}/read/settings/backup", "//clinic/people/{}"),
        *("/clinic/people/{}/read/api/answers", "/clinic/people/%2e%2e/{}", "/clinic/people/{}/"),
    ],
)
@pytest.mark.parametrize("role", ["runner", "clinician"])
def test_no_way_around(world: World, path: str, role: str) -> None:
    answer = world.client(role).get(path.format(world.of_other["person"]))
    assert answer.status_code in (307, 404), path
    assert SECRET not in answer.text


@pytest.mark.parametrize("page", ["settings/backup", "api/answers", "", "settings", "timeline", "fragment/load"])
def test_a_clinician_reads_what_is_listed_and_nothing_else(world: World, page: str) -> None:
    answer = world.client("clinician").get(f"/clinic/people/{world.of_ada['person']}/read/{page}")
    assert answer.status_code == 404


def test_another_site_writes_nothing(world: World) -> None:
    client, before = world.client("runner"), state(world)
    for route in ROUTES:
        if "POST" in (route.methods or ()):
            answer = client.post(fill(route.path, world.of_ada), headers={"origin": "https://evil.example"})
            assert answer.status_code == 403, route.path
    assert state(world) == before


def test_a_session_that_ended_is_nobodys(world: World) -> None:
    town = world.town
    token = town.token(world.who["clinician"])
    assert client_of(world.app, token).get("/clinic/people").status_code == 200
    with town.house.store.writing() as connection:
        sessions.end(connection, token)
    assert client_of(world.app, token).get("/clinic/people").headers["location"].startswith("/login")
