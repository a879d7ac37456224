"""What the first page shows: the week, what to rate next, the answers in short, the days ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from afterrun.checks.enough_data import MIN_REPORTS, MIN_RUNS, followed_runs
from afterrun.findings import Flag, Forecast, ForecastPoint
from afterrun.journal.settings import Weekday
from afterrun.lab.answers import Answer
from afterrun.lab.at_a_glance import A_MEAN
from afterrun.lab.next_rating import NextRating
from afterrun.lab.preparing import usual_symptom
from afterrun.lab.trial.run import due_by_day, running_trial
from afterrun.language import say, say_n, sentence_case
from afterrun.records import Care, Diary, PainReport, Run, Site
from afterrun.records.provenance import BY_HAND
from afterrun.records.vocabulary import arm_words
from afterrun.report.added import added_words, kinds_of
from afterrun.report.sentences import BETTER, NOTHING, SETS_OFF, Sentence, sentences
from afterrun.report.words import points, week_words
from afterrun.units import distance_words
from afterrun.web.pages.timeline.view import symptom_of
from afterrun.web.pictures.last_weeks import LastWeeks

_SHOWN = timedelta(days=3)
_TOPICS = (SETS_OFF, BETTER)
WEEK_BEGINS: dict[Weekday, int] = {"monday": 0, "saturday": 5, "sunday": 6}
HASTE = frozenset({"same-day", "within-days"})
_MOST_OF_A_WEEK = 4  # days with a report, below which a mean of the week is of less than half of it
_AWAY_D = 7
_OTHER_SPORTS = frozenset({"cycling", "swimming", "walking"})
_RATING = "rating"  # of something done: corrected with that
_EVERY = 2  # of the forecast's 6-hour steps: the table has one row each 12 h


def runs_of_week(diary: Diary, now: datetime, begins: Weekday) -> list[Run]:
    """List the runs since the morning the week began."""
    day = _week_began(now, begins)
    return [run for run in diary.runs if run.start <= now and run.start.date() >= day]


def other_sports_of_week(diary: Diary, now: datetime, begins: Weekday) -> str:
    """Count the rides, swims and walks since the morning the week began; empty without any."""
    day = _week_began(now, begins)
    week = (each for each in diary.events if each.at <= now and each.at.date() >= day)
    return added_words(kinds_of(each for each in week if each.kind in _OTHER_SPORTS))


def _week_began(now: datetime, begins: Weekday) -> date:
    return now.date() - timedelta(days=(now.weekday() - WEEK_BEGINS[begins]) % 7)


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next, and where; ``site`` where it is a check-in that a tap here will do."""

    text: str
    to: str = ""
    label: str = ""
    site: Site | None = None


def next_step(
    diary: Diary, rating: NextRating | None, now: datetime, *, site: Site | None, unclear: int, flags: Sequence[Flag]
) -> Step | None:
    """Choose what comes first: a sign, what holds other things up, a rating, the trial that was promised."""
    if any(flag.level in HASTE for flag in flags):
        return Step(say("First have it looked at. The rest can wait."), "/signs", say("Why"))
    if unclear:
        text = say_n(
            "{n} run waits for your answer and does not count until then.",
            "{n} runs wait for your answer and do not count until then.",
            unclear,
        )
        return Step(text, "/run-questions", say("Answer"))
    due = question(rating, now)
    if rating is not None and rating.due and due:
        return Step(due, "/check-in", say("More to say"), site)
    if (trial := running_trial(diary, now)) is not None:
        what = arm_words(trial.named)
        on, block = say("Your trial of {what} is on.", what=what), due_by_day(diary, trial, now)
        if block is None:
            return Step(on, "/trial", say("What it asks for now"))
        return Step(f"{on} {sentence_case(block.text)}", "/trial", say("Look at it so far"))
    return Step(due) if due else _come_back(diary, now)


def _come_back(diary: Diary, now: datetime) -> Step | None:
    """Greet whoever was away for a week or more: nothing has to be made up for."""
    days = (now - diary.pain[-1].at).days if diary.pain else 0
    if days < _AWAY_D:
        return None
    text = say("{n} days since your last check-in. They stay unknown, and that is fine. How is it today?", n=days)
    return Step(text, "/check-in", say("Check in"))


def reports_of(diary: Diary, site: Site | None) -> list[PainReport]:
    """List what is reported most at a site."""
    if site is None:
        return []
    usual = usual_symptom(diary, site)
    return [report for report in diary.pain if report.site == site and report.symptom == usual]


def last_reported(diary: Diary, site: Site | None, now: datetime) -> PainReport | None:
    """Find the newest report there, those before and after something done included."""
    newest = next((report for report in reversed(diary.pain) if report.site == site), None)
    if site is None:
        return newest
    rated = next((care for care in reversed(diary.care) if care.site == site and _rated(care) is not None), None)
    if rated is None or (newest is not None and newest.at >= rated.at):
        return newest
    nrs = _rated(rated)
    assert nrs is not None
    return PainReport(at=rated.at, site=site, nrs=nrs, symptom=symptom_of(diary, site), source=_RATING)


def _rated(care: Care) -> float | None:
    return care.pain_before if care.pain_after is None else care.pain_after


def to_correct(kind: str, at: datetime, source: str) -> str | None:
    """Lead to the form of an entry that was logged by hand; None for what was brought in, or is part of another."""
    return f"/fragment/entry?kind={kind}&at={at.timestamp()}&correct=true" if source in BY_HAND else None


def how_it_stands(weeks: LastWeeks) -> str:
    """Say the mean of the last two weeks, as numbers: whether that is a change, the answers below say."""
    if weeks.week is None:
        return say("No report in the last 7 days.")
    if weeks.reports < A_MEAN:
        return say_n(
            "{n} report in the last 7 days: {week} of 10.",
            "{n} reports in the last 7 days: {week} of 10 on average.",
            weeks.reports,
            week=points(weeks.week),
        )
    return week_words(weeks.week, weeks.week_before if _tells_week_before(weeks) else None)


def _tells_week_before(weeks: LastWeeks) -> bool:
    return weeks.reports >= A_MEAN and weeks.reports_before >= A_MEAN


def days_known(weeks: LastWeeks) -> str:
    """Say how few days the mean of the week is of; empty where it is of most."""
    if weeks.week is None or weeks.reports < A_MEAN or weeks.reported_days >= _MOST_OF_A_WEEK:
        return ""
    return say("Reports on {n} of the 7 days; the others are not known.", n=weeks.reported_days)


def under_painkiller(weeks: LastWeeks) -> str:
    """Say how many of the ratings whose mean is told may have been made smaller; empty without one."""
    hidden = weeks.hidden + (weeks.hidden_before if _tells_week_before(weeks) else 0)
    if not hidden:
        return ""
    return say_n(
        "{n} of these ratings was under a painkiller, which hides pain.",
        "{n} of these ratings were under a painkiller, which hides pain.",
        hidden,
    )


def question(rating: NextRating | None, now: datetime) -> str | None:
    """Ask for a rating, or say when it will be worth one."""
    if rating is None:
        return None
    if rating.due:
        return say("How is it today, {when}?", when=_after(rating.run, now))
    return say(
        "Next check-in: {day} around {at:%H}:00, {when}.",
        day=_day(rating.at, now),
        at=rating.at,
        when=_after(rating.run, rating.at),
    )


def _after(run: Run, at: datetime) -> str:
    """Say which run is meant by its length and how long ago it was."""
    what = say("your {far} run", far=distance_words(run.distance_m, ".2g")) if run.distance_m else say("your run")
    days = (at.date() - run.end.astimezone(at.tzinfo).date()).days
    if days <= 1:
        return say("the day after {run}", run=what) if days == 1 else say("after {run}", run=what)
    return say("two days after {run}", run=what) if days == 2 else say("three days after {run}", run=what)


def _day(at: datetime, now: datetime) -> str:
    days = (at.date() - now.date()).days
    return (say("today"), say("tomorrow"))[days] if days in (0, 1) else say("{at:%A}", at=at)


def in_short(found: Answer) -> list[Sentence]:
    """The first sentence of what matters most. Warnings stand on top of the page."""
    said = sentences(found.told)
    kept: list[Sentence] = []
    for topic in _TOPICS:
        kept += [sentence for sentence in said if sentence.topic == topic and sentence.text != say(NOTHING)][:1]
    return kept


def may_ask(found: Answer) -> bool:
    """Whether what a run would do may be told: where a distance is."""
    tolerance = found.told.tolerance
    return tolerance is not None and tolerance.distance_m is not None


def _path(coming: Forecast) -> list[ForecastPoint]:
    """Take the next three days without a run; nothing where no forecast may be told."""
    if coming.without_run is None:
        return []
    return [point for point in coming.without_run.at if point.at <= coming.as_of + _SHOWN]


def fan(coming: Forecast, diary: Diary, site: Site, now: datetime) -> dict[str, object] | None:
    """Expected reports with their range, after the reports and runs of the last three days."""
    path = _path(coming)
    if not path:
        return None
    recent = [report for report in diary.pain if report.site == site and now - _SHOWN <= report.at <= now]
    return {
        "now": now.timestamp(),
        "t": [point.at.timestamp() for point in path],
        "expected": [point.expected_nrs for point in path],
        "lo": [point.report_nrs.lo for point in path],
        "hi": [point.report_nrs.hi for point in path],
        "pain": [[report.at.timestamp(), report.nrs] for report in recent],
        "runs": [run.end.timestamp() for run in diary.runs if now - _SHOWN <= run.end <= now],
    }


def rows(coming: Forecast) -> list[tuple[str, str, str]]:
    return [
        (
            say("{at:%a %d %b, %H:%M}", at=point.at),
            points(point.expected_nrs),
            say("{low} to {high}", low=points(point.report_nrs.lo), high=points(point.report_nrs.hi)),
        )
        for point in _path(coming)[_EVERY - 1 :: _EVERY]
    ]


def why_none(coming: Forecast) -> str:
    """Say why there is no forecast, and what would help."""
    return next((check.advice for check in coming.checks if check.passed is False), "")


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """One of the counts that it takes before anything can be told."""

    words: str
    have: int
    need: int


def on_the_way(found: Answer) -> list[OnTheWay]:
    """Count what there is of what it takes; nothing where there is enough, or where nothing is counted up."""
    check, data = found.told.check("enough-data"), found.prepared.data
    if check is None or check.passed is not False:
        return []
    return [
        OnTheWay(say("Reports"), min(len(data.report_t_d), MIN_REPORTS), MIN_REPORTS),
        OnTheWay(say("Runs with a report in the five days after"), min(followed_runs(data), MIN_RUNS), MIN_RUNS),
    ]


def remedy(found: Answer) -> str | None:
    """Find the first thing that would make the answers better."""
    return next((check.remedies[0] for check in found.told.failed if check.remedies), None)
