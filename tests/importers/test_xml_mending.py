"""One bad character costs a name, and a decimal comma nothing; the run comes in, and what was wrong is told."""

from __future__ import annotations

import pytest

from afterrun.importers.registry import parse_file
from afterrun.records.run import Run
from tests.importers.xml_text import gpx, lap, point, tcx, track, trackpoint

PLAIN = gpx(track(point(second, inside="<ele>40.5</ele>") for second in range(601)))


def named(name: bytes) -> bytes:
    return PLAIN.replace(b"<trk>", b"<trk><name>" + name + b"</name>")


@pytest.mark.parametrize(
    "name",
    [
        b"Bridge & back",
        b"Caf&eacute; run",
        b"Caf\xe9",
        b"Run \x02\x1b",
        b"5 < 10",
        b"a&b;c",
        "Füße".encode("cp1252") * 300,
    ],
)
def test_a_bad_character_costs_the_name_only(name: bytes) -> None:
    parsed = parse_file(named(name), "1.gpx")
    (run,) = parsed.records
    assert isinstance(run, Run)
    assert run.distance_m == pytest.approx(1800, rel=0.001)
    assert "characters" in parsed.problems[0].reason


@pytest.mark.parametrize("name", [b"Caf&#233; &amp; &lt;", "Füße".encode(), b"<![CDATA[a & b]]>"])
def test_what_is_well_formed_is_left_alone(name: bytes) -> None:
    assert parse_file(named(name), "1.gpx").problems == ()


def test_a_prefix_that_is_not_declared() -> None:
    inside = "<extensions><odd:TrackPointExtension><odd:cad>85</odd:cad></odd:TrackPointExtension></extensions>"
    (run,) = parse_file(gpx(track(point(second, inside=inside) for second in range(601))), "1.gpx").records
    assert isinstance(run, Run)
    assert run.cadence_spm == 170


def test_decimal_commas() -> None:
    points = (
        point(s, inside="<ele>40,5</ele>", latitude=f"{60 + 3 * s / 111195:.9f}".replace(".", ",")) for s in range(601)
    )
    parsed = parse_file(gpx(track(points)).replace(b'lon="10.0"', b'lon="10,0"'), "1.gpx")
    (run,) = parsed.records
    assert isinstance(run, Run)
    assert run.distance_m == pytest.approx(1800, rel=0.001)
    assert "decimal commas" in parsed.problems[0].reason
    laps = lap(trackpoint(s, f"<DistanceMeters>{3 * s},0</DistanceMeters>") for s in range(60))
    (run,) = parse_file(tcx(("Running", laps)).replace(b">180<", b">180,0<"), "1.tcx").records
    assert isinstance(run, Run)
    assert run.distance_m == 180
