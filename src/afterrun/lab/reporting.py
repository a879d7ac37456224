"""From a diary to the sheet for a physiotherapist."""

from __future__ import annotations

from datetime import datetime

from afterrun.lab.answers import Answer
from afterrun.records import Diary
from afterrun.records.own_words import OwnWords
from afterrun.report.physiotherapist import Seen, physiotherapist_sheet
from afterrun.report.sheet import sheet
from afterrun.report.sheet_pdf import sheet_pdf

_NOTHING = OwnWords()


def report_html(
    found: Answer, diary: Diary, *, now: datetime, simulated: bool = False, own: OwnWords = _NOTHING
) -> str:
    """Write the sheet for the site that was answered."""
    return sheet(*physiotherapist_sheet(_seen(found), diary, own, now=now, simulated=simulated))


def report_pdf(
    found: Answer, diary: Diary, *, now: datetime, simulated: bool = False, own: OwnWords = _NOTHING
) -> bytes:
    """Write the same sheet as PDF.

    Raises
    ------
    MissingExtraError
        If the extra ``pdf`` is not installed.
    """
    return sheet_pdf(*physiotherapist_sheet(_seen(found), diary, own, now=now, simulated=simulated), made_at=now)


def _seen(found: Answer) -> Seen:
    prepared = found.prepared
    return Seen(told=found.told, symptom=prepared.symptom, reports=prepared.all_reports)
