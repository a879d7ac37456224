"""Settings: read in one query, written all or nothing, and asked for nowhere but in one place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

import afterrun
from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.settings import SETTINGS, Settings, asked, chosen, keep, settings_of

EACH = Settings(
    language="de",
    unit="mi",
    week="sunday",
    zone=ZoneInfo("Europe/Berlin"),
    mass_kg=71,
    height_m=1.75,
    strike="midfoot",
    ceiling_nrs=3.0,
    chance=0.1,
    goal_m=21097.5,
    runs_per_week=3,
    therapist_ceiling_nrs=0.0,
    therapist_m=2000.0,
    simulated=True,
    truth="{}",
)


def test_each_setting_is_kept_and_read_again(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        assert settings_of(journal) == Settings()
        keep(journal, EACH)
    with Journal.open(tmp_path / "journal.db") as again:
        assert settings_of(again) == EACH
        keep(again, replace(EACH, zone=None, simulated=False))
        assert settings_of(again) == replace(EACH, zone=None, simulated=False)


def test_no_setting_was_left_out_above() -> None:
    assert [name for name in SETTINGS if getattr(EACH, name) == getattr(Settings(), name)] == []
    assert len({setting.key for setting in SETTINGS.values()}) == len(SETTINGS)


def test_all_are_read_in_one_query(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        asked_for: list[str] = []
        event.listen(journal._connection, "before_cursor_execute", lambda *told: asked_for.append(told[2]))
        settings_of(journal)
    assert len(asked_for) == 1


def test_what_another_version_wrote_counts_as_never_chosen(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.set_settings(dict.fromkeys((setting.key for setting in SETTINGS.values()), "of another version"))
        assert settings_of(journal) == Settings(truth="of another version")


@pytest.mark.parametrize(("name", "setting"), asked())
def test_only_what_can_be_chosen_is_taken(name: str, setting: object) -> None:
    typed = {each: SETTINGS[each].write(getattr(Settings(), each)) for each, _ in asked()}
    assert chosen(EACH, typed) == replace(Settings(), simulated=True, truth="{}")
    with pytest.raises(InvalidValueError, match=f"^{SETTINGS[name].label} must be one of .*; got 'furlong'") as refused:
        chosen(EACH, typed | {name: "furlong"})
    assert refused.value.remedy == "Pick one."


def test_what_a_form_does_not_name_stays() -> None:
    assert chosen(EACH, {"unit": "km", "truth": "no choice of anybody"}) == replace(EACH, unit="km")
    with pytest.raises(InvalidValueError, match="none was sent"):
        chosen(EACH, {"simulated": "yes"})


def test_the_default_is_a_choice() -> None:
    defaults = {name: setting.write(getattr(Settings(), name)) for name, setting in asked()}
    assert [name for name, setting in asked() if defaults[name] not in setting.choices()] == []
    assert {name: setting.read(defaults[name]) for name, setting in asked()} == {
        name: getattr(Settings(), name) for name in defaults
    }


@pytest.mark.parametrize("name", ["ceiling_nrs", "chance"])
def test_numbers_are_listed_in_order_with_what_is_suggested_marked(name: str) -> None:
    choices = SETTINGS[name].choices()
    assert list(choices) == sorted(choices, key=float)
    marked = [value for value, words in choices.items() if "suggested" in words]
    assert marked == [SETTINGS[name].write(getattr(Settings(), name))]


def test_nobody_but_the_journal_knows_a_key() -> None:
    """What is kept under a key is read and written in the folder of the journal only, each key in one file."""
    home = Path(afterrun.__file__).parent
    calls = re.compile(r"\.(setting|settings|set_setting|set_settings|settle)\(")
    found = [path for path in home.rglob("*.py") if calls.search(path.read_text("utf-8"))]
    assert {path.relative_to(home).as_posix() for path in found} == {
        "journal/identity.py",
        "journal/import_notes.py",
        "journal/journal.py",
        "journal/others.py",
        "journal/own_words.py",
        "journal/sendings.py",
        "journal/settings.py",
        "journal/sync_cursors.py",
    }
