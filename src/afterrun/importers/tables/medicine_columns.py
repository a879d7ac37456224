"""Columns that say whether a painkiller was taken, and what their cells say of it.

Only what is plain is read: "yes", a number of milligrams, a name. A dose is one only where it stands beside "mg".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from afterrun.importers.tables.header_words import bare
from afterrun.records.painkillers import NOT_NAMED, hides_pain_for

_WORD = re.compile(r"[^\W\d_]+")
_DOSE = re.compile(r"(?<![\d.,x×*])\s*\b(\d+)\s*mg\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BETWEEN = re.compile(r"[\s.,/+&()x×*-]*")
_PAINKILLERS = frozenset(
    (
        *("painkiller", "painkillers", "pain killer", "pain killers", "pain med", "pain meds", "pain medication"),
        *("pain medicine", "pain pill", "pain pills", "analgesic", "analgesics", "nsaid", "nsaids"),
        *("schmerzmittel", "schmerztablette", "schmerztabletten", "schmerzmedikament", "schmerzmedikamente"),
        *("antidouleur", "antidouleurs", "anti douleur", "anti douleurs", "analgesique", "analgesiques"),
        *("analgesico", "analgesicos", "antidolorifico", "antidolorifici", "pijnstiller", "pijnstillers"),
        *("smartstillande", "smertestillende"),
    )
)
_MEDICINES = frozenset(
    (
        *("medication", "medications", "medicine", "medicines", "meds", "medikament", "medikamente", "medikation"),
        *("medicament", "medicaments", "medicamento", "medicamentos", "medicatie", "medicijn", "medicijnen"),
    )
)
_ASKS = frozenset(
    (
        *("did", "have", "you", "i", "a", "any", "the", "of", "in", "take", "taken", "took", "used", "today", "yes"),
        *("no", "y", "n", "mg", "dose", "dosage", "number", "amount", "tablet", "tablets", "pills"),
        *("hast", "du", "ein", "heute", "ja", "nein", "j", "genommen", "eingenommen", "dosis", "menge", "anzahl"),
        *("tablette", "tabletten"),
    )
)
"""What a header says around the name: it asks whether, or how much."""
_NO = frozenset(
    (
        *("no", "n", "none", "nothing", "false", "0", "nein", "kein", "keine", "keins", "nichts", "falsch"),
        *("non", "nee", "nao", "nej", "geen", "✗", "✘", "❌", "☐"),
    )
)
_YES = frozenset(
    (
        *("yes", "y", "x", "true", "taken", "took it", "ja", "j", "wahr", "genommen", "oui", "si", "sim", "tak"),
        *("✓", "✔", "☑", "✅"),
    )
)
_AROUND = frozenset(("mg", "x", "a", "tablet", "tablets", "tab", "tabs", "pill", "pills", "tablette", "tabletten"))


@dataclass(frozen=True, slots=True)
class MedicineColumn:
    """What a header says was taken: ``name`` is empty where each cell has to name it; ``dose`` is in the header."""

    name: str
    in_mg: bool = False
    dose: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A painkiller by the name that it is kept under, and its dose where that is said."""

    name: str
    dose: str | None = None


def medicine_column(header: str) -> MedicineColumn | None:
    """See whether a header asks for painkillers and nothing else; None if not.

    Examples
    --------
    >>> [medicine_column(header).name for header in ("Ibuprofen (mg)", "Schmerzmittel ja/nein", "Meds")]
    ['ibuprofen', 'painkiller', '']
    >>> medicine_column("hours since ibuprofen"), medicine_column("pain without painkiller"), medicine_column("no meds")
    (None, None, None)
    """
    folded = bare(header.casefold())
    words = _WORD.findall(folded)
    if {"no", "nein", "n"} & {*words} and not {"yes", "ja", "y", "j"} & {*words}:
        return None
    asked = " ".join(word for word in words if word not in _ASKS or (word == "pills" and "pain" in words))
    doses = _DOSE.findall(folded)
    dose = f"{doses[0]}-mg" if len(doses) == 1 else None
    in_mg = "mg" in words and dose is None
    if asked in _PAINKILLERS:
        return MedicineColumn(NOT_NAMED, in_mg, dose)
    if asked in _MEDICINES:
        return MedicineColumn("")
    return MedicineColumn(asked, in_mg, dose) if " " not in asked and hides_pain_for(asked) is not None else None


def says_none(cell: str) -> bool:
    """Whether a cell says that nothing was taken.

    Examples
    --------
    >>> says_none("No"), says_none("0 mg"), says_none("0"), says_none("400")
    (True, True, True, False)
    """
    folded = _plain(cell)
    return folded.removesuffix("mg").strip() in _NO


def names_painkiller(cell: str) -> bool:
    """Whether a cell names a painkiller, plainly or not: "Voltaren gel", "ibuprofen later"."""
    return hides_pain_for(*_WORD.findall(_plain(cell))) is not None


def taken(cell: str, column: MedicineColumn) -> tuple[Taken, ...]:
    """Read what a cell says was taken; nothing where that is not plain.

    Examples
    --------
    >>> ibuprofen = medicine_column("Ibuprofen")
    >>> [taken(cell, ibuprofen)[0].dose for cell in ("yes", "400", "400 mg", "2 x 200 mg")]
    [None, None, '400-mg', None]
    >>> [each.name for each in taken("Paracetamol 500mg + ibu", medicine_column("Meds"))]
    ['paracetamol', 'ibu']
    >>> taken("14:00", ibuprofen), taken("not today", ibuprofen), taken("vitamin D", medicine_column("Meds"))
    ((), (), ())
    """
    folded = _plain(cell)
    if folded in _YES:
        return (Taken(column.name, column.dose),) if column.name else ()
    if _BETWEEN.fullmatch(_NUMBER.sub("", _WORD.sub("", folded))) is None:
        return ()
    words = _WORD.findall(folded)
    names = list(dict.fromkeys(word for word in words if hides_pain_for(word) is not None))
    if any(word not in _AROUND and word not in names for word in words):
        return ()
    if not names and (not column.name or not _NUMBER.search(folded)):
        return ()
    named = [NOT_NAMED if name in _PAINKILLERS else name for name in names] or [column.name]
    dose = _dose(folded, column) if len(named) == 1 else None
    return tuple(Taken(name, dose) for name in named)


def _dose(cell: str, column: MedicineColumn) -> str | None:
    if column.in_mg and cell.isdigit():
        return f"{cell}-mg"
    doses = _DOSE.findall(cell)
    return f"{doses[0]}-mg" if len(doses) == 1 and len(_NUMBER.findall(cell)) == 1 else None


def _plain(cell: str) -> str:
    return " ".join(bare(cell.casefold()).split())
