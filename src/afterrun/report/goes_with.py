"""What goes with the pain besides runs, in words that leave the cause open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from afterrun.language import mark, marks, number, say, say_n, sentence_case, spoken
from afterrun.records.vocabulary import intervention_words
from afterrun.report.tried import done_together
from afterrun.report.words import points_and_range
from afterrun.units import distance_words

if TYPE_CHECKING:
    from afterrun.findings import Followed, Interval, Trigger

FEWEST = 5  # times, below which nothing is compared
_WHEN: dict[tuple[int | None, str | None], str] = dict(
    zip(
        ((0, None), (1, None), (1, "morning"), (1, "later"), (2, None), (3, None)),
        (
            *marks("later the same day", "the next day", "the next morning"),
            *marks("in the afternoon and evening of the next day", "two days later", "three days later"),
        ),
        strict=True,
    )
)
_ASKED = ("event", "symptom")  # what is listed also where nothing is known of it
_DISTANCE, _DURATION = ("run", "distance"), ("run", "duration")
_NOT_THE_CAUSE = mark("The two go together; that need not be the cause.")


def goes_with(items: Sequence[Trigger]) -> tuple[str, ...]:
    """Say what was found for each thing; what is not known yet is gathered at the end.

    Of care, of what was kept up and of features of runs only what was found is said: that they were tried, and what is
    not known of them, is said elsewhere.

    Parameters
    ----------
    items : sequence of Trigger
        As in `Answers`.
    """
    known = [text for item in items if not _said_by_distance(item, items) and (text := _found(item))]
    asked = [item for item in items if item.kind_of in _ASKED]
    counts = {_name(item): item for item in asked}
    settled = {_name(item) for item in asked if item.seen != "not-yet-known"}
    always = [_name(item) for item in asked if item.n >= FEWEST > item.comparable and _name(item) not in settled]
    open_ones = [item for name, item in counts.items() if name not in settled and name not in always]
    before = [_name(item) for item in asked if item.came_before and item.seen == "not-yet-known"]
    return (
        *known,
        *_unknown(open_ones),
        *_always(list(dict.fromkeys(always))),
        *_came_before(list(dict.fromkeys(before))),
        *_before_unknown([_name(item) for item in asked if item.rate_ratio and item.came_before is None]),
    )


def _said_by_distance(item: Trigger, items: Sequence[Trigger]) -> bool:
    """Whether it is the duration of runs of which the distance says the same."""
    alike = {(each.symptom, each.site, each.verdict) for each in items if (each.kind_of, each.kind) == _DISTANCE}
    return (item.kind_of, item.kind) == _DURATION and (item.symptom, item.site, item.verdict) in alike


def _found(item: Trigger) -> str:
    if item.seen in {"may-worsen", "may-help"}:
        not_alone = done_together(item.together).strip()
        to_do = not_alone or _what_to_do(item)
        return " ".join(text for text in (_how_much(item), say(_NOT_THE_CAUSE), to_do) if text)
    if item.seen != "no-worthwhile-effect":
        return ""
    name = sentence_case(_times(item))
    if item.kind_of == "phase":
        return say("{item}: no real difference while you kept it up.", item=name)
    if item.kind_of == "care":
        return say("{item}: no real difference on the three days after.", item=name)
    if item.per == "amount":
        return say("{item}: somewhat more or less of it makes no real difference on the two days after.", item=name)
    return say("{item}: no real difference on the two days after.", item=name)


def _what_to_do(item: Trigger) -> str:
    if item.kind_of == "phase":
        return say("To be surer, stop it for some weeks and begin again.")
    if item.seen == "may-help" or item.kind_of in {"symptom", "run"}:
        return ""
    if item.per == "amount":
        return say("Try less of it for some weeks and see.")
    return say("Leave it out for some weeks and see.")


def _how_much(item: Trigger) -> str:
    if item.followed is not None:
        return _with_runs(item, item.followed) if item.kind_of == "run" else _counted(item, item.followed)
    return "" if item.rise_nrs is None else _rated(item, item.rise_nrs)


def _rated(item: Trigger, rise: Interval) -> str:
    more = item.seen == "may-worsen"
    words = {
        "item": sentence_case(_times(item)),
        "rise": points_and_range(rise if more else rise.turned),
        "more": say("more") if more else say("less"),
    }
    if item.kind_of == "phase":
        return say("{item}: while you kept it up you report {rise} {more} than without it.", **words)
    words["when"] = say(_WHEN[item.lag_days, item.lag_part])
    if item.per == "amount":
        return say(
            "{item}: with about {amount} more than usual, {when} you report {rise} {more}.",
            amount=_amount(item),
            **words,
        )
    if item.came_before:
        return say(
            "{item}: {when} you report {rise} {more} than on like days without it; the day before, by far not so much.",
            **words,
        )
    return say(
        "{item}: {when} you report {rise} {more} than on like days without it, and not yet the day before.",
        **words,
    )


def _amount(item: Trigger) -> str:
    """Say one sd of an amount, to two figures: it is a guide, no measure."""
    amount = number(float(f"{item.amount_sd or 0.0:.2g}"), ".15g")
    if item.amount_unit == "h":
        return say("1 hour") if amount == "1" else say("{amount} hours", amount=amount)
    if item.amount_unit == "kg":
        return say("{amount} kg", amount=amount)
    if item.amount_unit == "min":
        return say("1 minute") if amount == "1" else say("{amount} minutes", amount=amount)
    return amount


def _counted(item: Trigger, followed: Followed) -> str:
    (hits, days), (other_hits, others) = followed.days, followed.other_days
    return say(
        "{symptom} came {when} after {hits} of {days} times of {item}, and after {other_hits} of {others} other days.",
        symptom=_symptom(item),
        when=say(_WHEN[item.lag_days, item.lag_part]),
        hits=hits,
        days=days,
        item=_name(item),
        other_hits=other_hits,
        others=others,
    )


def _with_runs(item: Trigger, followed: Followed) -> str:
    (hits, runs), (other_hits, others) = followed.days, followed.other_days
    return say(
        "{symptom} came with {hits} of {runs} runs {feature}, and with {other_hits} of {others} other runs.",
        symptom=_symptom(item),
        hits=hits,
        runs=runs,
        feature=_feature(item),
        other_hits=other_hits,
        others=others,
    )


def _feature(item: Trigger) -> str:
    if item.kind == "distance":
        return say("beyond {distance}", distance=distance_words(item.beyond or 0.0))
    if item.kind == "duration":
        return say("longer than {minutes:.0f} minutes", minutes=(item.beyond or 0.0) / 60)
    name = spoken(item.value or "")
    return say("in shoes “{name}”", name=name) if item.kind == "shoe" else say("on “{name}”", name=name)


def _symptom(item: Trigger) -> str:
    return sentence_case(f"{spoken(item.symptom)} ({item.site.words})")


def _unknown(open_ones: Sequence[Trigger]) -> tuple[str, ...]:
    enough = [_noted(item) for item in open_ones if item.n >= FEWEST]
    few = [_noted(item) for item in open_ones if item.n < FEWEST]
    said = [say("Not known yet whether it matters: {enough}.", enough="; ".join(enough))] if enough else []
    if few:
        said.append(
            say("Noted too rarely to compare (from {fewest} times on): {few}.", fewest=FEWEST, few="; ".join(few))
        )
    return tuple(said)


def _always(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (
        say("Always on the same kind of day, so there is nothing to compare it with: {names}.", names="; ".join(names)),
    )


def _came_before(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (
        say(
            "The day before was already unlike others for {names}: it may follow the pain, not lead it.",
            names=say(" and ").join(names),
        ),
    )


def _before_unknown(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (
        say(
            "What came first is not known for {names}: the day before cannot be compared with others.",
            names=say(" and ").join(dict.fromkeys(names)),
        ),
    )


def _name(item: Trigger) -> str:
    name = intervention_words(item.kind, item.variant)
    if item.per == "amount":
        return say("the amount of {name}", name=name)
    return f"{name} ({item.kind_site.words})" if item.kind_site else name


def _times(item: Trigger) -> str:
    if item.kind_of == "phase" or item.per == "amount":
        name = intervention_words(item.kind, item.variant)
        return say_n("{name} ({n} day)", "{name} ({n} days)", item.n, name=name)
    return _noted(item)


def _noted(item: Trigger) -> str:
    """Say how often; of an amount, on how many days it is known."""
    name, n = _name(item), item.n
    if item.per == "amount":
        return say_n("{name} ({n} day)", "{name} ({n} days)", n, name=name)
    return say("{name} (once)", name=name) if n == 1 else say("{name} ({n} times)", name=name, n=n)
