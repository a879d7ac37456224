"""Findings made up for tests of words and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from afterrun.findings import Answers, Interval, Prevention, Relief

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Finding = TypeVar("Finding", bound="DataclassInstance")


def of(low: float, middle: float, high: float) -> Interval:
    """A middle and its range, as they lie on a line."""
    return Interval(median=middle, lo=low, hi=high)


def other(finding: Finding, **fields: Any) -> Finding:
    """The same with other fields, whatever their types."""
    return replace(finding, **fields)


def with_relief(answers: Answers, number: int, relief: Relief) -> Answers:
    """Answers with one of the things tried, and another relief."""
    return replace(answers, interventions=(replace(answers.interventions[number], relief=relief),))


def with_prevention(answers: Answers, number: int, prevention: Prevention) -> Answers:
    """Answers with one of the things tried, and another prevention."""
    return replace(answers, interventions=(replace(answers.interventions[number], prevention=prevention),))
