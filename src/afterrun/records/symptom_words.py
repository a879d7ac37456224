"""What people call a symptom: in one number or several, as a noun or not, in many languages, misspelt by a letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from afterrun.records.free_words import name_folded
from afterrun.records.vocabulary import SYMPTOMS

_BETWEEN = re.compile(r"[;,/+&|]|-(?:and|und|et|y|e|en|och|og|i)-")
_LEAST_LETTERS = 5  # of a word that may be misspelt: of a shorter one another word is too near

_FORMS: Mapping[str, str] = {
    "pain": """pains, painful, ache, aches, aching, achy, hurt, hurts, hurting, sore, sore-spot, weh, schmerzhaft,
        douleur, douleurs, mal, dolor, dolores, dolore, dolori, pijn, pijnen, dor, dores, smärta, smärtor, smerte,
        smerter, ból, bóle, 痛み, 疼痛""",
    "tightness": """tight, tense, tension, verspannung, verspannungen, verspannt, spannung, tension-musculaire,
        tirantez, tensión, contractura, tensione, contrattura, spanning, tensão, stramhet, stramhed, napięcie, 張り""",
    "cramp": """cramps, cramping, crampy, krämpfe, wadenkrampf, wadenkrämpfe, muskelkrampf, muskelkrämpfe, crampe,
        crampes, calambre, calambres, crampo, crampi, kramp, krampen, cãibra, cãibras, kramper, skurcz, skurcze""",
    "numbness": """numb, numbing, taubheit, taubheitsgefühl, engourdissement, engourdi, entumecimiento,
        adormecimiento, intorpidimento, gevoelloosheid, doof-gevoel, dormência, domning,
        domningar, følelsesløshed, nummenhet, drętwienie, しびれ""",
    "stiffness": """stiff, steifheit, steifigkeit, morgensteifigkeit, morning-stiffness, raideur, raide, rigidez,
        rigidità, rigido, stijfheid, stijf, stelhet, stel, stivhed, stivhet, stiv, sztywność, こわばり""",
    "swelling": """swollen, swell, swellings, geschwollen, schwellung, schwellungen, gonflement, gonflé, hinchazón,
        hinchado, gonfiore, gonfio, zwelling, gezwollen, inchaço, inchado, svullnad, svullen, hævelse, hævet, hevelse,
        hoven, obrzęk, opuchlizna, 腫れ""",
    "weakness": """weak, schwäche, schwach, faiblesse, debilidad, debolezza, zwakte, fraqueza, svaghet, svaghed,
        svakhet, osłabienie""",
    "soreness": "muskelkater, courbatures, agujetas, spierpijn, träningsvärk, muskelømhed, stølhet, zakwasy, 筋肉痛",
}


@lru_cache(maxsize=1024)  # a diary has few that are not alike
def symptom_folded(text: str) -> str:
    """Fold a symptom to the name it is kept under; one that nobody knows stays as it is.

    Of several the pain is the one that a number tells of; else it is the first.

    Examples
    --------
    >>> symptom_folded("Cramps"), symptom_folded("tightnes"), symptom_folded("Pain/Stiff"), symptom_folded("clicking")
    ('cramp', 'tightness', 'pain', 'clicking')
    """
    said = symptoms_in(text)
    return SYMPTOMS[0] if SYMPTOMS[0] in said else said[0]


@lru_cache(maxsize=1024)
def symptoms_in(text: str) -> tuple[str, ...]:
    """Name every symptom in a text, in its order."""
    parts = [part.strip("-") for part in _BETWEEN.split(name_folded(text))]
    return tuple(dict.fromkeys(_one(part) for part in parts if part)) or (name_folded(text),)


def is_misspelt(text: str) -> bool:
    """Whether a symptom in a text was recognised though a letter of it is wrong.

    Examples
    --------
    >>> is_misspelt("crmap"), is_misspelt("cramps"), is_misspelt("clicking")
    (True, False, False)
    """
    parts = (part.strip("-") for part in _BETWEEN.split(name_folded(text)))
    return any(name_folded(part) not in _KNOWN and _one(part) != part for part in parts if part)


def _one(name: str) -> str:
    known = _KNOWN.get(name_folded(name))
    if known is not None or len(name) < _LEAST_LETTERS:
        return known or name
    near = {kept for word, kept in _KNOWN.items() if len(word) >= _LEAST_LETTERS and _is_a_slip(name, word)}
    return near.pop() if len(near) == 1 else name


def _is_a_slip(typed: str, word: str) -> bool:
    """Whether one letter is missing, too many or another, or two have changed places."""
    if abs(len(typed) - len(word)) > 1 or typed[0] != word[0]:
        return False
    same = next((at for at, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), len(typed))
    one, other = typed[same:], word[same:]
    swapped = len(one) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other or one == other[1:] or one[1:] == other[1:]


_KNOWN: Mapping[str, str] = {
    **{name: name for name in _FORMS},
    **{form.strip(): name for name, forms in _FORMS.items() for form in "".join(forms.split()).split(",")},
}
