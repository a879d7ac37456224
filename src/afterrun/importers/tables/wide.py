"""Diaries that are wide: a column for each place, part of the day or moment, instead of a row for each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from afterrun.importers.tables.calendar_words import part_of_day, without_marks
from afterrun.importers.tables.header_words import NAMES, bare
from afterrun.importers.tables.pain_answers import SCALE_SAID
from afterrun.records.free_words import name_folded
from afterrun.records.place_names import place_named, side_and_words
from afterrun.records.vocabulary import MOMENTS, SYMPTOMS

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
_ENDS_SAID = re.compile(r"[(\[][^()\[\]]*\d\s*=[^()\[\]]*[)\]]")  # (0 = none, 10 = worst)
_HOUR = r"(?:h|hrs?|hours?|std|stunden?)\b\.?"
_HOURS_AFTER = re.compile(
    rf"(?:\+|\b(?:after|nach)\s)\s*(\d{{1,3}})\s*{_HOUR}(?:\s+(?:after|danach|nach)\b)?"
    rf"|\b(\d{{1,3}})\s*{_HOUR}\s*(?:after|later|post|danach|nach|spater|später|nachher)\b(?:\s+(?:the\s+)?(?:run|lauf)\b)?"
)
HOURS_AFTER = "hours after the run"
"""The header of the column that those hours get."""
_LONGEST_HEADER = 300  # letters: judgement, a question of a form is shorter
_LONGEST = 4  # words that name one thing: "vor dem ersten Lauf"
_OF_PAIN = frozenset(NAMES["pain"]["nrs"])
_FILLERS = frozenset(("in", "on", "auf", "the", "at", "im", "der", "die", "das", "de", "du", "la", "le", "of", "s"))
_PART_OF = {"first-steps": "morning", "evening": "evening"}  # moments that say when they are


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerColumn:
    """A column that holds answers of one place, one part of the day or one moment.

    Parameters
    ----------
    place : int
        Which column.
    site, side, part, moment, symptom, after_h : str
        What its header names; empty where it names none. A side alone needs another column with the region;
        ``after_h`` are the hours after the end of the run in the row.
    scale : str
        The scale as its header says it, with a blank before it; empty where it says none.
    """

    place: int
    site: str = ""
    side: str = ""
    part: str = ""
    moment: str = ""
    symptom: str = ""
    after_h: str = ""
    scale: str = ""


def answer_columns(header: Sequence[str], *, of_pain: bool) -> tuple[AnswerColumn, ...]:
    """Find the columns whose header says pain and when, or names a place.

    Parameters
    ----------
    header : sequence of str
    of_pain : bool
        The whole table is one of pain, so that "Morning" alone will do.

    Examples
    --------
    >>> [(each.site, each.part) for each in answer_columns(["Schmerz morgens", "Ferse links", "km"], of_pain=False)]
    [('', 'morgens'), ('left-heel', '')]
    """
    found = (_answer_column(place, cell, of_pain=of_pain) for place, cell in enumerate(header))
    return tuple(each for each in found if each is not None)


def _answer_column(place: int, header: str, *, of_pain: bool) -> AnswerColumn | None:
    if len(header) > _LONGEST_HEADER:  # looking through one of 60,000 letters takes most of a minute
        return None
    ends = _ENDS_SAID.search(header)
    scale = ends or SCALE_SAID.search(header)
    plain = SCALE_SAID.sub(" ", _ENDS_SAID.sub(" ", header)).casefold().replace("_", " ")
    after = _HOURS_AFTER.search(plain)
    plain = _HOURS_AFTER.sub(" ", plain)
    words = [word for word in _WORD.findall(plain) if word not in _FILLERS]
    words, part = _without(words, lambda text: text if part_of_day(without_marks(text)) is not None else "")
    words, moment = _without(words, partial(_known, of=MOMENTS))
    words, symptom = _without(words, partial(_known, of=SYMPTOMS))
    words, said = _without(words, lambda text: text if bare(text) in _OF_PAIN else "")
    text = " ".join(words)
    site = place_named(text) if words else None
    side, beside = side_and_words(text)
    side_alone = "" if site or beside or side is None else side
    if (words and site is None and not side_alone) or not (site or side_alone or part or moment or after):
        return None
    # A column "back" may tell of the way back; "left back" does not.
    if not (said or symptom or of_pain or (site and (part or moment or side or after))):
        return None
    return AnswerColumn(
        place=place,
        site="-".join(site) if site else "",
        side=side_alone,
        part=part or _PART_OF.get(moment, ""),
        moment=moment,
        symptom="" if symptom == SYMPTOMS[0] else symptom,
        after_h=next(filter(None, after.groups()), "") if after else "",
        scale=f" ({scale.group().strip('()[] ')})" if scale else "",
    )


def _known(text: str, *, of: Sequence[str]) -> str:
    found = name_folded(text)
    return found if found in of else ""


def _without(words: list[str], named: Callable[[str], str]) -> tuple[list[str], str]:
    """Take out the longest run of words that names something, and say what."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            if found := named(" ".join(words[first : first + length])):
                return [*words[:first], *words[first + length :]], found
    return words, ""
