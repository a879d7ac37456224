from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest

from afterrun.cli import COMMANDS
from tests.cli.typed import NOW, Ended, story_in, type_command
from tests.language.english import english_in
from tests.language.test_pages import codes

Run = Callable[..., Ended]
pytestmark = pytest.mark.usefixtures("one_shape")  # what is told is spoken, whatever the shape


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command on the story, with the locale that is given."""
    folder = tmp_path_factory.mktemp("terminal")
    path = story_in(folder / "journal.db")

    def told(*arguments: str, lang: str = "de_DE.UTF-8") -> Ended:
        environment: dict[str, str | None] = {name: None for name in os.environ if name.startswith(("LC_", "LANG"))}
        environment |= {"AFTERRUN_JOURNAL": str(path), "LANG": lang, "COLUMNS": "200"}
        return type_command(*arguments, folder=folder, environment=environment)

    return told


def words_of(text: str) -> list[str]:
    """Lines without what is typed as it is: options, commands in backquotes, names of values."""
    spoken = [line for line in text.splitlines() if not line.strip().startswith("afterrun ")]
    return [" ".join(word for word in line.split() if not word.startswith(("-", "[", "`"))) for line in spoken]


# Before the commands that write: the story as it is has been asked by others.
def test_an_option_goes_before_the_locale(run: Run) -> None:
    assert "Was es auslöst" in run("answers", "--lang", "de", *NOW, lang="C").out
    assert "What sets it off" in run("--lang=en", "answers", *NOW).out
    assert run("--lang", "xx", "answers", *NOW).code == 2


def test_json_has_the_same_keys_and_codes(run: Run) -> None:
    german, english = (json.loads(run("answers", "--json", *NOW, lang=lang).out) for lang in ("de_DE.UTF-8", "C"))
    assert codes(german) == codes(english)
    assert german != english


@pytest.mark.parametrize(
    "arguments",
    [
        ("answers", *NOW),
        ("forecast", "--run", "5 km", *NOW),
        ("plan", "--goal", "9 km x 2", "--by", "2027-02-01", *NOW),
        ("plan", "--ceiling", "1", *NOW),
        ("check",),
        ("pain", "3,5", *NOW),
        ("pain", "12", *NOW),
        ("began", "calf-raises", *NOW),
        ("ended", "massage", *NOW),
        ("event", "long-drive", *NOW),
        ("did", "massage", "--at", "soon", *NOW),
        ("trial", "status", *NOW),
    ],
)
def test_commands_speak_german(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    if ended.code != 2:  # usage is told by the parser
        assert english_in(words_of(ended.out + ended.err)) == []


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_german(run: Run, name: str) -> None:
    told = run(*filter(None, (name, "--help"))).out
    assert told.startswith("Aufruf: ")
    assert "Optionen:" in told
    assert "Show this message" not in told
