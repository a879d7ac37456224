"""A clinic on PostgreSQL under load: how long each page takes with many people at once.

``make clinic-load``: 50 clinicians and 2,000 journals, 16 browsers that ask one page after the other of the real server
on this computer; between two pages each is looked at for a second on average (``--pause 0``: nobody looks). Everybody
is somebody else in turn, so that nothing is in a cache because it was asked for a moment ago. ``--clinicians 5
--journals 100`` is a part of it. The CPU time is what a busy computer does not change much: that of the app's
processes, per answer.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2 as httpx
import numpy as np

from afterrun.cli.times import local_now
from afterrun.clinic.house import House
from afterrun.clinic.roles import Role
from benchmarks.clinic_people import SITE, People, fill
from benchmarks.clinic_served import Served
from benchmarks.postgres.cluster import cluster
from benchmarks.postgres.ready import prepared_clinic

GOAL_P95_MS = 300.0
_ALONE = 20  # times that each page is asked with nobody beside it: the clock of a process ticks each 10 ms
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
    cpu_ms : float
        CPU time of the process that answers, an answer. [ms]
    cpu_ms_of : mapping of str to float
        The same of each page, asked by one browser. [ms]
    loads : list of float
        What was wanted of the computer before and after. [processes]
    """

    took_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    cpu_ms: float = 0.0
    cpu_ms_of: dict[str, float] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)


def load(address: str, people: People, *, clients: int, times: int, pause_s: float = 0.0, seed: int = 0) -> Timed:
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
                time.sleep(random.expovariate(1 / pause_s) if pause_s else 0.0)
                _ask(client, name, people, found)

    browsers = [threading.Thread(target=browse) for _ in range(clients)]
    for each in browsers:
        each.start()
    for each in browsers:
        each.join()
    return found


def _alone(served: Served, name: str, people: People, found: Timed) -> float:
    """Ask for one page again and again, and see what it costs. [ms]"""
    before, seen = served.cpu_s(), Timed()
    with httpx.Client(base_url=served.address, timeout=120) as client:
        for _ in range(_ALONE):
            _ask(client, name, people, seen)
    found.failed += seen.failed
    return 1000 * (served.cpu_s() - before) / _ALONE


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


def measured(*, clinicians: int, journals: int, clients: int, times: int, pause_s: float) -> Timed:
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
        served = Served(clinic)
        served.start()
        try:
            address = served.address
            load(address, people, clients=clients, times=4 * clients, seed=1)  # modules are loaded, templates read
            load_before, before = os.getloadavg()[0], served.cpu_s()
            found = load(address, people, clients=clients, times=times, pause_s=pause_s)
            found.cpu_ms = 1000 * (served.cpu_s() - before) / times
            found.loads = [load_before, os.getloadavg()[0]]
            found.cpu_ms_of = {name: _alone(served, name, people, found) for name in PAGES}
            return found
        finally:
            served.stop()


def main() -> None:
    """Print a table; end with 1 if an answer was none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clinicians", type=int, default=50)
    parser.add_argument("--journals", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--times", type=int, default=3000, help="answers in all")
    parser.add_argument("--pause", type=float, default=1.0, help="mean of seconds that somebody looks at a page")
    given = parser.parse_args()
    began = time.perf_counter()
    found = measured(
        clinicians=given.clinicians,
        journals=given.journals,
        clients=given.clients,
        times=given.times,
        pause_s=given.pause,
    )
    print(f"{given.clinicians} clinicians, {given.journals} journals, {given.clients} clients, pause {given.pause:g} s")
    before, after = found.loads
    print(f"load of the computer {before:.1f} before and {after:.1f} after, on {os.cpu_count()} processors")
    print(f"{'page':18s} {'n':>5s} {'p50 ms':>8s} {'p95 ms':>8s} {'CPU ms':>8s}")
    for name in PAGES:
        if took := found.took_ms[name]:
            p50, p95 = np.quantile(took, [0.5, 0.95])
            over = "  over the goal" if p95 > GOAL_P95_MS else ""
            print(f"{name:18s} {len(took):5d} {p50:8.0f} {p95:8.0f} {found.cpu_ms_of[name]:8.1f}{over}")
    print(f"CPU of the process that answers: {found.cpu_ms:.0f} ms an answer")
    print(f"failed: {len(found.failed)} {sorted(set(found.failed))[:5]}; {time.perf_counter() - began:.0f} s in all")
    sys.exit(bool(found.failed))


if __name__ == "__main__":
    main()
