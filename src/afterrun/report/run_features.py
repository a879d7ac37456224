"""On which runs it hurts more, in words that leave the cause open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from afterrun.language import mark, marks, number, say, sentence_case, spoken
from afterrun.report.feature_names import FEATURES
from afterrun.report.tried import VERDICTS
from afterrun.report.words import ratio_range

if TYPE_CHECKING:
    from afterrun.findings import Interval, RunFeature

Rows = list[tuple[str, str, str]]

_MORE: Mapping[str, str] = {
    "effort": mark("somewhat harder runs"),
    "pace": mark("somewhat slower runs"),
    "climb": mark("somewhat more uphill"),
    "descent": mark("somewhat more downhill"),
    "cadence": mark("somewhat more steps a minute"),
    "walk-breaks": mark("somewhat more walking in between"),
    "rest-gap": mark("a somewhat longer rest before"),
    "distance": mark("somewhat longer runs"),
}
marks("treadmill", "road", "trail", "track", "grass", "forest", "gravel")  # usual surfaces; others are said as typed
_NOT_THE_CAUSE = mark("Something else about these runs may be behind it.")
_TRY = mark("Do it the other way for some weeks and see.")
# Told as one where the runs cannot tell them apart: what they are together, and that they cannot.
_ONE_THING: Mapping[tuple[str, str], tuple[str, str]] = {
    ("climb", "descent"): (
        mark("somewhat hillier runs"),
        mark("Uphill and downhill come together in your runs, so which of the two it is cannot be told."),
    ),
    ("effort", "pace"): (
        mark("somewhat harder and faster runs"),
        mark("Your harder runs are the faster ones, so which of the two it is cannot be told."),
    ),
}
_TIMES = 1.75  # from twice as much on, "times" is plainer than per cent


def which_runs(items: Sequence[RunFeature], *, may_try: bool = True, favours: str = "") -> tuple[str, ...]:
    """Say what was found of each feature, the verdicts first; what is not known yet is gathered at the end.

    Parameters
    ----------
    items : sequence of RunFeature
        As in `Answers` or `DuringRuns`; nothing is said of none.
    may_try : bool
        Whether to go on running is for the person to decide: not while a sign says to have somebody look first.
    favours : str
        What the rivals for where it comes from say of a kind of run, told where no feature is found by itself.
    """
    items = _once(items)
    if not items:
        return ()
    found = [item for item in items if item.verdict in {"may-worsen", "may-help"}]
    nothing = [_what(item) for item in items if item.verdict == "no-worthwhile-effect"]
    unknown = [item for item in items if item.verdict == "not-yet-known"]
    texts = [_matters(item) for item in found]
    if found:
        texts.append(f"{say(_NOT_THE_CAUSE)} {say(_TRY)}" if may_try else say(_NOT_THE_CAUSE))
    else:
        texts.append(favours or say("No kind of run stands out so far."))
    if nothing:
        texts.append(say("No real difference: {listed}.", listed="; ".join(nothing)))
    if unknown:
        texts.append(say("Not known yet: {listed}.", listed="; ".join(map(_what, unknown))))
    return (*texts, *dict.fromkeys(text for item in (*found, *unknown) for text in _together(item)))


def feature_rows(items: Sequence[RunFeature]) -> Rows:
    """The same as a table: kind of run, verdict, how many; with its head, and empty where nothing was asked."""
    items = _once(items)
    if not items:
        return []
    head = (say("Runs"), say("More pain, or less?"), say("How many"))
    return [head, *((sentence_case(_what(item)), _judged(item), f"{item.n} / {item.n_against}") for item in items)]


def _once(items: Sequence[RunFeature]) -> list[RunFeature]:
    """Leave out the second of two that are told as one, as the downhill with the uphill."""
    seconds = {second for item in items for _, second in _as_one(item)}
    return [item for item in items if item.feature not in seconds]


def _as_one(item: RunFeature) -> Iterator[tuple[str, str]]:
    """Find what it is told as one with."""
    yield from (pair for pair in _ONE_THING if pair[0] == item.feature and pair[1] in item.goes_with)


def _judged(item: RunFeature) -> str:
    verdict = say(VERDICTS[item.verdict])
    known = item.verdict not in {"not-yet-known", "no-worthwhile-effect"}
    return f"{verdict}: {_as_much(item.response_ratio)}" if known else verdict


def _matters(item: RunFeature) -> str:
    ratio, what = _as_much(item.response_ratio), _what(item)
    more = item.verdict == "may-worsen"
    return sentence_case(
        say("{what}: may mean more pain, {ratio}.", what=what, ratio=ratio)
        if more
        else say("{what}: may mean less pain, {ratio}.", what=what, ratio=ratio)
    )


def _as_much(ratio: Interval) -> str:
    if ratio.median < _TIMES:
        return say("{percent} of what it is otherwise", percent=ratio_range(ratio))
    middle, low, high = (number(round(each * 2) / 2) for each in (ratio.median, ratio.lo, ratio.hi))
    return say("about {middle} times as much (probably {low} to {high})", middle=middle, low=low, high=high)


def _together(item: RunFeature) -> Iterator[str]:
    """Name what else it may be that the runs cannot tell from it."""
    what = sentence_case(_what(item))
    told = set[str]()
    for pair in _as_one(item):
        told |= {*pair}
        yield say(_ONE_THING[pair][1])
    names = [say(FEATURES[name]) for name in item.goes_with if name != "time" and name not in told]
    if names:
        yield say(
            "{what}: in your runs this goes together with {names}, so the two cannot be told apart.",
            what=what,
            names=say(" and ").join(names),
        )
    if "time" in item.goes_with:
        yield say("{what}: this changed with time, and whatever else did would look the same.", what=what)


def _what(item: RunFeature) -> str:
    for pair in _as_one(item):
        return say(_ONE_THING[pair][0])
    if item.level is None or item.against is None:
        return say(_MORE[item.feature])
    return say("{level} instead of {against}", level=spoken(item.level), against=spoken(item.against))
