"""What goes with the pain besides runs, in words that leave the cause open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from afterrun.language import mark, marks, say, sentence_case, spoken
from afterrun.report.words import points_range

if TYPE_CHECKING:
    from afterrun.findings import Followed, Interval, Trigger

FEWEST = 5  # times, below which nothing is compared
_WHEN: dict[int | None, str] = dict(enumerate(marks("later the same day", "the next day", "two days later")))
_NOT_THE_CAUSE = mark("The two go together; that need not be the cause.")


def goes_with(items: Sequence[Trigger]) -> tuple[str, ...]:
    """Say what was found for each thing; what is not known yet is gathered at the end.

    Parameters
    ----------
    items : sequence of Trigger
        As in `Answers`.
    """
    known = [text for item in items if (text := _found(item))]
    counts = {_name(item): item.n for item in items}
    settled = {_name(item) for item in items if item.verdict != "not-yet-known"}
    always = [_name(item) for item in items if item.n >= FEWEST > item.comparable and _name(item) not in settled]
    open_ones = {name: n for name, n in counts.items() if name not in settled and name not in always}
    before = [_name(item) for item in items if item.came_before and item.verdict == "not-yet-known"]
    return (
        *known,
        *_unknown(open_ones),
        *_always(list(dict.fromkeys(always))),
        *_came_before(list(dict.fromkeys(before))),
        *_before_unknown([_name(item) for item in items if item.rate_ratio and item.came_before is None]),
    )


def _found(item: Trigger) -> str:
    if item.verdict in {"may-worsen", "may-help"}:
        text = f"{_how_much(item)} {say(_NOT_THE_CAUSE)}"
        if item.verdict == "may-worsen" and not item.kind_site:
            text += " " + say("Leave it out for some weeks and see.")
        return text
    if item.verdict == "no-worthwhile-effect":
        return say("{item}: no real difference on the two days after.", item=sentence_case(_times(_name(item), item.n)))
    return ""


def _how_much(item: Trigger) -> str:
    if item.followed is not None:
        return _counted(item, item.followed)
    return "" if item.rise_nrs is None else _rated(item, item.rise_nrs)


def _rated(item: Trigger, rise: Interval) -> str:
    more = item.verdict == "may-worsen"
    return say(
        "{item}: {when} you report {rise} points {more} than on like days without it, and not yet the day before.",
        item=sentence_case(_times(_name(item), item.n)),
        when=say(_WHEN[item.lag_days]),
        rise=points_range(rise if more else rise.turned),
        more=say("more") if more else say("less"),
    )


def _counted(item: Trigger, followed: Followed) -> str:
    (hits, days), (other_hits, others) = followed.days, followed.other_days
    symptom = f"{spoken(item.symptom)} ({item.site.words})"
    return say(
        "{symptom} came {when} after {hits} of {days} times of {item}, and after {other_hits} of {others} other days.",
        symptom=sentence_case(symptom),
        when=say(_WHEN[item.lag_days]),
        hits=hits,
        days=days,
        item=_name(item),
        other_hits=other_hits,
        others=others,
    )


def _unknown(open_ones: Mapping[str, int]) -> tuple[str, ...]:
    enough = [_times(name, n) for name, n in open_ones.items() if n >= FEWEST]
    few = [_times(name, n) for name, n in open_ones.items() if n < FEWEST]
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
    name = spoken(item.kind)
    return f"{name} ({item.kind_site.words})" if item.kind_site else name


def _times(name: str, n: int) -> str:
    return say("{name} (once)", name=name) if n == 1 else say("{name} ({n} times)", name=name, n=n)
