"""How moments of the day differ, in words: what is higher whether or not there was a run, and where a run shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from afterrun.language import say, sentence_case, spoken
from afterrun.report.words import half_points, points_and_range, ratio_range

if TYPE_CHECKING:
    from afterrun.findings import Moment

_LESS, _MORE = 0.67, 1.5  # of what the reference shows of a run: less than that far from it is no news


def moments_told(moments: Sequence[Moment]) -> Iterator[str]:
    """Say each moment that clearly differs from the reference; nothing where only one was told.

    Parameters
    ----------
    moments : sequence of Moment
        As in `Answers`, the reference first.
    """
    usual = next((each for each in moments if each.reference), None)
    if usual is None:
        return
    told = [text for each in moments if not each.reference for text in _differs(each, _named(usual.moment))]
    yield from told or [say("The moments of the day at which you report do not clearly differ.")]


def _differs(moment: Moment, reference: str) -> Iterator[str]:
    name = sentence_case(_named(moment.moment))
    offset, loading = moment.offset_nrs, moment.loading
    if offset.lo > 0 and half_points(offset.median) > 0:
        much = points_and_range(offset)
        yield say("{moment}: {much} more than {reference}, run or no run.", moment=name, much=much, reference=reference)
    elif offset.hi < 0 and half_points(offset.median) < 0:
        much = points_and_range(offset.turned)
        yield say("{moment}: {much} less than {reference}, run or no run.", moment=name, much=much, reference=reference)
    if loading is None:
        return
    share = ratio_range(loading)
    if loading.hi < _LESS:
        yield say(
            "{moment}: a run shows less than {reference}: {share} of the rise.",
            moment=name,
            share=share,
            reference=reference,
        )
    elif loading.lo > _MORE:
        yield say(
            "{moment}: a run shows more than {reference}: {share} of the rise.",
            moment=name,
            share=share,
            reference=reference,
        )


def _named(moment: str | None) -> str:
    return say("with no moment named") if moment is None else say("at “{moment}”", moment=spoken(moment))
