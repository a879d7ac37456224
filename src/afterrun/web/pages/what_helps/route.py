"""What helps: questions side by side, and never one answer for two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from afterrun.findings import Everyday, Intervention, Relief
from afterrun.lab.answers import Answer
from afterrun.language import mark, say
from afterrun.records import Care, Diary, Site
from afterrun.records.painkillers import hides_pain_for
from afterrun.report.tried import (
    VERDICTS,
    compares,
    eases,
    eases_days,
    keep_up_next,
    lasts_longer,
    name_of,
    prevents,
    rate_next,
    try_next,
)
from afterrun.report.words import fall_range, meant_by_pain, ratio_range
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pictures.effect_axis import Axis, drop_axis, halvings, ratio_axis
from afterrun.web.pictures.rated_pairs import RatedPairs, height, rated_pairs
from afterrun.web.state.pending import answer_for

router = APIRouter(include_in_schema=False)
MENU = MenuLine(
    60, "/what-helps", mark("What helps"), "M12 20S4 15 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 15 12 20 12 20z"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing tried, under one question.

    Parameters
    ----------
    name, verdict, text, next : str
        What it is, the word for it, what the data say, what would tell more (may be empty).
    effect : tuple of float, or None
        Low, middle and high on the axis, better upwards.
    range : str
        The same in words.
    pairs : RatedPairs or None
        The ratings before and after that it rests on.
    """

    name: str
    verdict: str
    text: str
    next: str
    effect: tuple[float, float, float] | None
    range: str
    pairs: RatedPairs | None = None

    def places(self, axis: Axis) -> tuple[float, float, float]:
        """Say where the range lies in the picture."""
        assert self.effect is not None
        low, middle, high = (axis.at(end) for end in self.effect)
        return low, middle, high


@router.get("/what-helps", response_class=HTMLResponse)
def helps(request: Request) -> HTMLResponse:
    """The page; the sums come with the fragment."""
    with open_journal(request) as journal:
        diary: Diary = journal.diary()
        return page(request, "what_helps/page.html", journal, site=chosen_site(request, diary), sites=diary.sites())


@router.get("/fragment/what-helps", response_class=HTMLResponse)
def helps_fragment(request: Request, site: str, found: Annotated[Answer, Depends(answer_for)]) -> HTMLResponse:
    """All questions for one site."""
    tried = found.told.interventions
    with open_journal(request) as journal:
        care, place = journal.diary().care, Site.parse(site)
    relief, prevention, everyday = _relief(tried, care, place), _prevention(tried), _everyday(tried)
    return part(
        request,
        "what_helps/part.html",
        questions=[
            ("relief", relief, drop_axis(_ends(relief))),
            ("prevention", prevention, ratio_axis(_ends(prevention))),
            *([("every-day", everyday, drop_axis(_ends(everyday)))] if everyday else []),
        ],
        tried=bool(tried),
        contrasts=[compares(contrast) for contrast in found.told.relief_contrasts],
        height=height,
        randomised={
            "prevention": any(item.prevention.evidence == "randomised" for item in tried),
            "every-day": any(item.everyday is not None and item.everyday.evidence == "randomised" for item in tried),
        },
        site=site,
        meant=meant_by_pain(found.prepared.symptom),
    )


def _relief(tried: Sequence[Intervention], care: Sequence[Care], place: Site) -> list[Shown]:
    shown = []
    for item in tried:
        relief = item.relief
        if relief is not None:
            text = " ".join(filter(None, (eases(relief), lasts_longer(relief))))
            one = _of_drop(item, relief, text or say("Done, but not rated before and after."), rate_next(relief))
            shown.append(replace(one, pairs=rated_pairs(care, item, place)))
    return shown


def _prevention(tried: Sequence[Intervention]) -> list[Shown]:
    shown = []
    for item in tried:
        if hides_pain_for(item.intervention, item.variant) is not None:  # nobody is told to try one around runs
            continue
        prevention = item.prevention
        ratio = prevention.response_ratio
        shown.append(
            Shown(
                name=name_of(item),
                verdict=say(VERDICTS[prevention.verdict]),
                text=prevents(prevention) or say("No run with it yet."),
                next=try_next(prevention),
                effect=(halvings(ratio.hi), halvings(ratio.median), halvings(ratio.lo)) if ratio else None,
                range=ratio_range(ratio) if ratio else say("not known yet"),
            )
        )
    return shown


def _everyday(tried: Sequence[Intervention]) -> list[Shown]:
    shown = []
    for item in tried:
        everyday = item.everyday
        if everyday is not None:
            text = eases_days(everyday) or say("No report while it was kept up.")
            shown.append(_of_drop(item, everyday, text, keep_up_next(item)))
    return shown


def _of_drop(item: Intervention, found: Relief | Everyday, text: str, then: str) -> Shown:
    """What takes points off: just after it, or on the days with it."""
    drop = found.drop_nrs
    return Shown(
        name=name_of(item),
        verdict=say(VERDICTS[found.verdict]),
        text=text,
        next=then,
        effect=(drop.lo, drop.median, drop.hi) if drop else None,
        range=fall_range(drop) if drop else say("not known yet"),
    )


def _ends(shown: Sequence[Shown]) -> list[float]:
    return [end for each in shown if each.effect is not None for end in each.effect]
