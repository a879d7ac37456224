"""The timeline by finger, wheel and keys, over days and over years; and every kind of entry corrected and put back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Locator, Page, expect

from afterrun.journal import Journal
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.web.forms.record_forms import Record, TypedForm
from benchmarks.long_journal import long_journal
from tests.web.conftest import NOW, Served, client_of, journal_file

Serve = Callable[[str], Served]
in_browser = pytest.mark.browser
SITE = Site("left", "heel")
AT = (NOW - timedelta(days=2)).replace(microsecond=0)
EIGHT = AT.replace(hour=8, minute=0, second=0)
BY_HAND: dict[str, Record] = {
    "run": Run(start=AT, duration_s=1830, distance_m=5000, cadence_spm=166, shoe="blue", source="app"),
    "pain": PainReport(at=AT, site=SITE, nrs=4, quality=("sore",), moment="evening", source="cli"),
    "care": Care(at=AT, intervention="calf-stretch", variant="off-step", minutes=3, site=SITE, source="app"),
    "phase": Phase(intervention="calf-raises", start=AT, note="3 times 15", source="cli"),
    "event": Event(at=AT, kind="long-drive", minutes=90, source="app"),
}
CHANGES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "run": ({"minutes": "31", "distance": "5,2"}, {"duration_s": 1860.0, "distance_m": 5200.0}),
    "pain": (
        {"nrs": "3", "when": "2026-11-20T08:00"},
        {"nrs": 3.0, "at": EIGHT.replace(day=20)},
    ),
    "care": ({"pain_before": "5", "pain_after": "2,5"}, {"pain_before": 5.0, "pain_after": 2.5}),
    "phase": ({"end": "2026-11-22T08:00"}, {"end": EIGHT.replace(day=22)}),
    "event": ({"kind_of_event": "Long walk"}, {"kind": "long-walk"}),
}
every_kind = pytest.mark.parametrize("kind", BY_HAND)


@pytest.fixture
def by_hand(tmp_path: Path) -> TestClient:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add(BY_HAND.values())
    return client_of(path)


def stored(client: TestClient, kind: str) -> list[Record]:
    with client.app.state.service.open() as journal:  # type: ignore[attr-defined]
        diary: Diary = journal.diary()
    kinds: dict[str, tuple[Record, ...]]
    kinds = {"run": diary.runs, "pain": diary.pain, "care": diary.care, "phase": diary.phases, "event": diary.events}
    return list(kinds[kind])


def form_of(text: str, action: str) -> dict[str, str]:
    """Fill in a form as it was sent: what its inputs and lists hold."""
    part = re.search(rf'<form[^>]*action="{action}".*?</form>', text, re.DOTALL)
    assert part is not None, text
    inputs = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', part[0])
    lists = re.findall(r'<select name="(\w+)">.*?<option value="([^"]*)" selected', part[0])
    return dict(inputs) | dict(lists)


@every_kind
def test_sent_back_as_it_is_nothing_changes(by_hand: TestClient, kind: str) -> None:
    form = form_of(by_hand.get(f"/fragment/entry?kind={kind}&at={AT.timestamp()}").text, "/entry")
    assert "Corrected" in by_hand.post("/entry", data=form).text
    assert stored(by_hand, kind) == [BY_HAND[kind]]


@every_kind
def test_every_kind_is_corrected_and_put_back(by_hand: TestClient, kind: str) -> None:
    typed, changed = CHANGES[kind]
    form = form_of(by_hand.get(f"/fragment/entry?kind={kind}&at={AT.timestamp()}").text, "/entry") | typed
    told = by_hand.post("/entry", data=form).text
    assert "Corrected" in told
    expected = replace(BY_HAND[kind], **changed)
    assert [_of_one_scale(record) for record in stored(by_hand, kind)] == [_of_one_scale(expected)]
    assert "Put back" in by_hand.post("/entry/back", data=form_of(told, "/entry/back")).text
    assert stored(by_hand, kind) == [BY_HAND[kind]]


def _of_one_scale(record: Record) -> Record:
    """A corrected report is of the scale that its new number is of."""
    return replace(record, scale="nrs-11") if isinstance(record, PainReport) else record


@every_kind
def test_every_kind_is_removed_and_put_back(by_hand: TestClient, kind: str) -> None:
    form = form_of(by_hand.get(f"/fragment/entry?kind={kind}&at={AT.timestamp()}").text, "/entry/remove")
    told = by_hand.post("/entry/remove", data=form).text
    assert "Removed" in told
    assert stored(by_hand, kind) == []
    assert "gone already" in by_hand.post("/entry/remove", data=form).text
    by_hand.post("/entry/back", data=form_of(told, "/entry/back"))
    assert stored(by_hand, kind) == [BY_HAND[kind]]


def test_what_was_put_aside_long_ago_is_told(by_hand: TestClient) -> None:
    assert "too long ago" in by_hand.post("/entry/back", data={"aside": "0" * 16}).text


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("run", {"minutes": "0"}, "minutes must be more than 0"),
        ("phase", {"end": "2026-11-01T08:00"}, "before start"),
        ("event", {"kind_of_event": " "}, "must not be empty"),
        ("care", {"pain_after": "12"}, "between 0 and 10"),
        ("pain", {"when": "2027-11-01T08:00"}, "must not lie ahead"),
    ],
)
def test_an_impossible_correction_keeps_what_was_typed(
    by_hand: TestClient, kind: str, typed: dict[str, str], said: str
) -> None:
    form = form_of(by_hand.get(f"/fragment/entry?kind={kind}&at={AT.timestamp()}").text, "/entry") | typed
    answer = by_hand.post("/entry", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    name, value = next(iter(typed.items()))
    assert form_of(answer.text, "/entry")[name] == value
    assert stored(by_hand, kind) == [BY_HAND[kind]]


def test_a_run_without_a_watch_is_logged_once(client: TestClient) -> None:
    form = form_of(client.get("/run").text, "/run")
    assert client.post("/run", data=form).status_code == 422
    for _ in range(2):
        assert (
            "Saved: run of 5.0 km in 30 min" in client.post("/run", data=form | {"minutes": "30", "distance": "5"}).text
        )
    expected = Run(start=NOW.replace(second=0), duration_s=1800, distance_m=5000, source="app")
    assert stored(client, "run") == [expected]


def test_what_was_worn_before_and_known_surfaces_are_offered(client: TestClient, tmp_path: Path) -> None:
    with Journal.open(tmp_path / "empty.db") as journal:
        for days, shoe, surface in ((3, "old ones", "gravel"), (2, "blue <b>", None), (1, "old ones", "road")):
            journal.add([Run(start=NOW - timedelta(days=days), duration_s=60, shoe=shoe, surface=surface)])
    page = client.get("/run").text
    offered = [re.findall(r'<option value="([^"]*)">', each) for each in re.findall(r"<datalist.*?</datalist>", page)]
    assert offered == [
        ["old ones", "blue &lt;b&gt;"],
        ["road", "gravel", "trail", "treadmill", "track", "grass", "mixed"],
    ]
    german = client.get("/run", headers={"accept-language": "de"}).text
    assert '<option value="Laufband">' in german


def test_the_rare_questions_of_a_run_come_after_save(client: TestClient) -> None:
    first, _, more = client.get("/run").text.partition("<details>")
    names = [re.findall(r'<input[^>]*name="(\w+)"', part) for part in (first, more)]
    assert [set(each) & TypedForm.model_fields.keys() for each in names] == [
        {"start", "distance", "minutes", "rpe", "shoe", "surface"},
        {"ascent", "cadence", "walk_breaks", "note"},
    ]
    assert first.index("Save") > first.index('name="surface"')


def test_a_run_is_logged_with_all_that_is_asked(client: TestClient) -> None:
    form = form_of(client.get("/run").text, "/run") | {"minutes": "30", "distance": "5", "shoe": "blue", "rpe": "6"}
    more = {"surface": "Laufband", "ascent": "40", "cadence": "168", "walk_breaks": "0", "note": "hot"}
    wrong = client.post("/run", data=form | more | {"walk_breaks": "-1"})
    assert wrong.status_code == 422
    assert "walk_breaks must be between 0 and 1000 breaks; got -1" in wrong.text
    assert "<details open>" in wrong.text
    assert "minutes must be more than 0; got 0" in client.post("/run", data=form | {"minutes": "0"}).text
    assert "distance must be between 0 and 1000; got 5000" in client.post("/run", data=form | {"distance": "5000"}).text
    assert client.post("/run", data=form | more, headers={"accept-language": "de"}).status_code == 200
    (run,) = stored(client, "run")
    assert isinstance(run, Run)
    assert (run.surface, run.ascent_m, run.cadence_spm, run.walk_breaks) == ("treadmill", 40, 168, 0)
    assert (run.shoe, run.rpe, run.note) == ("blue", 6, "hot")
    card = client.get(f"/fragment/entry?kind=run&at={run.start.timestamp()}").text
    assert "Walking breaks</dt><dd>0" in card


def test_what_is_done_most_has_a_shape_of_its_own_in_the_key(story_client: TestClient) -> None:
    text = story_client.get("/timeline").text
    shapes = json.loads(re.findall(r"data-care='([^']+)'", text)[0])
    assert {tuple(kind) for kind in shapes} == {("calf-stretch", "off-step"), ("calf-stretch", "flat-floor")}
    assert re.findall(r'class="key care shape-(\d)">([^<]+)<', text) == [
        (str(place + 1), f"calf stretch, {variant.replace('-', ' ')}") for place, (_, variant) in enumerate(shapes)
    ]
    assert "something else done" not in text


def window(page: Page) -> tuple[float, float]:
    """What the plot shows, by its own axis. [days since 1970]"""
    low, high = page.evaluate("[timelinePlot.scales.x.min / 86400, timelinePlot.scales.x.max / 86400]")
    return float(low), float(high)


def painted_again(page: Page) -> None:
    """Wait until what was done is drawn: three frames, however long the machine takes for them."""
    page.evaluate("async () => { for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); }")


def drawn(page: Page, address: str) -> Locator:
    page.goto(f"{address}/timeline")
    expect(page.locator("#timeline[data-drawn=yes] canvas")).to_be_visible()
    return page.locator("#timeline .u-over")


@in_browser
def test_dragging_moves_and_stays_within_the_data(page: Page, serve: Serve) -> None:
    over = drawn(page, serve("story").address)
    page.get_by_role("button", name="2 weeks").click()
    painted_again(page)
    box = over.bounding_box()
    assert box is not None
    before = window(page)
    page.mouse.move(box["x"] + 50, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 50 + box["width"] / 2, box["y"] + 100, steps=8)
    page.mouse.up()
    painted_again(page)
    after = window(page)
    assert after[0] == pytest.approx(before[0] - 7, abs=0.3)
    assert after[1] - after[0] == pytest.approx(14)
    expect(page.locator("#entry")).to_be_empty()
    for _ in range(12):
        page.get_by_role("button", name="Later").click(force=True)
    expect(page.get_by_role("button", name="Later")).to_be_disabled()


@in_browser
def test_a_wheel_with_ctrl_looks_closer_and_alone_scrolls_the_page(page: Page, serve: Serve) -> None:
    over = drawn(page, serve("story").address)
    over.hover()
    first = window(page)
    page.mouse.wheel(0, 40)
    painted_again(page)
    assert window(page) == first
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    painted_again(page)
    assert window(page)[1] - window(page)[0] < 0.5 * (first[1] - first[0])


@in_browser
def test_two_fingers_pinch(page: Page, serve: Serve) -> None:
    over = drawn(page, serve("story").address)
    box = over.bounding_box()
    assert box is not None
    first = window(page)
    y, middle = box["y"] + 60, box["x"] + box["width"] / 2
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *away: float) -> None:
        points = [{"x": middle + x, "y": y, "id": i} for i, x in enumerate(away)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", -20, 20)
    for away in range(20, 81, 10):
        fingers("touchMove", -away, away)
    fingers("touchEnd")
    painted_again(page)
    low, high = window(page)
    assert (high - low) == pytest.approx((first[1] - first[0]) / 4, rel=0.35)
    assert (low + high) / 2 == pytest.approx((first[0] + first[1]) / 2, abs=6)


@in_browser
def test_by_keys_alone(page: Page, serve: Serve) -> None:
    drawn(page, serve("story").address)
    first = window(page)
    page.get_by_role("button", name="Look closer").press("Enter")
    painted_again(page)
    assert window(page)[1] - window(page)[0] == pytest.approx((first[1] - first[0]) / 2)
    page.get_by_role("button", name="Earlier").press("Space")
    page.get_by_role("button", name="See more time").press("Enter")
    painted_again(page)
    assert window(page) == pytest.approx(first)
    page.locator("summary", has_text="As a table").press("Enter")
    page.get_by_role("row", name="Calf raises").get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", name="Calf raises")).to_be_visible()


@in_browser
def test_a_strip_is_tapped(page: Page, serve: Serve) -> None:
    over = drawn(page, serve("story").address)
    box = over.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 30, box["y"] + 25)
    expect(page.get_by_role("heading", name="Calf raises")).to_be_visible()


# Move the window by a day, and count the lines, arcs and boxes drawn for it: what a frame costs on any machine.
DRAWN_BY_A_MOVE = """async () => {
    const told = [CanvasRenderingContext2D, Path2D].flatMap((kind) =>
        ["lineTo", "rect", "arc", "fillRect", "fillText"].filter((name) => name in kind.prototype).map((name) => {
            const own = kind.prototype[name];
            const count = { calls: 0, back: () => { kind.prototype[name] = own; } };
            kind.prototype[name] = function (...given) { count.calls += 1; return own.apply(this, given); };
            return count;
        }));
    const { min, max } = timelinePlot.scales.x;
    timelinePlot.setScale("x", { min: min + 86400, max });
    await new Promise((tell) => queueMicrotask(tell));
    told.forEach((count) => count.back());
    return told.reduce((sum, count) => sum + count.calls, 0);
}"""


@in_browser
def test_ten_years_open_on_the_last_months_and_move_smoothly(page: Page, tmp_path: Path) -> None:
    with Served(long_journal(tmp_path / "large.db", now=NOW)) as served:
        drawn(page, served.address)
        low, high = window(page)
        assert high - low == pytest.approx(90)
        page.get_by_role("button", name="All", exact=True).click()
        painted_again(page)
        low, high = window(page)
        assert high - low > 3000
        drawn_of_all = page.evaluate(DRAWN_BY_A_MOVE)
        page.get_by_role("button", name="2 weeks").click()
        painted_again(page)
        assert 0 < page.evaluate(DRAWN_BY_A_MOVE) < drawn_of_all < 20_000


@in_browser
def test_another_theme_is_drawn_and_what_was_typed_stays(page: Page, serve: Serve) -> None:
    """In the morning the phone turns light: nothing is loaded again."""
    address = serve("few").address
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/check-in")
    page.locator("label.number").nth(4).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").wait_for()
    drawn(page, address)
    page.locator("summary", has_text="As a table").click()
    page.locator("tbody a").first.click()
    page.locator("#entry summary").click()
    page.locator("#entry [name=note]").fill("long stairs")
    dark = page.locator("#timeline canvas").evaluate("canvas => canvas.toDataURL()")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(
        "([before]) => document.querySelector('#timeline canvas').toDataURL() !== before", arg=[dark]
    )
    assert page.locator("#entry [name=note]").input_value() == "long stairs"
