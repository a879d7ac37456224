"""What was tried: whether it eases pain that is there, whether runs or days with it hurt less, and what would tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from afterrun.language import mark, say, say_n, sentence_case, spoken
from afterrun.records.vocabulary import intervention_words
from afterrun.report.feature_names import FEATURES
from afterrun.report.words import half_points, percent, points_and_range, points_words, ratio_range

if TYPE_CHECKING:
    from afterrun.findings import Everyday, Interval, Intervention, Prevention, Relief, ReliefContrast

FEWEST_DAYS = 14  # with it and without, as `lab.kept_up`
FEWEST = 3  # ratings before and after, or runs with it and without, below which nothing is compared
VERDICTS = {
    "helps": mark("Helps"),
    "may-help": mark("May help"),
    "worsens": mark("Makes it worse"),
    "may-worsen": mark("May make it worse"),
    "no-worthwhile-effect": mark("No real difference"),
    "not-yet-known": mark("Not known yet"),
}


def name_of(item: Intervention) -> str:
    """Say what was tried.

    Examples
    --------
    >>> from afterrun.findings import Intervention, Prevention
    >>> name_of(
    ...     Intervention(
    ...         intervention="calf-stretch",
    ...         variant="off-step",
    ...         relief=None,
    ...         prevention=Prevention(n_with=0, n_without=9),
    ...     )
    ... )
    'calf stretch (off step)'
    """
    return intervention_words(item.intervention, item.variant)


def eases(relief: Relief | None) -> str:
    """Say what it does to pain that is there."""
    if relief is None or not relief.n:
        return ""
    rated = _how_known(relief) + " "
    drop = relief.drop_nrs
    if drop is None or relief.prob_helps is None:
        return rated + say("whether it eases pain that is there is not known yet.")
    if relief.by_itself_nrs is not None:
        return rated + say(
            "it was {drop} less within the hour. But on days without it pain like that was about {fall} less by the "
            "next report of the day: it may pass by itself. Rate it at the same times on days without it as well.",
            drop=points_and_range(drop),
            fall=points_words(relief.by_itself_nrs),
        )
    sure = percent(relief.prob_helps)
    return rated + {
        "helps": say(
            "it eases pain that is there, by {drop} within the hour: {sure} sure.",
            drop=points_and_range(drop),
            sure=sure,
        ),
        "worsens": say(
            "it makes pain that is there worse, by {drop} within the hour.", drop=points_and_range(drop.turned)
        ),
        "no-worthwhile-effect": say("any effect on pain that is there is less than a point."),
    }.get(relief.verdict, _perhaps_eases(drop))


def _how_known(relief: Relief) -> str:
    n = relief.n
    if relief.evidence == "randomised":
        return say_n(
            "In a trial of one pair, where a coin decided:", "In a trial of {n} pairs, where a coin decided:", n
        )
    return say_n("Rated before and after once:", "Rated before and after {n} times:", n)


def _perhaps_eases(drop: Interval) -> str:
    if drop.lo > 0:
        by = points_and_range(drop)
        return say("it seems to ease pain that is there, by {by}. That it is a whole one is not sure yet.", by=by)
    return say("whether it eases pain that is there is not known yet.")


def prevents(prevention: Prevention) -> str:
    """Say what goes with it after a run; more than that no diary can say without a trial."""
    n_with = prevention.n_with
    if not n_with:
        return ""
    drawn = mark("In a trial, where a coin decided, {runs} with it and {without} without:")
    chosen = mark("{runs} with it and {without} without:")
    told = drawn if prevention.evidence == "randomised" else chosen
    counted = say(told, runs=_runs(n_with), without=prevention.n_without) + " "
    ratio = prevention.response_ratio
    if ratio is None:
        return counted + say("whether it prevents pain after runs is not known yet.") + _too_early(prevention)
    share = say("{ratio} of the pain after others", ratio=ratio_range(ratio))
    also = say("Easier runs, or whatever else changed at the same time, could look alike; a trial would tell.")
    unclear = say("whether it prevents pain after runs is not known yet: {share}.", share=share)
    if prevention.when_it_hurt or (prevention.after_runs and ratio.median > 1):
        unclear += " " + say("It was mostly done after runs, perhaps because they hurt. Only a trial would tell.")
    if prevention.hardness_unknown:
        unclear += " " + say(
            "How hard these runs were is not known: it may have come before the easier ones. Note the effort or the "
            "distance of each run."
        )
    also += _differ(prevention.not_told_from)
    unclear += _differ(prevention.not_told_from)
    if prevention.more_runs_needed:
        unclear += " " + say(
            "Even if it halved the pain, about {n} more runs would be needed to see it.",
            n=prevention.more_runs_needed,
        )
    also += done_together(prevention.together)
    return counted + {
        "helps": say("runs with it had {share}: it helps.", share=share),
        "worsens": say("runs with it had {share}: it makes things worse.", share=share),
        "may-help": say("runs with it had {share}. {also}", share=share, also=also),
        "may-worsen": say("runs with it had {share}. {also}", share=share, also=also),
        "no-worthwhile-effect": say("runs with it hurt about as much afterwards as others ({share}).", share=share),
    }.get(prevention.seen, unclear)


def _differ(features: Sequence[str]) -> str:
    if not features:
        return ""
    return " " + say(
        "Runs with it differ from others in {names} as well, so which of them it is cannot be told.",
        names=say(" and ").join(say(FEATURES[name]) for name in features),
    )


def done_together(names: Sequence[str]) -> str:
    """Say that what was found may be of something else that was always there; empty where nothing was.

    Examples
    --------
    >>> done_together(["cream"])
    ' It nearly always came with cream: which of them it is cannot be told. Try one without the other.'
    """
    if not names:
        return ""
    return " " + say(
        "It nearly always came with {names}: which of them it is cannot be told. Try one without the other.",
        names=say(" and ").join(spoken(name) for name in names),
    )


def _too_early(prevention: Prevention) -> str:
    if not prevention.building_up or prevention.takes_weeks is None:
        return ""
    first, last = prevention.takes_weeks
    return " " + say(
        "It takes about {first:g} to {last:g} weeks to show; it is too early to compare.", first=first, last=last
    )


def _months() -> str:
    return say("It works slowly: only months with it and months without it would tell.")


def eases_days(everyday: Everyday | None) -> str:
    """Say what goes with it from day to day, runs or no runs.

    Examples
    --------
    >>> from afterrun.findings import Everyday
    >>> eases_days(Everyday(n_days_with=5, n_days_without=60, switches=1))
    '5 days with it and 60 without: whether the pain of every day is less with it is not known yet.'
    """
    if everyday is None or not everyday.n_days_with:
        return ""
    drop, n = everyday.drop_nrs, everyday.n_days_with
    drawn = everyday.evidence == "randomised"
    counted = (
        say_n(
            "In a trial, where a coin decided, {n} day with it and {without} without:",
            "In a trial, where a coin decided, {n} days with it and {without} without:",
            n,
            without=everyday.n_days_without,
        )
        if drawn
        else say_n(
            "{n} day with it and {without} without:",
            "{n} days with it and {without} without:",
            n,
            without=everyday.n_days_without,
        )
    )
    if drop is None:
        return f"{counted} " + say("whether the pain of every day is less with it is not known yet.")
    less, more = points_and_range(drop), points_and_range(drop.turned)
    mimic = _what_could_mimic(everyday) + done_together(everyday.together)
    return (
        f"{counted} "
        + {
            "helps": say("the pain of every day was {less} less with it: it helps.", less=less),
            "worsens": say("the pain of every day was {more} more with it: it makes things worse.", more=more),
            "may-help": say("the pain of every day was {less} less with it. {mimic}", less=less, mimic=mimic),
            "may-worsen": say("the pain of every day was {more} more with it. {mimic}", more=more, mimic=mimic),
            "no-worthwhile-effect": say("whatever goes with it from day to day is less than a point."),
            "not-yet-known": _unclear_days(drop, "" if drawn else mimic).strip(),
        }[everyday.seen]
    )


def _unclear_days(drop: Interval, mimic: str) -> str:
    """Say how far it is known: which way, or neither."""
    if half_points(drop.lo) > 0:
        return say(
            "the pain of every day was {less} less with it. Whether that is a point or more is not known yet. {mimic}",
            less=points_and_range(drop),
            mimic=mimic,
        )
    if half_points(drop.hi) < 0:
        return say(
            "the pain of every day was {more} more with it. Whether that is a point or more is not known yet. {mimic}",
            more=points_and_range(drop.turned),
            mimic=mimic,
        )
    less, more = points_words(drop.hi), points_words(-drop.lo)
    if not half_points(drop.lo):
        return say(
            "whether the pain of every day is less with it is not known yet: by up to {less}, if at all.", less=less
        )
    if not half_points(drop.hi):
        return say(
            "whether the pain of every day is more with it is not known yet: by up to {more}, if at all.", more=more
        )
    return say(
        "whether the pain of every day is less with it is not known yet: anything from {less} less to {more} more.",
        less=less,
        more=more,
    )


def _what_could_mimic(everyday: Everyday) -> str:
    if everyday.switches <= 1:
        return say("There was one switch only: whatever else changed then could look alike. A trial would tell.")
    return say("Whatever else changed at the same times could look alike; a trial would tell.")


def keep_up_next(item: Intervention) -> str:
    """Say what would make the answer on the pain of every day clearer; empty where it is clear."""
    everyday, weeks = item.everyday, item.prevention.takes_weeks
    if everyday is None:
        return ""
    if everyday.verdict in {"helps", "worsens", "no-worthwhile-effect"}:
        return ""
    if everyday.evidence == "randomised":
        return say("A longer trial would tell.")
    if min(everyday.n_days_with, everyday.n_days_without) < FEWEST_DAYS:
        return say("To compare, check in on at least {n} days with it and {n} without.", n=FEWEST_DAYS)
    if weeks is not None:
        early = everyday.drop_nrs is None
        return say("It takes weeks to show: keep it up, and go on checking in.") if early else _months()
    return say("To know, let chance decide which weeks are with it.")


def compares(contrast: ReliefContrast) -> str:
    """Say which of two variants eases more.

    Examples
    --------
    >>> from afterrun.findings import Interval, ReliefContrast
    >>> compares(
    ...     ReliefContrast(
    ...         intervention="calf-stretch", variant="off-step", than_variant="flat-floor", n=(9, 8), prob_more=0.7,
    ...         difference_nrs=Interval(median=0.2, lo=-0.6, hi=1.1), verdict="not-yet-known", evidence="observational",
    ...     )
    ... )
    'Off step or flat floor: which eases more is not known yet (9 and 8 times rated).'
    """
    one, other = (spoken(way or "plain") for way in (contrast.variant, contrast.than_variant))
    more, n = contrast.difference_nrs, contrast.n
    if more.hi < 0:
        one, other, more, n = other, one, more.turned, n[::-1]
    counts = say("({n} and {m} times rated)", n=n[0], m=n[1])
    if contrast.verdict == "no-worthwhile-effect":
        return say(
            "{one} and {other} ease it about alike: less than a point between them {counts}.",
            one=sentence_case(one),
            other=other,
            counts=counts,
        )
    if more.lo > 0:
        drawn = contrast.evidence == "randomised"
        chosen = say("You chose when to do which; a trial of both would tell.")
        also = say("A coin decided when to do which.") if drawn else chosen
        return say(
            "{one} took off {more} more than {other} {counts}. {also}",
            one=sentence_case(one),
            more=points_and_range(more),
            other=other,
            counts=counts,
            also=also,
        )
    return say(
        "{one} or {other}: which eases more is not known yet {counts}.",
        one=sentence_case(one),
        other=other,
        counts=counts,
    )


def lasts_longer(relief: Relief | None) -> str:
    """Say what twice the minutes add; empty where that was not worked out."""
    longer = relief.longer if relief else None
    if longer is None:
        return ""
    usual, more = say("usually {minutes:g} min", minutes=longer.usual_minutes), longer.more_nrs
    if longer.verdict == "no-worthwhile-effect":
        return say("Doing it twice as long ({usual}) changes that by less than a point.", usual=usual)
    if more.lo > 0:
        return say(
            "Doing it twice as long ({usual}) went with {more} more relief.",
            usual=usual,
            more=points_and_range(more),
        )
    if more.hi < 0:
        return say(
            "Doing it twice as long ({usual}) went with {more} less relief.",
            usual=usual,
            more=points_and_range(more.turned),
        )
    return say("Whether doing it longer ({usual}) eases more is not known yet.", usual=usual)


def rate_next(relief: Relief) -> str:
    """Say what would make the answer on relief clearer; empty where it is clear."""
    if relief.verdict != "not-yet-known" or relief.by_itself_nrs is not None:
        return ""
    if relief.evidence == "randomised":
        return say("A longer trial would tell.")
    if relief.n < FEWEST:
        more = FEWEST - relief.n
        return say_n(
            "Rate it just before and just after, {n} more time.",
            "Rate it just before and just after, {n} more times.",
            more,
        )
    return say("Go on rating it just before and just after: each pair makes the range narrower.")


def try_next(prevention: Prevention) -> str:
    """Say what would make the answer on prevention clearer; empty where it is clear."""
    with_it, without = prevention.n_with, prevention.n_without
    if prevention.verdict in {"helps", "worsens", "no-worthwhile-effect"}:
        return ""
    if prevention.evidence == "randomised":
        return say("A longer trial would tell.")
    if prevention.takes_weeks is not None:
        early = prevention.building_up or with_it < FEWEST
        return say("Keep it up, and go on checking in.") if early else _months()
    if not with_it:
        return say("To find out, do it around some of your runs and leave it out around others.")
    if with_it < FEWEST:
        return say("To compare, do it around {runs} more.", runs=_runs(FEWEST - with_it))
    if without < FEWEST:
        return say("To compare, leave it out around {runs} more.", runs=_runs(FEWEST - without))
    return say("To know, let chance decide when you do it, run by run or week by week.")


def _runs(n: int) -> str:
    return say_n("{n} run", "{n} runs", n)
