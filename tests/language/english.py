"""Find English where another language should be: known texts, and words that no German sentence has."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from afterrun.language.catalogue import messages_of
from tests.language.msgids import all_msgids

# Words that are frequent in English and no words in German.
_ENGLISH = re.compile(
    r"\b(the|of|and|with|your|you|is|are|not|it|runs|reports|pain|without|what|from|this|yet)\b", re.I
)
_PLACE = re.compile(r"\{[^}]*\}|%\(\w+\)s|<[^>]+>")
_FILE = re.compile(r"\b\w+\.(csv|fit|gpx|tcx|gz)\b")
_SHORTEST = 9  # letters of a piece of a text that is looked for
_SHOWN_ATTRIBUTES = frozenset({"aria-label", "title", "placeholder", "alt", "data-words", "data-both"})
_SILENT = frozenset({"script", "style", "code", "cite"})
_VOID = frozenset({"input", "meta", "link", "br", "img", "path", "circle", "line", "rect", "ellipse", "polyline"})


class Shown(HTMLParser):
    """Collect what a page shows or reads out, but for code and what is marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: set[str] = set()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links |= {str(found[name]) for name in ("href", "hx-get") if (found.get(name) or "").startswith("/")}
        silent = tag in _SILENT or (tag != "html" and found.get("lang") == "en")
        silent = silent or any(each for _, each in self._open)
        if tag not in _VOID:
            self._open.append((tag, silent))
        if not silent:
            self.texts += [value for name, value in attrs if name in _SHOWN_ATTRIBUTES and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(silent for _, silent in self._open):
            self.texts.append(" ".join(data.split()))


@cache
def english_pieces() -> tuple[str, ...]:
    """Pieces of the English texts, as long as they are no part of any German one."""
    german = "\n".join(text for message in messages_of("de") for text in message.translations)
    pieces = {piece.strip() for found in all_msgids() for piece in _PLACE.split(found.msgid)}
    return tuple(piece for piece in pieces if len(piece) >= _SHORTEST and " " in piece and piece not in german)


def english_in(texts: list[str]) -> list[str]:
    """List the texts with English in them."""
    bare = [_FILE.sub("", text) for text in texts]
    return [text for text in bare if _ENGLISH.search(text) or any(piece in text for piece in english_pieces())]
