"""Write what is new into the catalogues, and take out what is not said any more: ``make words``."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from afterrun.language import LANGUAGES
from afterrun.language.catalogue import messages_of
from tests.language.msgids import ROOT, Found, all_msgids

_HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


def update(language: str) -> int:
    """Rewrite the catalogues of a language; returns how many texts wait for a translation."""
    known = {message.msgid: message.translations for message in messages_of(language)}
    parts: dict[str, list[Found]] = defaultdict(list)
    for found in all_msgids():
        parts[found.part].append(found)
    folder = ROOT / "language" / language
    for path in folder.glob("*.po"):
        if path.stem not in parts:
            path.unlink()
    for part, texts in parts.items():
        entries = "\n".join(_entry(found, known.get(found.msgid, [])) for found in texts)
        (folder / f"{part}.po").write_text(f"{_HEADER.format(language=language)}\n{entries}", "utf-8")
    return sum(not all(known.get(found.msgid) or [""]) for texts in parts.values() for found in texts)


def _entry(found: Found, translations: list[str]) -> str:
    lines = [f"#: {found.where.partition(':')[0]}", f"msgid {_quoted(found.msgid)}"]
    if found.plural:
        lines.append(f"msgid_plural {_quoted(found.plural)}")
        lines += [f"msgstr[{i}] {_quoted(text)}" for i, text in enumerate(translations or ["", ""])]
    else:
        lines.append(f"msgstr {_quoted(translations[0] if translations else '')}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    for name in LANGUAGES:
        if (Path(ROOT) / "language" / name).is_dir():
            waiting = update(name)
            sys.stdout.write(f"{name}: {waiting} texts wait for a translation\n")
