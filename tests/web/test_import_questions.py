"""What an import leaves to decide, on the page: which number is right, what is gone, what a column is."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

HEAD = "at,site,nrs\n"
ROW = "2026-11-{}T20:00:00+01:00,left-heel,{}\n"
SITE = "/api/timeline?site=left-heel"


def sent(client: TestClient, text: str, name: str = "pain.csv") -> str:
    return client.post("/import", files=[("files", (name, text.encode()))]).text


def asked(text: str) -> list[str]:
    return sorted(set(re.findall(r'name="question" value="([0-9a-f]+)"', text)))


def numbers(client: TestClient) -> list[float]:
    return [nrs for _, nrs in client.get(SITE).json()["pain"]]


def test_a_corrected_row_is_decided_with_a_tap_and_stays_open_until_then(client: TestClient) -> None:
    sent(client, HEAD + ROW.format(10, 7))
    text = sent(client, HEAD + ROW.format(10, 4))
    assert "pain: 7 in the journal, 4 in the table" in text
    (question,) = asked(client.get("/import").text)
    assert asked(text) == [question]
    assert client.post("/import/answer", data={"question": question, "answer": "neither"}).status_code == 200
    assert asked(client.get("/import").text) == [question]
    assert "Done." in client.post("/import/answer", data={"question": question, "answer": "table"}).text
    assert asked(client.get("/import").text) == []
    assert (
        "This is no longer asked." in client.post("/import/answer", data={"question": question, "answer": "table"}).text
    )
    assert numbers(client) == [4]


def test_rows_that_are_gone_from_a_table_may_be_kept(client: TestClient) -> None:
    rows = [ROW.format(10 + day, day) for day in range(4)]
    sent(client, HEAD + "".join(rows))
    text = sent(client, HEAD + rows[0] + rows[2] + rows[3])
    assert "Take them out of the journal too?" in text
    (question,) = asked(text)
    answer = {"question": question, "answer": "journal"}
    kept = client.post("/import/answer", data=answer, headers={"hx-request": "true"}).text
    assert kept.strip() == '<p role="status">Done.</p>'
    assert len(numbers(client)) == 4


def test_the_columns_of_a_table_are_explained_once(client: TestClient) -> None:
    table = "Zeitlich;Wert X;Laune\n10.11.2026 20:00;4,5;gut\n"
    text = sent(client, table, "meins.csv")
    assert "Nobody said yet what its columns are" in text
    assert '<small class="note">4,5</small>' in text
    chosen = {
        "table": "pain",
        "header": ["Zeitlich", "Wert X", "Laune"],
        "field": ["at", "nrs", "note"],
        "site": "left heel",
        "dates": "",
    }
    assert "Now choose the file again." in client.post("/import/columns", data=chosen).text
    assert "1 added" in sent(client, table, "meins.csv")
    assert numbers(client) == [4.5]


def test_a_time_of_day_that_no_row_tells_is_said_once(client: TestClient) -> None:
    table = "Date;Distance (km);Duration (min)\n2026-11-10;5,2;31\n2026-11-12;8;50\n"
    text = sent(client, table, "mine.csv")
    assert "No row says at what time of day it was. Say it once below" in text
    assert [f'<option value="{field}" selected>' in text for field in ("runs", "at", "distance_m", "duration_s")] == [
        True
    ] * 4
    chosen = {
        "table": "runs",
        "header": ["Date", "Distance (km)", "Duration (min)"],
        "field": ["at", "distance_m", "duration_s"],
        "time_of_day": "some time",
    }
    assert "must be a time of day" in client.post("/import/columns", data=chosen).text
    client.post("/import/columns", data=chosen | {"time_of_day": "6:30 pm"})
    assert "2 added" in sent(client, table, "mine.csv")
    shown = client.get("/timeline").text
    assert shown.count("18:30") >= 2


def test_a_week_grid_needs_a_pace_and_a_time_of_day_once(client: TestClient) -> None:
    table = "Week (km),Mon,Tue,Wed,Thu,Fri,Sat,Sun\n2026-11-02,5,,8,,,,\n2026-11-09,5,,,,,,12\n"
    text = sent(client, table, "weeks.csv")
    assert "The table does not say how long the runs were. Say it once below" in text
    chosen = {
        "table": "runs",
        "header": ["Date", "Distance (km)"],
        "field": ["at", "distance_m"],
        "time_of_day": "07:30",
        "pace": "soon",
    }
    assert "pace must be a time a kilometre or a mile" in client.post("/import/columns", data=chosen).text
    client.post("/import/columns", data=chosen | {"pace": "6:00 /km"})
    text = sent(client, table, "weeks.csv")
    assert "4 added (4 runs)" in text
    assert "from the pace 6:00 /km: 4." in text


def test_dates_that_may_be_two_days_are_said_with_the_files(client: TestClient) -> None:
    table = ("files", ("pain.csv", (HEAD + "05/06/2026 20:00,left-heel,4\n").encode()))
    assert "may be 2026-05-06 or 2026-06-05" in client.post("/import", files=[table]).text
    assert "1 added" in client.post("/import", files=[table], data={"dates": "dmy"}).text
    assert numbers(client) == [4]


def test_columns_that_make_no_sense_are_refused_with_the_reason(client: TestClient) -> None:
    chosen = {"table": "pain", "header": ["A"], "field": [""], "site": "", "dates": ""}
    answer = client.post("/import/columns", data=chosen)
    assert answer.status_code == 422
    assert "columns must be chosen" in answer.text
    for wrong in ({"field": ["distance_m"]}, {"field": ["nrs"], "site": "elbow of the moon"}, {"table": "moods"}):
        assert client.post("/import/columns", data=chosen | {"field": ["nrs"]} | wrong).status_code == 422


def test_rows_of_one_table_that_differ_take_one_answer(client: TestClient) -> None:
    sent(client, HEAD + "".join(ROW.format(10 + day, 7) for day in range(4)))
    sent(client, HEAD + "".join(ROW.format(10 + day, day) for day in range(4)))
    page = client.get("/import").text
    assert "pain.csv: 4 rows differ from the journal." in page
    whole = {"question": asked(page), "answer": "table"}
    assert "Done." in client.post("/import/answer", data=whole).text
    assert numbers(client) == [0, 1, 2, 3]
    assert asked(client.get("/import").text) == []


def test_the_keys_of_a_list_in_json_are_explained_like_columns(client: TestClient) -> None:
    said = '[{"when": "2026-11-10T20:00:00+01:00", "pain": 4.5}, {"when": "2026-11-11T20:00:00+01:00", "pain": 3}]'
    assert '<small class="note">4.5 · 3</small>' in sent(client, said, "mine.json")
    chosen = {"table": "pain", "header": ["when", "pain"], "field": ["at", "nrs"], "site": "left heel", "dates": ""}
    assert "Now choose the file again." in client.post("/import/columns", data=chosen).text
    assert "2 added" in sent(client, said, "mine.json")
    assert numbers(client) == [4.5, 3]
