"""What `records.kinds` says of forms and cards holds on the screen, in every language."""

from __future__ import annotations

from dataclasses import MISSING, replace
from datetime import datetime
from typing import Any, get_args

import pytest

from afterrun.errors import InvalidValueError
from afterrun.language import LANGUAGES, say, speaking
from afterrun.language.catalogue import messages_of
from afterrun.records import Site
from afterrun.records.fields import Field, Kind
from afterrun.records.kinds import KINDS
from afterrun.units import DistanceUnit, measuring
from afterrun.web.forms import record_forms
from afterrun.web.forms.record_forms import TypedForm, lines_of, typed_record
from afterrun.web.forms.record_values import Context, form_name
from afterrun.web.pages.entry.view import facts_of
from tests.contracts.samples import AT, filled, full, named, sample

ASKED = [(kind, field) for kind in KINDS for field in kind.asked]
TOLD = [(kind, field) for kind in KINDS for field in kind.told]
BY_FORM = [kind for kind in KINDS if kind.asked]
every_field = pytest.mark.parametrize(
    ("kind", "field"), [(kind, each) for kind in KINDS for each in kind.fields], ids=named
)


def context() -> Context:
    return Context((Site("left", "heel"), Site("right", "arch")), datetime(2026, 6, 1, tzinfo=AT.tzinfo))


@pytest.mark.parametrize("unit", ["km", "mi"])
@pytest.mark.parametrize("kind", BY_FORM, ids=named)
def test_sent_back_as_it_is_shown_a_record_stays(kind: Kind, unit: DistanceUnit) -> None:
    odd = {"duration_s": 1831.7, "distance_m": 5004.3, "note": "  in the rain "}
    record = full(kind)
    record = replace(record, **{name: value for name, value in odd.items() if hasattr(record, name)})
    renewed = {field.name: "" for field in kind.fields if field.line.renewed}
    with measuring(unit):
        typed = {line.name: line.value for line in lines_of(record, context())}
        assert typed_record(record, typed, context()) == replace(record, **renewed)


@pytest.mark.parametrize(("kind", "field"), ASKED, ids=named)
def test_what_is_typed_is_what_is_kept(kind: Kind, field: Field) -> None:
    """From a record that lacks it, by the texts that the form shows for one that has it."""
    wanted = sample(field)
    if field.line.named and field.line.asked and not field.line.asked.choices:
        wanted = "new-word"
    record = replace(filled(kind), **{field.name: wanted})
    typed = {line.name: line.value for line in lines_of(record, context())}
    kept = typed_record(_other(filled(kind), field), typed, context())
    assert getattr(kept, field.name) == wanted


def _other(record: Any, field: Field) -> Any:
    """Take another value: what is unknown, another name, another place, an hour later, the half."""
    if field.optional:
        return replace(record, **{field.name: None})
    value = getattr(record, field.name)
    others = {Site: Site("right", "arch"), str: "other", datetime: AT.replace(hour=8), tuple: (), int: 1, float: 1.0}
    assert value != others[field.type]
    return replace(record, **{field.name: others[field.type]})


@pytest.mark.parametrize(("kind", "field"), ASKED, ids=named)
def test_an_emptied_line_is_unknown_or_the_usual_or_told(kind: Kind, field: Field) -> None:
    record = full(kind)
    typed = {each.name: each.value for each in lines_of(record, context())} | {form_name(field): " "}
    if field.type is datetime and not field.optional:
        assert getattr(typed_record(record, typed, context()), field.name) == getattr(record, field.name)
    elif field.optional or field.default is not MISSING:
        usual = replace(record, **{field.name: field.default})  # which may follow from the other fields
        assert getattr(typed_record(record, typed, context()), field.name) == getattr(usual, field.name)
    else:
        with pytest.raises(InvalidValueError, match="must not be empty"):
            typed_record(record, typed, context())


@pytest.mark.parametrize("kind", BY_FORM, ids=named)
def test_the_forms_name_each_field_once(kind: Kind) -> None:
    names = [line.name for line in lines_of(full(kind), context())]
    assert len(names) == len(set(names))
    assert set(names) <= set(TypedForm.model_fields) - {"kind", "uid", "at"}  # which are about the entry


def test_the_pages_know_every_kind_that_has_a_form() -> None:
    assert set(get_args(record_forms.Kind)) == {kind.name for kind in BY_FORM}
    assert {kind.record for kind in BY_FORM} == set(get_args(record_forms.Record))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "field"), TOLD, ids=named)
def test_a_card_tells_what_is_known_in_every_language(kind: Kind, field: Field, language: str) -> None:
    with speaking(language):
        told = dict(facts_of(full(kind)))
        assert told[say(field.line.label)]
        if field.optional and not field.line.unknown:
            assert say(field.line.label) not in dict(facts_of(filled(kind)))


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
@every_field
def test_its_words_are_translated(kind: Kind, field: Field, language: str) -> None:
    line = field.line
    words = [line.label, line.told, line.unknown, *([line.asked.label, line.asked.miles] if line.asked else [])]
    words += [field.range.unit] if field.range and len(field.range.unit) > 3 else []  # "s", "ms", "min" are everybody's
    known = {message.msgid for message in messages_of(language) if all(message.translations)}
    assert {word for word in words if word} <= known
