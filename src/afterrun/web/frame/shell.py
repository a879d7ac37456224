"""What the browser may keep: each static file under the hash of its content, and the shell that works without us."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

_WEB = Path(__file__).parents[1]
STATIC = _WEB / "static"
TEMPLATES = (_WEB / "frame" / "templates", _WEB / "pages", _WEB / "clinic" / "templates")
_CATALOGUES = _WEB.parent / "language"
SHELL_PAGES = ("/check-in", "/did", "/run", "/also", "/daily", "/self-tests", "/offline")
SHELL_FILES = (
    "afterrun.css",
    "vendor/htmx-4.0.1.min.js",
    "body_map.js",
    "install.js",
    "words.js",
    "clock.js",
    "focus.js",
    "telling.js",
    "unfold.js",
    "going.js",
    "outbox.js",
    "outbox_store.js",
    "photo.js",
    "icon.svg",
)
_HASH_LETTERS = 12


@cache
def static_url(name: str) -> str:
    """Return the address of a static file; it changes with the content, so an old copy is never taken for a new one."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:_HASH_LETTERS]}"


@cache
def shell_version() -> str:
    """Hash everything a page of the shell is made of: a change of any of it makes the browser fetch the shell anew."""
    digest = hashlib.sha256()
    pages = [page for folder in TEMPLATES for page in folder.rglob("*.html")]
    for path in sorted([*STATIC.rglob("*"), *pages, *_CATALOGUES.rglob("*.po")]):
        if path.is_file():
            digest.update(path.relative_to(_WEB.parent).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:_HASH_LETTERS]


def service_worker(journal_id: str, language: str, reminder: str) -> str:
    """Write the service worker: its version, what it keeps and what it says, then its code.

    One for each journal and language.
    """
    kept = [*SHELL_PAGES, *(static_url(name) for name in SHELL_FILES)]
    version = f"{shell_version()}-{journal_id}-{language}"
    head = f'"use strict";\nconst VERSION = "{version}";\nconst SHELL = {kept!r};\n'
    head += f"const REMINDER = {json.dumps(reminder)};\nconst ICON = {static_url('icon-192.png')!r};\n"
    return head + (STATIC / "sw.js").read_text("utf-8")
