"""Answers in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from afterrun.cli.wrapped import wrapped
from afterrun.language import mark, marks, number, say, sentence_case
from afterrun.report.sentences import cautions, not_told_yet, sentences
from afterrun.report.words import meant_by_pain, reports_words, runs_words

if TYPE_CHECKING:
    from afterrun.findings import Interval
    from afterrun.lab.answers import Answer
    from afterrun.report.other_side import OtherSide

_TRUTH = {
    "rise_24h_nrs": mark("points more a day after a run"),
    "peak_h": mark("hours to the worst"),
    "half_by_h": mark("hours until it is down to half"),
    "baseline_nrs": mark("points without a run"),
    "response_ratio_per_30_days": mark("the same run now, against a month ago"),
}

_WRONG, _LATER = marks("Where this could be wrong", "Not told yet")
marks("tolerance", "triggers", "explanations", "forecast skill")  # checks, said by their names


def tell(found: Answer, *, simulated: bool, other: OtherSide | None = None) -> None:
    """Print the sentences by topic, what they rest on, and what could be wrong; and how the other side stands."""
    click.echo("\n".join(lines(found, simulated=simulated, other=other)))


def lines(found: Answer, *, simulated: bool, other: OtherSide | None = None) -> Iterator[str]:
    """Say the same line by line, marked for a terminal."""
    told = found.told
    if simulated:
        yield click.style(say("SIMULATED JOURNAL: invented, not your data."), bold=True)
    yield say(
        "{place}: {runs}, {reports}, {from_} to {to}",
        place=sentence_case(told.site.words),
        runs=runs_words(told.data.runs),
        reports=reports_words(told.data.reports, told.data.ratings),
        from_=str(told.data.start.date()),
        to=str(told.data.end.date()),
    )
    if other:
        yield wrapped(other.text)
        yield say("For that side: {command}", command=f"afterrun answers --site {other.site}")
    if meant := meant_by_pain(found.prepared.symptom):
        yield wrapped(meant)
    for topic, group in groupby(sentences(told), key=lambda sentence: sentence.topic):
        yield click.style(f"\n{say(topic)}", bold=True)
        for sentence in group:
            yield wrapped(sentence.text, "  ", "    ")
    for heading, texts in ((_WRONG, cautions(told)), (_LATER, not_told_yet(told))):
        if texts:
            yield click.style("\n" + say(heading), bold=True)
            yield from (wrapped(text, "  ", "    ") for text in texts)
    yield "\n" + say("Not a medical device. If in doubt, have somebody look at it.")


def tell_truth(found: Answer, truth: Mapping[str, Any]) -> None:
    """Print what a simulation was made from beside what was found."""
    response, trend = found.told.response, found.told.trend
    if response is None:
        return
    ratio = trend.response_ratio_per_30_days if trend else None
    shown = (
        ("rise_24h_nrs", response.rise_nrs[24]),
        ("peak_h", response.peak_h),
        ("half_by_h", response.half_by_h),
        ("baseline_nrs", response.baseline_nrs),
        ("response_ratio_per_30_days", ratio),
    )
    click.secho("\n" + say("What was found, and what the simulation was made from"), bold=True)
    for key, interval in shown:
        if interval is not None:
            found_text = f"{number(interval.median, '6.2f')} ({_span(interval)})"
            click.echo(f"  {say(_TRUTH[key]):40s} {found_text}   {say('truth')} {number(truth[key], '.2f')}")


def _span(interval: Interval) -> str:
    return say("{low} to {high}", low=number(interval.lo, ".2f"), high=number(interval.hi, ".2f"))
