"""A clinic in which one runner's journal holds what nobody types: every page of everybody is an answer or a reason."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from httpx2 import Response

from afterrun.clinic.house import House
from benchmarks.fire.hostile import VALUES, make, put, strikes
from tests.clinic.town import Clock, Town
from tests.clinic.world import SITE, World, made

Ask = Callable[[str], Response]
_ROWS = 6
_OF_OTHERS = 3  # pages of the runner's own app that are asked for; all of them are in `hostile`
_OWN = ("/", "/answers", "/timeline", "/plan", "/sheet", "/settings", "/month")
_LIMITS = {"therapist_ceiling_nrs": "3", "therapist_longest_m": "5000"}
_TRIAL = {"intervention": "calf-stretch", "question": "relief", "weeks": "12", "site": SITE}


def strike_clinic(
    times: int, *, seed: int = 0, told: Callable[[str], None] = lambda _: None
) -> Counter[tuple[str, str]]:
    """Put one value into the journal of a runner, so many times, and ask for the pages of all who may see it.

    Counts (page, outcome): ``answered``, ``refused`` or ``uncaught``, and ``lost`` where the runner is not
    listed any more. What was uncaught is also told in a line.
    """
    rng, counts = random.Random(seed), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as name:
        home, clock = Path(name), Clock()
        town = Town(home / "clinic", clock, House.at(home / "clinic", clock))
        world = made(town)
        whole = home / "whole.db"
        make(whole)
        every = list(strikes(whole))
        for table, column, value in rng.sample(every, min(times, len(every))):
            struck = home / "struck.db"
            struck.write_bytes(whole.read_bytes())
            struck.chmod(0o600)
            if not put(struck, table, column, VALUES[value], rng.randrange(_ROWS)):
                counts["written", "refused"] += 1
                continue
            _in_place(world, struck)
            for who, what, ask in _asked(world, rng):
                act = f"{who}: {what}"
                try:
                    outcome = ask()
                except Exception as error:
                    outcome = f"uncaught {type(error).__name__}"
                    told(f"{table}.{column} = {value}: {act}: {error!r}"[:400])
                counts[act, outcome] += 1
        town.house.store.close()
    return counts


def _in_place(world: World, struck: Path) -> None:
    """Put a journal in the place of the runner's, as a restore of a file that was handed to them does."""
    runner = world.who["runner"]
    place = world.town.house.journals.place_of(runner.id)
    assert isinstance(place, Path)
    for each in place.parent.glob(f"{place.name}-*"):
        each.unlink()
    world.town.puts(runner, struck)
    world.app.state.apps.forget(runner.id)
    world.app.state.looking.forget(runner.id)


def _asked(world: World, rng: random.Random) -> Iterator[tuple[str, str, Callable[[], str]]]:
    ada, study = world.who["runner"].id, world.of_ada["study"]
    page = f"/clinic/people/{ada}"
    told = {f"{page}/comments": {"note": "seen"}, f"{page}/limits": _LIMITS, f"{page}/trials": _TRIAL}
    shown = {
        "clinician": (page, f"{page}/read/fragment/answers?site={SITE}", f"{page}/read/report?site={SITE}"),
        "runner": ("/clinic/sharing", "/clinic/account/export", *rng.sample(_OWN, _OF_OTHERS)),
        "researcher": ("/clinic/studies", f"/clinic/studies/{study}/export"),
        "administrator": ("/clinic/administration", "/clinic/audit"),
    }
    for who, addresses in shown.items():
        client = world.client(who)
        for address in addresses:
            yield who, _named(world, address), partial(_came, client.get, address)
    clinician = world.client("clinician")
    for address, form in told.items():
        yield "clinician", _named(world, address), partial(_came, partial(clinician.post, data=form), address)
    yield "clinician", "/clinic/people/looked", partial(_came, clinician.get, "/clinic/people/looked")
    yield "clinician", "/clinic/people", partial(_listed, clinician.get, world.who["runner"].name)


def _named(world: World, address: str) -> str:
    return address.replace(world.who["runner"].id, "{person}").replace(world.of_ada["study"], "{study}")


def _came(ask: Ask, address: str) -> str:
    answer = ask(address)
    if answer.status_code >= 500:
        raise AssertionError(f"{answer.status_code}: {answer.text[:300]}")
    return "answered" if answer.status_code < 400 else "refused"


def _listed(ask: Ask, name: str) -> str:
    came = _came(ask, "/clinic/people")
    return came if name in ask("/clinic/people").text else "lost"
