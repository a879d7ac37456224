"""Many trials of one, put together, in words."""

from __future__ import annotations

from collections.abc import Iterator

from afterrun.findings import ManyTrials, PersonEffect, Verdict
from afterrun.language import mark, number, say, say_n, sentence_case
from afterrun.records.vocabulary import arm_words
from afterrun.report.words import percent, ratio_range

_VERDICTS: dict[Verdict, str] = {
    "helps": mark("On average it helps."),
    "worsens": mark("On average it makes it worse."),
    "no-worthwhile-effect": mark("On average it does next to nothing, either way."),
    "not-yet-known": mark("What it does on average is not yet known."),
}
_ONE: dict[Verdict, str] = {
    "helps": mark("helps"),
    "worsens": mark("makes it worse"),
    "no-worthwhile-effect": mark("does next to nothing"),
    "not-yet-known": mark("not yet known"),
}


def question_told(found: ManyTrials) -> str:
    """Name what was asked, and of how many."""
    thing = f"{found.intervention} ({found.variant})" if found.variant else found.intervention
    return say(
        "{thing}: pain after runs with it and without, {trials}, {runs}",
        thing=sentence_case(arm_words(thing)),
        trials=say_n("{n} trial", "{n} trials", found.people),
        runs=say_n("{n} run", "{n} runs", found.runs),
    )


def trials_told(found: ManyTrials) -> Iterator[str]:
    """Tell the average, what it hides, and what others would have made of it."""
    if found.average_ratio is None or found.between_factor is None or found.share_helped is None:
        yield say("That is too few to put together.")
        return
    yield say(_VERDICTS[found.verdict])
    yield say(
        "With it the pain after a run is {ratio} of that without, on average.",
        ratio=ratio_range(found.average_ratio),
    )
    yield say(
        "People differ: by a factor of about {factor} (probably {low} to {high}). In about {share} of people like "
        "these it takes off a fifth or more.",
        factor=_factor(found.between_factor.median),
        low=_factor(found.between_factor.lo),
        high=_factor(found.between_factor.hi),
        share=percent(found.share_helped),
    )
    yield from _others(found)


def _others(found: ManyTrials) -> Iterator[str]:
    if found.two_stages_ratio is not None:
        yield say(
            "The usual way to put trials together says {ratio}.",
            ratio=ratio_range(found.two_stages_ratio),
        )
    if found.naive_ratio is not None:
        yield say(
            "A plain comparison of means would say {ratio}; it leans towards no effect where the scale ends, and is "
            "surer than it should be.",
            ratio=ratio_range(found.naive_ratio),
        )
    if found.parallel_people is not None:
        yield say_n(
            "A trial in which each person does one thing only would have needed about {n} person to see this average.",
            "A trial in which each person does one thing only would have needed about {n} people to see this average.",
            found.parallel_people,
        )


def person_told(each: PersonEffect) -> tuple[str, ...]:
    """Tell one person: by their own trial, as one of these people, and what may be said."""
    if each.alone is None or each.as_one_of_them is None:
        return each.person, say("it is not known yet that runs raise the pain here")
    return (
        each.person,
        say("alone {ratio}", ratio=ratio_range(each.alone)),
        say("as one of them {ratio}", ratio=ratio_range(each.as_one_of_them)),
        say(_ONE[each.verdict]),
    )


def _factor(value: float) -> str:
    return number(value, ".1f")
