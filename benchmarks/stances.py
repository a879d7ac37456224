"""Whole stances of random runners and feet: whether they are found, how long it takes, and whether they can be trusted.

``make stances`` (200 runners); ``ARGS="--runners 20 --parts runners"`` for a part. A runner is drawn evenly: 50 to 95
kg, 1.55 to 1.95 m, 2.4 to 4.2 m/s, -5 to 5 % of slope, any landing. A foot is one of `WHOLE_FEET` with the calf's
strength, ligaments and fascia, and tendons drawn anew. CPU time is of this process alone, without the
once that sets the problem up.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from afterrun.foot import Changes, RunningStance
from afterrun.foot.stance_model.carried import course_of, loads_of
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.replaying import can_be_replayed, replayed
from afterrun.foot.stance_model.solved import Asked, Solved
from afterrun.foot.stance_model.solving import COARSE, _guess, solver, stance_near, usual_stance
from afterrun.foot.stance_model.study import MESH
from afterrun.foot.stance_model.whole_feet import CALF, WHOLE_FEET, WholeFoot
from afterrun.tissue import STRIKES, Body

CHANGES: tuple[dict[str, float], ...] = (
    {"calf_shortening_deg": 5.0},
    {"calf_shortening_deg": 10.0},
    {"calf_tiredness_percent": 20.0},
    {"calf_strength": 1.25},
    {"tibialis_strength": 1.5},
    {"toe_flexor_strength": 2.0},
    {"fascia_stiffness": 0.3},
    {"arch_stiffness": 2.0},
    {"forefoot_stiffness": 4.0},
    {"drop_mm": -8.0},
)
LOADS = (
    "forefoot-impulse",
    "metatarsal-head-impulse",
    "toe-impulse",
    "heel-impulse",
    "achilles-peak",
    "fascia-impulse",
)
STARTS, NOISE = 5, 0.02
SPEEDS_MPS = (2.5, 3.0, 3.5, 4.0)


@dataclass(frozen=True, slots=True)
class Timed:
    """A stance and what it took. [s]"""

    stance: Solved
    cpu_s: float


def timed(work: Callable[[], Solved]) -> Timed:
    """Find a stance against the clock of this process."""
    before = time.process_time()
    stance = work()
    return Timed(stance, time.process_time() - before)


def drawn(random: np.random.Generator) -> Asked:
    """Draw a runner with a foot."""
    body = Body(mass_kg=float(random.uniform(50, 95)), height_m=float(random.uniform(1.55, 1.95)))
    running = RunningStance(
        speed_mps=float(random.uniform(2.4, 4.2)),
        grade=float(random.uniform(-0.05, 0.05)),
        strike=STRIKES[random.integers(3)],
        body=body,
    )
    return Asked(running=running, foot=_foot(random))


def _foot(random: np.random.Generator) -> WholeFoot:
    usual = WHOLE_FEET[random.integers(len(WHOLE_FEET))]
    strength, tendon = random.uniform(0.85, 1.2), random.uniform(17.5, 25)
    calf = {
        name: replace(usual.muscles[name], force_n_kg=usual.muscles[name].force_n_kg * strength, tendon=tendon)
        for name in CALF
    }
    return replace(
        usual,
        muscles={**usual.muscles, **calf},
        fascia_n_kg=usual.fascia_n_kg * random.uniform(0.5, 1.5),
        arch_nm_kg=usual.arch_nm_kg * random.uniform(0.5, 1.5),
    )


def told(what: str, seconds: Iterable[float], found: Iterable[bool]) -> None:
    """Print how long something took and how often it came to an end."""
    took, ended = np.array(list(seconds)), list(found)
    print(
        f"{what:24s}{sum(ended)} of {len(ended)} found; CPU s: median {np.median(took):.2f}, "
        f"90th percentile {np.quantile(took, 0.9):.2f}, most {took.max():.2f}"
    )


def runners(count: int, seed: int) -> None:
    """Find stances of random runners from nothing, one change of each, and its replay."""
    random = np.random.default_rng(seed)
    cold, near, driven = [], [], []
    for _ in range(count):
        asked = drawn(random)
        usual = timed(partial(usual_stance, asked, MESH))
        cold.append(usual)
        changes = Changes(**CHANGES[random.integers(len(CHANGES))])  # type: ignore[arg-type]
        if not usual.stance.found:
            continue
        other = replace(asked, changes=changes)
        near.append(timed(partial(stance_near, other, usual.stance)))
        if can_be_replayed(changes):
            driven.append(timed(partial(replayed, usual.stance, changes)))
    for what, all_of in (("from nothing", cold), ("from the usual stance", near), ("replayed", driven)):
        told(what, [each.cpu_s for each in all_of], [each.stance.found for each in all_of])


def starts(foot: WholeFoot) -> None:
    """Begin at five places around a posture: is it the same stance?"""
    asked, random = Asked(running=RunningStance(), foot=foot), np.random.default_rng(1)
    begins = [_guess(asked, COARSE)]
    begins += [begins[0] + random.normal(0, NOISE, begins[0].size) for _ in range(STARTS - 1)]
    found = [usual_stance(asked, MESH, begin) for begin in begins]
    costs = np.array([each.cost for each in found])
    loads = np.array([[loads_of(each)[name] for name in LOADS] for each in found])
    off = 100 * np.abs(loads / loads[0] - 1).max()
    print(
        f"{foot.name}: {STARTS} starts, costs {np.round(costs, 4).tolist()}; "
        f"spread {np.ptp(costs):.1e}; loads {off:.2f} %"
    )


def meshes(foot: WholeFoot) -> None:
    """Double the mesh: what changes of the loads, and of what a change does."""
    found, changed = [], []
    for mesh in (MESH, Mesh(2 * MESH.parts, MESH.stages)):
        asked = Asked(running=RunningStance(), foot=foot)
        usual = usual_stance(asked, mesh)
        found.append(usual)
        shorter = stance_near(replace(asked, changes=Changes(calf_shortening_deg=10)), usual)
        changed.append(_percent(usual, shorter))
    off = _percent(*found)
    print(f"{foot.name}: {MESH.parts} to {2 * MESH.parts} parts, all found: {all(each.found for each in found)}")
    for name in LOADS:
        print(
            f"  {name:26s}{off[name]:+.1f} %; calf 10 deg shorter {changed[0][name]:+.1f} and {changed[1][name]:+.1f} %"
        )


def _percent(before: Solved, after: Solved) -> dict[str, float]:
    one, other = loads_of(before), loads_of(after)
    return {name: 100 * (other[name] / one[name] - 1) for name in LOADS}


def speeds(foot: WholeFoot) -> None:
    """Ankle moment, and loads, over speed, beside those of 26 runners."""
    for speed in SPEEDS_MPS:
        running = RunningStance(speed_mps=speed)
        stance = usual_stance(Asked(running=running, foot=foot), MESH)
        course, step, weight = course_of(stance), running.steps(), running.mass_kg * 9.81
        print(
            f"{foot.name} {speed} m/s, found {stance.found}: ankle "
            f"{course.outputs['ankle_nm'].max() / running.mass_kg:.2f} ({step.ankle_nm_kg.max():.2f}) Nm/kg; force "
            f"{course.outputs['square_n'].max() / weight:.2f} ({step.force_bw.max():.2f}) BW; forefoot "
            f"{loads_of(stance)['forefoot-impulse'] / weight:.3f} ({float(step.impulse(step.forefoot_bw)[0]):.3f}) BW s"
        )


def _of_each_foot(look: Callable[[WholeFoot], None]) -> Callable[[int, int], None]:
    def looked(_runners: int, _seed: int) -> None:
        for foot in WHOLE_FEET:
            look(foot)

    return looked


PARTS: dict[str, Callable[[int, int], None]] = {
    "runners": runners,
    "starts": _of_each_foot(starts),
    "meshes": _of_each_foot(meshes),
    "speeds": _of_each_foot(speeds),
}


def main() -> None:
    """Run all of it and print what is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runners", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--parts", choices=PARTS, nargs="+", default=list(PARTS))
    asked = parser.parse_args()
    before = time.process_time()
    for mesh in (COARSE, MESH):
        solver(mesh, warm=True)
    print(f"set up once: {time.process_time() - before:.1f} CPU s")
    for part in asked.parts:
        PARTS[part](asked.runners, asked.seed)


if __name__ == "__main__":
    main()
