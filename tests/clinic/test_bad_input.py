"""Every field and id of every route of the clinic against values that nobody types: a reason, never a fault of ours."""

from __future__ import annotations

import random
import re
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient

from afterrun.clinic.roles import Role
from tests.clinic.town import client_of
from tests.clinic.world import APP, World
from tests.web.registered import Registered, routes_of

NUMBERS = ("nan", "-inf", "1e400", "9" * 30, "-1", "0x10", "٣", "9223372036854775808")
TIMES = ("0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00", "2026-02-30", "25:61")
TEXTS = (
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\u202e",
    "\ud800",
    "\udfff\ud800",
    "a" * 201,
    "ß" * 5000,
    "../../etc/passwd",
    "",
    " ",
)
VALUES = (*NUMBERS, *TIMES, *TEXTS, "a" * 1_000_000, "{x}", "%s")
DONE = {200, 201, 204, 303}
REFUSED = {400, 401, 403, 404, 409, 413, 422, 429}
ENDS_ALL = {"/clinic/account/leave", "/logout", "/clinic/account/sessions/end"}  # whoever did that is outside
ROUTES = [each for each in routes_of(APP) if each.method != "MOUNT" and each.path not in ENDS_ALL]
A_FIELD = 2


def sent(client: TestClient, route: Registered, field: str, value: str) -> tuple[int, str]:
    body = urlencode({field: value}, errors="surrogatepass")
    named = quote(value[:500] or "x", safe="", errors="surrogatepass")
    path = re.sub(r"\{\w+[^}]*\}", named if field == "{id}" else "1", route.path)
    if route.method == "GET":
        answer = client.get(f"{path}?{body[:20_000]}")
    else:
        answer = client.post(path, content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    return answer.status_code, answer.text


@pytest.mark.parametrize("role", list(Role))
def test_no_value_of_any_field_is_a_fault_of_ours(world: World, role: Role) -> None:
    client = client_of(world.app, world.town.token(world.who[role.value]))
    draw, wrong = random.Random(role.value), []
    for route in ROUTES:
        for field in (*route.fields, *route.query, *(("{id}",) if "{" in route.path else ())):
            for value in draw.sample(VALUES, A_FIELD):
                status, text = sent(client, route, field, value)
                if status not in DONE | REFUSED:
                    wrong.append((str(route), field, value[:30], status, text[:200]))
    assert wrong == []


def test_the_door_takes_any_value(world: World) -> None:
    client, wrong = client_of(world.app, None), []
    for route in ROUTES:
        if route.path in ("/login", "/clinic/invitation"):
            for field in (*route.fields, *route.query):
                for value in random.Random(f"{route}{field}").sample(VALUES, 6):
                    status, text = sent(client, route, field, value)
                    if status not in DONE | REFUSED:
                        wrong.append((str(route), field, value[:30], status, text[:200]))
    assert wrong == []
