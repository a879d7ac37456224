"""Questions about runs in the app: told on the first page, answered with a tap, taken back with another."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient

from afterrun.journal import Journal

TABLE = b"start,duration_s,distance_m\n2026-05-01T07:30:00+02:00,36,6.4\n2026-05-03T07:30:00+02:00,2400,6000\n"


def runs_in(client: TestClient) -> list[float | None]:
    path: Path = client.app.state.service.journal_path  # type: ignore[attr-defined]
    with Journal.open(path) as journal:
        return [run.distance_m for run in journal.diary().runs]


def fields(text: str, answer: str) -> dict[str, str]:
    """What the form with a button for this answer sends."""
    form = next(form for form in re.findall(r"<form.*?</form>", text, re.DOTALL) if f'value="{answer}"' in form)
    found = {name: re.search(rf'name="{name}" value="([^"]+)"', form) for name in ("row", "uid")}
    return {name: match.group(1) for name, match in found.items() if match} | {"answer": answer}


def test_a_slip_is_asked_about_and_mended_with_a_tap(client: TestClient) -> None:
    told = client.post("/import", files=[("files", ("runs.csv", TABLE))]).text
    assert "cannot be right: 6.4 m in 36 s" in told
    assert 'href="/run-questions"' in told
    assert "1 run waits for your answer" in client.get("/").text
    assert runs_in(client) == [6000]
    page = client.get("/run-questions").text
    assert "It was 6.4 km in 36 min" in page
    saved = client.post("/run-questions", data=fields(page, "meant"), headers={"hx-request": "true"}).text
    assert "Saved. Thank you." in saved
    assert "Nothing is unclear." in saved
    assert runs_in(client) == [6400, 6000]
    assert "waits for your answer" not in client.get("/").text


def test_two_that_may_be_one_can_be_joined_and_parted(client: TestClient) -> None:
    client.post("/import", files=[("files", ("runs.csv", TABLE))])
    text = client.post("/run", data={"start": "2026-05-03T08:30", "minutes": "40", "distance": "6"}).text
    assert "may be the one that a table told of" in text
    page = client.get("/run-questions").text
    assert runs_in(client) == [6000]
    page = client.post("/run-questions", data=fields(page, "same")).text
    assert "The same run; it counts once." in page
    page = client.post("/run-questions", data=fields(page, "back")).text
    assert "Two runs; both count." in page
    assert runs_in(client) == [6000, 6000]


def test_an_answer_to_nothing_says_so(client: TestClient) -> None:
    answer = client.post("/run-questions", data={"row": "7", "uid": "x", "answer": "run"})
    assert answer.status_code == 422
    assert "gone" in answer.text
    assert client.post("/run-questions", data={"row": "²", "uid": "x", "answer": "back"}).status_code == 422


def test_questions_that_are_alike_take_one_answer_and_give_it_back(client: TestClient) -> None:
    rows = [f"2026-05-{day:02}T07:30:00+02:00,36,6.{day % 10}\n" for day in range(1, 8)]
    client.post("/import", files=[("files", ("runs.csv", ("start,duration_s,distance_m\n" + "".join(rows)).encode()))])
    page = client.get("/run-questions").text
    assert "7 times, from a table: 1 May 2026 to 7 May 2026." in page
    assert "One of them: Thu 7 May 2026, 07:30: 6.7 m in 36 s (from a table) · It was 6.7 km in 36 min" in page
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "All as proposed" in form)
    whole = {name: re.findall(rf'name="{name}" value="([^"]+)"', form) for name in ("row", "uid")}
    assert "Nothing is unclear." in client.post("/run-questions", data=whole | {"answer": "meant"}).text
    assert len(runs_in(client)) == 7
    page = client.get("/run-questions").text
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "Ask again about all" in form)
    whole = {name: re.findall(rf'name="{name}" value="([^"]+)"', form) for name in ("row", "uid")}
    assert "7 times" in client.post("/run-questions", data=whole | {"answer": "back"}).text
    assert runs_in(client) == []


def test_where_only_some_take_an_answer_it_says_how_many_and_why_not_the_others(client: TestClient) -> None:
    """One has a meaning to propose, the other has none."""
    rows = "2026-05-01T07:30:00+02:00,36,6.4\n2026-05-03T07:30:00+02:00,200000,5000\n"
    client.post("/import", files=[("files", ("runs.csv", f"start,duration_s,distance_m\n{rows}".encode()))])
    page = client.get("/run-questions").text
    all_of = {name: sorted(set(re.findall(rf'name="{name}" value="([^"]+)"', page))) for name in ("row", "uid")}
    assert len(all_of["row"]) == 2
    told = client.post("/run-questions", data=all_of | {"answer": "meant"}, headers={"hx-request": "true"}).text
    assert "1 of 2 took this answer." in told
    assert "answer must be one that was offered" in told
    assert len(runs_in(client)) == 1
