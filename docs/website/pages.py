"""Look at built pages: every link inside leads somewhere, and nothing is fetched from elsewhere to show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_FETCHED = {  # tag -> attributes whose address is fetched when the page is shown
    **dict.fromkeys(("img", "source", "video", "audio", "track", "script", "iframe", "embed", "input"), ("src",)),
    "object": ("data",),
    "link": ("href",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_NOT_FETCHED = {"next", "prev", "search", "index", "author", "canonical", "license"}  # rel of a link element
_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


class Page(HTMLParser):
    """What one page links to, fetches and can be linked at.

    Parameters
    ----------
    text : str
        HTML.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: set[str] = {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of an element."""
        values = {name: value for name, value in attrs if value is not None}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        self.fetched += _IN_STYLE.findall(values.get("style", ""))
        self.fetched += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and set(values.get("rel", "").split()) <= _NOT_FETCHED:
            self.links.append(values.get("href", ""))
        else:
            self.fetched += [values[name] for name in _FETCHED.get(tag, ()) if name in values]

    def handle_data(self, data: str) -> None:
        """Note what an inline style fetches."""
        if self.lasttag == "style":
            self.fetched += _IN_STYLE.findall(data)


def complaints(site: Path) -> list[str]:
    """Return what is wrong in a folder of pages, one line each; empty if nothing is."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    return [
        *(
            f"{path.relative_to(site.resolve())}: {line}"
            for path, page in pages.items()
            for line in _of(path, page, pages)
        ),
        *(
            f"{path.relative_to(site)}: {line}"
            for path in sorted(site.rglob("*.css"))
            for line in _fetched(path, _IN_STYLE.findall(path.read_text(encoding="utf-8")))
        ),
    ]


def _of(path: Path, page: Page, pages: dict[Path, Page]) -> Iterator[str]:
    yield from _fetched(path, page.fetched)
    for link in page.links:
        address = urlsplit(link)
        if address.scheme or address.netloc:
            continue
        target = (path.parent / unquote(address.path)).resolve() if address.path else path
        if not target.is_file():
            yield f"leads nowhere: {link}"
        elif target in pages and unquote(address.fragment) not in pages[target].anchors:
            yield f"leads to a place that is not there: {link}"


def _fetched(path: Path, addresses: list[str]) -> Iterator[str]:
    for text in addresses:
        address = urlsplit(text)
        if address.scheme == "data" or not (address.path or address.netloc):
            continue
        if address.scheme or address.netloc:
            yield f"is fetched from elsewhere: {text}"
        elif not (path.parent / unquote(address.path)).is_file():
            yield f"is not there: {text}"
