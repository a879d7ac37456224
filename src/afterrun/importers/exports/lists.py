"""The lists of activities that are known: which service calls what how. See `activity_list.ListKind`."""

from __future__ import annotations

from afterrun.importers.exports import by_place
from afterrun.importers.exports.activity_list import ListKind
from afterrun.units import METRES_PER_MILE

_FEET = 0.3048
# The numbers of the published table of Samsung's health SDK.
_SAMSUNG_SPORTS = {
    "1001": "walking",
    "1002": "running",
    "11007": "cycling",
    "13001": "hiking",
    "14001": "swimming",
    "15003": "indoor cycling",
    "15005": "treadmill running",
    "15006": "elliptical",
    "15004": "rowing",
    "10007": "strength",
    "9002": "yoga",
    "4003": "soccer",
    "6003": "tennis",
    "0": "other workout",
}

STRAVA = ListKind(
    name="strava",
    known_by=(
        ("activity date", "aktivitätsdatum"),
        ("activity type", "aktivitätsart"),
        ("filename", "dateiname"),
    ),
    start=("activity date", "aktivitätsdatum"),
    sport=("activity type", "aktivitätsart"),
    distance_m=(("distance", 1.0), ("distanz", 1.0)),
    duration_s=(("elapsed time", 1.0), ("verstrichene zeit", 1.0), ("moving time", 1.0), ("bewegungszeit", 1.0)),
    ascent_m=(("elevation gain", 1.0), ("höhenzunahme", 1.0)),
    note=("activity name", "name der aktivität"),
    shoe=("activity gear", "aktivitätsausrüstung"),
    rpe=("perceived exertion", "wahrgenommene anstrengung"),
    file=("filename", "dateiname"),
    utc=True,
    last_counts=True,
    by_place=by_place.strava,
)
STRAVA_OLD = ListKind(  # until the summer of 2019: metres, and no word in another language
    name="strava",
    known_by=(("id",), ("date",), ("name",), ("type",), ("elapsed time",), ("distance",), ("filename",)),
    start=("date",),
    sport=("type",),
    distance_m=(("distance", 1.0),),
    duration_s=(("elapsed time", 1.0),),
    note=("name",),
    shoe=("gear",),
    file=("filename",),
    utc=True,
)
RUNKEEPER = ListKind(
    name="runkeeper",
    known_by=(("date",), ("type",), ("distance (km)", "distance (mi)"), ("gpx file", "average pace")),
    start=("date",),
    sport=("type",),
    distance_m=(("distance (km)", 1000.0), ("distance (mi)", METRES_PER_MILE)),
    duration_s=(("duration", 60.0),),
    ascent_m=(("climb (m)", 1.0), ("climb (ft)", _FEET)),
    note=("notes", "route name"),
    file=("gpx file",),
)
GARMIN_PAGE = ListKind(
    name="garmin",
    known_by=(
        ("activity type", "aktivitätstyp"),
        ("date", "datum"),
        ("title", "titel"),
        ("distance", "distanz"),
        ("time", "zeit"),
    ),
    start=("date", "datum"),
    sport=("activity type", "aktivitätstyp"),
    distance_m=(("distance", 1000.0), ("distanz", 1000.0)),
    duration_s=(("elapsed time", 1.0), ("verstrichene zeit", 1.0), ("time", 1.0), ("zeit", 1.0)),
    note=("title", "titel"),
    swims_in_metres=True,
    by_place=by_place.garmin_page,
    unit_open=True,
    steps=("steps", "schritte", "pasos"),
    stride=("avg stride length", "ø schrittlänge", "longitud media de zancada"),
)
INTERVALS = ListKind(
    name="intervals-icu",
    known_by=(("start date local",), ("type",), ("moving time", "elapsed time")),
    start=("start date local",),
    sport=("type",),
    distance_m=(("distance", 1.0),),
    duration_s=(("elapsed time", 1.0), ("moving time", 1.0)),
    ascent_m=(("total elevation gain", 1.0),),
    note=("name",),
    rpe=("icu rpe", "perceived exertion"),
)
SAMSUNG = ListKind(
    name="samsung-health",
    known_by=(("exercise type",), ("start time",), ("duration",)),
    start=("start time",),
    sport=("exercise type",),
    distance_m=(("distance", 1.0),),
    duration_s=(("duration", 0.001),),
    ascent_m=(("altitude gain", 1.0),),
    note=("comment",),
    offset=("time offset",),
    utc=True,
    sports=_SAMSUNG_SPORTS,
)
ZEPP = ListKind(  # of Mi Fit, Amazfit and Huami
    name="zepp",
    known_by=(("type",), ("starttime",), ("sporttime(s)",), ("distance(m)",)),
    start=("starttime",),
    sport=("type",),
    distance_m=(("distance(m)", 1.0),),
    duration_s=(("sporttime(s)", 1.0),),
    utc=True,
    sports={
        "1": "running",
        "6": "walking",
        "8": "treadmill running",
        "9": "cycling",
        "10": "cycling",
        "14": "swimming",
    },
)
WHOOP = ListKind(
    name="whoop",
    known_by=(("workout start time",), ("activity name",), ("cycle timezone",), ("duration (min)",)),
    start=("workout start time",),
    sport=("activity name",),
    distance_m=(("distance (meters)", 1.0),),
    duration_s=(("duration (min)", 60.0),),
    ascent_m=(("altitude gain (meters)", 1.0),),
    clock=("cycle timezone",),
)
WITHINGS = ListKind(  # places and speeds lie in tables of their own beside it
    name="withings",
    known_by=(("from",), ("to",), ("activity type",), ("data",), ("timezone",)),
    start=("from",),
    end=("to",),
    sport=("activity type",),
    inside=("data",),
    distance_m=(("distance", 1.0), ("manual distance", 1.0)),
    duration_s=(),
    ascent_m=(("elevation", 1.0),),
)
FITBIT = ListKind(  # as Google exports it since 2024, beside or instead of the JSON
    name="fitbit",
    known_by=(("exercise start",), ("exercise end",), ("activity name",), ("tracker total distance mm",)),
    start=("exercise start",),
    end=("exercise end",),
    sport=("activity name",),
    distance_m=(("tracker total distance mm", 0.001), ("manually logged total distance mm", 0.001)),
    duration_s=(),
    ascent_m=(("tracker total altitude mm", 0.001),),
    offset=("utc offset",),
    utc=True,
)
LISTS = (FITBIT, GARMIN_PAGE, INTERVALS, SAMSUNG, WHOOP, WITHINGS, ZEPP)
"""Those that stand alone; Strava's and Runkeeper's name the recordings beside them."""
INDEXES = (STRAVA, STRAVA_OLD, RUNKEEPER)
