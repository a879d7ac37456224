"""The look at the built site sees what it is there to see: broken links, and what would be fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import afterrun
from docs.website.contents import first_page, groups
from docs.website.pages import complaints
from docs.website.verbs import verbs_page

ROOT = Path(__file__).parents[2]
GOOD = (
    '<html><head><link rel="stylesheet" href="a.css?v=1"><link rel="index" href="b.html"></head><body id="x">'
    '<a href="b.html#there">b</a> <a href="#x">up</a> <a href="https://example.org/">out</a> <a href="mailto:a@b">m</a>'
    '<img src="data:image/png;base64,AA=="><script src="a.js"></script></body></html>'
)


def site(folder: Path, page: str, css: str = "body { background: url(data:image/png;base64,AA==) }") -> Path:
    """Write a site of two pages."""
    (folder / "a.html").write_text(page, encoding="utf-8")
    (folder / "b.html").write_text('<html><body><h2 id="there">There</h2></body></html>', encoding="utf-8")
    (folder / "a.css").write_text(css, encoding="utf-8")
    (folder / "a.js").write_text("", encoding="utf-8")
    return folder


def test_a_sound_site_has_no_complaints(tmp_path: Path) -> None:
    assert complaints(site(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<a href="c.html">', "leads nowhere: c.html"),
        ('<a href="b.html#gone">', "leads to a place that is not there: b.html#gone"),
        ('<a href="#gone">', "leads to a place that is not there: #gone"),
        ('<link rel="next" href="c.html">', "leads nowhere: c.html"),
        ('<img src="gone.png">', "is not there: gone.png"),
        ('<img src="https://example.org/a.png">', "is fetched from elsewhere: https://example.org/a.png"),
        ('<img srcset="//example.org/a.png 2x">', "is fetched from elsewhere: //example.org/a.png"),
        ('<script src="http://example.org/a.js"></script>', "is fetched from elsewhere: http://example.org/a.js"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "is fetched from elsewhere: //example.org/a.css"),
        ('<link rel="preconnect" href="https://example.org">', "is fetched from elsewhere: https://example.org"),
        ('<style>@import "https://example.org/a.css";</style>', "is fetched from elsewhere: https://example.org/a.css"),
        ('<p style="background: url(https://example.org/a)">', "is fetched from elsewhere: https://example.org/a"),
    ],
)
def test_what_is_wrong_is_told_with_its_page(tmp_path: Path, page: str, said: str) -> None:
    assert complaints(site(tmp_path, page)) == [f"a.html: {said}"]


def test_a_font_from_elsewhere_is_told(tmp_path: Path) -> None:
    found = complaints(site(tmp_path, GOOD, "@font-face { src: url('https://example.org/a.woff2') }"))
    assert found == ["a.css: is fetched from elsewhere: https://example.org/a.woff2"]


def test_every_page_of_the_documentation_is_listed_once() -> None:
    pages = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
    listed = [name for names in groups(pages, ["001-a"]).values() for name in names if name.startswith("docs/")]
    assert len(listed) == len(set(listed))
    assert {f"docs/{page}" for page in pages} | {"docs/decisions/001-a"} <= set(listed)


def test_the_first_page_is_the_readme_with_all_decisions() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = first_page(readme, ROOT / "docs")
    assert first.startswith(readme)
    assert all(f"\ndocs/decisions/{path.stem}\n" in first for path in (ROOT / "docs/decisions").glob("*.md"))


def test_the_library_page_has_every_verb_and_where_it_lives() -> None:
    lines = verbs_page().splitlines()
    for name in afterrun.__all__:
        (line,) = [line for line in lines if line.startswith(f"* {{py:obj}}`afterrun.{name} <afterrun.")]
        assert line.partition(">`: ")[2].endswith(".")
