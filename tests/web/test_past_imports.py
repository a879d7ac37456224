"""The import page lists what was brought in, and takes a whole import back."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

HEAD = "at,site,nrs\n"
ROW = "2026-11-{}T20:00:00+01:00,left-heel,{}\n"


def sent(client: TestClient, name: str, text: str, **form: str) -> None:
    client.post("/import", files=[("files", (name, text.encode()))], data=form).raise_for_status()


def changed(client: TestClient, number: int, do: str, headers: dict[str, str] | None = None) -> str:
    return client.post("/import/past", data={"number": str(number), "do": do}, headers=headers).text


def listed(client: TestClient) -> list[str]:
    return re.findall(r"<li>(.*?)\n<form", client.get("/import").text)


def numbers(client: TestClient) -> list[float]:
    return [nrs for _, nrs in client.get("/api/timeline?site=left-heel").json()["pain"]]


def test_an_import_is_taken_back_and_brought_back_on_the_page(client: TestClient) -> None:
    assert "What was brought in" not in client.get("/import").text
    sent(client, "mine.csv", HEAD + ROW.format(10, 7))
    sent(client, "hers.csv", HEAD + ROW.format(11, 2) + ROW.format(12, 3))
    assert [each.split(": ")[-1] for each in listed(client)] == ["2 entries.", "1 entry."]
    part = changed(client, 2, "take-back", {"hx-request": "true"})
    assert "Bring it back" in part
    assert "hers.csv: 2 entries. Taken back." in part
    assert numbers(client) == [7]
    again = changed(client, 2, "take-back")
    assert "That was done already." in again
    assert "It is back" in changed(client, 2, "bring-back")
    assert numbers(client) == [7, 2, 3]


def test_a_wrong_table_that_was_said_to_be_right_is_taken_back(client: TestClient) -> None:
    sent(client, "mine.csv", HEAD + "".join(ROW.format(day, 3) for day in (10, 11, 12)))
    sent(client, "wrong.csv", HEAD + "".join(ROW.format(day, 8) for day in (10, 11, 12)))
    asked = re.findall(r'name="question" value="(\w+)"', client.get("/import").text)
    client.post("/import/answer", data={"question": asked, "answer": "table"}).raise_for_status()
    assert numbers(client) == [8, 8, 8]
    assert "wrong.csv: 3 entries." in listed(client)[0]
    changed(client, 2, "take-back")
    assert numbers(client) == [3, 3, 3]
    changed(client, 2, "bring-back")
    assert numbers(client) == [8, 8, 8]


def test_files_that_the_page_sends_one_by_one_are_one_import(client: TestClient) -> None:
    for day in (10, 11, 12):
        sent(client, f"day{day}.csv", HEAD + ROW.format(day, 4), token="one")
    sent(client, "later.csv", HEAD + ROW.format(13, 4), token="two")
    assert len(listed(client)) == 2
    assert "day10.csv, day11.csv, day12.csv: 3 entries" in listed(client)[1]
    changed(client, 1, "take-back")
    assert numbers(client) == [4]
