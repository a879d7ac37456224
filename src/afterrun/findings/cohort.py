"""What many people have in common, and how they differ (`afterrun/cohort/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterrun.findings.flag import Level
from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedPerson:
    """Somebody without answers.

    Parameters
    ----------
    person : str
        Name of the journal file or folder.
    why : str
        What went wrong.
    """

    person: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFlag:
    """A sign that somebody should have a look at one of them.

    Parameters
    ----------
    person : str
        Name of the journal file or folder.
    level, text : str
        As in `Flag`.
    """

    person: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmongPeople:
    """One quantity among people.

    Parameters
    ----------
    quantity : str
        As in `Response`, with its unit in the name; the rise 24 h after a run is ``rise_24h_nrs``. Of those who
        respond; ``baseline_nrs`` is of everybody.
    median : Interval
        Of people like these.
    between_sd : Interval
        How far they differ: half the width of the middle 68 %, which is the sd of a normal.
    pooled : bool
        Whether a person's own range of it, as one of them, leans on the others in any way.
    """

    quantity: str
    median: Interval
    between_sd: Interval
    pooled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Part of the people whose pain runs raise.

    Parameters
    ----------
    share : Interval or None
        None where nobody's diary can tell. [-]
    """

    share: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A cohort.

    Parameters
    ----------
    people : int
        Whose journals there are.
    failed : tuple of FailedPerson
        Those without answers.
    safety : tuple of PersonFlag
        Signs that somebody should have a look, the most urgent first.
    learned_from : int
        People whose diaries can tell what runs do: of these the population is learned.
    engine : str
        Who did the sums.
    seconds : float
        For how long, over all times it was resumed. [s]
    population : tuple of AmongPeople
        Empty where too few diaries can tell.
    responders : Share
        How many respond.
    persons : str
        The file with everybody's answers, beside this one.
    """

    schema: Literal["afterrun/cohort/1"] = "afterrun/cohort/1"
    people: int
    failed: tuple[FailedPerson, ...]
    safety: tuple[PersonFlag, ...]
    learned_from: int
    engine: str
    seconds: float
    population: tuple[AmongPeople, ...]
    responders: Share
    persons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEffect:
    """What a thing does in one person.

    Parameters
    ----------
    person : str
        Name of the journal file or folder.
    alone, as_one_of_them : Interval or None
        Response with it over that without, by their own trial; and shrunk towards the average. None where it is not
        known that they respond to runs: of nothing there is no ratio. [-]
    verdict : str
        By the second.
    """

    person: str
    alone: Interval | None
    as_one_of_them: Interval | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyTrials:
    """Trials of one on the same question, put together. Ratios are latent: before they are said on a scale that ends.

    Parameters
    ----------
    intervention, variant : str and str or None
        What was tried, against nothing; the pain is that after runs.
    people : int
        How many trials.
    runs : int
        How many runs in all of them.
    average_ratio : Interval or None
        Response with it over that without, of the average person; None below the fewest trials. [-]
    between_factor : Interval or None
        How far people differ: a factor for one sd. [-]
    share_helped : float or None
        Expected share of people in whom it takes off a fifth or more. [-]
    verdict : str
        Of the average person.
    two_stages_ratio : Interval or None
        The average by restricted maximum likelihood, with Hartung and Knapp's correction. [-]
    naive_ratio : Interval or None
        What a t-test on plain means would say. [-]
    parallel_people : int or None
        How many people a trial with one arm each would have needed; None where it is not known which way it goes.
    persons : tuple of PersonEffect
        Each of them.
    """

    intervention: str
    variant: str | None
    people: int
    runs: int
    average_ratio: Interval | None
    between_factor: Interval | None
    share_helped: float | None
    verdict: Verdict
    two_stages_ratio: Interval | None
    naive_ratio: Interval | None
    parallel_people: int | None
    persons: tuple[PersonEffect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortTrials:
    """Every question that people of a cohort had trials on, that with most trials first.

    Parameters
    ----------
    people : int
        Whose journals there are.
    questions : tuple of ManyTrials
        One a thing.
    safety : tuple of PersonFlag
        As in `Cohort`.
    """

    schema: Literal["afterrun/cohort-trials/1"] = "afterrun/cohort-trials/1"
    people: int
    questions: tuple[ManyTrials, ...]
    safety: tuple[PersonFlag, ...]
