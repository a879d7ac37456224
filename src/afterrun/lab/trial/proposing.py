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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[_Trial]):
    """What is asked of each design.

    Parameters
    ----------
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

    effects: Mapping[str, float]
    none: float
    promised: str
    simulated: Callable[[Design, int, float], Iterator[_Trial]]
    helps: Callable[[_Trial, int], bool]
    weeks_needed: Callable[[Sequence[_Trial]], float]
    words: HowLong
    with_runs: bool = True

    def proposed(
        self,
        designs: Sequence[Design],
        people: People,
        habits: Habits,
        *,
        diary: Diary,
        now: datetime,
        question: Question,
        weeks: int,
        arms: int,
        trials: int,
        progress: Progress,
    ) -> TrialDesigns:
        """Simulate each design as these people, and tell what it would show, and what to look at first."""
        return TrialDesigns(
            as_of=now,
            site=people.site,
            question=question,
            weeks=weeks,
            runs_per_week=habits.runs_per_week if self.with_runs else 0,
            arms=arms,
            reports_per_day=round(habits.reports_per_day, 2),
            simulated_as="you" if people.own else "strangers",
            trials_each=trials,
            safety=red_flags(diary, people.site, now),
            designs=self._powers(
                designs, weeks=weeks, runs_per_week=habits.runs_per_week, trials=trials, progress=progress
            ),
        )

    def _powers(
        self, designs: Sequence[Design], *, weeks: int, runs_per_week: int, trials: int, progress: Progress
    ) -> tuple[DesignPower, ...]:
        """Simulate each design, and tell what it would show; the one that shows most first."""
        kinds = 1 + len(self.effects)
        total = len(designs) * kinds * trials
        told: list[DesignPower] = []
        for design in designs:
            done = len(told) * kinds * trials
            block_days = BLOCK_DAYS.get(design.name, 1)
            units = units_in(design, weeks=weeks, runs_per_week=runs_per_week, block_days=block_days)
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
                    progress(done, total)
            told.append(self._power(design, units, weeks, found))
        return tuple(sorted(told, key=lambda each: -(each.power or {self.promised: -1.0})[self.promised]))

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


def designs_for(suits: Callable[[Design], bool], *, arms: int, only: str) -> list[Design]:
    """List the designs of one question for so many things, the one without included; ``only`` one of that name."""
    return [
        replace(design, arms=arms)
        for design in DESIGNS.values()
        if suits(design) and design.several == (arms > 2) and only in ("", design.name)
    ]


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
