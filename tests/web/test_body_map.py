"""The body map: each place can be tapped, told and reached by keys, and means what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from afterrun.journal import Journal
from afterrun.records import REGIONS, Site
from afterrun.web.pictures.body_map import KNEE_PARTS, places
from tests.web.conftest import NOW, Served, journal_file

Serve = Callable[[str], Served]
in_browser = pytest.mark.browser

# Left, top, right, bottom of a shape, or of what takes its taps, on the screen.
TARGETS = """(view) => [...document.querySelectorAll(`.view.${view} :is(.region, .opener)`)].map((shape) => {
    const box = (shape.querySelector(".hit") ?? shape).getBoundingClientRect();
    return [shape.dataset.site ?? "opener", box.width, box.height];
})"""


def test_every_region_is_on_the_map() -> None:
    assert {place.region for place in places()} == {*REGIONS, *KNEE_PARTS}
    assert len(places()) == len(set(places()))


def test_every_place_has_a_shape_and_every_shape_a_place(client: TestClient) -> None:
    text = client.get("/check-in").text
    shapes = {part.split('"')[0] for part in text.split('data-site="')[1:]}
    assert shapes == {str(place) for place in places()}


@pytest.mark.parametrize(
    ("form", "site"),
    [
        ({"site": "other", "place": "left-knee"}, "left-knee"),
        ({"site": "other", "place": "left-knee", "both": "yes"}, "both-knee"),
        ({"site": "right-heel", "place": "left-knee"}, "right-heel"),
        ({"site": "other", "side": "left", "region": "hip"}, "left-hip"),
        ({"site": "other", "side": "right", "region": "toes-big"}, "right-toes-big"),
        ({"site": "other", "place": "both-head"}, "both-head"),
        ({"place": "both-body"}, "both-body"),
    ],
)
def test_what_is_stored(client: TestClient, form: dict[str, str], site: str) -> None:
    assert "Saved" in client.post("/check-in", data=form | {"nrs": "2"}).text
    assert client.get("/api/timeline").json()["site"] == site


def test_no_place_is_told(client: TestClient) -> None:
    answer = client.post("/check-in", data={"site": "other", "nrs": "2"})
    assert answer.status_code == 422
    assert "Tap it on the picture" in answer.text


def test_none_today_is_offered_where_there_is_a_usual_place(client: TestClient, story_client: TestClient) -> None:
    assert "None today" not in client.get("/check-in").text
    text = story_client.get("/check-in").text
    assert "None today" in text
    assert "a gap, not a zero" in text


@in_browser
def test_none_today_is_one_tap(page: Page, serve: Serve) -> None:
    served = serve("story")
    page.goto(f"{served.address}/check-in")
    page.get_by_role("button", name="None today").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 0 at right forefoot, outer side")
    with Journal.open(served.path) as journal:
        report = journal.diary().pain[-1]
    assert (report.at, report.nrs) == (NOW.replace(second=0), 0)


@in_browser
@pytest.mark.parametrize("view", ["body", "right", "left", "right-knee", "left-knee"])
def test_targets_are_large_enough_on_a_phone(page: Page, serve: Serve, view: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{serve('empty').address}/check-in")
    if view in ("right", "left"):
        page.get_by_role("button", name=f"{view} foot").click()
    elif view != "body":
        page.locator(f"[data-zoom={view}]").first.click()
    sizes = page.evaluate(TARGETS, view)
    assert len(sizes) > (5 if "knee" in view else 10)
    assert [size for size in sizes if min(size[1:]) < 44] == []


@in_browser
@pytest.mark.parametrize("place", places(), ids=str)
def test_each_place_can_be_tapped(map_page: Page, place: Site) -> None:
    shape = map_page.locator(f".region[data-site='{place}']")
    if not any(each.is_visible() for each in shape.all()):
        if "knee" in place.region:
            map_page.locator(f"[data-zoom={place.side}-knee]").first.click()
        else:
            map_page.get_by_role("button", name=f"{place.side} foot").click()
    target = next(each for each in shape.all() if each.is_visible())
    box = target.bounding_box()
    assert box is not None
    map_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(map_page.locator("input[name=place]:checked")).to_have_value(str(place))
    expect(map_page.locator(".readout")).to_have_text(f"✓ {place.words}")
    map_page.get_by_role("button", name="Front and back").click()


@in_browser
def test_both_sides(page: Page, serve: Serve) -> None:
    page.goto(f"{serve('empty').address}/check-in")
    page.locator(".view.body [data-site=left-shin]").click()
    page.get_by_label("on both sides").check()
    expect(page.locator(".readout")).to_have_text("✓ shin, both sides")
    page.locator("label.number", has_text="5").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 5 at shin, both sides")


@in_browser
def test_an_error_keeps_the_place(page: Page, serve: Serve) -> None:
    page.goto(f"{serve('few').address}/check-in")
    page.get_by_role("radio", name="Another place").check()
    page.get_by_role("button", name="Left foot").click()
    page.locator(".view.left [data-site=left-arch]").click()
    page.locator("label.number", has_text="5").click()
    page.get_by_text("More, if you like").click()
    page.get_by_label("Another time").fill("2027-01-01T08:00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error[role=alert]")).to_contain_text("must not lie ahead")
    expect(page.locator(".readout")).to_have_text("✓ left arch")
    expect(page.locator(".view.left")).to_be_visible()


@in_browser
def test_without_scripts_two_lists_do_it(browser: Browser, serve: Serve) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve('few').address}/check-in")
    expect(page.locator(".body-map")).to_be_hidden()
    page.locator("label.chip", has_text="Another place").click()
    page.locator("select[name=side]").select_option("left")
    page.locator("select[name=region]").select_option("calf")
    expect(page.locator("select[name=region] option:checked")).to_have_text("calf")
    page.locator("label.number", has_text="4").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 4 at left calf")
    context.close()


@in_browser
def test_tapped_or_by_name_the_last_is_meant(page: Page, serve: Serve) -> None:
    served = serve("empty")
    page.goto(f"{served.address}/check-in")
    part = page.get_by_label("Part")
    page.locator(".view.body [data-site=left-shin]").click()
    part.select_option("toes-big")
    expect(page.locator("input[name=place]:checked")).to_have_count(0)
    page.locator(".view.body [data-site=left-shin]").click()
    expect(part).to_have_value("")
    part.select_option("toes-big")
    page.locator("label.number", has_text="5").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 5 at right big toe")


@pytest.fixture(scope="module")
def map_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with Served(journal_file(tmp_path_factory.mktemp("map"), "empty")) as served:
        page = browser.new_page(viewport={"width": 360, "height": 1200})
        page.goto(f"{served.address}/check-in")
        yield page
        page.close()
