"""Are there enough ratings without a painkiller to tell how it is without one?

Ratings under a painkiller are left out. Who takes one when it hurts most leaves out the worst; where that is much of
what was reported, what is left would look like little pain, like runs that do nothing, or like it getting better.
"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import ALL_CLAIMS, CheckResult
from afterrun.language import say, say_n

_LATELY_D = 28.0  # the weeks that a trend, and how it stands, are told of
_TOO_MANY = 0.25  # share of the reports from which on the others may be the better days: judgement
_FEWEST = 3  # one or two say little of any share: judgement


def painkillers(evidence: Evidence) -> CheckResult:
    """Fewer than a quarter of the reports were made under a painkiller, in all and in the last weeks."""
    hidden, seen = evidence.hidden_t_d, evidence.data.report_t_d
    if not len(hidden):
        return CheckResult(
            "painkillers", True, say("No report was made under a painkiller, as far as you logged them.")
        )
    since = max(hidden.max(), seen.max(initial=hidden.max())) - _LATELY_D
    lately = int((hidden > since).sum()), int((seen > since).sum())
    too_many = [n for n, others in ((len(hidden), len(seen)), lately) if n >= _FEWEST and n >= _TOO_MANY * (n + others)]
    if not too_many:
        text = say_n(
            "{n} report under a painkiller is left out. That is few enough.",
            "{n} reports under a painkiller are left out. That is few enough.",
            len(hidden),
        )
        return CheckResult("painkillers", True, text)
    return CheckResult(
        "painkillers",
        False,
        say(
            "{n} reports were made under a painkiller. How it is without one cannot be seen from them, so less pain "
            "is not told as better.",
            n=max(too_many),
        ),
        (say("Rate it before you take the painkiller, and once its effect has worn off."),),
        (*ALL_CLAIMS, "response_ratio"),
    )
