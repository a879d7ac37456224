"""What the notes of reports say, clause by clause.

A note may be a reason to ask; it is no answer: "no swelling, but I could not catch my breath on the stairs" is more
than a list of words can judge. One thing is read from notes as told, for a day is much there: a leg that somebody
writes is swollen *and* warm or red, with no other word beside it that may turn the meaning.
"""

from __future__ import annotations

import re
from functools import lru_cache

from afterrun.reasons.red_flags.signs import plain

_CLAUSE = re.compile(r"[.,;:!?()\n]+| but | aber | though | sondern ")
_NOT = re.compile(
    r"\b(no|not|nothing|never|without|nor|kein\w*|nichts?|ohne|nie|weder)\b|n['’]t\b|\b(is|was|does|did|are|were)nt\b"
)
_SWOLLEN = re.compile(r"swell|swoll|thicker|bigger|puffy|schwoll|schwell|\bdick(er)?\b|edem|oedem")
_HEATED = re.compile(r"\b(hot|hotter|warm|warmer|red|redder|reddish|heiss|waermer|rot)\b|redness|geroetet|ueberwaerm")
_DOUBTFUL = re.compile(  # another time, another thing, a condition, a question
    r"\b(if|when|whether|less|better|gone|used to|than before|ago|last (week|month|year|time|summer|winter)|sock|"
    r"socks|bath|shower|weather|water|pad|pack|shoes?|wine|light|run was|wenn|falls|ob|weniger|besser|weg|frueher|"
    r"damals|vor \w+ (tagen|wochen|monaten|jahren)|letzte\w* (woche|monat|jahr|mal)|socken?|bad|dusche|wetter|"
    r"wasser|wein|schuhe?|massage|heat|hitze|warm up|(hot|warm|heisser|warmer) (day|evening|tag|abend))\b|\?"
)
_LIKE = re.compile(r"\b(like|as if|wie|als ob)\b")  # what stands in such a clause is of something else


@lru_cache(maxsize=4096)  # the same few notes on every page
def says(note: str, words: re.Pattern[str]) -> bool:
    """Whether a clause has such words and no "not" before them.

    Examples
    --------
    >>> says("not bad today, but swollen", _SWOLLEN), says("no swelling", _SWOLLEN)
    (True, False)
    """
    clauses = _CLAUSE.split(plain(note))
    return any(not _NOT.search(clause[: found.start()]) for clause in clauses if (found := words.search(clause)))


@lru_cache(maxsize=4096)
def swollen_and_warm(note: str) -> bool:
    """Whether a note says of a place, in plain words, that it is swollen, and warm or red as well.

    Examples
    --------
    >>> swollen_and_warm("calf is swollen and feels warm"), swollen_and_warm("Wade geschwollen und überwärmt")
    (True, True)
    >>> swollen_and_warm("a bit swollen"), swollen_and_warm("swollen and warm, not red"), swollen_and_warm("less so")
    (False, False, False)
    >>> swollen_and_warm("like a cramp, but swollen and hot"), swollen_and_warm("swollen and hot like after a run")
    (True, False)
    """
    text = plain(note)
    if _NOT.search(text) or _DOUBTFUL.search(text):
        return False
    clauses = [clause for clause in _CLAUSE.split(text) if not _LIKE.search(clause)]
    return any(map(_SWOLLEN.search, clauses)) and any(map(_HEATED.search, clauses))
