"""Answer what an import left open; the rows that a table was right about are an import that can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from afterrun.journal import Added, Journal
from afterrun.lab.import_questions import Answer, answer, open_questions
from afterrun.lab.past_imports import Keeper, Pair


def answer_together(journal: Journal, ids: Iterable[str], by: Answer, now: datetime) -> int:
    """Answer several questions alike; returns how many were still asked.

    What the table corrected is noted as an import of now: with one tap on "The table, each time" a wrong table may
    have overwritten a diary.
    """
    with journal.together():
        asked = {each.id: each for each in open_questions(journal)}
        corrected, done = defaultdict[str, list[Pair]](list), 0
        for name in dict.fromkeys(ids):
            if not answer(journal, name, by):
                continue
            done += 1
            question = asked[name]
            if by == "table" and question.told is not None:
                corrected[question.where].append((question.stored[0], question.told))
        keeper = Keeper(journal, now)
        for where, pairs in corrected.items():
            keeper.keep(where, Added(), pairs)
    return done
