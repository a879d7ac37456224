"""What the API hands out besides findings."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings import Flag


@dataclass(frozen=True, slots=True)
class CurveShape:
    """The response over time, with its 90 % band, and reports after runs: hours [h] and points [NRS]."""

    h: list[float]
    median: list[float]
    lo: list[float]
    hi: list[float]
    reports: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class CurveAnswer:
    """The response curve; null where nothing may be claimed."""

    curve: CurveShape | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was recorded, each row beginning with its time in seconds since 1970 UTC.

    ``runs``: start, distance [m], duration [s]. ``pain``: time, points. ``care``: time, intervention, variant.
    ``phases``: start, end, intervention. ``events``: time, kind. ``pain`` is of ``symptom``, reported most at the
    site; ``other_symptoms``: time, points, symptom.
    """

    site: str | None
    runs: list[tuple[float, float | None, float]]
    pain: list[tuple[float, float]]
    care: list[tuple[float, str, str | None]]
    phases: list[tuple[float, float | None, str]]
    events: list[tuple[float, str]]
    symptom: str | None
    other_symptoms: list[tuple[float, float, str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of a report: how many were new, how many were there, and what calls for a look."""

    added: int
    already: int
    safety: tuple[Flag, ...]
