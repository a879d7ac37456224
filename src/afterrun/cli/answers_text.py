"""Answers in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from afterrun.language import mark, marks, number, say, sentence_case, spoken
from afterrun.records import Site
from afterrun.report.sentences import cautions

if TYPE_CHECKING:
    from afterrun.lab.answers import Answer

_WIDTH = 88
_TRUTH = {
    "rise_24h_nrs": mark("points more a day after a run"),
    "peak_h": mark("hours to the worst"),
    "half_life_h": mark("hours from there to half"),
    "baseline_nrs": mark("points without a run"),
    "response_ratio_per_30_days": mark("the same run now, against a month ago"),
}

marks("tolerance", "triggers", "explanations", "forecast skill")  # checks, said by their names


def tell(found: Answer, *, simulated: bool) -> None:
    """Print the sentences by topic, what they rest on, and what could be wrong."""
    data: Any = found.json["data"]
    place = Site.parse(str(found.json["site"])).words
    if simulated:
        click.secho(say("SIMULATED JOURNAL: invented, not your data."), bold=True)
    click.echo(
        say(
            "{place}: {runs} runs, {reports} reports, {from_} to {to}",
            place=sentence_case(place),
            runs=data["runs"],
            reports=data["reports"],
            from_=data["from"][:10],
            to=data["to"][:10],
        )
    )
    for topic, group in groupby(found.sentences, key=lambda sentence: sentence.topic):
        click.secho(f"\n{say(topic)}", bold=True)
        for sentence in group:
            click.echo(textwrap.fill(sentence.text, _WIDTH, initial_indent="  ", subsequent_indent="    "))
    if warned := cautions(found.json):
        click.secho("\n" + say("What could be wrong"), bold=True)
        for text in warned:
            click.echo(textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="    "))
    click.secho("\n" + say("Not worked out by this version"), bold=True)
    later = "; ".join(spoken(check["name"].replace("_", "-")) for check in _checks(found) if check["passed"] is None)
    click.echo(textwrap.fill(later, _WIDTH, initial_indent="  ", subsequent_indent="    "))
    click.echo("\n" + say("Not a medical device. If in doubt, have somebody look at it."))


def tell_truth(found: Answer, truth: Mapping[str, Any]) -> None:
    """Print what a simulation was made from beside what was found."""
    response: Any = found.json["response"]
    trend: Any = found.json["trend"]
    if response is None:
        return
    told = {**response, **(trend or {}), "rise_24h_nrs": response["rise_nrs"]["24"]}
    click.secho("\n" + say("What was found, and what the simulation was made from"), bold=True)
    for key, name in _TRUTH.items():
        if told.get(key) is not None:
            interval = told[key]
            found_text = f"{number(interval['median'], '6.2f')} ({_span(interval)})"
            click.echo(f"  {say(name):40s} {found_text}   {say('truth')} {number(truth[key], '.2f')}")


def _span(interval: Mapping[str, float]) -> str:
    return say("{low} to {high}", low=number(interval["lo"], ".2f"), high=number(interval["hi"], ".2f"))


def _checks(found: Answer) -> list[dict[str, Any]]:
    checks: Any = found.json["checks"]
    return list(checks)
