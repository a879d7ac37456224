"""kill -9 of a clinic's server and of its database while forms are sent: each is done once, and none is lost.

``make clinic-fire`` kills 100 of each; `tests/clinic/test_fire.py` one of each. Who sends a form and hears nothing
sends the very same form again, as a browser does, until it is told that it is done.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass

import httpx2 as httpx

from afterrun.cli.times import local_now
from afterrun.clinic import audit, messages
from afterrun.clinic.house import House
from afterrun.clinic.roles import Role
from benchmarks.clinic_people import SITE, People, fill
from benchmarks.clinic_served import Served
from benchmarks.killed import Killed
from benchmarks.postgres.cluster import cluster
from benchmarks.postgres.ready import prepared_clinic

_KEY = re.compile(r'name="form_key" value="(?:box-)?([0-9a-f]+)"')
_GUARD_S = 120.0


@dataclass(slots=True)
class ClinicKilled(Killed):
    """What kills did, and what the audit trail says of it.

    Parameters
    ----------
    broken : int or None
        The first line of the audit trail that is not as it was written.
    unnoted : int
        Comments without a line in the trail, or lines without a comment.
    """

    broken: int | None = None
    unnoted: int = 0


class Sender:
    """Somebody who sends one form after the other, each until it is done; a number in each says which it was."""

    def __init__(self, address: str, token: str, page: str, action: str, fields: dict[str, str]) -> None:
        self.done: list[str] = []
        self._page, self._action, self._fields = page, action, fields
        self._client = httpx.Client(base_url=address, timeout=20, cookies={"afterrun": token})
        self._on = True
        self._thread = threading.Thread(target=self._send_all, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Send the last one, and no more."""
        self._on = False
        self._thread.join()
        self._client.close()

    def _send_all(self) -> None:
        number = 0
        while self._on:
            number += 1
            text = f"form {number} of {self._action}"
            if (page := self._until_ok("GET", self._page, None)) is None:
                continue
            found = _KEY.search(page)
            assert found is not None, self._page
            self._until_ok("POST", self._action, {**self._fields, "note": text, "form_key": found[1]})
            self.done.append(text)

    def _until_ok(self, method: str, path: str, data: dict[str, str] | None) -> str | None:
        end = time.monotonic() + _GUARD_S
        while True:
            assert time.monotonic() < end, f"{path} was never answered"
            try:
                answer = self._client.request(method, path, data=data)
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code in (200, 303) and "/login" not in answer.headers.get("location", ""):
                return str(answer.text)
            time.sleep(0.05)


def kill_both(times: int, *, seed: int = 0) -> ClinicKilled:
    """Kill the server and the database in turn, ``times`` each, at a random instant."""
    rng, found = random.Random(seed), ClinicKilled()
    with cluster(safe=True) as database:
        clinic = prepared_clinic(database, "clinic")
        house = House.at(clinic, local_now)
        people = fill(database, clinic, house, clinicians=1, journals=2)
        served = Served(clinic)
        served.start()
        senders = _senders(served.address, people)
        try:
            for turn in range(2 * times):
                _wait_for_more(senders)
                time.sleep(rng.uniform(0.0, 0.3))
                if turn % 2:
                    database.kill()
                    database.start()
                else:
                    served.kill()
                    served.start()
                found.kills += 1
            _wait_for_more(senders)
        finally:
            for each in senders:
                each.stop()
            served.stop()
        try:
            _count(house, people, senders, found)
        finally:
            house.store.close()
    return found


def _senders(address: str, people: People) -> list[Sender]:
    (clinician, token), runners = people.sessions[Role.CLINICIAN][0], people.sessions[Role.RUNNER]
    pages = [f"/clinic/people/{runner}" for runner in people.patients[clinician]]
    comments = [Sender(address, token, page, f"{page}/comments", {}) for page in pages]
    fields = {"site": str(SITE), "nrs": "3"}
    return [*comments, *(Sender(address, own, "/check-in", "/check-in", fields) for _, own in runners)]


def _wait_for_more(senders: list[Sender]) -> None:
    """Wait until each has been told of one more."""
    wanted, end = [len(each.done) + 1 for each in senders], time.monotonic() + _GUARD_S
    while any(len(each.done) < count for each, count in zip(senders, wanted, strict=True)):
        assert time.monotonic() < end, "the senders got nowhere"
        time.sleep(0.02)


def _count(house: House, people: People, senders: list[Sender], found: ClinicKilled) -> None:
    there: Counter[str] = Counter()
    said = 0
    for runner, _ in people.sessions[Role.RUNNER]:
        comments = messages.comments(house.store, runner)
        said += len(comments)
        there.update(each.text for each in comments)
        with house.journals.open(runner) as journal:
            there.update(f"{runner} {each.note}" for each in journal.diary().pain if each.note)
            found.damage += journal.verify()
    told = [text for each in senders[:2] for text in each.done]
    for (runner, _), each in zip(people.sessions[Role.RUNNER], senders[2:], strict=True):
        told += [f"{runner} {text}" for text in each.done]
    found.count(told, there)
    found.broken = audit.verify(house.store).broken
    lines = audit.lines(house.store, most=1_000_000)
    found.unnoted = abs(said - sum(line.action == "comment" for line in lines))


def main() -> None:
    """Print the counts; end with 1 if anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="of each of the two")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    found = kill_both(asked.kills, seed=asked.seed)
    print(found)
    sys.exit(bool(found.harmed or found.broken or found.unnoted))


if __name__ == "__main__":
    main()
