"""What a run loaded, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterrun.language import mark, number, say
from afterrun.report.words import ratio_range

if TYPE_CHECKING:
    from afterrun.findings import DerivedQuantity, LeftOut, Load

TISSUES: Mapping[str, str] = {
    "forefoot-impulse": mark("ball of the foot"),
    "calf-work": mark("calf muscles"),
    "achilles-load": mark("Achilles tendon"),
    "fascia-load": mark("sole (plantar fascia)"),
    "toe-flexor-load": mark("what bends the toes"),
    "tibia-load": mark("shin bone"),
    "knee-load": mark("knee, behind the kneecap"),
}
_QUANTITIES = {
    "speed_mps": mark("Your speed is not known; used instead: {origin}."),
    "cadence_spm": mark("Steps a minute: about {middle:.0f} ({low:.0f} to {high:.0f}), {origin}."),
    "contact_ms": mark("Foot on the ground: about {middle:.0f} ms ({low:.0f} to {high:.0f}), {origin}."),
}
_ORIGINS = {
    "measured": mark("measured"),
    "own-runs": mark("from your other runs"),
    "speed-and-cadence": mark("from your speed and cadence"),
    "speed": mark("from your speed"),
    "population": mark("what most runners do"),
}
_LEFT_OUT = {
    "speed_mps": mark("{share} of the time was walking, standing or no running speed: left out."),
    "cadence_spm": mark("A cadence of {value:.0f} was left out: running is {lo:.0f} to {hi:.0f} steps a minute."),
    "contact_ms": mark("A ground contact of {value:.0f} ms was left out: running is {lo:.0f} to {hi:.0f} ms."),
    "distance_m": mark("The distance was left out: nobody runs so far in that time."),
    "grade": mark("The climb was left out: no road is that steep."),
}
_FILLED = mark("For {share} of the running time your watch recorded nothing: taken as run like the rest.")
_BEYOND = {
    "slow": mark("Part of it was slower than the runners the numbers come from: there they are a guess."),
    "fast": mark("Part of it was faster than the runners the numbers come from: there they are a guess."),
    "long-contact": mark("Your feet stay down longer than those of the runners measured: a guess beyond them."),
    "short-contact": mark("Your feet stay down shorter than those of the runners measured: a guess beyond them."),
    "steep-down": mark("Part of it goes down steeply. There landing is hardest, and these numbers do not hold it."),
}
_TOLD_SHARE = 0.02  # of the running time: less changes nothing that is told
CANNOT = mark(
    "It says how your runs compare. What a tissue can bear, and what is wrong with it, cannot be read from this."
)
OPPOSITE = mark(
    "Faster is less in sum over the same distance, but more where hard steps count more. Nobody knows which of "
    "the two your pain goes by."
)


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One tissue against the usual run.

    Parameters
    ----------
    name, words : str
        The tissue, and what is said of it.
    sum_, weighted : str
        Its dose in sum, and where hard steps count more; empty where it is not known.
    """

    name: str
    words: str
    sum_: str
    weighted: str


def load_rows(load: Load) -> list[LoadRow]:
    """Say each tissue's dose against the usual run's."""
    return [
        LoadRow(
            each.name,
            say(TISSUES[each.name]),
            "" if each.relative_to_usual is None else ratio_range(each.relative_to_usual),
            "" if each.weighted_relative_to_usual is None else ratio_range(each.weighted_relative_to_usual),
        )
        for each in load.doses
    ]


def steps_told(load: Load) -> str:
    """Say how many steps it were, to the hundred, and how that is known."""
    steps = number(round(load.steps, -2) or load.steps)
    if load.from_ == "streams":
        return say("About {steps} running steps, read from your watch second by second.", steps=steps)
    return say("About {steps} running steps, worked out from the run as a whole.", steps=steps)


def compared_told(load: Load) -> str:
    """Say what the run is compared with."""
    if load.usual_runs:
        return say("100 % is the middle of your {n} runs of the 90 days before.", n=load.usual_runs)
    return say("With three more runs in the 90 days before there would be something to compare it with.")


def derived_told(load: Load) -> Iterator[str]:
    """Say how the person stepped, and how that is known."""
    yield from (_derived(each) for each in load.derived if (each.quantity, each.from_) != ("speed_mps", "measured"))


def cautions_told(load: Load) -> Iterator[str]:
    """Say what was left out, and where the run lies beyond what was measured."""
    yield from (_left_out(each) for each in load.left_out if each.share >= _TOLD_SHARE)
    if load.filled_share >= _TOLD_SHARE:
        yield say(_FILLED, share=_percent(load.filled_share))
    yield from (say(_BEYOND[name]) for name in load.beyond)


def _derived(each: DerivedQuantity) -> str:
    spread = each.value
    return say(
        _QUANTITIES[each.quantity],
        middle=spread.median,
        low=spread.lo,
        high=spread.hi,
        origin=say(_ORIGINS[each.from_]),
    )


def _left_out(each: LeftOut) -> str:
    return say(_LEFT_OUT[each.field], share=_percent(each.share), value=each.value, lo=each.lo, hi=each.hi)


def _percent(share: float) -> str:
    whole = round(100 * share)
    return say("{n} %", n=whole if share in {0, 1} else min(99, max(1, whole)))
