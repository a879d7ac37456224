"""No text of the app or of the terminal speaks of its own workshop: docs/voice.md, rule 2 and its table."""

from __future__ import annotations

import re

import pytest

from afterrun.language.catalogue import messages_of
from tests.language.msgids import all_msgids

WORKSHOP = re.compile(
    r"k.?hat\b|effective draws|posterior|\bpriors?\b|likelihood|credible|bayes|markov|psis|\bmcmc\b|reckoned with|"
    r"\(empty: not\)|kept up, and what else|not more than \{\w+\} points|whatever it does",
    re.I,
)
WERKSTATT = re.compile(
    r"k.?hat\b|effektive Ziehungen|a-?posteriori|a-?priori|Likelihood|glaubwürdig|\(leer: nicht\)", re.I
)


def test_no_text_speaks_of_the_workshop() -> None:
    assert [found.msgid for found in all_msgids() if WORKSHOP.search(found.msgid)] == []


def test_nor_does_the_german() -> None:
    told = [text for message in messages_of("de") for text in message.translations]
    assert [text for text in told if WERKSTATT.search(text)] == []


@pytest.mark.parametrize("said", ["k-hat .68", "177 effective draws", "the posterior of it", "(empty: not)"])
def test_it_would_be_found(said: str) -> None:
    assert WORKSHOP.search(said)
