"""The page of the JSON tells of every field, as the findings do."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module
from pkgutil import walk_packages

import pytest

import afterrun.findings
from docs import make_json


def test_the_page_is_what_the_findings_say() -> None:
    assert make_json.PAGE.read_text("utf-8") == make_json.page(), "`make json-page` writes it anew."


def test_it_tells_of_whatever_has_a_schema() -> None:
    modules = [import_module(each.name) for each in walk_packages(afterrun.findings.__path__, "afterrun.findings.")]
    named = {
        told
        for module in modules
        for told in vars(module).values()
        if is_dataclass(told) and isinstance(told, type) and "schema" in {each.name for each in fields(told)}
    }
    assert named == set(make_json.PRINTED.values())


def test_a_field_that_nothing_is_told_of_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class Bare:
        """Something.

        Parameters
        ----------
        told : int
            What it is.
        """

        schema: str = "bare/1"
        told: int = 0
        untold: int = 0

    monkeypatch.setattr(make_json, "PRINTED", {"bare": Bare})
    with pytest.raises(LookupError, match="Bare must tell of every field; not of untold"):
        make_json.page()
