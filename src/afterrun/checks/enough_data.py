"""Are there enough runs and reports to say anything about a response?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.pace import reached_in
from afterrun.checks.result import ALL_CLAIMS, NEEDS_RUNS, CheckResult
from afterrun.language import say
from afterrun.response.data import ResponseData

# Judgement, not theory: below these the posterior is the prior with a date on it (see docs/model.md).
MIN_RUNS, MIN_REPORTS = 3, 14  # two weeks of days: less is one or two spells of pain
FOLLOWED_WITHIN_D = 5.0  # most of a usual response lies in them: judgement


def followed_runs(data: ResponseData) -> int:
    """Count the runs with at least one report in the five days after them."""
    lag = data.report_t_d[None, :] - data.run_t_d[:, None]
    return int(((lag > 0) & (lag <= FOLLOWED_WITHIN_D)).any(axis=1).sum()) if lag.size else 0


def enough_data(evidence: Evidence) -> CheckResult:
    """At least 3 runs with a report in the five days after, and 14 reports that are not all in one place.

    Without the runs nothing is told of what they do; the pain of every day needs none.
    """
    runs, reports = followed_runs(evidence.data), len(evidence.data.report_t_d)
    if runs >= MIN_RUNS and reports >= MIN_REPORTS:
        return CheckResult(
            "enough-data",
            True,
            say("{reports} pain reports and {runs} runs with reports after them.", reports=reports, runs=runs),
        )
    if reports >= MIN_REPORTS and not len(evidence.data.run_t_d):
        return CheckResult(
            "enough-data",
            False,
            say("There is no run in the diary, so what runs do to the pain cannot be said."),
            _remedies(runs, reports, False),
            NEEDS_RUNS,
        )
    lacking = []
    if reports < MIN_REPORTS:
        lacking.append(say("{fewest} pain reports (you have {n})", n=reports, fewest=MIN_REPORTS))
    if runs < MIN_RUNS:
        lacking.append(
            say("{fewest} runs with a report in the five days after (you have {n})", n=runs, fewest=MIN_RUNS)
        )
    told = say("Too little to go on yet: it takes {lacking}.", lacking=say(" and ").join(lacking))
    when = reached_in(evidence, (reports, MIN_REPORTS), (runs, MIN_RUNS))
    return CheckResult(
        "enough-data",
        False,
        " ".join(filter(None, (told, when))),
        _remedies(runs, reports, bool(len(evidence.data.run_t_d))),
        ALL_CLAIMS if reports < MIN_REPORTS else NEEDS_RUNS,
    )


def _remedies(runs: int, reports: int, any_run: bool) -> tuple[str, ...]:
    advice = []
    if not any_run:
        advice.append(say("Add your runs: import the files of your watch, or type them in."))
    elif runs < MIN_RUNS:
        advice.append(say("Log your pain on the mornings and evenings after a run, also when it is 0."))
    if reports < MIN_REPORTS:
        advice.append(say("One or two check-ins a day are enough; a day without one is a gap, not a zero."))
    return tuple(advice)


def reports_vary(evidence: Evidence) -> CheckResult:
    """A diary that always says the same can neither show nor rule out a response."""
    answers = evidence.data.answers
    if not answers.size:
        return CheckResult("reports-vary", None, say("No report yet."), withholds=ALL_CLAIMS)
    if np.ptp(answers) > 0:
        return CheckResult("reports-vary", True, say("Your reports differ from each other."))
    if answers[0] == evidence.data.levels[0]:
        return CheckResult("reports-vary", True, say("All reports are 0: no pain was reported at this place."))
    return CheckResult(
        "reports-vary",
        False,
        say("Every report is {nrs:g}. Pain that never changes cannot be tied to runs.", nrs=answers[0]),
        (say("Use the whole scale: 0 is none, 10 the worst you can imagine."),),
        ALL_CLAIMS,
    )
