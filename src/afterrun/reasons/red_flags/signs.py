"""Which signs a report names, in the field's words, in everyday ones, and in German.

Read are the symptom, the qualities, the moment, and the boxes that a note says are ticked: ``[x] swollen``, or
``swollen: yes``, which is what an import makes of a column that Afterrun does not know. The rest of a note is read
elsewhere (see `written`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from afterrun.records import PainReport

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "-": " ", "_": " "})
# Words that turn the meaning of a name: "not swollen", "better when warm", "warm up", "eases at night".
_TURNED = re.compile(
    r"\b(no|not|non|without|never|kein\w*|nicht|ohne|nie|when|once|wenn|up|better|less|eases|besser)\b"
)

SEEN = {
    "swollen": re.compile(r"swell|swoll|schwell|schwoll|edem|puffy"),
    "warm": re.compile(r"\b(warm|warmer|warmth|hot)\b(?! spot)|ueberwaerm|waermer|\bheiss"),
    "red": re.compile(r"\b(red|redder|reddish|reddened|redness|rot)\b|roetung|geroetet"),
    "fever": re.compile(r"\b(fever\w*|shivers?|shivering|chills)\b|fieber|schuettelfrost"),
    "breath": re.compile(
        r"breathless|short(ness)? of breath|short breath|(trouble|difficulty) breathing|dyspn|chest pain|"
        r"pain in the chest|cough\w* (up )?blood|atemnot|luftnot|kurzatmig|brustschmerz|bluthusten"
    ),
    "foot-drop": re.compile(r"foot drop|drop(ped|ping)? foot|foot slap|slapping foot|fallfuss|fussheberschwaeche"),
}
"""What can be seen or felt by the person whatever the number says."""

FELT = {
    "one-spot": re.compile(
        r"^(spot|bone|bony)$|\b(one|single|exact|same|bone|bony)( \w+)? spot\b|pin ?point|point tender|"
        r"bone tender|tender bone|(on|to) (the |a )?bone\b|\bein(e|er|em)? (stelle|punkt|fleck)\b|punktuell|"
        r"punktfoermig|punktschmerz|knochen"
    ),
    "night": re.compile(
        r"\b(over)?nights?\b|\bnight ?time\b|\bnachts?\b|nachtschmerz|(woke|wakes|waking) me|weckt mich"
    ),
    "hopping": re.compile(r"\bhop(s|ped|ping)?\b|huepf|hopsen"),
    "numb": re.compile(r"\bnumb|tingl|pins and needles|taub|kribbel|\bweak|schwaech"),
    "during-run": re.compile(r"^(during|while|on)( a| the)? run|^beim lauf|^waehrend (des|eines) lauf"),
}
"""What counts only where the number is above 0: a day on which the spot did not hurt says nothing."""

_BOX = re.compile(
    r"\[x\] *([^\[\];,\n]{1,40})|(?:^|[;\n]) *([^:;\n]{1,40}): *(?:x|yes|y|true|1|ja|j|wahr|✓|✔)(?= *(?:;|\n|$))", re.I
)
_NOT_BODY = re.compile(  # a diary has boxes for more than the body: "hot weather", "red wine", "warm bath"
    r"weather|wetter|wine|wein|bath|\bbad\b|shower|dusche|drink|meal|food|essen|shoe|schuh|pack|bottle|day|tag\b|light"
)
_REST = re.compile(
    r"\brest(ing)?\b|\bsitting\b|\bsit\b|\blying\b|\bin bed\b|\bruhe\b|\bsitzen\b|\bliegen\b|\bim bett\b"
)
_NOT_PAIN = re.compile(
    r"cramp|tight|numb|tingl|stiff|weak|soreness|fatigue|tired|krampf|taub|kribbel|steif|schwaech|muskelkater|verspann|muedig"
)
_RUN_WARMS = re.compile(
    r"^(during|while|after|on)( a| the)? run|^beim lauf|^waehrend (des|eines) lauf|^nach (dem|einem) lauf"
)


def signs_of(report: PainReport) -> frozenset[str]:
    """Name the signs in a report.

    Skin that is warm or red during a run or right after one is left out: running does that.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from afterrun.records import Site
    >>> calf = PainReport(
    ...     at=datetime(2026, 5, 1, tzinfo=UTC), site=Site.parse("left-calf"), nrs=3, symptom="Schwellung",
    ...     quality=("warm", "not red"), moment="at night",
    ... )
    >>> sorted(signs_of(calf))
    ['night', 'swollen', 'warm']
    """
    return _named(report.nrs > 0, report.symptom, report.moment or "", (*report.quality, *_ticked(report)))


@lru_cache(maxsize=4096)  # the same few words again and again, on every page
def _named(felt: bool, symptom: str, moment: str, qualities: tuple[str, ...]) -> frozenset[str]:
    moment = plain(moment)
    shown = [*map(plain, qualities), *([plain(symptom)] if felt else [])]
    signs = _matching(SEEN, shown) | (_matching(FELT, [*shown, moment]) if felt else frozenset())
    return signs - {"warm", "red"} if _RUN_WARMS.search(moment) else signs


def is_pain(report: PainReport) -> bool:
    """Whether the number tells of pain, and not of a cramp, of numbness or of the soreness of training."""
    return not _NOT_PAIN.search(plain(report.symptom))


def by_a_run(report: PainReport) -> bool:
    """Whether it was felt during a run or right after one, as the moment says: running makes skin warm and red."""
    return bool(_RUN_WARMS.search(plain(report.moment or "")))


def at_rest(report: PainReport) -> bool:
    """Whether it was felt while resting, as the moment or a quality says."""
    return any(_REST.search(plain(name)) for name in (report.moment or "", *report.quality))


def plain(name: str) -> str:
    """Write a name as the patterns here do: small, blanks for hyphens, no umlauts."""
    return name.casefold().translate(_PLAIN).strip()


def _ticked(report: PainReport) -> list[str]:
    boxes = (box or cell for box, cell in _BOX.findall(report.note or ""))
    return [box for box in boxes if not _NOT_BODY.search(plain(box))]


def _matching(signs: dict[str, re.Pattern[str]], names: list[str]) -> frozenset[str]:
    named = [name for name in names if not _TURNED.search(name)]
    return frozenset(sign for sign, words in signs.items() if any(words.search(name) for name in named))
