"""A trial in words: what was found, how sure it is, and a report in the order that CENT 2015 asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from afterrun.records import Site
from afterrun.report.sentences import Sentence
from afterrun.report.words import percent

VERDICTS = {
    "prevention": {
        "helps": "it helps; runs with it hurt at least a fifth less after.",
        "worsens": "it makes things worse; runs with it hurt at least a quarter more after.",
        "no-worthwhile-effect": "it makes no difference worth the trouble, either way.",
        "not-yet-known": "Not known yet.",
    },
    "one or other": {
        "helps": "it eases more; at least a point more than the other within the hour.",
        "worsens": "the other eases more; at least a point more within the hour.",
        "no-worthwhile-effect": "both ease alike; less than a point lies between them.",
        "not-yet-known": "Not known yet.",
    },
    "relief": {
        "helps": "it helps; doing it takes at least a point off within the hour.",
        "worsens": "it makes things worse; doing it adds at least a point within the hour.",
        "no-worthwhile-effect": "whatever it does within the hour is less than a point.",
        "not-yet-known": "Not known yet.",
    },
}
_RARE = 0.05


def trial_sentences(result: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Say what came out, what each way of judging says, and what could change it."""
    question = result["protocol"]["question"]
    so_far = "So far: " if result["state"] == "running" and result["verdict"] != "not-yet-known" else ""
    against = "one or other" if question == "relief" and result["protocol"]["comparator"] else question
    found = [Sentence("What came out", _capital(so_far + VERDICTS[against][result["verdict"]]))]
    found += [Sentence("What came out", text) for text in _effect(result)]
    found += [Sentence("What came out", text) for text in _other_arms(result)]
    found += [Sentence("Three ways to judge", text) for text in _ways(result)]
    found += [Sentence("Looked at in other ways", text) for text in _others(result)]
    found += [Sentence("What could be wrong", " ".join([c["text"], *c["remedies"]])) for c in result["checks"]]
    return tuple(found)


def _other_arms(result: Mapping[str, Any]) -> list[str]:
    """Say what the others of several things did; each has to be surer than one alone."""
    said = []
    for arm in result.get("arms", [])[1:]:
        words = VERDICTS["prevention"][arm["verdict"]]
        share = "" if arm["effect"] is None else f" ({_share_of(arm['effect']['response_ratio'])})"
        said.append(f"{_capital(arm['name'])}: {words[:1].lower()}{words[1:].rstrip('.')}{share}.")
    return said


def _share_of(ratio: Mapping[str, float]) -> str:
    return f"about {percent(ratio['median'])}, probably {percent(ratio['lo'])} to {percent(ratio['hi'])}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _effect(result: Mapping[str, Any]) -> list[str]:
    if result["effect"] is None:
        return []
    if "drop_nrs" in result["effect"]:
        drop = result["effect"]["drop_nrs"]
        other = result["protocol"]["comparator"]
        if other is not None:
            more = [_nrs(drop[key]) for key in ("median", "lo", "hi")]
            return [f"Over {other}, it takes off {more[0]} points (probably {more[1]} to {more[2]}; minus is less)."]
        change = [_nrs(-drop[key]) for key in ("median", "hi", "lo")]
        return [f"Doing it changes the pain by about {change[0]} points (probably {change[1]} to {change[2]})."]
    ratio = result["effect"]["response_ratio"]
    name = result["protocol"]["arms"][1] if "arms" in result else "it"
    return [f"Runs with {name} cause {_share_of(ratio)} of the pain of runs without."]


def _nrs(value: float) -> str:
    return f"{round(2 * value) / 2 + 0.0:+g}"


def _ways(result: Mapping[str, Any]) -> list[str]:
    said = []
    if result["effect"] is not None:
        said.append(
            "The model weighs every report, how far you ran and how pain comes and goes. It is right if the model is."
        )
    if (test := result["randomisation_test"]) is not None:
        odd = "Chance alone would hardly do that." if test["p_helps"] < _RARE else "Chance alone often does as much."
        said.append(
            f"The draw assumes nothing but a fair coin: plain means differ by {test['difference_nrs']:+.1f}, and "
            f"{percent(test['p_helps'])} of {test['schedules']} possible draws would look as good. {odd}"
        )
    if (bet := result["bet"]) is not None:
        end = "it has won, and may be believed at whatever time you looked" if bet["won"] else "it has not won yet"
        said.append(
            f"The bet may be looked at after every run: a stake of 1 on 'it helps' stands at {bet['value']:.1f} and "
            f"wins at {bet['won_at']:g}; {end}."
        )
    return said


def _others(result: Mapping[str, Any]) -> list[str]:
    if not result["sensitivity"]:
        return []
    said = [f"{other['name'].capitalize()}: {other['verdict'].replace('-', ' ')}." for other in result["sensitivity"]]
    if result["robust"] is False:
        said.append("So the answer hangs on how one looks at it: take it as a maybe.")
    return said


def cent_sections(result: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Order a trial as the CONSORT extension for trials of one asks (Vohra et al. 2015, doi 10.1136/bmj.h1738)."""
    protocol = result["protocol"]
    what = protocol["intervention"] + (f" ({protocol['variant']})" if protocol["variant"] else "")
    against = ", ".join([*protocol["arms"][2:], protocol["arms"][0]])
    return (
        ("Title", (f"{what} against {against}: an N-of-1 trial on {protocol['question']} of pain, one runner.",)),
        ("Question", (_question(protocol),)),
        ("Design", (protocol["design_words"], _extent(result), _NO_WASHOUT)),
        ("Allocation", (_ALLOCATED, f"Protocol registered {protocol['registered']}, sha256 {protocol['sha256']}.")),
        ("Outcome", (_OUTCOME,)),
        ("Stopping", (f"At a report above {protocol['ceiling_nrs']:g}, or a sign that somebody should look at it.",)),
        ("Analysis", (_ANALYSIS, _adherence(result["adherence"]))),
        ("Deviations", _deviations(result)),
        ("Results", tuple(sentence.text for sentence in trial_sentences(result))),
        ("Each period", tuple(_period(period, protocol["arms"]) for period in result["periods"])),
        ("Limits", _LIMITS),
    )


_NO_WASHOUT = "No washout between units: what lasts into the next run is looked at among the other ways."
_ALLOCATED = "Drawn by the program from the registered protocol, concealed until due; not blinded."
_OUTCOME = (
    "Pain reports 0-10 at the site; for the draw, their mean from 6 to 60 hours after a run, or over a block, or the "
    "change over half an hour."
)
_ANALYSIS = (
    "Delayed dose-response model as drawn, with drift, trend and ups and downs over time; randomisation test; bet."
)
_LIMITS = (
    "One person; what was found need not hold for another, nor for the same one in another year.",
    "Not blinded: expecting relief is part of what is measured. Not a medical device.",
)


def _question(protocol: Mapping[str, Any]) -> str:
    worth = percent(protocol["worthwhile_ratio"])
    place = Site.parse(protocol["site"]).words
    return f"Site: {place}. Worth having: less than {worth} of the pain, or a point of relief."


def _extent(result: Mapping[str, Any]) -> str:
    protocol = result["protocol"]
    blocks = f" of {protocol['block_days']} days" if protocol["block_days"] else ""
    state = f"stopped on {result['stopped'][:10]}: {result['stop_reason']}" if result["stopped"] else result["state"]
    done = f"{result['units_done']} of {protocol['units']} {result['unit']}s{blocks}"
    return f"Run-in {protocol['run_in_days']} days; {done}; {state}."


def _adherence(share: float | None) -> str:
    return "Done as drawn: not known." if share is None else f"Done as drawn: {percent(share)} of the runs."


def _deviations(result: Mapping[str, Any]) -> tuple[str, ...]:
    arms = result["protocol"]["arms"]
    told = [
        f"Run of {each['run'][:10]}: drawn {arms[each['drawn']]}, done {arms[each['done']]}."
        for each in result["deviations"]
    ]
    return tuple(told) or ("None that were logged.",)


def _period(period: Mapping[str, Any], arms: Sequence[str]) -> str:
    value = period.get("mean_nrs", period.get("change_nrs"))
    said = "no report" if value is None else f"{value:+.1f}" if "change_nrs" in period else f"{value:.1f}"
    return f"{period['unit'] + 1}: {_arm(period['arm'], arms)}, {said}"


def _arm(arm: int, arms: Sequence[str]) -> str:
    return arms[arm] if len(arms) > 2 else "with" if arm else "without"
