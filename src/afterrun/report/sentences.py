"""From the answers' JSON to sentences for a tired runner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from afterrun.language import marks, say, say_n, sentence_case
from afterrun.records import Site
from afterrun.report.changed import changed
from afterrun.report.goes_with import goes_with
from afterrun.report.tried import compares, eases, lasts_longer, name_of, prevents
from afterrun.report.words import days_range, half_points, length, percent, points, points_range, ratio_range

CLEAR, UNCLEAR = 0.9, 0.1  # chances between the two are told as "not known yet"
_LIKELY = 0.95
_FELT_NRS = 0.5  # a rise that does not get there is never "gone"
_OF_RESPONSE = frozenset({"enough-data", "reports-vary", "sampling", "run-days", "many-runs"})  # may withhold it
_BENDS = ("struck-later", "steady")  # checks that find no straight line to tell

# Headings are keys as well: kept in English, said with `say` where they are shown.
SETS_OFF, ELSE, WHEN, BETTER, CHANGED, TRIED, SAFETY = marks(
    "What sets it off",
    "What else goes with it",
    "When, and for how long",
    "Is it getting better",
    "Did something change",
    "What you tried",
    "When to see someone",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say, and under which heading."""

    topic: str
    text: str


def sentences(answers: Mapping[str, Any], *, any_rise: float = 1.0) -> tuple[Sentence, ...]:
    """Say the answers of one site.

    Parameters
    ----------
    answers : mapping
        As in `afterrun/answers/1`.
    any_rise : float
        The model's own probability of any response, however small; where it is not known, none is not said. [-]
    """
    parts = (
        _safety(answers),
        _sets_off(answers, any_rise),
        _else(answers),
        _when(answers),
        _better(answers),
        _changed(answers),
        _tried(answers),
    )
    return tuple(sentence for part in parts for sentence in part)


def _safety(answers: Mapping[str, Any]) -> Iterator[Sentence]:
    for flag in answers["safety"]:
        yield Sentence(SAFETY, flag["text"])


def _sets_off(answers: Mapping[str, Any], any_rise: float) -> Iterator[Sentence]:
    yield from _runs_raise(answers, any_rise)
    if n := answers["data"]["during_runs"]:
        yield Sentence(
            SETS_OFF,
            say_n(
                "{n} report during a run is left out here: pain while running is not counted as pain after a run.",
                "{n} reports during runs are left out here: pain while running is not counted as pain after a run.",
                n,
            ),
        )


def _runs_raise(answers: Mapping[str, Any], any_rise: float) -> Iterator[Sentence]:
    response, place = answers["response"], Site.parse(answers["site"]).words
    if response is None:
        yield Sentence(
            SETS_OFF,
            say(
                "Not known yet whether runs set off your pain ({place}). {why}",
                place=place,
                why=_reason(answers),
            ),
        )
        return
    chance, run = response["detected"], length(response["reference_run"])
    if chance >= _LIKELY:
        yield Sentence(SETS_OFF, say("Your runs raise the pain here ({place}): over 95 % sure.", place=place))
    elif chance >= CLEAR:
        yield Sentence(
            SETS_OFF,
            say(
                "Your runs probably raise the pain here ({place}): {chance} sure.", place=place, chance=percent(chance)
            ),
        )
    elif chance > UNCLEAR:
        yield Sentence(
            SETS_OFF,
            say(
                "Not known yet whether your runs raise the pain here ({place}). The chance is {chance}.",
                place=place,
                chance=percent(chance),
            ),
        )
    elif any_rise > UNCLEAR:
        yield Sentence(
            SETS_OFF,
            say(
                "If your runs raise the pain here ({place}), it is by little. The chance that it matters is {chance}.",
                place=place,
                chance=percent(chance),
            ),
        )
    else:
        yield Sentence(
            SETS_OFF,
            say(
                "Your reports do not rise after runs ({place}). The chance that runs matter is {chance}.",
                place=place,
                chance=percent(chance),
            ),
        )
    yield Sentence(SETS_OFF, _next_day(response, run))
    yield Sentence(
        SETS_OFF,
        say("Without a run you would report {level} of 10.", level=points_range(response["baseline_nrs"])),
    )


def _else(answers: Mapping[str, Any]) -> Iterator[Sentence]:
    for text in goes_with(answers["triggers"] or ()):
        yield Sentence(ELSE, text)


def _next_day(response: Mapping[str, Any], run: str) -> str:
    rise = response["rise_nrs"]["24"]
    if response["detected"] >= CLEAR:
        return say(
            "A day after a run of {run}, expect {rise} points more than without it.", run=run, rise=points_range(rise)
        )
    return (
        say(
            "If a run of {run} adds anything a day later, it is probably not more than {high} points.",
            run=run,
            high=points(rise["hi"]),
        )
        if half_points(rise["hi"]) > 0
        else say("A day after a run of {run}, next to nothing is added.", run=run)
    )


def _when(answers: Mapping[str, Any]) -> Iterator[Sentence]:
    response = answers["response"]
    if response is None or response["detected"] < CLEAR:
        return
    if response["peak_h"] is not None:
        yield Sentence(WHEN, say("The worst comes {time} after the run.", time=days_range(response["peak_h"])))
    if response["half_life_h"] is None:
        yield Sentence(
            WHEN, f"{say('How fast it fades is not known yet.')} {_check_text(answers, 'half-life-learned')}".strip()
        )
        return
    yield Sentence(WHEN, say("From there it takes {time} to fall by half.", time=days_range(response["half_life_h"])))
    if response["clear_h"] is not None and response["peak_nrs"]["median"] >= _FELT_NRS:
        yield Sentence(
            WHEN,
            say("It is gone (less than half a point) {time} after the run.", time=days_range(response["clear_h"])),
        )


def _better(answers: Mapping[str, Any]) -> Iterator[Sentence]:
    trend = answers["trend"]
    if trend is None:
        yield Sentence(BETTER, _why_no_trend(answers) or say("Not known yet."))
        return
    chance = trend["prob_improving"]
    if chance >= _LIKELY:
        yield Sentence(
            BETTER, say("It is getting better: over 95 % sure that pain after a run is less than a month ago.")
        )
    elif chance <= 1 - _LIKELY:
        yield Sentence(
            BETTER, say("It is getting worse: over 95 % sure that pain after a run is more than a month ago.")
        )
    else:
        yield Sentence(
            BETTER,
            say("Not known yet whether it is getting better. The chance that it is: {chance}.", chance=percent(chance)),
        )
    ratio = trend["response_ratio_per_30_days"]
    if ratio is not None:
        yield Sentence(
            BETTER, say("The same run now causes {ratio} of the pain it caused a month ago.", ratio=ratio_range(ratio))
        )


def _why_no_trend(answers: Mapping[str, Any]) -> str:
    """Say why, unless it is what was said of the response already."""
    if answers["response"] is None:
        return ""
    return next(filter(None, (_check_text(answers, name) for name in _BENDS)), "")


def _changed(answers: Mapping[str, Any]) -> Iterator[Sentence]:
    for text in changed(answers["changes"]):
        yield Sentence(CHANGED, text)


def _tried(answers: Mapping[str, Any]) -> Iterator[Sentence]:
    for item in answers["interventions"]:
        texts = (eases(item["relief"]), lasts_longer(item["relief"]), prevents(item["prevention"]))
        told = [text for text in texts if text]
        words = " ".join(told) or say("Noted. Whether it helps: not known yet.")
        yield Sentence(TRIED, f"{sentence_case(name_of(item))}. {words}")
    for contrast in answers["relief_contrasts"]:
        yield Sentence(TRIED, compares(contrast))


def cautions(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what could be wrong and what would help; what follows from "no response" anyway is left out."""
    response = answers["response"]
    shown = response is not None and response["detected"] >= CLEAR
    failed = [check for check in answers["checks"] if check["passed"] is False]
    told = [check for check in failed if shown or not check["name"].endswith("-learned")]
    return tuple(" ".join([check["text"], *check["remedies"]]) for check in told)


def _reason(answers: Mapping[str, Any]) -> str:
    """Say why there is no response, and the first thing to do about it."""
    behind = [check for check in answers["checks"] if check["name"] in _OF_RESPONSE and check["passed"] is not True]
    failed = [check for check in behind if check["passed"] is False]
    told = (failed or behind)[:1]  # what could not be looked at is the reason only where nothing failed
    return " ".join(text for check in told for text in (check["text"], *check["remedies"][:1]))


def _check_text(answers: Mapping[str, Any], name: str) -> str:
    for check in answers["checks"]:
        if check["name"] == name and check["passed"] is not True:
            return " ".join((check["text"], *check["remedies"][:1]))
    return ""
