"""What a contributor meets first: the forms of an issue, and the checks before a commit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
KINDS = {"markdown", "textarea", "input", "dropdown", "checkboxes"}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_there_is_a_form_for_each_of_the_three() -> None:
    assert [path.stem for path in FORMS] == ["bug", "importer", "wrong-answer"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_and_asks_for_no_private_file(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "labels", "body"}
    assert {part["type"] for part in form["body"]} <= KINDS
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in asked}) == len(asked)
    assert all(part["attributes"]["label"] for part in asked)
    assert form["body"][0]["type"] == "markdown"
    assert "attach no" in form["body"][0]["attributes"]["value"]


def test_before_a_commit_run_the_programs_of_make_and_no_others() -> None:
    recipes = re.findall(r"^\t\$\(BIN\)/(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    found = read(ROOT / ".pre-commit-config.yaml")
    assert [repo["repo"] for repo in found["repos"]] == ["local"]
    hooks = found["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["ruff-check", "ruff-format", "mypy", "lint-imports"]
    for hook in hooks:
        assert hook["language"] == "system"
        assert hook["entry"].removeprefix(".venv/bin/") in {recipe.removesuffix(" .") for recipe in recipes}


def test_what_make_names_is_run_and_not_passed_over() -> None:
    """A file whose tests are all marked is passed over in silence where the recipe does not ask for that mark."""
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    named = [(line, path) for line in recipes for path in re.findall(r"pytest .*?(tests/\S+\.py)", line)]
    assert len(named) >= 3
    for line, path in named:
        marked = re.search(r"^pytestmark = ", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
        assert not marked or re.search(r"pytest .*-m \w+ ", line), line
