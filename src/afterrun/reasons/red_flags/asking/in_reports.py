"""Patterns in what was reported."""

from __future__ import annotations

from collections.abc import Iterator

from afterrun.language import mark
from afterrun.reasons.red_flags.asking.pattern import Pattern, Strength, Told, worst_where
from afterrun.reasons.red_flags.growing import at_once, growth, is_bone, may_grow
from afterrun.reasons.red_flags.journeys import at_rest_since
from afterrun.reasons.red_flags.rule import Place
from afterrun.reasons.red_flags.signs import at_rest, is_pain, plain, signs_of
from afterrun.reasons.red_flags.swelling import FEVERISH, is_vein
from afterrun.records import PainReport

# All numbers are judgements: a question costs a tap, so they are lower than those of flags.
_STRONG_NRS = 8.0
_OFTEN = 3
_SMALL_HOURS, _NIGHTS = range(1, 5), 2  # by the clock of the report
_SELDOM = 0.25  # share of reports at such hours, from which on somebody lives by night, or the clock is not theirs

_SPOT = frozenset({"one-spot", "hopping", "night"})
_TENDONS = ("achilles", "calf", "heel")
_TOES = ("toes", "forefoot")


def _named(place: Place, signs: frozenset[str]) -> Iterator[PainReport]:
    return (report for report in place.recent if signs_of(report) & signs)


def _after_a_journey(told: Told) -> Strength:
    return worst_where(told, at_rest_since)


def _calf_at_night(told: Told) -> Strength:
    def found(place: Place) -> Iterator[PainReport]:
        return (report for report in _named(place, frozenset({"night"})) if is_vein(place.site) and is_pain(report))

    return worst_where(told, found)


def _hot_calf(told: Told) -> Strength:
    return worst_where(told, lambda place: _named(place, FEVERISH) if is_vein(place.site) else ())


def _growing(told: Told) -> Strength:
    grown = {place.site: growth(place) for place in told.places if is_bone(place.site)}
    return {str(site): found.rise_nrs for site, found in grown.items() if found is not None}


def _came_at_once(told: Told) -> Strength:
    sudden = {place.site: at_once(place) for place in told.places if is_bone(place.site)}
    return {str(site): found.since_nrs for site, found in sudden.items() if found is not None}


def _may_grow(told: Told) -> Strength:
    rises = {place.site: may_grow(place) for place in told.places if is_bone(place.site)}
    return {str(site): rise for site, rise in rises.items() if rise is not None}


def _bone_spot(told: Told) -> Strength:
    def found(place: Place) -> Iterator[PainReport]:
        return (report for report in _named(place, _SPOT) if is_bone(place.site) and is_pain(report))

    return worst_where(told, found)


def _in_the_small_hours(told: Told) -> Strength:
    """Who writes it down at three at night, and not as a rule, may have been woken by it."""

    def found(place: Place) -> list[PainReport]:
        by_night = sum(report.at.hour in _SMALL_HOURS for report in place.reports)
        woken = (report for report in place.recent if report.at.hour in _SMALL_HOURS)
        hurt = [report for report in woken if report.nrs > 0 and report.moment is None and is_pain(report)]
        nights = {report.at.date() for report in hurt}
        usual = by_night >= _SELDOM * len(place.reports)
        return hurt if is_bone(place.site) and len(nights) >= _NIGHTS and not usual else []

    return worst_where(told, found)


def _strong(told: Told) -> Strength:
    return worst_where(told, lambda place: (r for r in place.recent if is_pain(r) and r.nrs >= _STRONG_NRS))


def _weak_push(told: Told) -> Strength:
    def found(place: Place) -> Iterator[PainReport]:
        weak = (report for report in place.recent if "weak" in plain(report.symptom) and report.nrs > 0)
        return weak if place.site.region.startswith(_TENDONS) else iter(())

    return worst_where(told, found)


def _hot(told: Told) -> Strength:
    return worst_where(told, lambda place: () if is_vein(place.site) else _named(place, FEVERISH))


def _swollen_toes(told: Told) -> Strength:
    toes = frozenset({"swollen"})
    return worst_where(told, lambda place: _named(place, toes) if place.site.region.startswith(_TOES) else ())


def _numb(told: Told) -> Strength:
    return worst_where(told, lambda place: _named(place, frozenset({"numb"})))


def _numb_on_both_sides(told: Told) -> Strength:
    """The same part left and right, or both at once, or the back beside a leg."""
    numb = [place.site for place in told.places if any(_named(place, frozenset({"numb"})))]
    sides = {site.side for site in numb}
    back = any(report.nrs > 0 for place in told.places if place.site.region == "back" for report in place.recent)
    both = "both" in sides or {"left", "right"} <= sides or (bool(numb) and back)
    return _numb(told) if both else {}


def _stiff_in_many_places(told: Told) -> Strength:
    """Stiff or swollen at three parts of the body."""

    def found(place: Place) -> list[PainReport]:
        named = {"stiff", "steif"}
        return [
            report
            for report in place.recent
            if report.nrs > 0
            and (any(name in plain(report.symptom) for name in named) or "swollen" in signs_of(report))
        ]

    where = worst_where(told, found)
    return where if len({place.partition("-")[2] for place in where}) >= _OFTEN else {}


def _cramps_at_rest(told: Told) -> Strength:
    def found(place: Place) -> list[PainReport]:
        cramps = [
            r for r in place.recent if r.nrs > 0 and ("cramp" in plain(r.symptom) or "krampf" in plain(r.symptom))
        ]
        return [report for report in cramps if at_rest(report) or "night" in signs_of(report)]

    counts = {str(place.site): float(len(found(place))) for place in told.places}
    return {place: count for place, count in counts.items() if count >= _OFTEN}


def _in_most_runs(told: Told) -> Strength:
    def found(place: Place) -> list[PainReport]:
        return [r for r in place.recent if is_bone(place.site) and is_pain(r) and "during-run" in signs_of(r)]

    return {str(place.site): max(r.nrs for r in hurt) for place in told.places if len(hurt := found(place)) >= _OFTEN}


IN_REPORTS = (
    Pattern(
        why=mark("Your leg hurts at rest or at night after a long journey or time off your feet."),
        signs=("chest-pain-breathless", "swollen-calf-clot"),
        strength=_after_a_journey,
    ),
    Pattern(
        why=mark("Your leg is swollen, warm or red."),
        signs=("chest-pain-breathless",),
        strength=_hot_calf,
    ),
    Pattern(
        why=mark("Your leg hurts at night."),
        signs=("swollen-calf-clot",),
        strength=_calf_at_night,
    ),
    Pattern(
        why=mark("It hurts a lot."),
        signs=("cannot-take-four-steps", "cold-pale-blue", "hard-painful-swelling-exertion"),
        strength=_strong,
    ),
    Pattern(
        why=mark("It is weak at the back of the leg."),
        signs=("pop-lost-push-off",),
        strength=_weak_push,
    ),
    Pattern(
        why=mark("It is swollen, warm or red, or there is a fever."),
        signs=("hot-red-joint-fever", "diabetes-hot-foot-wound", "swollen-toe-many-joints"),
        strength=_hot,
    ),
    Pattern(
        why=mark("It has grown from week to week."),
        signs=(
            *("cannot-take-four-steps", "single-bone-spot", "hop-sharp-pain"),
            *("night-or-rest-bone-pain", "high-risk-bone-site", "periods-energy-past-bsi"),
        ),
        strength=_growing,
    ),
    Pattern(
        why=mark("It came on suddenly, on a bone."),
        signs=("cannot-take-four-steps", "single-bone-spot", "hop-sharp-pain", "night-or-rest-bone-pain"),
        strength=_came_at_once,
    ),
    Pattern(
        why=mark("It hurts more from week to week, it seems, on a bone."),
        signs=("single-bone-spot", "hop-sharp-pain", "night-or-rest-bone-pain"),
        strength=_may_grow,
    ),
    Pattern(
        why=mark("It hurts on a bone: in one spot, on hopping, or at night."),
        signs=("cannot-take-four-steps", "single-bone-spot", "hop-sharp-pain", "high-risk-bone-site"),
        strength=_bone_spot,
    ),
    Pattern(
        why=mark("You noted pain in the small hours."),
        signs=("night-or-rest-bone-pain",),
        strength=_in_the_small_hours,
    ),
    Pattern(
        why=mark("It hurts in many runs."),
        signs=("earlier-each-run", "single-bone-spot"),
        strength=_in_most_runs,
    ),
    Pattern(
        why=mark("It is numb or weak on both sides, or together with the back."),
        signs=("saddle-numbness", "foot-drop"),
        strength=_numb_on_both_sides,
    ),
    Pattern(
        why=mark("It is numb or weak."),
        signs=("foot-drop",),
        strength=_numb,
    ),
    Pattern(
        why=mark("Many places are stiff or swollen."),
        signs=("swollen-toe-many-joints",),
        strength=_stiff_in_many_places,
    ),
    Pattern(
        why=mark("Toes or the ball of the foot are swollen."),
        signs=("toe-drifting",),
        strength=_swollen_toes,
    ),
    Pattern(
        why=mark("Cramps at rest or at night."),
        signs=("cramps-rest-weakness",),
        strength=_cramps_at_rest,
    ),
)
