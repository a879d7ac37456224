"""Rows of a table that somebody keeps by hand: what only orders it, or holds no entry, is passed over and told once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from afterrun.importers.tables.error_cells import is_error
from afterrun.importers.tables.header_words import bare
from afterrun.importers.tables.not_done import is_not_done
from afterrun.importers.tables.pain_answers import with_scale
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.records.scale import SCALES

Line: TypeAlias = tuple[int, dict[str, str]]

_NOTHING = frozenset(
    (
        *(
            "-",
            "–",
            "—",
            "−",
            "--",
            "---",
            "./.",
            "/",
            "?",
            "??",
            "...",
            "…",
            "n/a",
            "n.a.",
            "na",
            "nan",
        ),
        *("null", "k.a.", "k. a.", "keine angabe", "unknown", "unbekannt", "not recorded", "missing", "fehlt"),
    )
)
"""What people and programs write where they know nothing; "none" and "0" may be an answer."""
_SUMS = (
    *("total", "totals", "sum", "sums", "average", "avg", "mean", "overall", "max", "maximum", "minimum", "ytd"),
    *("summe", "summen", "gesamt", "insgesamt", "durchschnitt", "mittelwert", "schnitt", "ø", "σ", "∑"),
    *("somme", "moyenne", "suma", "media", "promedio", "totale", "somma", "totaal", "som", "gemiddelde", "gemiddeld"),
    *("soma", "totais", "razem", "lacznie", "srednia", "totalt", "summa", "snitt", "medel", "medelvarde", "gennemsnit"),
)
_OF_A_WEEK = re.compile(
    r"(?:week|wk|w|kw|woche|semaine|sem|semana|settimana|vecka|uge|uke|tydzien)\.?\s*\d{1,2}(?:[\s/:(-].*)?"
)
"""What stands in the place of a date in the row of a whole week."""
_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "nrs": ("nrs", "symptom", "quality", "note"),
    "duration_s": ("duration_s", "distance_m", "until", "pace", "speed"),
    "intervention": ("intervention", "minutes", "note"),
    "kind": ("kind", "minutes", "amount", "note"),
}
"""Required field of a kind of table -> what of a row says anything; a row without any of these is a day of rest."""
_REST = frozenset(
    (
        "rest",
        "rest day",
        "restday",
        "off",
        "day off",
        "ruhetag",
        "pause",
        "frei",
        "trainingsfrei",
        "repos",
        "descanso",
        "rust",
        *("rustdag", "riposo", "giorno di riposo", "dia de descanso", "día de descanso", "jour de repos", "folga"),
        *("odpoczynek", "vila", "vilodag", "hvile", "hviledag", "restdag", "休み", "休息"),
    )
)
"""What stands in the place of a run on a day without one."""
_OF_A_RUN = ("distance_m", "duration_s", "time_of_day")
_GOES_ON = frozenset(
    (
        *("ongoing", "on going", "still", "now", "today", "present", "current", "open", "continues", "until now"),
        *("laufend", "läuft", "läuft noch", "noch", "heute", "bis heute", "jetzt", "offen", "weiterhin"),
    )
)
"""What stands for the end of what has none yet."""
_DOINGS = ("duration_s", "intervention", "kind")
"""Required fields of tables of what people do, and sometimes only meant to."""
_FEW = 8  # lines that are named


def tidied(
    rows: Sequence[Line],
    *,
    header: Sequence[str],
    told: list[Problem],
    where: str,
    required: Sequence[str],
    saying: Collection[str] = (),
) -> list[Line]:
    """Leave out what tells nothing, and give rows below a date that stands once its day.

    Parameters
    ----------
    rows : sequence of (line, cells by column)
    header : sequence of str
        The names of its columns.
    told : list of Problem
        What was passed over or filled in is added here.
    where : str
        Name of the table.
    required : sequence of str
        Fields that a row must have.
    saying : collection of str
        Columns of no field that make a row an entry by themselves.
    """
    names, saying = {_plain(name) for name in header}, {*saying}
    kept: list[Line] = []
    passed, dated, undone = [], [], []
    failed = {line: [name for name, text in cells.items() if is_error(text)] for line, cells in rows}
    may_be_undone = any(name in required for name in _DOINGS)
    time, day = required[0] if required else "", None
    for line, cells in rows:
        values = _saying({name: text for name, text in cells.items() if name not in failed[line]})
        is_week = "duration_s" in required and _OF_A_WEEK.fullmatch(bare(_plain(values.get(time, "")))) is not None
        if (
            is_week
            or _only_orders(values, names, is_dated=time in values)
            or (_is_empty(values, required) and not saying & values.keys())
        ):
            passed.append(line)
            continue
        if may_be_undone and is_not_done(values):
            undone.append(line)
            values = {name: text for name, text in values.items() if name == time or name in saying}
            if not saying & values.keys():
                continue
        if time in values:
            day = values[time]
        elif day is not None and "time_of_day" in values and time not in failed[line]:
            values[time] = day
            dated.append(line)
        kept.append((line, values))
    told.extend(_failed(failed, where))
    told.extend(_passed_over(passed, undone, dated, where))
    return kept


def _failed(failed: Mapping[int, Sequence[str]], where: str) -> Iterator[Problem]:
    """Name the columns and lines in which a spreadsheet could work nothing out."""
    for column in dict.fromkeys(name for names in failed.values() for name in names):
        lines = [line for line, names in failed.items() if column in names]
        what = say(
            "{column} holds an error of the spreadsheet, and was taken as empty: lines {lines}.",
            column=column,
            lines=lines_listed(lines),
        )
        yield Problem(_place(where, lines), what, say("Write the values there, and import the table again."))


def _passed_over(passed: Sequence[int], undone: Sequence[int], dated: Sequence[int], where: str) -> Iterator[Problem]:
    """Say which rows were left out or filled in."""
    if passed:
        what = (
            say("The row holds no entry.")
            if len(passed) == 1
            else say("{n} rows hold no entry: lines {lines}.", n=len(passed), lines=lines_listed(passed))
        )
        yield Problem(_place(where, passed), what, say("Nothing to do."))
    if undone:
        what = (
            say("The row says that it was not done, and was left out.")
            if len(undone) == 1
            else say("Rows that say it was not done were left out: lines {lines}.", lines=lines_listed(undone))
        )
        yield Problem(_place(where, undone), what, say("If that is wrong, correct the table."))
    if dated:
        what = say("Rows without a date were taken as of the day above them: lines {lines}.", lines=lines_listed(dated))
        yield Problem(_place(where, dated), what, say("If that is wrong, write the date into each row."))


def _saying(cells: Mapping[str, str]) -> dict[str, str]:
    """Leave out the cells that say nothing: of a day of rest, or of a phase that goes on."""
    values = _with_scale(_with_unit({name: text for name, text in cells.items() if _plain(text) not in _NOTHING}))
    for name in _OF_A_RUN:
        if _plain(values.get(name, "")) in _REST:
            del values[name]
    if _plain(values.get("end", "")) in _GOES_ON:
        del values["end"]
    return values


def _with_unit(values: dict[str, str]) -> dict[str, str]:
    """Put the unit that has a column of its own behind the distance."""
    unit = values.pop("unit", None) if "distance_m" in values else None
    if unit is not None and values["distance_m"].strip()[-1:].isdigit():
        values["distance_m"] = f"{values['distance_m'].strip()} {unit.strip()}"
    elif unit is not None:
        values["unit"] = unit
    return values


def _with_scale(values: dict[str, str]) -> dict[str, str]:
    """Put the scale that has a column of its own behind the answer; the name of one that is kept stays as it is."""
    scale = values.get("scale")
    if scale is None or "nrs" not in values or scale in SCALES:
        return values
    if (answer := with_scale(values["nrs"], scale)) is not None:
        values["nrs"] = answer
        del values["scale"]
    return values


def is_sum(text: str) -> bool:
    """Whether a name is of what sums up others: ``Total``, ``Summe km``."""
    return _first_words(_plain(text))[:1] in [[word] for word in _SUMS]


def _first_words(text: str) -> list[str]:
    return bare(text).replace(":", " ").split()


def _only_orders(values: Mapping[str, str], names: set[str], *, is_dated: bool) -> bool:
    """Whether a row repeats the header, sums up others, or is a title between them."""
    texts = [_plain(text) for text in values.values()]
    if len(texts) < 2:
        return True
    sums_up = is_sum(texts[0]) or (not is_dated and any(word in _SUMS for word in _first_words(texts[0])))
    return sums_up or sum(text in names for text in texts) * 2 > len(texts)


def _is_empty(values: Mapping[str, str], required: Sequence[str]) -> bool:
    """Whether a row has a day and none of the things that are told of it; a run of no time and no way is none."""
    for name in required:
        if name in _ANSWERS:
            said = [text.strip() for each in _ANSWERS[name] if (text := values.get(each)) is not None]
            return not any(said) if name != "duration_s" else all(text.strip("0:.,") == "" for text in said)
    return False


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


def _place(where: str, lines: Sequence[int]) -> str:
    return say("{name} line {line}", name=where, line=lines[0])


def lines_listed(lines: Sequence[int]) -> str:
    """Name some lines, the first of many."""
    return ", ".join(map(str, lines[:_FEW])) + (", ..." if len(lines) > _FEW else "")
