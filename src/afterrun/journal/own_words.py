"""What the person wants to say on the sheet, kept in the journal."""

from __future__ import annotations

from afterrun.journal.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.records.own_words import OwnWords

_ONSET, _THEORY, _QUESTIONS = "sheet-onset", "sheet-theory", "sheet-questions"


def own_words_of(journal: Journal) -> OwnWords:
    """Read them, with the goal of the settings."""
    questions = (journal.setting(_QUESTIONS) or "").splitlines()
    return OwnWords(
        onset=journal.setting(_ONSET) or "",
        theory=journal.setting(_THEORY) or "",
        questions=tuple(line.strip() for line in questions if line.strip()),
        goal_m=settings_of(journal).goal_m,
    )


def keep_own_words(journal: Journal, *, onset: str, theory: str, questions: str) -> None:
    """Keep them; a line is a question."""
    journal.set_settings({_ONSET: onset.strip(), _THEORY: theory.strip(), _QUESTIONS: questions.strip()})
