"""GPX and TCX documents as the tests need them."""

from __future__ import annotations

from collections.abc import Iterable

GPX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" '
    'xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">'
)


def point(second: int, *, inside: str = "", time: str | None = None, latitude: str | None = None) -> str:
    """A point going north at 3 m/s."""
    place = latitude if latitude is not None else f"{60 + 3 * second / 111195:.9f}"
    stamp = f"2026-05-01T07:{30 + second // 60:02}:{second % 60:02}+02:00" if time is None else time
    when = f"<time>{stamp}</time>" if stamp else ""
    return f'<trkpt lat="{place}" lon="10.0">{when}{inside}</trkpt>'


def track(points: Iterable[str], *, kind: str = "running") -> str:
    named = f"<type>{kind}</type>" if kind else ""
    return f"<trk>{named}<trkseg>{''.join(points)}</trkseg></trk>"


def gpx(*tracks: str) -> bytes:
    return (GPX_HEAD + "".join(tracks) + "</gpx>").encode()


def trackpoint(second: int, inside: str = "") -> str:
    return f"<Trackpoint><Time>2026-05-01T05:30:{second:02}Z</Time>{inside}</Trackpoint>"


def lap(points: Iterable[str], *, start: str = "2026-05-01T05:30:00Z", seconds: float = 60, metres: float = 180) -> str:
    return (
        f'<Lap StartTime="{start}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Track>{''.join(points)}</Track></Lap>"
    )


def tcx(*activities: tuple[str, str]) -> bytes:
    """Activities as (sport, laps)."""
    inner = "".join(
        f'<Activity Sport="{sport}"><Id>2026-05-01T05:30:00Z</Id>{laps}</Activity>' for sport, laps in activities
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
        'xmlns:x="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
        f"<Activities>{inner}</Activities></TrainingCenterDatabase>"
    ).encode()
