"""The lab works things out; what is said of them is said elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterrun import lab

ROOT = Path(lab.__file__).parent
_SPEAKING = {"say", "say_n", "mark", "marks", "spoken", "sentence_case"}


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def spoken(tree: ast.AST) -> Iterator[ast.Call]:
    """Every word but that of an error, which says what is wrong and what to do about it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and name_of(node).endswith("Error"):
            continue
        if isinstance(node, ast.Call) and name_of(node) in _SPEAKING:
            yield node
        yield from spoken(node)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_lab_speaks_no_sentences(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [f"{call.lineno}: {ast.unparse(call)}" for call in spoken(tree)] == []


def test_a_sentence_would_be_found() -> None:
    tree = ast.parse("def told(): return say('It helps.')\ndef bad(): raise InvalidValueError(say('x must be y.'))")
    assert [call.lineno for call in spoken(tree)] == [1]
