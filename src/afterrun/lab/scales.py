"""On which scale a person answered: a single answer does not tell, all of a source do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from afterrun.records import Care, Diary, PainReport
from afterrun.records.scale import ZERO_TO_TEN, finest, scale_of


class ScalesOfSources:
    """The 0-10 scale of each source of answers: the coarsest on which all of them are possible.

    A person writes a table by one habit and taps an app by another, so each source is looked at by itself; the ratings
    around care are of the same habit. A scale is never made coarser than it was stated to be.

    Parameters
    ----------
    diary : Diary
        All answers there are: the more, the better the scale is known.
    """

    def __init__(self, diary: Diary) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for report in diary.pain:
            found[report.source].add(report.scale)
        for care in diary.care:
            found[care.source] |= {scale_of(nrs) for nrs in (care.pain_before, care.pain_after) if nrs is not None}
        self._scales: Mapping[str, str] = {source: finest(names) for source, names in found.items()}

    def put(self, report: PainReport) -> PainReport:
        """Put a report on the scale of its source; one of another kind of scale stays on its own."""
        scale = self._scales[report.source]
        return replace(report, scale=scale) if report.scale in ZERO_TO_TEN and report.scale != scale else report

    def of_care(self, care: Care) -> str:
        """Name the scale of the ratings around something done; empty: as for a single answer."""
        return self._scales[care.source]
