"""A named sport decides, in any spelling and in the languages that services speak."""

from __future__ import annotations

import pytest

from afterrun.importers.devices.sport import sport_in_file_name, sport_in_name, sport_named
from afterrun.importers.registry import parse_file
from afterrun.records.happenings import Event
from afterrun.records.run import Run
from tests.importers.fit_bytes import file_id, fit_file, record, session
from tests.importers.xml_text import gpx, lap, point, tcx, track, trackpoint

RUNS = """Run, VirtualRun, TrailRun, trail_running, RUNNING, Lauf am Morgen, Berlin Laufen, Joggen, Dauerlauf,
Trailrunning, Course à pied, Course à pied le matin, Footing, Correr, Carrera matutina, Trote,
Corsa mattutina, Hardlopen, Ochtendloop, Corrida matinal, Löpning, Löprunda på kvällen, Løb, Morgenløb,
Løbetur, Løping, Løpetur, Terrengløp, Juoksu, Aamujuoksu, Bieg, Poranny bieg, Bieganie, Běh, Ranní běh,
Futás, Alergare, Koşu, Бег, Утренняя пробежка, ランニング, 跑步, 달리기, Treadmill, Treadmill Running,
Laufband, Tapis roulant, Løpebånd-løping, Run/Walk, indoor_running, OrienteeringRun, 9, Trail, Course,
Course virtuelle, Esteira, Běžecký pás, Трейл, Виртуальный забег, ラン, トレイルラン, 트레드밀, Juoksulenkki, วิ่ง,
Terrænløb, Mølleløb, Jogg, Loopje, Ultramarathon"""
OTHERS = """EBikeRide, MountainBikeRide, GravelRide, VirtualRide, Radfahren, Rennradtour, Vélo, VTT, Cyclisme, Ciclismo,
Bicicleta, Fietsen, Wielrennen, Cykling, Cykeltur, Sykling, Pyöräily, Kolarstwo, Jazda na rowerze,
Cyklistika, Jízda na kole, Велосипед, サイクリング, 骑行, 자전거, indoor_cycling, E-Bike, Motorrad,
Schwimmen, Natation, Natación, Nuoto, Zwemmen, Simning, Svømning, Uinti, Pływanie, Plavání, Langlauf,
Skilanglauf, NordicSki, AlpineSki, Hiihto, Narciarstwo biegowe, Běžky, Ski de fond, Langrenn, Skridskor,
InlineSkate, Eislaufen, IceSkate, RollerSki, StandUpPaddling, Kajak, Rudern, windsurfing, boating,
horseback_riding, Ausritt, Wandern, Randonnée, Senderismo, Wandelen, Spaziergang, Nordic Walking, Marche,
Kävely, Caminhada, Gåtur, Treadmill Walking, Snowshoe, Elliptical, WeightTraining, Rock Climbing, Fußball,
Handcycle, Wheelchair, Gravelrit, Baanzwemmen, Hundespaziergang, バーチャルライド, ハイク, Kuntosali, Pool run,
Aqua jogging, Wasserlaufen, HighIntensityIntervalTraining, E-Scooter, Tretroller, Trottinette, Monopattino, Longboard,
Unicycle, Einrad, Zugfahrt, Taxi, Gokart, Elíptica, Frisbee, Rasenmähen, Laufband Gehen"""
UNNAMED = (
    "Other, Default, Sonstiges, Bridge and back, Feierabendrunde, Rundweg, Radebeul, Brunch, Track 1, Workout, 2026, "
    "Über den Berg, Karte, Marchand"
)


def listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",")]


@pytest.mark.parametrize("name", listed(RUNS))
def test_a_run_in_any_language(name: str) -> None:
    assert sport_named(name) == "running"


@pytest.mark.parametrize("name", listed(OTHERS))
def test_another_sport_in_any_language(name: str) -> None:
    assert sport_named(name) not in (None, "running", "unclear")


@pytest.mark.parametrize("name", listed(UNNAMED))
def test_what_names_no_sport(name: str) -> None:
    assert sport_named(name) is sport_in_name(name) is None


@pytest.mark.parametrize("name", ["Run to the bike shop", "Swim and run", "Erst Rad, dann Lauf"])
def test_a_name_with_a_run_and_something_else_is_unclear(name: str) -> None:
    assert sport_in_name(name) == "unclear"


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("export/Laufen/2026-05-03T07_30_10+02_00_PT40M_Radfahren.tcx", "cycling"),
        ("activities/Morning_Run.gpx.gz", "running"),
        ("a1sup9lob.fit", None),
        ("activity_123.fit", None),
    ],
)
def test_the_name_of_a_file(name: str, sport: str | None) -> None:
    assert sport_in_file_name(name) == sport


def sport_of(content: bytes, name: str = "1.bin") -> str:
    (record,) = parse_file(content, name).records
    assert isinstance(record, Run | Event)
    return record.sport if isinstance(record, Run) else record.kind


def a_track(*, kind: str = "", name: str = "", speed: float = 3.0) -> bytes:
    places = (point(second, latitude=f"{60 + speed * second / 111195:.9f}") for second in range(0, 600, 5))
    return gpx(track(places, kind=kind).replace("<trk>", f"<trk><name>{name}</name>"))


@pytest.mark.parametrize(
    ("content", "name", "sport"),
    [
        (a_track(kind="Radfahren", name="Morning Run"), "run.gpx", "cycling"),  # the type before the names
        (a_track(name="Abendrunde mit dem Fahrrad"), "run.gpx", "cycling"),  # the track's name before the file's
        (a_track(name="Home"), "Afternoon_Swim.gpx", "swimming"),
        (a_track(kind="Sepak Takraw"), "1.gpx", "unclear"),  # named, but by no word that is known
        (a_track(kind="Other"), "1.gpx", "running"),
        (a_track(speed=5.0), "1.gpx", "unclear"),
        (a_track(speed=1.2), "1.gpx", "walking"),
        (a_track(speed=9.0), "1.gpx", "other-activity"),
        (tcx(("Other", lap(trackpoint(second) for second in range(60)))), "Inline-Skating.tcx", "skating"),
    ],
)
def test_what_decides_comes_in_order(content: bytes, name: str, sport: str) -> None:
    assert sport_of(content, name) == sport


@pytest.mark.parametrize(
    ("sport", "sub_sport", "told"),
    [
        (4, 1, "running"),
        (10, 45, "running"),
        (4, 14, "rowing"),
        (0, 1, "running"),
        (10, 20, "strength"),
        (0, 6, "cycling"),
    ],
)
def test_a_sub_sport_says_what_a_gym_leaves_open(sport: int, sub_sport: int, told: str) -> None:
    content = fit_file(
        [file_id(), *(record(second) for second in range(61)), session(sport=sport, sub_sport=sub_sport)]
    )
    assert sport_of(content) == told


def test_places_told_seldom_do_not_make_a_swimmer_run() -> None:
    """Two metres every twelve seconds, and the same place told three times in between."""
    places = (point(second, latitude=f"{60 + 9.6 * (second // 12) / 111195:.9f}") for second in range(0, 1200, 3))
    assert sport_of(gpx(track(places, kind=""))) == "walking"
