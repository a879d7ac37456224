"""Answers on a scale of pain or effort as people write them: 4/10, 3-4, ca. 5, 4½; and on which scale a column is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from afterrun.errors import InvalidValueError
from afterrun.importers.tables.numbers import Decimal, plainer, read_number
from afterrun.language import say

COLUMNS = ("nrs", "pain_before", "pain_after", "rpe")
_WIDEST_RANGE = 2.0  # judgement: 3-4 and 3-5 mean what lies between; 2-8 tells of two times
_OTHER_SCALE_SHARE = 1 / 3  # judgement: one 45 among answers is a slip for 4.5; a third of them is another scale
_TEN = 10
_WHOLE_NUMBERS = "nrs"  # the numeric rating scale is of 0 to 10 by its name; a visual one may be of 100 mm
_NUMBER = r"\d+(?:[.,]\d+)?"
_ALONE = re.compile(_NUMBER)
_OF = re.compile(rf"({_NUMBER})\s*(?:/|von|out of|of|sur|su|de)\s*(\d+)")
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|−|bis|to|till|or|oder)\s*({_NUMBER})(?:\s*(?:/|von|out of|of)\s*10)?")
_BOUND = re.compile(
    r"[<>≤≥].*|.*\+|(?:max|min|mind|hochstens|mindestens|unter|uber|under|over|up to|bis|at least|at most)\b.*\d.*"
)
_ABOUT = re.compile(
    r"(?:ca|circa|about|approx|approximately|around|etwa|ungefahr|so|nrs|vas|pain|schmerz)\b\.?:?\s*|[~≈]\s*"
)
_WORDS_BEHIND = re.compile(r"\s*[^\d\s.,/<>≤≥+–—-][^\d]*|\s*\([^\d)]*\)")
_SEVERITY = (
    r"(?:(?:very|quite|rather|sehr|eher|recht)\s+)?(?:no pain|none|minimal|mild|slight|light|low|moderate|medium|strong"
    r"|high|severe|bad|worst|extreme|unbearable|kein|keine|leicht|gering|mittel|massig|stark|schwer|heftig|schlimm"
    r"|extrem|leger|faible|modere|fort|leve|moderado|fuerte)"
)
_BESIDE_SEVERITY = re.compile(
    rf"(?:{_SEVERITY})\s*[:=–—-]?\s*\(?\s*({_NUMBER})(?:\s*/\s*10)?\s*\)?|({_NUMBER})\s*[:=–—-]\s*(?:{_SEVERITY})"
)
_HALF = re.compile(r"(\d*)\s*(?:½|1/2)")
_NO_PAIN = frozenset(
    (
        *("no pain", "without pain", "pain free", "pain-free", "painfree", "no ache"),
        *("kein schmerz", "keine schmerzen", "ohne schmerz", "ohne schmerzen", "schmerzfrei", "beschwerdefrei"),
    )
)
_NUMBER_WORDS = {
    "zero": 0,
    **{
        word: number
        for words in (
            "one two three four five six seven eight nine ten",
            "eins zwei drei vier funf sechs sieben acht neun zehn",
        )
        for number, word in enumerate(words.split(), start=1)
    },
}
_NONE = frozenset(("none", "no", "nil", "nothing", "kein", "keine", "keiner", "nein", "nichts"))
SCALE_SAID = re.compile(
    r"(\d+)\s*(?:\([^()\d]{1,20}\)\s*)?(?:-|–|—|bis|to|à|a|al|tot|do|\.\.\.?|…)\s*(\d+)"
    r"|(?:/|\b(?:max\.?|maximum|maximal|out of|von|sur|su)(?=[\s\d]))\s*(\d+)|\b(mm)\b",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"scale|skala|echelle|escala|scala|schaal|skali|\bnrs\b|\bvas\b|\beva\b")

# Words of ten languages, without their accents.
_GOOD = (
    r"no\b|none|pain\W?free|free|best|great|good|fine|perfect|excellent|better|healthy|well\b"
    r"|kein|schmerzfrei|beschwerdefrei|super|gut|perfekt|ohne|aucun|pas de|sans|rien|sin\b|ningun|nada|senza|nessun"
    r"|geen|pijnvrij|zonder|sem\b|nenhum|bez\b|brak|ingen|smertefri|smartfri"
)
_BAD = (
    r"worst|max|severe|unbearable|extreme|bad\b|terrible|awful|schlimm|starkst|unertraglich|schlecht|extrem"
    r"|pire|insupportable|insoportable|peor|peggior|insopportabil|ergst|ondraaglijk|pior|insuportavel|najgorsz"
    r"|varst|verst|outhardlig|uutholdelig"
)
# 10 = no pain, 0 = worst: the answers run the other way.
_TURNED_ROUND = re.compile(
    rf"\b(?:5|10|100)\s*[=:(]\s*(?:{_GOOD})|\b[01]\s*[=:(]\s*(?:{_BAD})"
    rf"|\b(?:{_GOOD})[\w\s]{{0,20}}=\s*(?:5|10|100)\b|\b(?:{_BAD})[\w\s]{{0,20}}=\s*[01]\b"
)
_TOP = re.compile(rf"\b([3-9]|10|20|100)\s*[=(]\s*(?!max\.?\s*\d)(?:{_BAD})")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    ``value`` is the number; ``as_typed`` is False where it was made of something that says less or more than it.
    """

    value: float
    as_typed: bool = True


@lru_cache(maxsize=4096)  # a diary has few that are not alike, and each is looked at three times
def answer_of(column: str, text: str, decimal: Decimal | None, *, factor: float = 1.0) -> Answer | None:
    """Read an answer; None if it is none. A number that does not say its own scale is times ``factor``.

    Raises
    ------
    InvalidValueError
        If it names only a bound, or nothing, which may mean no pain or no answer.

    Examples
    --------
    >>> [answer_of("nrs", text, None).value for text in ("4/10", "3-4", "ca. 5", "4½", "5 (abends)", "schmerzfrei")]
    [4.0, 3.5, 5.0, 4.5, 5.0, 0.0]
    >>> answer_of("nrs", "mild", None) is answer_of("nrs", "3/5", None) is None
    True
    """
    number = read_number(text, decimal)
    if number is not None:
        return _times(Answer(number), factor)
    plain = _folded(text)
    if plain in _NO_PAIN and column != "rpe":
        return Answer(0.0, as_typed=False)
    if plain in _NUMBER_WORDS:
        return _times(Answer(float(_NUMBER_WORDS[plain]), as_typed=False), factor)
    if plain in _NONE:
        raise InvalidValueError(
            say("{column} may mean no pain or no answer; got {value!r}.", column=column, value=text),
            remedy=say("Write 0 for no pain, and nothing for no answer."),
        )
    if _BOUND.fullmatch(plain):
        raise InvalidValueError(
            say("{column} must be a number, not a bound; got {value!r}.", column=column, value=text),
            remedy=say("Write the number that fits best."),
        )
    if match := _OF.fullmatch(plain):
        number, of = read_number(match.group(1), decimal), int(match.group(2))
        return None if number is None or of not in (10, 100) else Answer(10 * number / of)
    if match := _PERCENT.fullmatch(plain):
        number = read_number(match.group(1), decimal)
        return None if number is None else Answer(round(number / 10, 6))
    made = _made_of(plain, decimal)
    return None if made is None else _times(made, factor)


def _times(answer: Answer, factor: float) -> Answer:
    return answer if factor == 1.0 else Answer(round(answer.value * factor, 6), answer.as_typed)


def factor_said(header: str) -> float | None:
    """Say what answers are times by the scale that their header names: 1 for 0-10, .1 for 0-100, nought for another.

    Returns
    -------
    float or None
        None if it names none.

    Examples
    --------
    >>> [factor_said(header) for header in ("pain (0-100)", "nrs", "VAS [mm]", "Schmerz 0–10", "pain /5")]
    [0.1, None, 0.1, 1.0, 0.0]
    >>> factor_said("pain (10 = no pain)"), factor_said("pain (0 = none, 10 = worst)"), factor_said("dolor (max. 5)")
    (0.0, 1.0, 0.0)
    """
    top = _top_said(header)
    return None if top is None else {10: 1.0, 100: 0.1}.get(top, 0.0)


def factor_of_title(title: str) -> float | None:
    """Say the same by what stands above a table, where it speaks of a scale: a title has other numbers as well.

    Examples
    --------
    >>> factor_of_title("Schmerzskala 0-5"), factor_of_title("Diary of 1-31 May"), factor_of_title("Pain (5 = worst)")
    (0.0, None, 0.0)
    """
    folded = _folded(title)
    speaks = _SCALE_WORD.search(folded) or _TOP.search(folded) or _TURNED_ROUND.search(folded)
    return factor_said(title) if speaks else None


def speaks_of_scale(text: str) -> bool:
    """Whether a note among the rows of a table says what its answers mean.

    Examples
    --------
    >>> speaks_of_scale("10 = worst"), speaks_of_scale("scale of 0 to 5"), speaks_of_scale("peak 7 (bad day)")
    (True, True, False)
    """
    return "=" in text or _SCALE_WORD.search(_folded(text)) is not None


def with_scale(answer: str, scale: str) -> str | None:
    """Put behind an answer what a column of its own says of its scale; None where one of them is not plain.

    Examples
    --------
    >>> with_scale("40", "0-100"), with_scale("4", "0-10"), with_scale("2", "1-5"), with_scale("3-4", "0-100")
    ('40/100', '4/10', '2/5', None)
    >>> with_scale("40", "100"), with_scale("4", "NRS"), with_scale("4", "VAS")
    ('40/100', '4', None)
    """
    if scale.strip().casefold() == _WHOLE_NUMBERS:
        return answer
    top = int(scale) if scale.strip().isdecimal() else _top_said(scale)
    if top == _TEN:
        return f"{answer.strip()}/10" if _ALONE.fullmatch(answer.strip()) else answer
    return f"{answer.strip()}/{top}" if top is not None and _ALONE.fullmatch(answer.strip()) else None


def _top_said(text: str) -> int | None:
    """Read how far a scale goes; nought where it runs the other way, or begins above one."""
    folded = _folded(text)
    if _TURNED_ROUND.search(folded):
        return 0
    match = SCALE_SAID.search(text)
    if match is None:
        top = _TOP.search(folded)
        return None if top is None else int(top[1])
    low, high, of, millimetres = match.groups()
    top_said = 100 if millimetres else int(high or of)
    return top_said if not low or int(low) <= 1 else 0


def is_of_other_scale(texts: Sequence[str], decimal: Decimal | None) -> bool:
    """Whether so many answers are above ten that the column cannot be on the scale to ten."""
    numbers = [number for text in texts if (number := read_number(text, decimal)) is not None]
    above = sum(number > 10 for number in numbers)
    return above > 1 and above >= _OTHER_SCALE_SHARE * len(numbers)


def is_of_another(text: str) -> bool:
    """Whether an answer says itself that it is of another scale: 3/5."""
    match = _OF.fullmatch(_folded(text))
    return match is not None and int(match.group(2)) not in (_TEN, 100)


def _made_of(plain: str, decimal: Decimal | None) -> Answer | None:
    if match := _RANGE.fullmatch(plain):
        low, high = (read_number(each, decimal) for each in match.groups())
        if low is None or high is None or not 0 < high - low <= _WIDEST_RANGE:
            return None
        return Answer((low + high) / 2, as_typed=False)
    if match := _HALF.fullmatch(plain):
        return Answer(int(match.group(1) or 0) + 0.5)
    if match := _BESIDE_SEVERITY.fullmatch(plain):
        number = read_number(match.group(1) or match.group(2), decimal)
        return None if number is None else Answer(number, as_typed=False)
    shorter = plain[1:-1] if plain.startswith("(") and plain.endswith(")") else _ABOUT.sub("", plain, count=1)
    if shorter == plain:
        shorter = _without_words(plain)
    if shorter == plain:
        return None
    if match := _OF.fullmatch(shorter):
        shorter = match.group(1) if match.group(2) == "10" else ""
    number = read_number(shorter, decimal)
    inside = Answer(number) if number is not None else _made_of(shorter, decimal)
    return None if inside is None else Answer(inside.value, as_typed=False)


def _without_words(plain: str) -> str:
    """Leave out words behind the number, if they hold no other."""
    match = re.match(rf"{_NUMBER}(?:\s*(?:/|-|–)\s*{_NUMBER})?", plain)
    return match.group() if match and _WORDS_BEHIND.fullmatch(plain[match.end() :]) else plain


def _folded(text: str) -> str:
    lower = plainer(text.strip()).casefold()
    plain = unicodedata.normalize("NFD", lower)  # not K: it would make 51/2 of 5½
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
