from __future__ import annotations

import re
from string import Formatter

import pytest

from afterrun.language import LANGUAGES, language, number, say, say_n, speaking
from afterrun.language.catalogue import messages_of
from afterrun.language.current import ENGLISH
from afterrun.language.po import Message, compiled, read_po
from tests.language.msgids import Found, all_msgids

OTHERS = tuple(name for name in LANGUAGES if name != ENGLISH)
_NAMED = re.compile(r"%\((\w+)\)s")
_TAG = re.compile(r"<[^>]+>")


def fields(text: str) -> set[str]:
    """Names of the placeholders of either kind: of `str.format` in modules, of `%` in templates."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} | set(_NAMED.findall(text))


def translated(language: str) -> dict[str, Message]:
    return {message.msgid: message for message in messages_of(language) if message.msgid}


def test_texts_are_found_in_every_part_of_the_program() -> None:
    parts = {found.part for found in all_msgids()}
    assert {"web", "cli", "report", "checks", "reasons", "lab", "trials", "importers", "journal", "records"} <= parts
    assert len(all_msgids()) > 800


@pytest.mark.parametrize("name", OTHERS)
def test_every_text_is_translated_and_nothing_else(name: str) -> None:
    known = translated(name)
    said = {found.msgid for found in all_msgids()}
    assert sorted(said - set(known)) == []
    assert sorted(set(known) - said) == []
    assert [msgid for msgid, message in known.items() if not all(message.translations)] == []
    assert [msgid for msgid, message in known.items() if bool(message.plural) != (len(message.translations) == 2)] == []


@pytest.mark.parametrize("name", OTHERS)
def test_placeholders_and_tags_agree(name: str) -> None:
    for msgid, message in translated(name).items():
        forms = zip((msgid, message.plural or msgid), message.translations, strict=False)
        for english, text in forms:
            assert fields(text) == fields(english) | (fields(text) & {"n"}), msgid
            assert sorted(_TAG.findall(text)) == sorted(_TAG.findall(english)), msgid


@pytest.mark.parametrize("name", OTHERS)
def test_an_attribute_stays_closed(name: str) -> None:
    for msgid, message in translated(name).items():
        outside = [_TAG.sub("", text) for text in message.translations]
        assert '"' in msgid or not any('"' in text for text in outside), msgid


@pytest.mark.parametrize("name", OTHERS)
def test_spaces_at_the_ends_agree(name: str) -> None:
    for msgid, message in translated(name).items():
        for text in message.translations:
            assert (text[:1] == " ", text[-1:] == " ") == (msgid[:1] == " ", msgid[-1:] == " "), msgid


def test_german_names_no_disease_and_says_du() -> None:
    texts = [text for message in translated("de").values() for text in message.translations]
    assert not [text for text in texts if re.search("diagnos|verletzungsrisiko", text, re.IGNORECASE)]
    formal = [
        text for text in texts if re.search(r"\b(Ihr|Ihre|Ihnen|Ihrem|Ihren|Ihrer)\b|\w (Sie) (bitte|können)", text)
    ]
    assert formal == []


def test_numbers_and_plurals_follow_the_language() -> None:
    with speaking("de"):
        assert say("{km:.1f} km", km=6.43) == "6,4 km"
        assert number(2.5) == "2,5"
        assert (say_n("{n} run", "{n} runs", 1), say_n("{n} run", "{n} runs", 4)) == ("1 Lauf", "4 Läufe")
    assert (language(), number(2.5)) == ("en", "2.5")


def test_po_text_is_read_as_translators_write_it() -> None:
    text = '# a comment\n#, fuzzy\nmsgid ""\n"two "\n"parts\\n"\nmsgstr "zwei \\"Teile\\""\n'
    (message,) = read_po(text)
    assert (message.msgid, message.translations) == ("two parts\n", ['zwei "Teile"'])
    assert compiled([message])[:4] == b"\xde\x12\x04\x95"
    with pytest.raises(ValueError, match="msgctxt"):
        read_po('msgctxt "verb"\nmsgid "run"\nmsgstr "laufen"\n')


def test_the_part_is_where_a_text_is_said() -> None:
    assert Found("x", "", "web/pages/today/route.py:3").part == "web"
    assert Found("x", "", "units.py:3").part == "units"
