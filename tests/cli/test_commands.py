"""Every command as a person would type it: what it says, what it leaves, how it ends."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import numpy as np
import pytest

from afterrun.cli import COMMANDS
from afterrun.cli.phone import home_address
from afterrun.errors import InvalidValueError
from afterrun.foot import Slower
from afterrun.journal import Journal
from afterrun.journal.settings import keep, settings_of
from afterrun.keeping import keeping
from afterrun.lab.story import build_story
from afterrun.reasons.evidence import TOPICS
from afterrun.web.serving import Reach
from benchmarks.postgres.cluster import APP, OWNER, Cluster
from tests.cli import test_database, test_entries, test_processes, test_sync  # the rest of the commands
from tests.cli.typed import NOW, SITE, TESTED, Run, about
from tests.lab.cohort.test_lending import finished


def test_every_command_is_documented_and_tested(afterrun: Run) -> None:
    assert test_processes.__doc__
    assert test_sync.__doc__
    assert test_database.__doc__
    assert test_entries.__doc__
    listed = afterrun("--help").out
    for name, line in COMMANDS.items():
        assert name in TESTED, f"`afterrun {name}` has no test here"
        assert name in listed
        assert line.split()[0] in listed
        told = afterrun(name, "--help")
        assert told.code == 0
        assert len(told.out.splitlines()) > 4
    documented = " ".join(page.read_text() for page in Path(__file__).parents[2].glob("docs/*.md"))
    documented += (Path(__file__).parents[2] / "README.md").read_text()
    assert all(f"afterrun {name}" in documented for name in COMMANDS if name != "serve")


@about("pain")
def test_pain(afterrun: Run) -> None:
    first = afterrun(
        "pain", "3.5", *SITE, "--at", "2026-05-01T07:10+02:00", "--quality", "sore;bruised", "--moment", "rest"
    )
    assert (first.code, first.out) == (0, "Saved: pain 3.5 at right forefoot, outer side, 2026-05-01 07:10.\n")
    assert afterrun("pain", "0", *NOW).out.startswith("Saved: pain 0 at right forefoot")
    again = afterrun("pain", "0", *NOW)
    assert (again.code, again.out.startswith("Already there")) == (0, True)
    assert json.loads(afterrun("check", "--json").out)["counts"]["pain"] == 2


def test_pain_says_at_once_what_should_be_looked_at(afterrun: Run) -> None:
    assert afterrun("pain", "2", "--site", "right-heel", *NOW).out.count("\n") == 1
    said = afterrun("pain", "2", "--site", "left-calf", "--symptom", "swelling", *NOW).out
    assert said.startswith("Saved: swelling 2 at left calf")
    assert "Have a doctor look at it today" in " ".join(said.split())
    safety = json.loads(afterrun("answers", "--site", "right-heel", "--json", *NOW).out)["safety"]
    assert [flag["level"] for flag in safety] == ["same-day"]
    night = afterrun("pain", "2", "--site", "right-heel", "--moment", "nachts", *NOW).out
    assert "pain at night" in " ".join(night.split())


CHEST = "chest tight, had to stop"


@pytest.mark.parametrize(
    "typed",
    [
        ("pain", "3", "--site", "left-heel"),
        ("run", "5 km", "--minutes", "30"),
        ("did", "massage"),
        ("event", "football"),
        ("began", "calf-raises"),
    ],
)
def test_every_command_that_saves_says_what_was_written_in_its_note(afterrun: Run, typed: tuple[str, ...]) -> None:
    saved = afterrun(*typed, "--note", CHEST)
    assert "call an ambulance" in " ".join(saved.out.split())
    assert "chest-pain-breathless" in saved.out  # and how to answer
    assert "call an ambulance" in " ".join(afterrun("signs").out.split())


def test_an_import_says_what_cannot_wait(afterrun: Run, tmp_path: Path) -> None:
    table = tmp_path / "pain.csv"
    table.write_text("at,site,nrs,Besonderes\n2026-11-22T07:00:00+01:00,left-calf,2,Wade dick und warm\n", "utf-8")
    taken = afterrun("import", str(table), "--now", "2026-11-23T09:00:00+01:00")
    assert "Have a doctor look at it today" in " ".join(taken.out.split())
    again = json.loads(afterrun("import", str(table), "--json", "--now", "2026-11-23T09:00:00+01:00").out)
    assert [flag["level"] for flag in again["safety"]] == ["same-day"]


def test_pain_that_began_in_a_run(afterrun: Run, tmp_path: Path) -> None:
    told = afterrun("pain", "5", "--site", "right IT band", "--onset-km", "4.2", "--onset-min", "25", *NOW)
    assert told.out.startswith("Saved: pain 5 at right knee, outer side")
    assert "during a run" in " ".join(told.out.split())
    with Journal.open(tmp_path / "journal.db") as journal:
        (report,) = journal.diary().pain
    assert (report.moment, report.onset_km, report.onset_min) == ("during-run", 4.2, 25)


@about("run")
def test_run(afterrun: Run, tmp_path: Path) -> None:
    more = ("--shoe", "blue", "--surface", "Treadmill", "--rpe", "6", "--ascent", "40", "--cadence", "168")
    told = afterrun("run", "5 km", "--minutes", "30", *more, "--walk-breaks", "2", "--note", "hot", *NOW)
    assert (told.code, told.out) == (0, "Saved: run, 5 km in 30 min, 2026-11-23 08:30.\n")
    with Journal.open(tmp_path / "journal.db") as journal:
        (run,) = journal.diary().runs
    assert (run.shoe, run.surface, run.rpe, run.ascent_m) == ("blue", "treadmill", 6, 40)
    assert (run.cadence_spm, run.walk_breaks, run.note, run.source) == (168, 2, "hot", "cli")
    again = json.loads(afterrun("run", "--minutes", "30", "--json", *NOW).out)
    assert (again["added"], again["already"]) == (0, 1)
    without = json.loads(afterrun("run", "--minutes", "45", "--at", "yesterday 18:00", "--json", *NOW).out)
    assert without["added"] == 1
    assert (without["run"]["start"], without["run"]["distance_m"]) == ("2026-11-22T18:00:00+00:00", None)


@about("load")
def test_load(story: Run) -> None:
    told = story("load", *NOW)
    assert (told.code, told.err) == (0, "")
    assert "Ball of the foot" in told.out
    assert "about 120 %" in told.out
    assert "from your speed and cadence" in told.out
    found = json.loads(story("load", "last", "--json", *NOW).out)
    assert (found["schema"], found["from"], found["usual_runs"]) == ("afterrun/load/1", "summary", 11)
    again = json.loads(story("load", found["run"], "--json", *NOW).out)
    assert again == found
    missing = story("load", "2020-01-01T07:00+00:00", *NOW)
    assert (missing.code, missing.out) == (1, "")
    assert "The closest started" in missing.err


@about("test")
def test_test(afterrun: Run, tmp_path: Path) -> None:
    listed = afterrun("test")
    assert "lunge-bent: Knee to the wall" in listed.out
    assert not (tmp_path / "journal.db").exists()
    assert "tape measure" in afterrun("test", "lunge-bent").out
    first = afterrun("test", "lunge-bent", "11.5", "--side", "left", "--when", "rest", "--at", "yesterday 08:00", *NOW)
    assert (first.code, first.err) == (0, "")
    assert "first of its kind" in first.out
    second = afterrun("test", "lunge-bent", "11", "--side", "left", "--when", "rest", *NOW)
    assert "nothing new" in " ".join(second.out.split())
    afterrun("export", "out")
    assert (tmp_path / "out" / "tests.csv").read_text().splitlines()[0] == "at,test,value,side,unit,when,note,source"


@about("foot")
def test_foot(afterrun: Run, tmp_path: Path) -> None:
    listed = afterrun("foot")
    assert "calf_shortening_deg" in listed.out
    told = afterrun("foot", "--change", "calf_shortening_deg=5", "--speed", "5", "--quick")
    assert (told.code, told.err) == (0, "")
    assert "Load on the forefoot, each step: 2 to 4 % more." in told.out.splitlines()
    assert "Not known (only the quick way" in told.out
    assert "Faster than the runners" in told.out
    found = json.loads(
        afterrun("foot", "--change", "calf_stiffness=3", "--strike", "forefoot", "--json", "--quick").out
    )
    assert (found["schema"], found["stance"]["strike"], found["change"]) == (
        "afterrun/foot/1",
        "forefoot",
        {"calf_stiffness": 3.0},
    )
    assert {each["direction"] for each in found["effects"]} == {"not-known"}
    assert all(set(each["methods"]) == {"lever"} for each in found["effects"])
    assert (found["stances"], len(found["rays"])) == (0, 5)
    assert not (tmp_path / "journal.db").exists()


def test_foot_goes_deeper_where_it_can(afterrun: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What whole stances say is made up: to find some takes a minute."""
    from afterrun.lab import foot as lab_foot

    def deeper(running: object, changes: object, progress: Callable[[int, int], None]) -> lab_foot.Deeper:
        progress(18, 18)
        found = Slower(
            values={"adapted": {"heel-impulse": np.array([-6.0, -4.0])}, "replay": {"heel-impulse": np.array([-5.0])}},
            unsolved=0,
            usual=None,
            changed=None,
        )
        return lab_foot.Deeper(lab_foot.what_if(running, changes, found), found)  # type: ignore[arg-type]

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    change = ("foot", "--change", "calf_shortening_deg=5")
    monkeypatch.setattr("afterrun.foot.can_go_deeper", lambda: True)
    monkeypatch.setattr(lab_foot, "what_if_deeper", deeper)
    monkeypatch.setattr(
        "afterrun.cli.own_process.in_own_process", lambda work, *given, progress: work(*given, progress)
    )
    told = afterrun(*change)
    assert "Whole steps: 18 of 18" in told.err
    assert "found anew" in " ".join(told.out.split())
    found = json.loads(afterrun(*change, "--json").out)
    heel = next(each for each in found["effects"] if each["quantity"] == "heel-impulse")
    assert (heel["methods"]["adapted"], heel["methods"]["replay"], heel["direction"]) == ([-6.0, -4.0], -5.0, "down")
    assert found["stances"] == 2
    monkeypatch.setattr(lab_foot, "what_if_deeper", stopped)
    told = afterrun(*change)
    assert (told.code, "Stopped: this is what the lever says" in told.err) == (0, True)
    assert "% more" in told.out
    monkeypatch.setattr("afterrun.foot.can_go_deeper", lambda: False)
    assert "pip install 'afterrun[foot]'" in " ".join(afterrun(*change).out.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("test", "splits", "1"), 1, "test must be one of"),
        (("test", "lunge-bent", "9"), 1, "side must be told"),
        (("test", "lunge-bent", "99", "--side", "left"), 1, "value must be"),
        (("foot", "--change", "calf_shortening_deg=60"), 1, "calf_shortening_deg must be"),
        (("foot", "--change", "longer"), 1, "NAME=VALUE"),
        (("foot", "--change", "drop_mm=4", "--change", "drop_mm=5"), 1, "Leave one of them out"),
        (("foot", "--change", "drop_mm=4", "--speed", "1"), 1, "speed must be"),
        (("load",), 1, "there is no"),
        (("run", "5 km"), 2, "--minutes"),
        (("run", "5 km", "--minutes", "nan"), 1, "duration_s must be"),
        (("run", "5 km", "--minutes", "1e300"), 1, "duration_s must be"),
        (("run", "far", "--minutes", "30"), 1, "5 km"),
        (("run", "--minutes", "30", "--walk-breaks", "-1"), 1, "walk_breaks must be"),
        (("run", "--minutes", "30", "--rpe", "11"), 1, "rpe must be"),
        (("pain", "3", *SITE, "--onset-km", "-1"), 1, "onset_km must be"),
        (("pain", "11", *SITE), 1, "between 0 and 10"),
        (("pain", "3"), 1, "--site right-forefoot-lateral"),
        (("pain", "3", "--site", "left-tail"), 1, "Parts:"),
        (("pain", "3", "--site", "heel"), 1, 'Write "left heel" or "right heel".'),
        (("pain", "3", *SITE, "--at", "2031-01-01T10:00"), 1, "must not lie ahead"),
        (("pain", "3", *SITE, "--at", "tomorrow 07:30"), 1, "must not lie ahead"),
        (("pain", "3", *SITE, "--at", "2026-05-01"), 1, "must have a time of day"),
        (("run", "5 km", "--minutes", "30", "--at", "31.2.2026 07:30"), 1, "a date and a time"),
        (("remove", "r12345"), 1, "there is no"),
        (("pain", "3", *SITE, "--at", "soon"), 1, "yesterday 21:00"),
        (("pain", "much"), 2, "NRS: 'much' is no number. Write it like 3 or 4.5."),
        (("pain",), 2, "NRS is missing."),
        (("nonsense",), 2, "There is no command nonsense."),
        (("anwers",), 2, "Did you mean answers?"),
        (("undo",), 2, "Did you mean remove?"),
        (("trial", "begin"), 2, "There is no command begin."),
        (("pain", "3", "left", "heel"), 2, "Too much: left heel."),
        (("pain", "-3"), 2, "no number here lies below 0"),
        (("pain", "3", "--at"), 2, "--at needs a value"),
        (("answers", "--seed", "-1"), 2, "--seed must be a whole number, 0 or more."),
        (("answers", "--nonsense"), 2, "There is no option --nonsense."),
        (("answers",), 1, "there is no"),
        (("export", "out"), 1, "there is no"),
        (("check",), 1, "there is no"),
        (("cohort", "fit", "postgresql://127.0.0.1/clinic?person=jo"), 1, "source must be of many people"),
        (("cohort", "fit", "nowhere"), 1, "folder of journals"),
        (("cohort", "fit", ".", "--address", "tcp://127.0.0.1:1"), 1, "address must be"),
        (("cohort", "fit", ".", "--engine", "slurm"), 2, "slurm"),
        (("cohort", "show", "nowhere"), 1, "finished cohort"),
        (("cohort", "trial", "nowhere"), 1, "finished cohort"),
        (("cohort", "lend", "nowhere", "--out", "lent"), 1, "finished cohort"),
        (("cohort", "borrow"), 1, "or --nobody"),
        (("cohort", "borrow", "nowhere"), 1, "No such file"),
        (("event", "run", "--minutes", "30"), 1, "afterrun run"),
        (("import", "nowhere"), 1, "nothing is there"),
        (("forecast", "--run", "far", *NOW), 1, "5 km"),
    ],
)
def test_faults_are_told_with_a_remedy_and_change_nothing(
    afterrun: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = afterrun(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    if (tmp_path / "journal.db").exists():
        with Journal.open(tmp_path / "journal.db") as journal:
            assert sum(journal.counts().values()) == 0


@about("began")
def test_began(afterrun: Run) -> None:
    first = afterrun("began", "calf-raises", "--variant", "weighted", *NOW)
    assert (first.code, first.out) == (0, "Saved: calf raises since 2026-11-23.\n")
    assert afterrun("began", "calf-raises", "--variant", "weighted", *NOW).out.startswith("Already there")


@about("ended")
def test_ended(afterrun: Run) -> None:
    assert afterrun("began", "calf-raises", "--at", "2026-11-01T08:00+00:00", *NOW).code == 0
    assert afterrun("ended", "calf-raises", *NOW).out == "Saved: calf raises until 2026-11-23.\n"
    assert afterrun("ended", "calf-raises", *NOW).code == 1
    assert json.loads(afterrun("check", "--json").out)["counts"]["phase"] == 1


@about("event")
def test_event(afterrun: Run) -> None:
    happened = afterrun("event", "long-drive", "--minutes", "90", *NOW)
    assert (happened.code, happened.out) == (0, "Saved: long drive, 2026-11-23 09:00.\n")


@about("signs")
def test_signs(afterrun: Run) -> None:
    assert afterrun("signs", *NOW).code == 1  # there is no journal yet
    first = afterrun("pain", "3", "--site", "left-toes", "--symptom", "numbness", *NOW)
    assert "foot-drop: The foot slaps" in first.out
    assert "afterrun signs" in first.err
    assert afterrun("signs", *NOW).out.count("(not asked yet)") == 24
    assert afterrun("signs", "none", *NOW).out.startswith("Saved: 24 answers.")
    asked = json.loads(afterrun("signs", "--json", *NOW).out)
    assert (asked["schema"], {sign["answer"] for sign in asked["signs"]}) == ("afterrun/signs/1", {"no"})
    said = " ".join(afterrun("signs", "foot-drop", "yes", "--now", "2026-11-23T09:00:01+00:00").out.split())
    assert said.startswith('Saved: 1 answer. You ticked: "The foot slaps')
    assert "foot-drop (yes, 23 Nov 2026)" in afterrun("signs", "--now", "2026-11-24T09:00+00:00").out
    assert afterrun("signs", "foot-drop", *NOW).code == 2
    assert afterrun("signs", "foot-dorp", "yes", *NOW).code == 1
    assert json.loads(afterrun("check", "--json").out)["counts"]["sign_answer"] == 25


def test_what_stands_is_said_before_a_forecast_and_a_trial(story: Run) -> None:
    story("signs", "foot-drop", "yes", *NOW)
    later = ("--now", "2026-11-23T09:30+00:00")  # nothing but the sign was told since
    for arguments in (
        ("forecast",),
        ("trial", "start", "--design", "blocks", "--intervention", "tape"),
        ("trial", "next"),
    ):
        assert story(*arguments, *later).out.startswith('You ticked: "The foot slaps'), arguments
    for arguments in (("forecast",), ("trial", "status"), ("trial", "result"), ("trial", "next")):
        told = json.loads(story(*arguments, "--json", *later).out)
        assert told["safety"][0]["level"] == "same-day", arguments


@about("did")
def test_did(afterrun: Run) -> None:
    afterrun("pain", "3", *SITE)
    ended = afterrun(
        "did", "calf-stretch", "--variant", "off-step", "--minutes", "3", "--before", "3", "--after", "1", *NOW
    )
    assert (ended.code, ended.out) == (0, "Saved: calf stretch (off step), 2026-11-23 09:00.\n")
    assert json.loads(afterrun("check", "--json").out)["counts"]["care"] == 1


@about("import")
def test_import(afterrun: Run, tmp_path: Path) -> None:
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary" / "runs.csv").write_text(
        "start,duration_s,distance_m\n2026-05-02T09:00:00+02:00,2100,6000\nx,1,1\n"
    )
    (tmp_path / "diary" / "letter.txt").write_text("no run")
    first, second = afterrun("import", "diary"), afterrun("import", "diary", "--json")
    assert first.code == second.code == 0
    assert "runs.csv line 3" in first.out
    assert "not used: letter.txt" in first.out
    told = json.loads(second.out)
    assert set(told) == {"added", "already", "asked", "sources", "safety"}
    assert (told["added"], told["already"], told["asked"]) == (0, 1, 0)
    source = {"name", "added", "already", "asked", "corrected", "problems", "notes", "questions"}
    assert set(told["sources"][0]) == source
    useless = afterrun("import", "diary/letter.txt")
    assert (useless.code, "Nothing could be used" in useless.err) == (1, True)


def test_import_says_what_waits_for_an_answer(afterrun: Run, tmp_path: Path) -> None:
    rows = "2026-05-02T09:00:00+02:00,35,6\n2062-05-02T09:00:00+02:00,2100,6000\n"
    (tmp_path / "runs.csv").write_text(f"start,duration_s,distance_m\n{rows}")
    ended = afterrun("import", "runs.csv", *NOW)
    assert "cannot be right: 6 m in 35 s. The app asks." in ended.out
    assert "2062-05-02 has a date that cannot be right" in ended.out
    assert "2 runs wait for your answer and do not count until then" in ended.out
    assert json.loads(afterrun("check", "--json").out)["counts"]["run"] == 2


@about("answers")
def test_answers(story: Run) -> None:
    told = story("answers", *NOW)
    assert told.code == 0
    assert "SIMULATED" in told.out
    assert "What sets it off" in told.out
    one = story("answers", *NOW, "--json").out
    assert json.loads(one)["schema"] == "afterrun/answers/1"
    elsewhere = story("answers", *NOW, "--site", "left-knee")
    assert (elsewhere.code, "right-forefoot-lateral" in elsewhere.err) == (1, True)


def test_answers_tell_of_the_other_side(afterrun: Run) -> None:
    for nrs, side in (("3", "right"), ("2", "left")):
        afterrun("pain", nrs, "--site", f"{side}-knee", *NOW)
    said = afterrun("answers", "--site", "right knee", *NOW).out
    assert "Your left knee hurts too: 1 report, 2 of 10 on 23 Nov 2026." in " ".join(said.split())
    assert "afterrun answers --site left-knee" in said


def test_with_miles_the_terminal_and_the_sheet_speak_of_miles(story: Run, tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        keep(journal, replace(settings_of(journal), unit="mi"))
    assert story("report", "--out", "sheet.html", *SITE, *NOW).code == 0
    sheet = re.sub(r"<[^>]+>", " ", (tmp_path / "sheet.html").read_text("utf-8"))
    for told in (story("answers", *SITE, *NOW).out, sheet):
        assert "after a run of 3.8 mi" in " ".join(told.split())
        assert not re.search(r"\bkm\b", told)
    assert json.loads(story("answers", "--json", *SITE, *NOW).out)["response"]["reference_run"]["distance_m"] > 5000


@about("forecast")
def test_forecast(story: Run) -> None:
    told = story("forecast", *NOW, "--run", "5 km", "--at", "18:00", "--pace", "5:40")
    assert told.code == 0
    assert "with the run" in told.out
    found = json.loads(story("forecast", *NOW, "--json", "--run", "3 mi", "--at", "18:00").out)
    assert found["run"]["distance_m"] == pytest.approx(4828, abs=1)
    assert found["with"]["worst_chance_above"] >= found["without"]["worst_chance_above"]
    assert story("forecast", *NOW, "--run", "5 km", "--pace", "fast").code == 1
    assert story("forecast", *NOW, "--run", "5 km", "--at", "08:00").code == 1


@about("plan")
def test_plan(story: Run, tmp_path: Path) -> None:
    told = story("plan", *NOW, "--goal", "8 km x 2", "--by", "2027-02-01")
    assert told.code == 0
    assert "Tomorrow: at most " in told.out
    assert "Your goal (8 km, 2 times a week): " in " ".join(told.out.split())
    found = json.loads(story("plan", *NOW, "--json", "--ceiling", "1", "--chance", "0.1").out)
    assert (found["schema"], found["ceiling_nrs"], found["chance"]) == ("afterrun/plan/1", 1.0, 0.1)
    with Journal.open(tmp_path / "journal.db") as journal:
        keep(journal, replace(settings_of(journal), therapist_m=2000.0, unit="mi"))
    assert "at most 1.2 mi" in story("plan", *NOW).out
    assert story("plan", *NOW, "--goal", "far").code == 1
    assert story("plan", *NOW, "--by", "spring").code == 1
    assert story("plan", *NOW, "--weeks", "0").code == 2


@about("why")
def test_why(story: Run) -> None:
    told = " ".join(story("why", *NOW).out.split())
    assert "Undecided. Your diary cannot tell yet: is it" in told
    assert "pain that comes and goes by itself" in told
    assert "Not compared, because your runs do not tell it: how much it went down, how much it went up." in told
    found = json.loads(story("why", *NOW, "--json").out)
    assert found["schema"] == "afterrun/why/1"
    assert json.loads(story("answers", *NOW, "--json").out)["explanations"] == found["explanations"]
    assert story("why", *NOW, "--site", "left-knee").code == 1


def test_why_tells_what_is_published(story: Run) -> None:
    told = " ".join(story("why", *NOW).out.split())
    for topic in TOPICS:
        assert f"{topic.id}: {topic.question} {topic.verdict} {topic.sure}" in told
    about = " ".join(story("why", "--about", "stretching-prevents").out.split())
    assert "Studies contradict each other: People with a sore forefoot" in about
    assert "Speaks against it: - Runners with stiff calves stretched for eight weeks." in about
    assert "Macklin et al., Foot 2012 (https://doi.org/10.1016/j.foot.2011.09.001)" in about
    unknown = story("why", "--about", "weather")
    assert unknown.code == 1
    assert "calves-tight" in unknown.err


def test_no_plan_while_a_sign_stands(story: Run) -> None:
    story("signs", "foot-drop", "yes", *NOW)
    later = ("--now", "2026-11-23T09:30+00:00")
    told = story("plan", *later).out
    assert told.startswith('You ticked: "The foot slaps')
    assert "No run for now: have somebody look first." in told
    assert " km" not in told
    found = json.loads(story("plan", *later, "--json").out)
    assert (found["next_run"]["limited_by"], found["schedule"]) == ("flag", [])


def test_a_run_whose_pace_nobody_knows_is_not_foreseen_and_that_is_said(afterrun: Run, tmp_path: Path) -> None:
    diary = build_story(now=datetime.fromisoformat(NOW[1])).diary
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add([replace(run, distance_m=None) for run in diary.runs])
        journal.add(diary.pain)
    told = afterrun("forecast", *NOW, "--run", "5 km", "--at", "18:00").out
    assert "with the run" not in told
    assert "None of your runs has a distance" in told
    assert "Say how fast you would run it." in told
    assert "with the run" in afterrun("forecast", *NOW, "--run", "5 km", "--at", "18:00", "--pace", "6:00").out


@about("trial")
def test_trial(story: Run) -> None:
    found = json.loads(story("trial", "design", *NOW, "--weeks", "4", "--people", "10", "--json").out)
    assert found["schema"] == "afterrun/trial-designs/1"
    assert found["simulated_as"] == "you"
    assert {design["design"] for design in found["designs"]} == {"pairs", "blocks", "start"}
    begin = ("trial", "start", "--design", "pairs", "--intervention", "calf-stretch", "--units", "12", *NOW)
    begun = json.loads(story(*begin, "--json").out)
    assert (begun["state"], begun["units_done"], begun["units"]) == ("running", 0, 12)
    again = story(*begin)
    assert (again.code, "still running" in again.err) == (1, True)
    later = ("--now", "2026-11-24T07:00:00+00:00")
    due = story("trial", "next", *later).out
    assert "Next run: with" in due
    assert story("trial", "next", *later).out == due
    assert "0 of 12 runs" in story("trial", "status", *later).out
    result = json.loads(story("trial", "result", *later, "--json").out)
    assert (result["verdict"], result["evidence"]) == ("not-yet-known", "randomised")
    assert "Allocation" in story("trial", "result", "--report", *later).out
    assert story("trial", "stop", "--reason", "a holiday", *later).code == 0
    assert json.loads(story("trial", "status", *later, "--json").out)["stop_reason"] == "a holiday"
    assert story("trial", "stop", "--reason", "again", *later).code == 1
    days = ("trial", "start", "--design", "blocks", "--intervention", "air-purifier", "--block-days", "7", *later)
    assert "pain of every day" in story(*days, "--outcome", "every-day").out
    chosen = json.loads(story("trial", "status", *later, "--json").out)["protocol"]
    assert (chosen["outcome"], chosen["block_days"], chosen["units"]) == ("pain-of-every-day", 7, 12)


@about("report")
def test_report(story: Run, tmp_path: Path) -> None:
    told = story("report", "--out", "sheet.html", *NOW)
    assert (told.code, "sheet.html" in told.out) == (0, True)
    assert "My questions" in (tmp_path / "sheet.html").read_text("utf-8")
    assert story("report", "--out", "sheet.html", *NOW).code == 1
    assert story("report", "--out", "sheet.html", "--force", *NOW).code == 0
    assert story("report", "--format", "pdf", *NOW).out == "Written: afterrun-report.pdf.\n"
    assert story("report", "--out", "sheet.pdf", *NOW).code == 0
    assert (tmp_path / "sheet.pdf").read_bytes() == (tmp_path / "afterrun-report.pdf").read_bytes()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-1.")
    assert story("report", "--format", "odt", *NOW).code == 2


@about("backup")
def test_backup_and_restore(story: Run, afterrun: Run, tmp_path: Path) -> None:
    assert story("backup", "copy.db").code == 0
    assert story("backup", "copy.db").code == 1
    before = json.loads(story("check", "--json").out)["counts"]
    assert story("pain", "9", *SITE, *NOW).code == 0
    assert story("restore", "copy.db").code == 1
    assert story("restore", "copy.db", "--force").code == 0
    assert json.loads(story("check", "--json").out)["counts"] == before
    assert len(list(tmp_path.glob("journal.db.before-restore-*"))) == 1
    (tmp_path / "no.db").write_bytes(b"not a journal")
    assert story("restore", "no.db", "--force").code == 1
    assert json.loads(story("check", "--json").out)["counts"] == before


@about("restore")
def test_restore_into_nothing(story: Run, tmp_path: Path) -> None:
    assert story("backup", "copy.db").code == 0
    counts = json.loads(story("check", "--json").out)["counts"]
    fresh = ("--journal", "fresh.db")
    assert story("restore", "copy.db", *fresh).code == 0
    assert json.loads(story("check", "--json", *fresh).out)["counts"] == counts


@about("export")
def test_export(story: Run, tmp_path: Path) -> None:
    assert "pain.csv" in story("export", "out").out
    assert story("export", "out").code == 1
    assert story("import", "out").out.count("0 added") == 10


def test_what_is_written_is_for_its_owner_only_and_a_wider_journal_is_narrowed_with_a_word(
    story: Run, tmp_path: Path
) -> None:
    before = os.umask(0)  # the commands inherit it
    try:
        for arguments in (("backup", "copy.db"), ("export", "out"), ("report", *NOW), ("report", "--out", "a", *NOW)):
            assert (story(*arguments).code, story("check").err) == (0, "")
        (tmp_path / "afterrun-report.html").chmod(0o644)
        assert story("report", "--force", *NOW).code == 0
        (tmp_path / "journal.db").chmod(0o644)
        assert story("check", "--json").err == (
            f"Others on this computer could read {tmp_path / 'journal.db'}. Now only you can.\n"
        )
        assert story("check").err == ""
    finally:
        os.umask(before)
    written = list(tmp_path.rglob("*"))
    assert len(written) > 10
    assert [each for each in written if each.stat().st_mode & 0o077] == []


@about("cohort")
def test_cohort(afterrun: Run, tmp_path: Path, one_shape: None) -> None:
    pytest.importorskip("pyarrow", reason="the extra cohort is not installed")
    for name in ("anna", "ben"):
        (tmp_path / "club" / name).mkdir(parents=True)
        (tmp_path / "club" / name / "pain.csv").write_text(
            "at,site,nrs,symptom\n2026-11-22T07:00Z,left-calf,4,swelling\n"
        )
    (tmp_path / "club" / "broken.db").write_bytes(b"SQLite format 3\0" * 9)
    fitted = afterrun("cohort", "fit", "club", "--workers", "1", *NOW)
    assert fitted.code == 0
    assert fitted.out.startswith("anna, ben: ")
    assert "broken.db: " in fitted.out
    assert "3 of 3" in fitted.err
    shown = afterrun("cohort", "show", "cohort")
    assert (shown.code, shown.out) == (0, fitted.out)
    told = json.loads(afterrun("cohort", "show", "cohort", "--json").out)
    assert (told["schema"], told["people"], told["population"]) == ("afterrun/cohort/1", 3, [])
    assert told["responders"] == {"share": None}
    assert {each["person"] for each in told["safety"]} == {"anna", "ben"}
    assert "Nobody here has finished a trial" in afterrun("cohort", "trial", "cohort").out
    assert json.loads(afterrun("cohort", "trial", "cohort", "--json").out)["questions"] == []
    assert json.loads(afterrun("cohort", "fit", "club", "--json", *NOW).out) == told | {"seconds": ANY}
    refused = afterrun("cohort", "lend", "cohort", "--out", "lent.json")
    assert (refused.code, list(tmp_path.glob("lent.json*"))) == (1, [])
    assert "of 20 people or more; 0 can tell" in refused.err


def test_a_cohort_lends_and_a_journal_borrows(afterrun: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra cohort is not installed")
    finished(tmp_path / "heels", 30)
    lent = afterrun("cohort", "lend", "heels", "--out", "heels.json")
    assert "Written: heels.json, of 30 people." in lent.out
    assert "afterrun cohort borrow heels.json" in lent.out
    assert "lean on 30 other people: heels." in afterrun("cohort", "borrow", "heels.json").out
    assert "lean on nobody" in afterrun("cohort", "borrow", "--nobody").out


@about("check")
def test_check(story: Run, tmp_path: Path) -> None:
    assert "The journal is sound." in story("check").out
    found = json.loads(story("check", "--json").out)
    assert set(found) == {"sound", "damage", "counts", "engine"}
    assert found["engine"] in {"C", "NumPy"}
    (tmp_path / "journal.db").write_bytes(b"not a journal at all" * 100)
    assert story("check").code == 1


@about("demo")
def test_demo_leaves_nothing_behind_unless_asked(afterrun: Run, tmp_path: Path) -> None:
    with keeping(tmp_path / "cache"):
        ended = afterrun("demo", "--no-serve", *NOW)
    assert ended.code == 0
    assert "truth" in ended.out
    assert "Working out the answers for a simulated runner" in ended.err  # it takes its time before it says more
    assert list(tmp_path.iterdir()) == []
    assert afterrun("demo", "--no-serve", "--journal", "kept.db", *NOW).code == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept.db"]
    assert afterrun("demo", "--no-serve", "--journal", "kept.db").code == 1


def test_serving_others_is_refused_without_a_password(afterrun: Run) -> None:
    refused = afterrun("serve", "--host", "0.0.0.0", "--allow-host", "192.168.1.20")
    assert (refused.code, "afterrun password" in refused.err) == (1, True)


@about("password")
def test_password(afterrun: Run, tmp_path: Path) -> None:
    assert afterrun("password", typed="short\n").code == 1
    kept = afterrun("password", typed="four quiet words here\n")
    assert (kept.code, kept.out.startswith("Kept.")) == (0, True)
    private = tmp_path / "journal.db.private"
    assert private.stat().st_mode & 0o777 == 0o600
    assert "quiet" not in private.read_text()
    assert afterrun("password", "four quiet words here").code == 2  # never in a command: others see it
    assert afterrun("password", "--remove").out.startswith("Removed")
    assert afterrun("password", "--remove").out.startswith("There was none")


@about("phone")
def test_phone_asks_for_a_password_and_shows_a_code(afterrun: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, Any] = {}

    def instead(path: Path, **how: Any) -> None:
        served.update(how)
        how["announce"]("http://192.168.1.20:8710/")

    monkeypatch.setattr("afterrun.web.serving.serve", instead)
    assert afterrun("phone", "--address", "192.168.1.20", typed="short\n").code == 1
    assert served == {}
    first = afterrun("phone", "--address", "192.168.1.20", typed="four quiet words here\n")
    assert first.code == 0
    assert "Choose a password first" in first.out
    assert served["reach"] == Reach("192.168.1.20", 8710)
    assert served["reach"].beyond
    again = afterrun("phone", "--address", "192.168.1.20")
    assert "Choose a password" not in again.out
    assert again.out.count("\N{FULL BLOCK}") > 20 or again.out.count("\N{LOWER HALF BLOCK}") > 20


def test_a_computer_without_a_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("socket.socket.connect", unreachable)
    with pytest.raises(InvalidValueError, match="none was found"):
        home_address()


@about("clinic")
def test_clinic(afterrun: Run, tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path / "clinic"))
    made = afterrun("clinic", "create-administrator", *folder, "--login", "boss", typed="four quiet words here\n")
    assert made.code == 0
    assert "four quiet words" not in made.out
    short = afterrun("clinic", "create-administrator", *folder, "--login", "other", typed="short\n")
    assert (short.code, "password must have" in short.err) == (1, True)
    again = afterrun("clinic", "create-administrator", *folder, "--login", "other", "--if-none", typed="")
    assert again.out == "There is one already.\n"
    verified = afterrun("clinic", "audit", *folder, "--verify")
    (head,) = re.findall(r"[0-9a-f]{64}", verified.out)
    assert verified.out.startswith("1 line, as it was written.")
    assert afterrun("clinic", "reset", *folder, "boss", typed="five other quiet words\n").code == 0
    assert afterrun("clinic", "reset", *folder, "nobody", typed="five other quiet words\n").code == 1
    lines = afterrun("clinic", "audit", *folder).out.splitlines()
    assert ["create-administrator" in lines[0], "reset" in lines[1], len(lines)] == [True, True, 2]
    assert afterrun("clinic", "audit").code == 2
    assert afterrun("clinic", "audit", *folder, "--database", "postgresql://127.0.0.1/x").code == 2

    assert afterrun("clinic", "audit", *folder, "--head", head).code == 0
    cut = afterrun("clinic", "audit", *folder, "--head", "0" * 63 + "1")
    assert (cut.code, "audit trail must be as it was written" in cut.err) == (1, True)
    beyond = afterrun("clinic", "serve", *folder, "--host", "192.0.2.1", "--allow-host", "clinic.example")
    assert (beyond.code, "speaks no https" in beyond.err) == (1, True)


def test_clinic_in_a_database(afterrun: Run, postgres: Cluster) -> None:
    postgres.make_database("typed")
    there = ("--database", postgres.address(APP, "typed"))
    unprepared = afterrun("clinic", "audit", *there)
    assert (unprepared.code, "must be prepared for a clinic" in unprepared.err) == (1, True)
    made = afterrun("clinic", "prepare", postgres.address(OWNER, "typed"), "--role", APP)
    assert (made.code, "Made the tables." in made.out) == (0, True)
    secret = "four quiet words here\n"
    assert afterrun("clinic", "create-administrator", *there, "--login", "boss", typed=secret).code == 0
    assert afterrun("clinic", "reset", *there, "boss", typed="five other quiet words\n").code == 0
    verified = afterrun("clinic", "audit", *there, "--verify")
    assert verified.out.startswith("2 lines, all as they were written.")
    assert postgres.password not in made.out + made.err + unprepared.err
    assert afterrun("clinic", "prepare", postgres.address(OWNER, "typed"), "--role", APP).code == 0
    postgres.do("DROP DATABASE typed WITH (FORCE)")
