"""What is counted is said for one as well: "1 source", not "1 sources"."""

from __future__ import annotations

import re

import pytest

from afterrun.language import say_n, speaking
from afterrun.report.words import reports_words, runs_words
from tests.language.msgids import all_msgids

_COUNTED = re.compile(
    r"(?:%\(\w+\)s|\{\w+(?::[^}]*)?\})(?: (?:pain|more|older|other))? "
    r"(?:runs|reports|records|sources|sessions|entries|journals|seconds|places|photos|files|rows|"
    r"points|days)\b"
)
# Never of one: a rule asks for more, or one has words of its own.
MORE_THAN_ONE = {
    "{reports} pain reports and {runs} runs with reports after them.": "3 runs and 14 reports at least",
    "{runs} runs with reports after them can be compared.": "8 at least",
    "{n} reports were made under a painkiller. How it is without one cannot be seen from them, so less pain is not "
    "told as better.": "some at least",
    "{fewest} pain reports (you have {n})": "14 are needed",
    "{fewest} runs with a report in the five days after (you have {n})": "3 are needed",
    "100 % is the middle of your {n} runs of the 90 days before.": "3 at least",
    "Even if it halved the pain, about {n} more runs would be needed to see it.": "a multiple of five",
    "{weeks} weeks, {n} runs a week, simulated {who}.": "of the two, weeks are more than one; a run a week is no trial",
    "{n} entries wait for Afterrun, kept in this browser.": "one has its own",
    "{n} entries were not taken.": "one has its own",
    "{n} entries are new.": "one has its own",
    "{n} files read": "one has its own",
    "{n} files read so far": "of several in one archive",
    "{n} of {total} files read": "before all are read, so of two or more",
    "{symptom} came with {hits} of {runs} runs {feature}, and with {other_hits} of {others} other runs.": "of many",
    "Any farther, and it would be more than {ceiling:g} after {odds} runs or more. That is your limit.": "1 in 5",
    "Rested, and with no other run for five days, you could probably run at least {low}, perhaps {most} or "
    "more, and report no more than {ceiling:g} after {share} runs.": "4 in 5",
    "After %(reports)s check-ins, and %(runs)s runs with check-ins in the five days after: about three weeks, if you "
    "run once a week and check in morning and evening. What you have so far is counted on this page.": "14 and 3",
    "{n} points": "one has its own",
    "{n:g} points": "1.5 or 3",
    "row {row} of {table} points nowhere": "a verb",
    "The load of {derived} of {total} runs is worked out from how far, how fast and how you stepped. Nobody measured "
    "it.": "some of two or more",
    "0 in all {reports} reports": "3 a week for two weeks at least",
    "0 in {zeros} of {reports} reports, at most {worst:g} in the others": "3 a week for two weeks at least",
    "{n} days since your last check-in. They stay unknown, and that is fine. How is it today?": "a week at least",
    "{n:g} days": "one has its own",
    "{when}: at most {far}, to report no more than {ceiling:g} after {share} runs.": "4 in 5",
    "{when}: at most {far} of running, in short parts with walking between, to report no more than {ceiling:g} after "
    "{share} runs.": "4 in 5",
    "To compare, check in on at least {n} days with it and {n} without.": "a limit",
    "{symptom} came {when} after {hits} of {days} times of {item}, and after {other_hits} of {others} other "
    "days.": "of many",
    "Rested, and with no other run for five days, you could run {high} and report no more than {ceiling:g} after "
    "{share} runs.": "4 in 5",
    "Rested, and with no other run for five days, you could run about {middle} (probably {low} to {high}) and report "
    "no more than {ceiling:g} after {share} runs.": "4 in 5",
    "{n} rows hold no entry: lines {lines}.": "one has its own",
    "It all rests on {n} of your {of} runs: without them your diary would not say that runs matter. So few may be "
    "luck.": "one has its own",
    "It came on suddenly {days} days ago, after weeks with next to no pain: about {nrs:.2g} of 10 since then. Whether "
    "it grows is not known yet. Have a clinician look at it within days, and do not run or hop on it until "
    "then.": "three at least",
    "It came on suddenly {days} days ago, after weeks with next to no pain: about {nrs:.2g} of 10 since then, and no "
    "higher now than on the first days. A bone can begin like that too: if one spot hurts when you press it, or it "
    "hurts at night or on hopping, have a clinician look at it within days, and do not run until then. Otherwise leave "
    "out the runs that hurt, and have it looked at if it is no better in two weeks.": "nine at least",
    "The table has more than {most} rows; nothing after this one was read.": "a limit",
    "More than {most_broken_rows} rows cannot be taken apart; nothing after this one was read.": "a limit",
}


def test_nothing_that_may_be_one_is_counted_in_many_alone() -> None:
    alone = {found.msgid for found in all_msgids() if not found.plural and _COUNTED.search(found.msgid)}
    assert alone == set(MORE_THAN_ONE)


@pytest.mark.parametrize(
    ("language", "runs", "reports", "waits"),
    [
        ("en", ["0 runs", "1 run", "2 runs"], ["0 reports", "1 report", "2 reports"], "Wait 1 second."),
        ("de", ["0 Läufe", "1 Lauf", "2 Läufe"], ["0 Einträge", "1 Eintrag", "2 Einträge"], "Warte 1 Sekunde."),
    ],
)
def test_none_one_and_two(language: str, runs: list[str], reports: list[str], waits: str) -> None:
    with speaking(language):
        assert [runs_words(n) for n in range(3)] == runs
        assert [reports_words(n) for n in range(3)] == reports
        wait = say_n("Too many tries. Wait {n} second.", "Too many tries. Wait {n} seconds.", 1)
        assert wait.endswith(waits)
