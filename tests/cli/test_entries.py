"""What was logged is listed, and taken back by its name."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.typed import NOW, SITE, Run, about


def log_two(afterrun: Run) -> None:
    afterrun("pain", "6", *SITE, "--at", "yesterday 21:00", *NOW)
    afterrun("run", "5 km", "--minutes", "30", "--at", "07:30", *NOW)


@about("entries")
def test_entries_are_listed_the_newest_first(afterrun: Run) -> None:
    assert afterrun("entries").code == 1  # there is no journal
    log_two(afterrun)
    lines = afterrun("entries").out.splitlines()
    assert [line[9:] for line in lines] == [
        "Mon 23 Nov 2026, 07:30  Run, 5.0 km in 30 min",
        "Sun 22 Nov 2026, 21:00  Pain, 6 of 10, right forefoot, outer side",
    ]
    last = afterrun("entries", "-n", "1")
    assert last.out.splitlines()[1] == "1 earlier: afterrun entries -n 2"
    told = json.loads(afterrun("entries", "--json").out)
    assert [(each["kind"], each["source"]) for each in told] == [("run", "cli"), ("pain", "cli")]
    assert told[0]["name"].startswith(lines[0].split()[0])


@about("remove")
def test_what_was_typed_wrong_is_taken_back_and_logged_again(afterrun: Run) -> None:
    log_two(afterrun)
    name = afterrun("entries").out.splitlines()[1].split()[0]
    assert afterrun("remove", name).out == "Removed: Pain, 6 of 10, right forefoot, outer side.\n"
    assert afterrun("remove", name).code == 1
    assert afterrun("pain", "3", "--site", "left heel", "--at", "yesterday 21:00", *NOW).code == 0
    assert "Pain, 3 of 10, left heel" in afterrun("entries").out


def test_a_name_that_begins_several_takes_none_back(afterrun: Run) -> None:
    log_two(afterrun)
    refused = afterrun("remove", "r")
    assert (refused.code, refused.err.splitlines()[0]) == (1, "name must fit one entry; 'r' begins 2 names.")
    assert len(afterrun("entries").out.splitlines()) == 2


def test_what_came_from_a_table_has_no_name_and_stays(afterrun: Run, tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-05-03T07:00:00+02:00,left-heel,3\n")
    afterrun("import", "pain.csv")
    assert afterrun("entries").out.startswith(" " * 9)
    assert json.loads(afterrun("entries", "--json").out)[0]["name"] is None


def test_pain_that_was_rated_before_the_run_was_logged_is_none_of_the_run(afterrun: Run) -> None:
    afterrun("pain", "3", *SITE, "--now", "2026-11-23T09:00:00+00:00")
    afterrun("run", "5 km", "--minutes", "30", "--now", "2026-11-23T09:02:00+00:00")
    told = json.loads(afterrun("answers", "--json", "--now", "2026-11-23T09:03:00+00:00").out)
    assert (told["data"]["reports"], told["data"]["during_runs"]) == (1, 0)


def test_a_comma_is_as_good_as_a_point(afterrun: Run) -> None:
    assert "pain 4.5 at" in afterrun("pain", "4,5", *SITE).out
    assert json.loads(afterrun("run", "5,5 km", "--minutes", "30,5", "--json").out)["run"]["duration_s"] == 30.5 * 60


def test_usage_is_told_in_the_language_spoken(afterrun: Run) -> None:
    refused = afterrun("--lang", "de", "pain", "vier")
    assert refused.code == 2
    assert refused.err.splitlines() == [
        "Aufruf: afterrun pain [OPTIONS] NRS",
        "Alles darüber: afterrun pain --help",
        "",
        "NRS: 'vier' ist keine Zahl. Schreib sie wie 3 oder 4,5.",
    ]
    assert "was deinen Schmerz beim Laufen auslöst" in afterrun("--lang", "de", "--help").out


def test_check_counts_in_words(afterrun: Run) -> None:
    log_two(afterrun)
    assert "In it: runs 1, pain reports 1.\n" in afterrun("check").out
