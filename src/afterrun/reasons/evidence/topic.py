"""One question a runner asks, with what is put side by side to answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from afterrun.foot import Changes
from afterrun.reasons.evidence.card import Card

DiaryPart = Literal[
    "runs-raise", "trend", "changed", "long-runs", "features", "eases", "prevents", "kept-up", "symptom", "how-long"
]


@dataclass(frozen=True, slots=True)
class AskedFoot:
    """One change that the foot is asked about, and the loads that matter for the question.

    Parameters
    ----------
    changes : Changes
        What would be different.
    quantities : tuple of str
        Names of `afterrun.findings.FootEffect`.
    """

    changes: Changes
    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedDiary:
    """One thing that the person's own diary is asked.

    Parameters
    ----------
    part : str
        What: whether runs raise it, whether it gets better, whether something changed, runs that were long for their
        month, features of runs; whether something eases, prevents, or helps while it is kept up; what goes with a
        passing symptom; how long it has been there.
    names : tuple of str
        Interventions, or the symptom.
    """

    part: DiaryPart
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question, a short answer, and its four sources, which are never mixed.

    Parameters
    ----------
    id : str
        Its address under ``/why/``.
    question, verdict, sure : str
        What is asked, what can be said, and how sure that is; marked for translation, without a number.
    claim : str
        What the studies below speak for or against, marked for translation.
    speaks_for, speaks_against, beside : tuple of Card
        Studies, by where they stand to the claim.
    contradiction : str
        Where studies say opposite things, marked for translation; empty where they do not.
    foot : tuple of AskedFoot
        What the foot simulator is asked.
    foot_measured : str
        Where measurements in people go against what it says, marked for translation; empty where none is known.
    no_foot : str
        Why it is asked nothing, marked for translation; empty where it is asked.
    tests : tuple of str
        Self-tests that bear on it, by name.
    no_tests : str
        Why there are none, marked for translation; empty where there are.
    diary : tuple of AskedDiary
        What the diary is asked.
    rivals : tuple of str
        Names of rival explanations that the question is about.
    """

    id: str
    question: str
    verdict: str
    sure: str
    claim: str
    speaks_for: tuple[Card, ...]
    speaks_against: tuple[Card, ...]
    beside: tuple[Card, ...] = ()
    contradiction: str = ""
    foot: tuple[AskedFoot, ...] = ()
    foot_measured: str = ""
    no_foot: str = ""
    tests: tuple[str, ...] = ()
    no_tests: str = ""
    diary: tuple[AskedDiary, ...]
    rivals: tuple[str, ...] = ()

    def cards(self) -> Iterator[Card]:
        """Give all studies that it shows."""
        yield from (*self.speaks_for, *self.speaks_against, *self.beside)
