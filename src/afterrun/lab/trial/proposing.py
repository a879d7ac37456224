"""Designs of trials, each simulated with some effects and with none, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

import numpy as np

from afterrun.findings.trial import DesignPower, TrialDesigns
from afterrun.findings.trial.protocol import Question
from afterrun.lab.trial.people import People
from afterrun.reasons import red_flags
from afterrun.records import Diary
from afterrun.report.trial_designs import HowLong, design_words, how_long, too_short
from afterrun.trials.designs import DESIGNS, Design
from afterrun.trials.power import Habits, units_in

# Long enough for a few runs and for the pain of the last block to fade: judgement.
BLOCK_DAYS = {"blocks": 14, "start": 7, "round-blocks": 14}
GOOD_POWER = 0.8  # the usual four in five (Cohen 1988)
_MOST_WEEKS = 104
Progress = Callable[[int, int], None]

_Trial = TypeVar("_Trial")


def _unheard(_done: int, _of: int) -> None:
    """Tell nobody; named, so that terms can be handed to another process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms designs are simulated.

    Parameters
    ----------
    weeks : int
        How long the trial would go on. [weeks]
    runs_per_week : int or None
        As somebody named it; None: as the diary has it.
    arms : int
        Things compared, the one without included; with more than two, one of them works.
    only : str
        Name of the one design that is looked at; empty for each that suits.
    trials : int
        To simulate of each design and effect.
    seed : int
        Of whom and what is drawn.
    progress : callable
        Told after each trial: how many are done, of how many.
    """

    weeks: int = 12
    runs_per_week: int | None = None
    arms: int = 2
    only: str = ""
    trials: int = 60
    seed: int = 0
    progress: Progress = _unheard


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[_Trial]):
    """What is asked of each design.

    Parameters
    ----------
    question : str
        ``prevention`` or ``every-day``.
    suits : callable
        Whether a design can answer it.
    effects : mapping of str to float
        What a thing takes off -> as the simulation takes it.
    none : float
        The same of a thing that does nothing.
    promised : str
        The effect that the words are about.
    simulated : callable
        Design, its block [d] and an effect -> trials.
    helps : callable
        Trial, and among how many things -> whether it says that the one looked at helps.
    weeks_needed : callable
        Trials with the promised effect -> weeks until it would be seen.
    words : HowLong
        How that is said.
    with_runs : bool
        Whether there are runs to count.
    """

    question: Question
    suits: Callable[[Design], bool]
    effects: Mapping[str, float]
    none: float
    promised: str
    simulated: Callable[[Design, int, float], Iterator[_Trial]]
    helps: Callable[[_Trial, int], bool]
    weeks_needed: Callable[[Sequence[_Trial]], float]
    words: HowLong
    with_runs: bool = True

    def proposed(self, people: People, habits: Habits, terms: Terms, *, diary: Diary, now: datetime) -> TrialDesigns:
        """Simulate each design as these people, and tell what it would show, and what to look at first."""
        return TrialDesigns(
            as_of=now,
            site=people.site,
            question=self.question,
            weeks=terms.weeks,
            runs_per_week=habits.runs_per_week if self.with_runs else 0,
            arms=terms.arms,
            reports_per_day=round(habits.reports_per_day, 2),
            simulated_as="you" if people.own else "strangers",
            trials_each=terms.trials,
            safety=red_flags(diary, people.site, now),
            designs=self._powers(habits.runs_per_week, terms),
        )

    def _powers(self, runs_per_week: int, terms: Terms) -> tuple[DesignPower, ...]:
        """Simulate each design, and tell what it would show; the one that shows most first."""
        designs, each_design = self._designs(terms), (1 + len(self.effects)) * terms.trials
        told: list[DesignPower] = []
        for design in designs:
            done = len(told) * each_design
            block_days = BLOCK_DAYS.get(design.name, 1)
            units = units_in(design, weeks=terms.weeks, runs_per_week=runs_per_week, block_days=block_days)
            fewest = max(design.fewest, 2 * design.arms)
            if units < fewest:
                told.append(_told(design, units, text=too_short(design, needed=fewest, held=units)))
                continue
            found: dict[float, list[_Trial]] = {}
            for effect in (self.none, *self.effects.values()):
                found[effect] = []
                for trial in self.simulated(design, block_days, effect):
                    found[effect].append(trial)
                    done += 1
                    terms.progress(done, len(designs) * each_design)
            told.append(self._power(design, units, terms.weeks, found))
        return tuple(sorted(told, key=lambda each: -(each.power or {self.promised: -1.0})[self.promised]))

    def _designs(self, terms: Terms) -> list[Design]:
        """List the designs that suit, for so many things."""
        return [
            replace(design, arms=terms.arms)
            for design in DESIGNS.values()
            if self.suits(design) and design.several == (terms.arms > 2) and terms.only in ("", design.name)
        ]

    def _power(self, design: Design, units: int, weeks: int, found: Mapping[float, Sequence[_Trial]]) -> DesignPower:
        share = {effect: self._share(trials, design.arms - 1) for effect, trials in found.items()}
        power = {name: share[effect] for name, effect in self.effects.items()}
        needed = self.weeks_needed(found[self.effects[self.promised]])
        weeks_needed = None if needed > _MOST_WEEKS else int(np.ceil(needed))
        good = power[self.promised] >= GOOD_POWER
        text = how_long(self.words, power[self.promised], weeks=weeks, needed=weeks_needed, good=good)
        return _told(design, units, power=power, false_claims=share[self.none], weeks_needed=weeks_needed, text=text)

    def _share(self, trials: Sequence[_Trial], among: int) -> float:
        """Share of trials that say that the one thing looked at helps. [-]"""
        return round(sum(self.helps(trial, among) for trial in trials) / len(trials), 3)


def _told(
    design: Design,
    units: int,
    *,
    text: str,
    power: dict[str, float] | None = None,
    false_claims: float | None = None,
    weeks_needed: int | None = None,
) -> DesignPower:
    return DesignPower(
        design=design.name,
        words=design_words(design),
        units=units,
        block_days=BLOCK_DAYS.get(design.name),
        power=power,
        false_claims=false_claims,
        weeks_needed=weeks_needed,
        text=text,
    )
