"""Read catalogues: GNU gettext's ``.po`` text, as far as translators write it (comments, plurals, wrapped strings)."""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_MAGIC, _HEADER_BYTES = 0x950412DE, 28


@dataclass(slots=True)
class Message:
    """One entry.

    Parameters
    ----------
    msgid, plural : str
        English, and English for many (empty where there is only one form).
    translations : list of str
        One, or one for each plural form; empty where not translated yet.
    comments : list of str
        Lines that begin with ``#``, in order.
    """

    msgid: str = ""
    plural: str = ""
    translations: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def read_po(text: str) -> list[Message]:
    r"""Read the entries of a catalogue; the first, with an empty msgid, is its header.

    Raises
    ------
    ValueError
        If a line is none of a comment, a keyword with a quoted string, or a quoted string that goes on.

    Examples
    --------
    >>> read_po('msgid "a run"\nmsgid_plural "{n} runs"\nmsgstr[0] "ein Lauf"\nmsgstr[1] "{n} Läufe"\n')[0].translations
    ['ein Lauf', '{n} Läufe']
    """
    return [_message(block) for block in _blocks(text.splitlines())]


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Split at empty lines, which is where tools and people put the end of an entry."""
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            block.append(line.strip())
        elif any(not each.startswith("#") for each in block):
            yield block
            block = []


def _message(block: Iterable[str]) -> Message:
    message, keyword = Message(), ""
    for line in block:
        if line.startswith("#"):
            message.comments.append(line)
            continue
        if not line.startswith('"'):
            keyword, _, line = line.partition(" ")
            if keyword.startswith("msgstr"):
                message.translations.append("")
        _append(message, keyword, _unquoted(line))
    return message


def _append(message: Message, keyword: str, text: str) -> None:
    if keyword == "msgid":
        message.msgid += text
    elif keyword == "msgid_plural":
        message.plural += text
    elif keyword.startswith("msgstr"):
        message.translations[-1] += text
    else:
        raise ValueError(f"keyword must be msgid, msgid_plural or msgstr; got {keyword!r}")


def _unquoted(text: str) -> str:
    """Turn a quoted string into what it stands for: the escapes of C, which here are those of Python."""
    if "\\" not in text and text[:1] == text[-1:] == '"':
        return text[1:-1]
    value = ast.literal_eval(text)
    if not isinstance(value, str):
        raise ValueError(f"text must be quoted; got {text}")
    return value


def compiled(messages: Iterable[Message]) -> bytes:
    """Pack what is translated as a ``.mo`` file (GNU gettext manual, "The Format of GNU MO Files"), for `gettext`."""
    texts: Mapping[str, str] = {
        f"{m.msgid}\0{m.plural}" if m.plural else m.msgid: "\0".join(m.translations)
        for m in messages
        if m.translations and all(m.translations)
    }
    keys = sorted(texts, key=lambda key: key.encode())
    packed = [text.encode() for key in keys for text in (key, texts[key])]
    at = _HEADER_BYTES + 16 * len(keys)
    tables: tuple[list[bytes], list[bytes]] = ([], [])
    for i, text in enumerate(packed):
        tables[i % 2].append(struct.pack("<2I", len(text), at))
        at += len(text) + 1
    head = struct.pack("<7I", _MAGIC, 0, len(keys), _HEADER_BYTES, _HEADER_BYTES + 8 * len(keys), 0, at)
    return head + b"".join((*tables[0], *tables[1])) + b"".join(text + b"\0" for text in packed)
