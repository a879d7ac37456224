"""Passkeys: made, used and removed; whatever is replayed, forged, copied or somebody else's is refused and noted."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from afterrun.clinic import audit, passkeys, people, schema, sessions, tries, webauthn
from afterrun.clinic.ceremonies import HOLDS
from afterrun.clinic.origin import Origin
from afterrun.clinic.own_data import own_data
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.errors import InvalidValueError, MissingExtraError
from afterrun.web.clinic.app import create_clinic_app
from afterrun.web.clinic.serving import serve_clinic
from afterrun.web.serving import Reach
from tests.clinic.device import FLAG, HERE, Device
from tests.clinic.town import PASSWORD, Town


@pytest.fixture
def mia(town: Town) -> Person:
    return town.joins(Role.CLINICIAN, "mia")


@pytest.fixture
def ada(town: Town) -> Person:
    return town.joins(Role.RUNNER, "ada")


def at_home(app: FastAPI, token: str | None = None, address: str = HERE) -> TestClient:
    """A browser on the computer itself."""
    found = TestClient(app, base_url=address, follow_redirects=False)
    if token is not None:
        found.cookies.set("afterrun", token)
    return found


def answers(client: TestClient, path: str, answer: str, **typed: str):  # type: ignore[no-untyped-def]  # httpx's own type
    return client.post(path, data={"passkey_answer": answer, **typed})


def adds(client: TestClient, device: Device, name: str = "my telephone", **wrong: int):  # type: ignore[no-untyped-def]
    asked = client.post("/clinic/passkeys/ask", data={"password": PASSWORD})
    assert asked.status_code == 200, asked.text
    answer = device.creates(asked.json()["create"], **wrong)
    return answers(client, "/clinic/passkeys", answer, name=name)


def comes_in(client: TestClient, device: Device, next: str = "/"):  # type: ignore[no-untyped-def]
    question = client.post("/login/passkey/ask").json()["get"]
    return answers(client, "/login/passkey", device.signs(question), next=next)


def gives(client: TestClient, device: Device):  # type: ignore[no-untyped-def]
    question = client.post("/clinic/second-factor/passkey/ask").json()["get"]
    return answers(client, "/clinic/second-factor/passkey", device.signs(question))


def refusals(town: Town, action: str = "log-in") -> list[str]:
    lines = audit.lines(town.house.store)
    return [line.detail for line in lines if (line.action, line.outcome) == (action, "denied")]


def with_passkey(app: FastAPI, town: Town, who: Person, device: Device) -> TestClient:
    """A browser in which somebody made one."""
    client = at_home(app, town.token(who))
    assert adds(client, device).status_code in (200, 303)  # codes on paper with the first factor, else the account
    return client


def test_one_is_made_used_as_a_second_factor_and_as_a_whole_way_in_and_removed(
    app: FastAPI, town: Town, mia: Person
) -> None:
    device = Device()
    client = with_passkey(app, town, mia, device)
    kept = passkeys.of(town.house.store, mia.id)
    assert [(each.name, each.site, each.used) for each in kept] == [("my telephone", "localhost", None)]

    half = at_home(app, town.token(mia, whole=False))
    assert "Use a passkey" in half.get("/clinic/second-factor").text
    assert gives(half, device).headers["location"] == "/clinic/people"
    assert half.get("/clinic/people").status_code == 200

    stranger = at_home(app)
    assert "Log in with a passkey" in stranger.get("/login").text
    assert comes_in(stranger, device, "/clinic/account").headers["location"] == "/clinic/account"
    page = stranger.get("/clinic/account").text
    assert "my telephone" in page
    assert "used last" in page

    where = f"/clinic/passkeys/{kept[0].id}/remove"
    assert client.post(where, data={"password": "a wrong quiet word"}).status_code == 401
    assert client.post(where, data={"password": PASSWORD}).headers["location"] == "/clinic/account?saved=true"
    assert passkeys.of(town.house.store, mia.id) == []
    assert comes_in(at_home(app), device).status_code == 401
    said = [(line.action, line.detail) for line in audit.lines(town.house.store) if line.actor == mia.id]
    assert [each for each in reversed(said) if each[0] in ("add-passkey", "log-in", "remove-passkey")] == [
        *[("add-passkey", ""), ("log-in", "passkey"), ("log-in", "passkey"), ("remove-passkey", "")]
    ]
    assert refusals(town) == ["passkey: unknown"]


def test_it_can_be_the_only_second_factor_and_brings_codes_on_paper(app: FastAPI, town: Town) -> None:
    """Of the staff it cannot be removed then."""
    tom = town.house.join(town.invited(Role.CLINICIAN), name="tom", login="tom", password=PASSWORD)
    device, elsewhere = Device(), town.token(tom, whole=False)
    client = at_home(app, town.token(tom, whole=False))
    assert "Or a passkey" in client.get("/clinic/second-factor/set-up").text
    done = adds(client, device)
    codes = re.findall(r"<li><code>(\w{12})</code>", done.text)
    assert len(codes) == 10
    assert client.get("/clinic/people").status_code == 200
    assert sessions.visitor_of(town.house.store, town.clock(), elsewhere) is None, "what was open with the password"

    half = at_home(app)
    to = half.post("/login", data={"login": "tom", "password": PASSWORD}).headers["location"]
    assert to == "/clinic/second-factor"
    page = half.get(to).text
    assert "Or one of the codes on paper" in page
    assert "six digits" not in page
    assert half.post(to, data={"code": codes[0]}).headers["location"] == "/clinic/people"

    only = passkeys.of(town.house.store, tom.id)[0]
    kept = client.post(f"/clinic/passkeys/{only.id}/remove", data={"password": PASSWORD})
    assert kept.status_code == 422
    assert "only second factor" in kept.text
    assert adds(client, Device(), "a key").status_code == 303
    assert client.post(f"/clinic/passkeys/{only.id}/remove", data={"password": PASSWORD}).status_code == 303
    town.house.reset("tom", PASSWORD)
    found = people.of(town.house.store, tom.id)
    assert found is not None
    assert not found.has_factor, "reset takes them all"


def test_a_runner_without_any_other_factor_is_asked_for_it_until_it_is_removed(
    app: FastAPI, town: Town, ada: Person
) -> None:
    device, client = Device(), at_home(app, town.token(ada))
    codes = re.findall(r"<li><code>(\w{12})</code>", adds(client, device).text)

    def by_password() -> TestClient:
        browser = at_home(app)
        browser.post("/login", data={"login": ada.login, "password": PASSWORD})
        return browser

    half = by_password()
    assert half.get("/").headers["location"] == "/clinic/second-factor"
    assert gives(half, device).headers["location"] == "/"
    number = passkeys.of(town.house.store, ada.id)[0].id
    assert client.post(f"/clinic/passkeys/{number}/remove", data={"password": PASSWORD}).status_code == 303
    assert by_password().get("/").status_code == 200
    half = at_home(app, town.token(ada, whole=False))
    assert half.post("/clinic/second-factor", data={"code": codes[0]}).status_code == 401, "its codes went with it"


def test_an_answer_is_good_once(app: FastAPI, town: Town, mia: Person) -> None:
    """Neither again in the same browser, nor in another that was asked something else, nor by the next question."""
    device = Device()
    with_passkey(app, town, mia, device)
    client, other = at_home(app), at_home(app)
    answer = device.signs(client.post("/login/passkey/ask").json()["get"])
    other.post("/login/passkey/ask")
    assert answers(other, "/login/passkey", answer).status_code == 401
    assert answers(client, "/login/passkey", answer).status_code == 303
    for again in (client, at_home(app)):
        assert answers(again, "/login/passkey", answer).status_code == 401
        again.post("/login/passkey/ask")
        assert answers(again, "/login/passkey", answer).status_code == 401
        assert answers(again, "/login/passkey", answer).status_code == 401


def test_a_question_is_used_up_by_a_wrong_answer_and_by_time(app: FastAPI, town: Town, mia: Person) -> None:
    device = Device()
    with_passkey(app, town, mia, device)
    client = at_home(app)
    question = client.post("/login/passkey/ask").json()["get"]
    assert client.post("/login/passkey", data={"passkey_answer": "{}"}).status_code == 401
    assert answers(client, "/login/passkey", device.signs(question)).status_code == 401
    question = client.post("/login/passkey/ask").json()["get"]
    town.clock.now += HOLDS
    late = answers(client, "/login/passkey", device.signs(question))
    assert (late.status_code, "took too long" in late.text) == (401, True)
    assert refusals(town) == ["passkey: answer"], "what nobody was asked is no try"


def test_a_question_is_for_one_purpose_and_one_browser(app: FastAPI, town: Town, mia: Person) -> None:
    device = Device()
    with_passkey(app, town, mia, device)
    half = at_home(app, town.token(mia, whole=False))
    question = half.post("/login/passkey/ask").json()["get"]
    assert answers(half, "/clinic/second-factor/passkey", device.signs(question)).status_code == 401
    question = half.post("/clinic/second-factor/passkey/ask").json()["get"]
    answer = device.signs(question)
    assert answers(at_home(app), "/login/passkey", answer).status_code == 401
    another = at_home(app, town.token(mia, whole=False))
    assert answers(another, "/clinic/second-factor/passkey", answer).status_code == 401
    assert answers(half, "/clinic/second-factor/passkey", answer).status_code == 303


def test_who_was_asked_without_the_password_adds_none_by_that(app: FastAPI, town: Town, mia: Person) -> None:
    """A browser that was left open can be asked for a signature, and not made to keep a new passkey."""
    device, thief = Device(), Device()
    client = with_passkey(app, town, mia, device)
    asked = client.post("/clinic/second-factor/passkey/ask").json()["get"]
    made_up = {"user": {"id": ""}, "rp": {"id": asked["rpId"]}, "challenge": asked["challenge"]}
    assert answers(client, "/clinic/passkeys", thief.creates(made_up), name="x").status_code == 401
    assert len(passkeys.of(town.house.store, mia.id)) == 1


WRONG: dict[str, Callable[[Device], object]] = {
    "another origin": lambda device: setattr(device, "origin", "https://evil.example"),
    "another port": lambda device: setattr(device, "origin", "http://localhost:8081"),
    "inside another's page": lambda device: setattr(device, "cross_origin", True),
    "nobody there": lambda device: setattr(device, "flags", FLAG.UV),
    "nobody recognised": lambda device: setattr(device, "flags", FLAG.UP),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_device_that_says_something_else_opens_nothing(app: FastAPI, town: Town, mia: Person, wrong: str) -> None:
    device = Device()
    with_passkey(app, town, mia, device)
    WRONG[wrong](device)
    assert comes_in(at_home(app), device).status_code == 401
    half = at_home(app, town.token(mia, whole=False))
    assert gives(half, device).status_code == 401
    assert half.get("/clinic/people").status_code == 303
    client = at_home(app, town.token(mia))
    assert adds(client, device).status_code == 401
    assert len(passkeys.of(town.house.store, mia.id)) == 1
    assert refusals(town) == ["passkey: answer"] * 2
    assert refusals(town, "add-passkey") == ["passkey: answer"]


def test_another_clinics_answer_another_key_and_other_bytes_open_nothing(app: FastAPI, town: Town, mia: Person) -> None:
    device, forger = Device(), Device()
    with_passkey(app, town, mia, device)
    client = at_home(app)

    def tried(change: Callable[[dict[str, object]], object]) -> int:
        question = client.post("/login/passkey/ask").json()["get"]
        told = json.loads(device.signs(question))
        changed = change(told)
        answer = changed if isinstance(changed, str) else json.dumps(changed)
        return int(answers(client, "/login/passkey", answer).status_code)

    def signed_by_forger(told: dict[str, object]) -> dict[str, object]:
        forger.made = [type(device.made[0])(device.made[0].id, mia.id.encode(), forged, 99)]
        question = client.post("/login/passkey/ask").json()["get"]
        return dict(json.loads(forger.signs(question)))

    Device.creates(forger, {"user": {"id": ""}, "rp": {"id": "localhost"}, "challenge": ""})
    forged = forger.made[0].private
    assert tried(signed_by_forger) == 401
    assert tried(lambda told: told | {"id": "AAAA", "rawId": "AAAA"}) == 401
    assert tried(lambda told: told | {"response": {}}) == 401
    assert tried(lambda told: []) == 401
    assert tried(lambda told: "[" * 5000) == 401
    assert tried(lambda told: "9" * 9000) == 401
    question = client.post("/login/passkey/ask").json()["get"] | {"rpId": "evil.example"}
    assert answers(client, "/login/passkey", device.signs(question)).status_code == 401
    assert tried(lambda told: told) == 303


def test_one_persons_passkey_is_no_second_factor_of_another(app: FastAPI, town: Town, mia: Person) -> None:
    """Nor may the device be told to name somebody else."""
    tom, device = town.joins(Role.CLINICIAN, "tom"), Device()
    with_passkey(app, town, tom, device)
    own = Device()
    with_passkey(app, town, mia, own)
    half = at_home(app, town.token(mia, whole=False))
    question = half.post("/clinic/second-factor/passkey/ask").json()["get"] | {"allowCredentials": []}
    assert answers(half, "/clinic/second-factor/passkey", device.signs(question)).status_code == 401
    assert half.get("/clinic/people").status_code == 303
    assert refusals(town) == ["passkey: another's"]
    device.made[0].owner = mia.id.encode()
    assert comes_in(at_home(app), device).status_code == 401
    own.named = False
    assert comes_in(at_home(app), own).status_code == 401, "who gave no login has to be named by the device"
    number = passkeys.of(town.house.store, tom.id)[0].id
    for other in (mia, town.joins(Role.ADMINISTRATOR, "boss")):
        client = at_home(app, town.token(other))
        assert client.post(f"/clinic/passkeys/{number}/remove", data={"password": PASSWORD}).status_code == 404
    assert len(passkeys.of(town.house.store, tom.id)) == 1


def test_a_copy_is_found_by_its_counter(app: FastAPI, town: Town, mia: Person) -> None:
    device = Device()
    with_passkey(app, town, mia, device)
    copied = device.made[0].counter
    assert comes_in(at_home(app), device).status_code == 303
    device.made[0].counter = copied
    answer = comes_in(at_home(app), device)
    assert answer.status_code == 401
    assert "may be a copy" in answer.text
    assert refusals(town) == ["passkey: counter"]
    device.counts, device.made[0].counter = False, 0
    assert comes_in(at_home(app), device).status_code == 401, "nor may it stop to count"
    silent = Device(counts=False)
    tom = town.joins(Role.CLINICIAN, "tom")
    with_passkey(app, town, tom, silent)
    assert [comes_in(at_home(app), silent).status_code for _ in range(2)] == [303, 303], "many devices never count"


def test_a_kind_of_key_that_was_not_offered_is_not_kept(app: FastAPI, town: Town, mia: Person) -> None:
    client, device = at_home(app, town.token(mia)), Device()
    assert adds(client, device, alg=-65535).status_code == 401
    assert refusals(town, "add-passkey") == ["passkey: kind of key"]


def test_who_has_the_password_alone_adds_none_where_there_is_a_factor(
    app: FastAPI, town: Town, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = at_home(app, town.token(mia, whole=False))
    assert half.post("/clinic/passkeys/ask", data={"password": PASSWORD}).status_code == 404
    assert answers(half, "/clinic/passkeys", "{}", name="x").status_code == 404
    tom = town.house.join(town.invited(Role.CLINICIAN), name="tom", login="tom", password=PASSWORD)
    owner, thief = (at_home(app, town.token(tom, whole=False)) for _ in range(2))
    check = webauthn.proven_new

    def meanwhile(*asked: Any) -> webauthn.Proven:
        """The owner is done between the thief's asking and the thief's answer."""
        monkeypatch.setattr(webauthn, "proven_new", check)
        assert adds(owner, Device()).status_code == 200
        return check(*asked)

    monkeypatch.setattr(webauthn, "proven_new", meanwhile)
    assert adds(thief, Device()).status_code == 404
    assert len(passkeys.of(town.house.store, tom.id)) == 1


def test_adding_takes_the_password_anew_and_is_counted(app: FastAPI, town: Town, mia: Person) -> None:
    client = at_home(app, town.token(mia))
    codes = [client.post("/clinic/passkeys/ask", data={"password": f"no {n}"}).status_code for n in range(7)]
    assert codes == [401] * 5 + [429] * 2
    assert answers(client, "/clinic/passkeys", "{}", name="x").status_code == 401, "nothing was asked"


def test_questions_at_the_door_and_answers_are_counted(app: FastAPI, town: Town, mia: Person) -> None:
    client = at_home(app)
    most = tries.ADDRESS.a_minute
    codes = [client.post("/login/passkey/ask").status_code for _ in range(most + 1)]
    assert codes == [200] * most + [429]
    device = Device()
    with_passkey(app, town, mia, device)
    half = at_home(app, town.token(mia, whole=False))
    device.flags = FLAG.UP
    assert [gives(half, device).status_code for _ in range(6)] == [401] * 5 + [429]


def test_a_shut_account_and_one_that_is_erased_have_no_way_in(app: FastAPI, town: Town, ada: Person) -> None:
    device = Device()
    with_passkey(app, town, ada, device)
    assert own_data(town.house.store, ada)["passkeys"][0]["name"] == "my telephone"
    with town.house.store.writing() as connection:
        people.close(connection, town.clock(), ada.id)
    assert comes_in(at_home(app), device).status_code == 401
    at_home(app, town.token(ada)).post("/login/passkey/ask")
    with town.house.store.reading() as connection:
        kept = connection.execute(select(schema.passkey.c.digest, schema.passkey.c.key, schema.passkey.c.name)).one()
    before = b"".join(content for _, content in town.kept())
    assert all(each.encode() in before for each in kept)
    town.house.erase(ada, by=ada.id)
    assert comes_in(at_home(app), device).status_code == 401
    for name, content in town.kept():
        assert not [each for each in kept if each.encode() in content], name


def test_ten_and_no_more_and_none_twice(app: FastAPI, town: Town, mia: Person) -> None:
    client, device = at_home(app, town.token(mia)), Device()
    adds(client, device)
    question = client.post("/clinic/passkeys/ask", data={"password": PASSWORD}).json()["create"]
    assert len(question["excludeCredentials"]) == 1
    assert adds(client, Device(), " ").status_code == 422
    for n in range(passkeys.MOST):
        town.clock.wait(minutes=10)
        last = adds(client, Device(), f"device {n}")
    assert last.status_code == 422
    assert len(passkeys.of(town.house.store, mia.id)) == passkeys.MOST


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1", "They need https"),
        ("http://localhost", None),
        ("https://clinic.example.org", "They need https, and this clinic is not set up for that."),
    ],
)
def test_where_they_cannot_work_the_page_says_so_and_offers_none(
    town: Town, mia: Person, address: str, said: str | None
) -> None:
    hosts = frozenset({"127.0.0.1", "localhost", "clinic.example.org"})
    app = create_clinic_app(town.house, allowed_hosts=hosts)
    client = at_home(app, None, address)
    client.cookies.set("__Host-afterrun" if address.startswith("https") else "afterrun", town.token(mia))
    page = client.get("/clinic/account").text
    assert (said in page) if said else ("Add a passkey" in page)
    assert ("data-passkey" in page) == (said is None)
    assert ("data-passkey" in at_home(app, None, address).get("/login").text) == (said is None)
    assert at_home(app, None, address).post("/login/passkey/ask").status_code == (200 if said is None else 422)


def test_another_port_in_the_header_is_not_where_we_are(app: FastAPI, town: Town, mia: Person) -> None:
    """Another program of this computer could ask the browser, and hand on what it answers."""
    device = Device()
    with_passkey(app, town, mia, device)
    device.origin = "http://localhost:9999"
    client = at_home(app)
    client.headers["host"] = "localhost:9999"
    assert client.post("/login/passkey/ask").status_code == 422


def test_behind_a_proxy_the_address_that_was_set_counts(town: Town, mia: Person) -> None:
    hosts = frozenset({"127.0.0.1", "localhost", "clinic.example.org"})
    app = create_clinic_app(town.house, allowed_hosts=hosts, origin=Origin.parse("https://clinic.example.org"))
    device = Device(origin="https://clinic.example.org")
    client = at_home(app, town.token(mia), "http://clinic.example.org")  # https ends at the proxy
    assert adds(client, device).status_code == 303
    assert comes_in(at_home(app, None, "http://clinic.example.org"), device).status_code == 303
    page = at_home(app, town.token(mia)).get("/clinic/account").text
    assert "They work at https://clinic.example.org only." in page
    assert "works at clinic.example.org" in page


def test_without_the_part_there_are_none_and_what_there_was_still_is(
    app: FastAPI, town: Town, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = Device()
    client = with_passkey(app, town, mia, device)
    monkeypatch.setitem(sys.modules, "fido2", None)
    page = client.get("/clinic/account").text
    assert "a part of Afterrun is not installed here" in page
    assert "my telephone" in page
    assert "passkey" not in at_home(app).get("/login").text
    assert "passkey" not in at_home(app, town.token(mia, whole=False)).get("/clinic/second-factor").text
    assert client.post("/clinic/passkeys/ask", data={"password": PASSWORD}).status_code == 422
    with pytest.raises(MissingExtraError, match="Passkeys need"):
        serve_clinic(town.house, reach=Reach(allowed_hosts=["a.org"]), origin=Origin.parse("https://a.org"))


@pytest.mark.parametrize(
    "text",
    [
        *("", "clinic.example.org", "http://clinic.example.org", "https://192.168.1.2", "https://[::1]", "https://"),
        *("https://a.org/clinic", "https://a.org?x", "https://me@a.org", "https://a.org:x", "ftp://localhost"),
    ],
)
def test_what_is_no_address_for_passkeys_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="origin must be"):
        Origin.parse(text)


def test_an_address_that_nobody_could_ask_for_is_refused(town: Town) -> None:
    with pytest.raises(InvalidValueError, match="name that is allowed"):
        serve_clinic(town.house, reach=Reach(), origin=Origin.parse("https://clinic.example.org"))
