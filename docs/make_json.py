"""The page of the JSON, field by field, from what the findings say of themselves: ``make json-page``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from afterrun.findings import Answers, Cohort, CohortTrials, FootWhatIf, Forecast, Load, Plan, Signs, Why
from afterrun.findings.as_json import may_be_left_out, written_name
from afterrun.findings.trial import TrialDesigns, TrialDue, TrialResult, TrialStatus
from afterrun.records import Site

PAGE = Path(__file__).parent / "json.md"
PRINTED: Mapping[str, type[Any]] = {
    "answers": Answers,
    "forecast": Forecast,
    "plan": Plan,
    "why": Why,
    "load": Load,
    "foot": FootWhatIf,
    "signs": Signs,
    "trial design": TrialDesigns,
    "trial status": TrialStatus,
    "trial next": TrialDue,
    "trial result": TrialResult,
    "cohort show": Cohort,
    "cohort trial": CohortTrials,
}
_PLAIN: Mapping[type[Any], str] = {
    int: "whole number",
    float: "number",
    str: "text",
    bool: "true or false",
    datetime: "time",
    date: "day",
    Site: "site",
    NoneType: "null",
}
_INTRODUCTION = """\
# The JSON, field by field

*Made by `make json-page` from the findings themselves: what is told here is what is printed.*

Each command below prints one of these with `--json`; the app has the same under `/api/`, with `/api/openapi.json`. A
unit stands in the name (`_h` hours, `_nrs` points of the 0-10 scale, `_m` metres) and in brackets; `[-]` is a share, a
ratio or a probability. Times are ISO 8601 with their offset. `null` is what is not known, or may not be said: the
reason is among the `checks`, never a guess. New fields may come; read by name.
"""


def page() -> str:
    """Write the page.

    Raises
    ------
    LookupError
        If a field of a finding is not told of in its docstring.
    """
    users: dict[type[Any], list[str]] = {}
    for command, root in PRINTED.items():
        for part in _parts(root):
            users.setdefault(part, []).append(command)
    sections = [_INTRODUCTION]
    for command, root in PRINTED.items():
        schema = next(each.default for each in fields(root) if each.name == "schema")
        sections.append(f"## `afterrun {command}`\n\n`{schema}`. {_told(root)}")
        own = [part for part, commands in users.items() if commands == [command]]
        sections += [f"### {part.__name__}\n\n{_told(part)}" for part in own]
    shared = [part for part, commands in users.items() if len(commands) > 1]
    sections.append("## Parts of several")
    sections += [f"### {part.__name__}\n\n{_told(part)}" for part in shared]
    return "\n\n".join(section.rstrip() for section in sections) + "\n"


def _parts(finding: type[Any]) -> list[type[Any]]:
    """List the kinds of part below a finding, each once, in the order in which they are met."""
    found: list[type[Any]] = []
    for hint in get_type_hints(finding).values():
        for part in _dataclasses(hint):
            found += [part, *_parts(part)]
    return list(dict.fromkeys(found))


def _dataclasses(hint: Any) -> Iterator[type[Any]]:
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Site:
        yield hint
    for member in get_args(hint):
        yield from _dataclasses(member)


def _told(finding: type[Any]) -> str:
    """What a finding is, and a row for each line of its docstring that tells of fields."""
    summary, _, told = (inspect.getdoc(finding) or "").partition("\n\nParameters\n----------\n")
    hints, by_name = get_type_hints(finding), {each.name: each for each in fields(finding) if each.name != "schema"}
    rows, left = ["| field | is | |", "|---|---|---|"], dict(by_name)
    for names, meaning in _lines(told):
        rows.append(_row([left.pop(name) for name in names], hints, meaning))
    if left:
        raise LookupError(f"the docstring of {finding.__name__} must tell of every field; not of {', '.join(left)}.")
    return "\n".join([_prose(summary), "", *rows])


def _lines(told: str) -> Iterator[tuple[list[str], str]]:
    """Take the fields apart: names, then what they mean, indented."""
    for names, meaning in re.findall(r"^([\w, ]+?)(?: : .*)?\n((?:(?:    .*)?(?:\n|$))+)", told, re.MULTILINE):
        yield names.split(", "), meaning


def _row(told: list[Field[Any]], hints: Mapping[str, Any], meaning: str) -> str:
    names = ", ".join(f"`{written_name(each)}`" for each in told)
    kinds = "; ".join(dict.fromkeys(_kind(hints[each.name]) for each in told))
    absent = " Left out where there is none." if any(map(may_be_left_out, told)) else ""
    return f"| {names} | {kinds} | {_prose(meaning)}{absent} |"


def _kind(hint: Any) -> str:
    """Say in words what a field holds."""
    origin, members = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"`{each}`" for each in members)
    if origin in (Union, UnionType):
        return " or ".join(_kind(each) for each in sorted(members, key=lambda each: each is NoneType))
    if origin is tuple:
        return f"list of {_kind(members[0])}"
    if origin is not None:  # a mapping
        return f"object: {_kind(members[1])} by name"
    return _PLAIN[hint] if hint in _PLAIN else f"[{hint.__name__}](#{hint.__name__.lower()})"


def _prose(text: str) -> str:
    plain = " ".join(text.split()).replace("``", "`").replace("|", "\\|")
    return re.sub(r"\bNone\b", "`null`", plain)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
