"""A clinic on PostgreSQL under load: how long each page takes with many people at once.

``make clinic-load``: 50 clinicians and 2,000 journals, 16 browsers that ask one page after the other, without a pause,
of the real server on this computer. Everybody is somebody else in turn, so that nothing is in a cache because it was
asked for a moment ago. ``--clinicians 5 --journals 100`` is a part of it.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2 as httpx
import numpy as np

from afterrun.cli.options import local_now
from afterrun.clinic.house import House
from afterrun.clinic.roles import Role
from afterrun.places import Database
from benchmarks.clinic_people import SITE, People, fill
from benchmarks.postgres.cluster import cluster, free_port
from benchmarks.postgres.ready import prepared_clinic

GOAL_P95_MS = 300.0
_START_S = 120.0
Ask = Callable[[httpx.Client, str, People], httpx.Response]


def _get(path: str) -> Ask:
    return lambda client, who, people: client.get(path)


def _check_in(client: httpx.Client, who: str, people: People) -> httpx.Response:
    return client.post("/check-in", data={"site": str(SITE), "nrs": "3"})


def _patient(client: httpx.Client, who: str, people: People) -> httpx.Response:
    return client.get(f"/clinic/people/{random.choice(people.patients[who])}")


def _comment(client: httpx.Client, who: str, people: People) -> httpx.Response:
    return client.post(f"/clinic/people/{random.choice(people.patients[who])}/comments", data={"note": "Slowly."})


# Most is asked by runners, then by clinicians: how often each is asked among all.
PAGES: dict[str, tuple[Role, int, Ask]] = {
    "today": (Role.RUNNER, 6, _get("/")),
    "check-in": (Role.RUNNER, 3, _get("/check-in")),
    "check-in, saved": (Role.RUNNER, 3, _check_in),
    "timeline": (Role.RUNNER, 2, _get("/timeline")),
    "settings": (Role.RUNNER, 1, _get("/settings")),
    "sharing": (Role.RUNNER, 1, _get("/clinic/sharing")),
    "account": (Role.RUNNER, 1, _get("/clinic/account")),
    "people": (Role.CLINICIAN, 4, _get("/clinic/people")),
    "person": (Role.CLINICIAN, 4, _patient),
    "comment, sent": (Role.CLINICIAN, 1, _comment),
    "studies": (Role.RESEARCHER, 1, _get("/clinic/studies")),
    "accounts": (Role.ADMINISTRATOR, 1, _get("/clinic/administration")),
    "audit trail": (Role.ADMINISTRATOR, 1, _get("/clinic/audit")),
}


@dataclass
class Timed:
    """What the browsers saw.

    Parameters
    ----------
    took_ms : mapping of str to list of float
        Page -> how long each answer took. [ms]
    failed : list of str
        Answers that were none.
    """

    took_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)


@contextmanager
def served(clinic: Database) -> Iterator[str]:
    """Serve a clinic by the command that everybody types; its address."""
    port = free_port()
    command = [sys.executable, "-m", "afterrun", "clinic", "serve", "--port", str(port), "--database"]
    user, _, rest = clinic.server.partition("@")
    name, password = user.removeprefix("postgresql://").split(":")
    process = subprocess.Popen(
        [*command, f"postgresql://{name}@{rest}"],
        env={**os.environ, "PGPASSWORD": password},
        stdout=subprocess.DEVNULL,
    )
    address, end = f"http://127.0.0.1:{port}", time.monotonic() + _START_S
    try:
        while True:
            try:
                httpx.get(f"{address}/login", timeout=5)
                break
            except httpx.HTTPError:
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < end, "the server did not answer"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def load(address: str, people: People, *, clients: int, times: int, seed: int = 0) -> Timed:
    """Let browsers ask, each one page after the other; ``times`` in all."""
    found, lock = Timed(), threading.Lock()
    names = list(PAGES)
    drawn = random.Random(seed).choices(names, [PAGES[name][1] for name in names], k=times)
    waiting = iter(drawn)

    def browse() -> None:
        with httpx.Client(base_url=address, timeout=120) as client:
            while True:
                with lock:
                    name = next(waiting, None)
                if name is None:
                    return
                _ask(client, name, people, found)

    browsers = [threading.Thread(target=browse) for _ in range(clients)]
    for each in browsers:
        each.start()
    for each in browsers:
        each.join()
    return found


def _ask(client: httpx.Client, name: str, people: People, found: Timed) -> None:
    role, _, ask = PAGES[name]
    who, token = random.choice(people.sessions[role])
    client.cookies.clear()
    client.cookies.set("afterrun", token)
    began = time.perf_counter()
    answer = ask(client, who, people)
    found.took_ms[name].append(1000 * (time.perf_counter() - began))
    if answer.status_code not in (200, 303) or "/login" in answer.headers.get("location", ""):
        found.failed.append(f"{name}: {answer.status_code}")


def measured(*, clinicians: int, journals: int, clients: int, times: int) -> Timed:
    """Make the clinic, serve it, and ask."""
    with cluster(safe=True) as server:
        clinic = prepared_clinic(server, "clinic")
        house = House.at(clinic, local_now)
        try:
            began = time.perf_counter()
            people = fill(server, clinic, house, clinicians=clinicians, journals=journals)
            print(f"made in {time.perf_counter() - began:.0f} s", flush=True)
        finally:
            house.store.close()
        with served(clinic) as address:
            load(address, people, clients=clients, times=4 * clients, seed=1)  # modules are loaded, templates read
            return load(address, people, clients=clients, times=times)


def main() -> None:
    """Print a table; end with 1 if an answer was none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clinicians", type=int, default=50)
    parser.add_argument("--journals", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--times", type=int, default=3000, help="answers in all")
    given = parser.parse_args()
    began = time.perf_counter()
    found = measured(clinicians=given.clinicians, journals=given.journals, clients=given.clients, times=given.times)
    print(f"{given.clinicians} clinicians, {given.journals} journals, {given.clients} clients, {given.times} answers")
    print(f"{'page':18s} {'n':>5s} {'p50 ms':>8s} {'p95 ms':>8s}")
    for name in PAGES:
        if took := found.took_ms[name]:
            p50, p95 = np.quantile(took, [0.5, 0.95])
            print(f"{name:18s} {len(took):5d} {p50:8.0f} {p95:8.0f}{'  over the goal' if p95 > GOAL_P95_MS else ''}")
    print(f"failed: {len(found.failed)} {sorted(set(found.failed))[:5]}; {time.perf_counter() - began:.0f} s in all")
    sys.exit(bool(found.failed))


if __name__ == "__main__":
    main()
