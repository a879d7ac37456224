"""The order of the pages, and the first of them."""

from __future__ import annotations

from pathlib import Path

TO_USE_IT = (
    "install",
    "quickstart",
    "phone",
    "server",
    "app",
    "thirteen-weeks",
    "model",
    "plan",
    "trials",
    "cohort",
    "clinic",
    "postgresql",
    "formats",
    "sync",
    "python",
    "json",
    "nomenclature",
)
TO_BUILD_ON_IT = ("docs/architecture", "docs/voice", "CONTRIBUTING", "SECURITY", "CHANGELOG")


def groups(pages: list[str], decisions: list[str]) -> dict[str, list[str]]:
    """Sort the pages under their captions; a page that nobody placed is one about how right the answers are.

    Examples
    --------
    >>> groups(["app", "architecture", "calibration"], ["001-a"])["How right it is"]
    ['docs/calibration']
    """
    placed = {*TO_USE_IT, *(page.removeprefix("docs/") for page in TO_BUILD_ON_IT)}
    return {
        "To use it": [f"docs/{page}" for page in TO_USE_IT if page in pages],
        "How right it is": [f"docs/{page}" for page in pages if page not in placed],
        "To build on it": [*TO_BUILD_ON_IT, "library", "Every module <reference/modules>"],
        "Decisions": [f"docs/decisions/{page}" for page in decisions],
    }


def first_page(readme: str, docs: Path) -> str:
    """Return the README with the list of all pages, which the site's margin shows."""
    pages = sorted(path.stem for path in docs.glob("*.md"))
    decisions = sorted(path.stem for path in (docs / "decisions").glob("*.md"))
    listed = [
        f"```{{toctree}}\n:hidden:\n:titlesonly:\n:caption: {caption}\n\n" + "\n".join(names) + "\n```\n"
        for caption, names in groups(pages, decisions).items()
    ]
    return "\n".join([readme, *listed])
