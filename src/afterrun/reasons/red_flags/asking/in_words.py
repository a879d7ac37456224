"""What was written in words of one's own, as a reason to ask: what is flagged as well, and what may mean otherwise."""

from __future__ import annotations

from functools import partial

from afterrun.language import mark
from afterrun.reasons.red_flags.asking.pattern import Pattern, Strength, Told
from afterrun.reasons.red_flags.listed import SIGNS
from afterrun.reasons.red_flags.written import READ, may_matter

WHY = mark("You wrote about it.")
_ANYWHERE = ""


def _written(sign: str, told: Told) -> Strength:
    """Take the worst report of two weeks with such words, at each place; what is no report has no number."""
    where: dict[str, float] = {}
    for text in told.texts:
        if sign in text.signs and may_matter(sign, text, told.diary, told.now):
            place, nrs = (str(text.report.site), text.report.nrs) if text.report else (_ANYWHERE, 0.0)
            where[place] = max(nrs, where.get(place, 0.0))
    return where


IN_WORDS = tuple(
    Pattern(why=WHY, signs=(sign.id,), strength=partial(_written, sign.id)) for sign in SIGNS if sign.id in READ
)
