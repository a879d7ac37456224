"""``afterrun trial``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from afterrun.cli.flags import tell_flags
from afterrun.cli.options import journal_option, json_option, now_option, say_json, seed_option, site_option
from afterrun.cli.wrapped import wrapped
from afterrun.language import say
from afterrun.places import Place
from afterrun.records import Site
from afterrun.records.vocabulary import arm_words, intervention_words

if TYPE_CHECKING:
    from afterrun.findings.trial import TrialDesigns, TrialResult, TrialStatus


@click.group("trial")
def command() -> None:
    """Find out whether something helps: a trial of one, with a coin and a promise."""


@command.command("design")
@site_option
@click.option(
    "--question",
    type=click.Choice(["prevention", "every-day"]),
    help="Pain after runs, or that of every day. Default: as your diary has runs or none.",
)
@click.option("--weeks", type=click.IntRange(2, 104), default=12, show_default=True, help="How long you would go on.")
@click.option("--runs-per-week", type=click.IntRange(1, 6), help="Default: as in your diary.")
@click.option("--people", type=click.IntRange(10, 1000), default=60, show_default=True, help="Trials to simulate each.")
@click.option(
    "--things", type=click.IntRange(1, 3), default=1, show_default=True, help="How many things to try in one trial."
)
@journal_option
@json_option
@now_option
@seed_option
def design(
    site: Site | None,
    question: str | None,
    weeks: int,
    runs_per_week: int | None,
    people: int,
    things: int,
    journal_path: Place,
    as_json: bool,
    now: datetime,
    seed: int,
) -> None:
    """Simulate each design as you, and say how often it would see what is there."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.trial.everyday_design import propose_everyday
    from afterrun.lab.trial.outcome import no_run
    from afterrun.lab.trial.prevention_design import propose_prevention
    from afterrun.lab.trial.proposing import Terms

    with Journal.open(journal_path, create=False) as journal:
        diary = journal.diary()
    terms = Terms(
        weeks=weeks,
        runs_per_week=runs_per_week,
        arms=1 + things,
        trials=people,
        seed=seed,
        progress=_progress(quiet=as_json),
    )
    asked = question or ("every-day" if no_run(diary) and diary.pain else "prevention")
    propose = propose_everyday if asked == "every-day" else propose_prevention
    found = propose(diary, terms, site=site, now=now)
    if as_json:
        say_json(to_json(found))
    else:
        tell_flags(found.safety)
        _tell_designs(found)


def _progress(*, quiet: bool) -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        if not quiet and (done % 10 == 0 or done == of):
            click.echo("\r  " + say("simulating {done} of {of} trials", done=done, of=of), nl=done == of, err=True)

    return show


def _percent(share: float) -> str:
    return say("{n} %", n=round(100 * share))


def _size(name: str) -> str:
    """Say what a thing takes off: a share, or points."""
    number, unit = name.split(" ")
    return say("{n:g} points", n=float(number)) if unit == "points" else name


def _tell_designs(found: TrialDesigns) -> None:
    who = (
        say("as you")
        if found.simulated_as == "you"
        else say("as strangers with such pain (your diary says too little yet)")
    )
    habits = (
        say("{weeks} weeks, {n} runs a week, simulated {who}.", weeks=found.weeks, n=found.runs_per_week, who=who)
        if found.runs_per_week
        else say("{weeks} weeks, simulated {who}.", weeks=found.weeks, who=who)
    )
    click.echo(f"{habits}\n")
    for each in found.designs:
        click.secho(f"{each.design}", bold=True)
        _say(each.words)
        if each.power is not None and each.false_claims is not None:
            each_size = (
                say("{share} if it takes {size} off", share=_percent(share), size=_size(size))
                for size, share in each.power.items()
            )
            nothing = _percent(each.false_claims)
            _say(
                say(
                    "Says that it helps: {shares}; {nothing} if it does nothing.",
                    shares=", ".join(each_size),
                    nothing=nothing,
                )
            )
        _say(each.text)
    click.echo("\n" + say("Start one: afterrun trial start --design NAME --intervention WHAT --weeks N"))


@command.command("start")
@click.option(
    "--design", "design_name", required=True, help="From `afterrun trial design`, or now-or-later for relief."
)
@click.option("--intervention", required=True, help="What is tried, as you log it with `afterrun did`.")
@click.option("--variant", help="Which kind.")
@click.option("--instead", "comparator", help="What is done instead; default nothing.")
@click.option("--also", multiple=True, help="Another thing to try in the same trial (designs rounds, round-blocks).")
@site_option
@click.option("--weeks", type=click.IntRange(1, 104), default=12, show_default=True, help="For blocks and start.")
@click.option("--units", type=click.IntRange(2, 400), help="Runs or episodes; default: what the weeks hold.")
@click.option("--block-days", type=click.IntRange(1, 56), help="Days of a block; default 14, for start 7.")
@click.option(
    "--outcome",
    type=click.Choice(["after-runs", "every-day"]),
    help="Which pain is compared; every-day needs no run, and blocks. Default: after-runs, if there are runs.",
)
@click.option(
    "--run-in", "run_in_days", type=click.IntRange(0, 90), default=0, show_default=True, help="Days as before."
)
@click.option("--ceiling", type=click.FloatRange(1, 10), default=6.0, show_default=True, help="Pain that stops it.")
@journal_option
@json_option
@now_option
@seed_option
def start(
    design_name: str,
    intervention: str,
    variant: str | None,
    comparator: str | None,
    also: tuple[str, ...],
    site: Site | None,
    weeks: int,
    units: int | None,
    block_days: int | None,
    outcome: str | None,
    run_in_days: int,
    ceiling: float,
    journal_path: Place,
    as_json: bool,
    now: datetime,
    seed: int,
) -> None:
    """Promise: what, how long, drawn how. Frozen from then on."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.recording import usual_site
    from afterrun.lab.trial.design import Chosen, planned
    from afterrun.lab.trial.run import register
    from afterrun.lab.trial.status import trial_status

    with Journal.open(journal_path) as journal:
        chosen = Chosen(
            design=design_name,
            site=site or usual_site(journal),
            intervention=intervention,
            variant=variant,
            comparator="; ".join(also) or comparator,
            weeks=weeks,
            units=units,
            block_days=block_days,
            every_day=None if outcome is None else outcome == "every-day",
            run_in_days=run_in_days,
            ceiling_nrs=ceiling,
            seed=seed,
        )
        trial = planned(journal.diary(), chosen, now)
        register(journal, trial)
        status = trial_status(journal.diary(), trial, now)
    if as_json:
        say_json(to_json(status))
    else:
        tell_flags(status.safety)
        _tell_status(status)
        every_day = status.protocol.outcome == "pain-of-every-day"
        _say(
            say("What to do on these days: afterrun trial next. Check in once a day.")
            if every_day
            else say("Before each run, or when it hurts: afterrun trial next.")
        )


@command.command("next")
@click.option("--pain", "pain_nrs", type=click.FloatRange(0, 10), help="For a trial on relief: how much it hurts now.")
@journal_option
@json_option
@now_option
def next_(pain_nrs: float | None, journal_path: Place, as_json: bool, now: datetime) -> None:
    """Say what to do for this run, or now that it hurts."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.trial.run import draw_next, latest_trial

    with Journal.open(journal_path, create=False) as journal:
        due = draw_next(journal, latest_trial(journal.diary()), now, pain_nrs=pain_nrs)
    if as_json:
        say_json(to_json(due))
    else:
        tell_flags(due.safety)
        click.echo(due.text)


@command.command("status")
@journal_option
@json_option
@now_option
def status(journal_path: Place, as_json: bool, now: datetime) -> None:
    """Say how far it is."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.trial.run import latest_trial
    from afterrun.lab.trial.status import trial_status

    with Journal.open(journal_path, create=False) as journal:
        diary = journal.diary()
    found = trial_status(diary, latest_trial(diary), now)
    if as_json:
        say_json(to_json(found))
    else:
        tell_flags(found.safety)
        _tell_status(found)


@command.command("result")
@click.option("--report", is_flag=True, help="As a report in the order of CENT 2015.")
@journal_option
@json_option
@now_option
@seed_option
def result(report: bool, journal_path: Place, as_json: bool, now: datetime, seed: int) -> None:
    """Say what came out so far."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.trial.result import trial_result
    from afterrun.lab.trial.run import latest_trial
    from afterrun.report.trial_report import cent_sections
    from afterrun.report.trial_sentences import trial_sentences

    with Journal.open(journal_path, create=False) as journal:
        diary = journal.diary()
    found = trial_result(diary, latest_trial(diary), now=now, seed=seed)
    if as_json:
        say_json(to_json(found))
    elif report:
        tell_flags(found.safety)
        for heading, paragraphs in cent_sections(found):
            _tell_section(heading, paragraphs)
    else:
        tell_flags(found.safety)
        _tell_status(found)
        for topic, group in groupby(trial_sentences(found), key=lambda sentence: sentence.topic):
            _tell_section(say(topic), [sentence.text for sentence in group])
        click.echo("\n" + say("Not a medical device. If in doubt, have somebody look at it."))


@command.command("stop")
@click.option("--reason", required=True, help="Why, in your words.")
@journal_option
@now_option
def stop(reason: str, journal_path: Place, now: datetime) -> None:
    """End it before its end; what was learned stays."""
    from afterrun.journal import Journal
    from afterrun.lab.trial.run import latest_trial
    from afterrun.lab.trial.run import stop as end

    with Journal.open(journal_path, create=False) as journal:
        trial = end(journal, latest_trial(journal.diary()), now, reason)
    click.echo(say("Ended: {what}. See what came out: afterrun trial result.", what=arm_words(trial.named)))


def _tell_status(found: TrialStatus | TrialResult) -> None:
    from afterrun.report.trial_sentences import STATES, outcome_said, progress_said

    protocol = found.protocol
    what = intervention_words(protocol.intervention, protocol.variant)
    place, state = protocol.site.words, say(STATES[found.state])
    click.secho(f"{what}, {place}: {state}", bold=True)
    _say(f"{protocol.design_words} {outcome_said(protocol.outcome)}")
    _say(say("{progress}. Promise {sha256}.", progress=progress_said(found), sha256=protocol.sha256[:12]))
    if found.stop_now:
        _say(say("Stop here. {warning}", warning=found.stop_now))


def _tell_section(heading: str, paragraphs: Iterable[str]) -> None:
    click.secho(f"\n{heading}", bold=True)
    for text in paragraphs:
        _say(text)


def _say(text: str) -> None:
    click.echo(wrapped(text, "  ", "    "))
