"""Names of months and weekdays in the languages that people and services write, and of the clocks of some zones.

All are written without capitals and accents, as `without_marks` folds them. A word is known by how it begins, so that
short forms and cases are known as well; the longest beginning counts (``marraskuu`` is no March).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_MONTHS: tuple[str, ...] = (
    "jan ene gen sty led oca tam ianu янв",
    "feb fev lut uno sub hel фев",
    "mar mae mrz maa brez мар",
    "apr avr abr kwi dub nis huh апр",
    "may mai mag mei maj kve tou маи мая",
    "jun jui giu cze cerv haz kes iun июн",
    "jul juil lug lip cervenc cervenec tem hei iul июл",
    "aug aou ago sie srp agu elo авг",
    "sep set wrz zar eyl syy сен",
    "oct okt out ott paz rij eki lok окт",
    "nov lis kas marr noi ноя",
    "dec dez dic des gru pro ara jou дек",
)
_BEGINNINGS = tuple(
    sorted(
        ((word, number) for number, words in enumerate(_MONTHS, start=1) for word in words.split()),
        key=lambda each: -len(each[0]),
    )
)

_WEEK = (
    "mon mo lun seg man ma пн пон pon 月 月曜",
    "tue tu die di mar ter tir tis ma вт втор wt 火 火曜",
    "wed we mit mi mie mer wo ons qua ср сред sr 水 水曜",
    "thu th don do jeu jue gio qui tor чт чет czw 木 木曜",
    "fri fr fre ven vie sex vr пт пят pt 金 金曜",
    "sat sa sam sab za lor сб суб sob so 土 土曜",
    "sun su son so dim dom zo вс воск nie 日 日曜",
)
"""How the days of the week begin; one that two languages name differently stands at both."""
WEEKDAYS: Mapping[str, frozenset[int]] = {
    word: frozenset(day for day, words in enumerate(_WEEK) if word in words.split()) for word in " ".join(_WEEK).split()
}
"""How a weekday begins -> which it may be, Monday is 0."""
_LONGEST_BEGINNING = max(map(len, WEEKDAYS))


def weekdays_named(word: str) -> frozenset[int]:
    """Say which days of the week a word may name; none if it names none.

    Examples
    --------
    >>> sorted(weekdays_named("sonntag")), sorted(weekdays_named("ma")), sorted(weekdays_named("holiday"))
    ([6], [0, 1], [])
    """
    if len(word) == 1:  # 月, 火 ...
        return WEEKDAYS.get(word, frozenset())
    lengths = range(min(_LONGEST_BEGINNING, len(word)), 1, -1)
    return next((WEEKDAYS[word[:n]] for n in lengths if word[:n] in WEEKDAYS), frozenset())


ZONES: Mapping[str, float] = {
    "cet": 1,
    "cest": 2,
    "mez": 1,
    "mesz": 2,
    "wet": 0,
    "west": 1,
    "eet": 2,
    "eest": 3,
    "est": -5,
    "edt": -4,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "jst": 9,
}
"""Hours from UTC of the names that mean one clock only (CST is one of America, and China's)."""


NOON = 12
_PARTS_OF_DAY: Mapping[int, str] = {  # judgement: the hour that is mostly meant
    8: """朝, morning, am, a.m., on waking, waking, morgen, morgens, am morgen, fruh, matin, le matin, manana, por la
        manana, ochtend, 's ochtends, ochtends, mattina, mattino, manha, de manha, morgon, pa morgonen, rano,
        in the morning, de la manana, du matin, di mattina, del mattino, da manha""",
    10: "forenoon, vormittag, vormittags, am vormittag",
    NOON: """noon, midday, lunch, lunchtime, mittag, mittags, am mittag, midi, mediodia, middag, 's middags, middags,
        mezzogiorno, meio-dia, poludnie, 昼, 正午""",
    15: """afternoon, nachmittag, nachmittags, am nachmittag, apres-midi, l'apres-midi, namiddag, pomeriggio,
        eftermiddag, popoludnie, in the afternoon, tarde, de la tarde, por la tarde, da tarde, de l'apres-midi,
        di pomeriggio, del pomeriggio""",
    20: """evening, pm, p.m., abend, abends, am abend, soir, le soir, avond, 's avonds, avonds, sera, kvall,
        aften, kveld, wieczor, wieczorem, in the evening, noche, de la noche, por la noche, du soir, di sera,
        della sera, noite, da noite, 晩""",
    32: """next morning, following morning, morning after, next day morning, am nachsten morgen, nachsten morgen,
        nachster morgen, am morgen danach, morgen danach, am folgemorgen, lendemain matin, manana siguiente,
        mattina dopo, mattina seguente, volgende ochtend, manha seguinte, nasta morgon, neste morgen, naeste morgen""",
    22: "bedtime, before bed, at bedtime, vor dem schlafen, vor dem schlafengehen, beim zubettgehen, au coucher",
}
_HOUR_OF = {" ".join(word.split()): hour for hour, words in _PARTS_OF_DAY.items() for word in words.split(",")}


def part_of_day(word: str) -> int | None:
    """Give the hour that a part of the day mostly means; None if it is none, or may be of two days, as the night is.

    The morning after is 32, eight hours into the next day.

    Examples
    --------
    >>> part_of_day("morning"), part_of_day("abends"), part_of_day("night")
    (8, 20, None)
    """
    return _HOUR_OF.get(word)


def month_named(word: str) -> int | None:
    """Number a month by its name, also cut short; None if it is none.

    Examples
    --------
    >>> month_named("mai"), month_named("juin"), month_named("juillet"), month_named("marraskuu"), month_named("run")
    (5, 6, 7, 11, None)
    """
    return next((number for beginning, number in _BEGINNINGS if word.startswith(beginning)), None)


def without_marks(text: str) -> str:
    """Write in small letters without the marks over them, as months and parts of a day are known."""
    # Without the marks over letters: "März" is "marz", and a Mac writes it as two characters anyway.
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
