"""Build the site: a copy of the pages, set by Sphinx, then every page looked at.

python -m docs.website.build [FOLDER]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from docs.website.contents import first_page
from docs.website.pages import complaints
from docs.website.verbs import verbs_page

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "build/site-source"
SITE = ROOT / "build/site"
_AT_THE_TOP = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE")


def lay_out(source: Path) -> None:
    """Copy the pages as they lie in the repository, so that their links hold, and write the first one."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "docs", source / "docs", ignore=shutil.ignore_patterns("*.py", "site", "__pycache__"))
    for name in _AT_THE_TOP:
        shutil.copy(ROOT / name, source / name)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (source / "library.md").write_text(verbs_page(), encoding="utf-8")
    (source / "index.md").write_text(first_page(readme, ROOT / "docs"), encoding="utf-8")


def build(site: Path) -> None:
    """Set the pages; a warning of Sphinx, a link that leads nowhere among them, is an error."""
    shutil.rmtree(site, ignore_errors=True)
    options = ["-q", "-W", "--keep-going", "-E", "-c", str(ROOT / "docs/website"), "-d", str(SOURCE / ".doctrees")]
    command = [sys.executable, "-m", "sphinx", *options, str(SOURCE), str(site)]
    subprocess.run(command, cwd=ROOT, check=True)


def main(arguments: list[str]) -> int:
    """Build and look; returns the exit code."""
    site = Path(arguments[0]) if arguments else SITE
    lay_out(SOURCE)
    build(site)
    found = complaints(site)
    for line in [*found, f"{len(list(site.rglob('*.html')))} pages; the first is {site}/index.html"]:
        sys.stdout.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
