"""A costly file or more for each format that is read, beside those of `costly`: every one below 20 MB."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping

from benchmarks.fit_hours import hour_long

_MANY = "9" * 1_000_000
_DAY = "2026-05-01"


def packed(files: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


def fit(body: bytes) -> bytes:
    """Put the head of a FIT file before a body."""
    return struct.pack("<BBHI4s", 12, 16, 2132, len(body), b".FIT") + body + b"\0\0"


def _at(second: int) -> str:
    return (
        f"2026-01-{1 + second // 86400 % 28:02d}T{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
    )


def _fit_developer_fields() -> bytes:
    named = struct.pack("<BBBHB", 0x40, 0, 0, 206, 3) + bytes((0, 1, 2, 1, 1, 2, 2, 1, 2))
    named += b"".join(bytes((0, 0, number, 2)) for number in range(255))
    record = struct.pack("<BBBHB", 0x61, 0, 0, 20, 1) + bytes((253, 4, 0x86, 255))
    record += b"".join(bytes((number, 1, 0)) for number in range(255))
    one = b"\1" + struct.pack("<I", 1_146_460_800) + bytes(255)
    return fit(named + record + one * (18_000_000 // len(one)))


def _fit_compressed_times() -> bytes:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((3, 1, 2))
    return fit(definition + b"".join(bytes((0x80 | second % 32, 140)) for second in range(32)) * 280_000)


def _fit_wide() -> bytes:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, 255) + b"".join(bytes((n, 255, 7)) for n in range(255))
    one = b"\0" + bytes(255 * 255)
    return fit(definition + one * (18_000_000 // len(one)))


def _fit_points() -> bytes:
    return hour_long(0, seconds=550_000)


def _fit_laps() -> bytes:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 19, 3) + bytes((253, 4, 0x86, 2, 4, 0x86, 7, 4, 0x86))
    laps = b"".join(struct.pack("<BIII", 0, 10**9 + 9 * i, 10**9 + 9 * i, 9000) for i in range(330_000))
    return fit(definition + laps)


def _gpx(inside: str) -> bytes:
    return f'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1">{inside}</gpx>'.encode()


def _point(second: int) -> str:
    return f'<trkpt lat="5{second % 10}" lon="8"><time>{_at(second)}</time></trkpt>'


def _gpx_deep() -> bytes:
    return _gpx("<extensions>" * 1_500_000)


def _gpx_entities() -> bytes:
    names = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    return f'<?xml version="1.0"?><!DOCTYPE gpx [{names}]><gpx>&e11;</gpx>'.encode()


def _gpx_comments() -> bytes:
    return _gpx("<!---->" * 2_600_000)


def _gpx_prolog() -> bytes:
    return b"<?a?>" * 3_800_000 + _gpx("")


def _gpx_characters() -> bytes:
    return _gpx("<trk><trkseg><trkpt><ele>" + "&lt;\n" * 3_600_000 + "</ele></trkpt></trkseg></trk>")


def _gpx_tracks_of_one() -> bytes:
    return _gpx("".join(f"<trk><trkseg>{_point(9 * i)}</trkseg></trk>" for i in range(1_990)) + "<wpt/>" * 1_600_000)


def _gpx_segments() -> bytes:
    return _gpx("<trk>" + "".join(f"<trkseg>{_point(i)}</trkseg>" for i in range(190_000)) + "</trk>")


def _gpx_attributes() -> bytes:
    named = " ".join(f'a{i}="1"' for i in range(20_000))
    return _gpx(f"<a {named}/>" * 80)


def _tcx_points() -> bytes:
    points = "".join(
        f"<Trackpoint><Time>{_at(i)}</Time><DistanceMeters>{3 * i}</DistanceMeters></Trackpoint>"
        for i in range(190_000)
    )
    return (
        f'<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>{_at(0)}</Id><Lap StartTime="{_at(0)}">'
        f"<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def _tcx_laps() -> bytes:
    lap = f'<Lap StartTime="{_at(0)}"><TotalTimeSeconds>1</TotalTimeSeconds><Track/></Lap>'
    return (
        f'<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>{_at(0)}</Id>{lap * 200_000}'
        "</Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def _kml(inside: str) -> bytes:
    return f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2">{inside}</kml>'.encode()


def _kml_track() -> bytes:
    times = "".join(f"<when>{_at(i)}</when>" for i in range(300_000))
    places = "".join(f"<gx:coord>8 5{i % 10} 1</gx:coord>" for i in range(300_000))
    return _kml(f"<Placemark><name>Run</name><gx:Track>{times}{places}</gx:Track></Placemark>")


def _kml_tracks() -> bytes:
    one = f"<Placemark><Track><when>{_at(1)}</when><coord>8 50 1</coord></Track></Placemark>"
    return _kml(one * (18_000_000 // len(one)))


def _kml_coordinates() -> bytes:
    return _kml(
        "<Placemark><LineString><coordinates>" + "8,50,1 " * 2_600_000 + "</coordinates></LineString></Placemark>"
    )


def _kml_parts() -> bytes:
    return _kml("<Placemark><Track><when/><coord>" + "1 " * 9_000_000 + "</coord></Track></Placemark>")


def _pwx(inside: str) -> bytes:
    return f'<pwx xmlns="http://www.peaksware.com/PWX/1/0">{inside}</pwx>'.encode()


def _pwx_samples() -> bytes:
    samples = "".join(
        f"<sample><timeoffset>{i}</timeoffset><hr>140</hr><dist>{i}</dist></sample>" for i in range(250_000)
    )
    return _pwx(f"<workout><sportType>Run</sportType><time>{_DAY}T08:00:00</time>{samples}</workout>")


def _pwx_workouts() -> bytes:
    one = f"<workout><time>{_DAY}T08:00:00</time><summarydata><duration>900</duration></summarydata></workout>"
    return _pwx(one * (18_000_000 // len(one)))


def _pwx_names() -> bytes:
    names = "".join(f"<a{i % 4900}>1</a{i % 4900}>" for i in range(1_100_000))
    return _pwx(f"<workout><time>{_DAY}T08:00:00</time><sample>{names}</sample></workout>")


def _json_deep() -> bytes:
    return b'{"DeviceLog": ' + b"[" * 19_000_000


def _json_number() -> bytes:
    return f'{{"DeviceLog": {{"Header": {{"DateTime": "{_DAY}T08:00:00", "Duration": {_MANY * 15}}}}}}}'.encode()


def _json_numbers() -> bytes:
    numbers = ",".join(["1e999999", "9" * 4000] * 4000)
    return f'{{"DeviceLog": {{"Header": {{"DateTime": "{_DAY}T08:00:00"}}, "Samples": [{numbers}]}}}}'.encode()


def _json_keys() -> bytes:
    keys = ",".join(f'"k{i}":{{}}' for i in range(1_200_000))
    return f'{{"DeviceLog": {{"Header": {{"DateTime": "{_DAY}T08:00:00"}}, {keys}}}}}'.encode()


def _suunto_samples() -> bytes:
    one = {"TimeISO8601": f"{_DAY}T08:00:00Z", "Latitude": 0.9, "Longitude": 0.2}
    samples = ",".join([json.dumps(one)] * 220_000)
    head = f'"Header": {{"DateTime": "{_DAY}T08:00:00Z", "Duration": 900, "ActivityType": 3}}'
    return f'{{"DeviceLog": {{{head}, "Samples": [{samples}]}}}}'.encode()


def _cheetah_samples() -> bytes:
    samples = ",".join(f'{{"SECS":{i},"KM":{i / 300:.3f},"HR":120}}' for i in range(500_000))
    return f'{{"RIDE": {{"STARTTIME": "2026/05/01 08:00:00 UTC", "SAMPLES": [{samples}]}}}}'.encode()


def _strava_streams() -> bytes:
    data = ",".join(map(str, range(800_000)))
    activity = f'"strava_activity": {{"start_date": "{_DAY}T08:00:00Z", "elapsed_time": 9000, "type": "Run"}}'
    streams = ",".join(f'"{name}": {{"data": [{data}]}}' for name in ("time", "distance", "heartrate"))
    return f'{{{activity}, "strava_streams": {{{streams}}}}}'.encode()


def _garmin_summaries() -> bytes:
    one = {"activityType": "running", "beginTimestamp": 1777622400000, "duration": 900000, "distance": 300000}
    one |= {"summarizedActivitiesExport": 1, "startTimeLocal": 1777622400000}
    return f'[{{"summarizedActivitiesExport": [{",".join([json.dumps(one)] * 100_000)}]}}]'.encode()


def _nested_zips() -> bytes:
    inside = packed({f"{i}.csv": b"at,site,nrs\n" for i in range(50)})
    middle = packed({f"{i}.zip": inside for i in range(40)}, zipfile.ZIP_STORED)
    return packed({f"{i}.zip": middle for i in range(40)})


def _zip_65000() -> bytes:
    return packed({f"{i}.csv": b"at,site,nrs\n2026-05-01,left-heel,3\n" for i in range(65_000)})


def _zip_folders() -> bytes:
    return packed({f"{'d/' * 15}{i}/a.gpx": b"<gpx/>" for i in range(60_000)})


def _zip_grown() -> bytes:
    """120 files, packed once: bzip2 takes a second for each."""
    one = packed({"000.fit": b"FIT" * 7_000_000}, zipfile.ZIP_BZIP2)
    at, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    names = [b"%03d.fit" % number for number in range(120)]
    files = b"".join(one[:at].replace(b"000.fit", name, 1) for name in names)
    listed = b"".join(one[at : at + 42] + struct.pack("<I", number * at) + name for number, name in enumerate(names))
    ending = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(names), len(names), len(listed), len(files), 0)
    assert end - at == 46 + len(names[0])
    return files + listed + ending


def _kmz_grown() -> bytes:
    return packed({"doc.kml": _kml("<Placemark/>" * 5_000_000)})


def _tgz_zeros() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz", compresslevel=1) as target:
        for number in range(30):
            entry = tarfile.TarInfo(f"{number}.fit")
            entry.size = 100_000_000
            target.addfile(entry, io.BytesIO(bytes(entry.size)))
    return made.getvalue()


def _tgz_entries() -> bytes:
    one = tarfile.TarInfo("a.fit")
    return gzip.compress(one.tobuf() * 1_000_000, 6)


def _tgz_one_name() -> bytes:
    one = tarfile.TarInfo("a.fit")
    one.size = 1
    return gzip.compress((one.tobuf() + bytes([14, *bytes(511)])) * 1_000_000, 6)


def _tar_names() -> bytes:
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 2**30
    return gzip.compress(long.tobuf() + bytes(2**30), 1)


def _tar_headers() -> bytes:
    entry = tarfile.TarInfo("a.fit")
    entry.pax_headers = {f"k{i}": "v" for i in range(300_000)}
    return gzip.compress(entry.tobuf(tarfile.PAX_FORMAT) * 3, 1)


def _xlsx(sheet: str, shared: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": (
                f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
                "</workbook>"
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" '
                f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" '
                'Target="sharedStrings.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
            ).encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>'.encode(),
        }
    )


def _xlsx_empty_cells() -> bytes:
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{chr(65 + c)}{r}"/>' for c in range(20)) + "</row>" for r in range(1, 50_001)
    )
    return _xlsx(rows)


def _xlsx_far_apart() -> bytes:
    return _xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="S1000000"><v>1</v></c></row>')


def _xlsx_shared() -> bytes:
    shared = f"<si><t>{'x' * 30_000}</t></si>"
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{chr(65 + c)}{r}" t="s"><v>0</v></c>' for c in range(20)) + "</row>"
        for r in range(1, 20_001)
    )
    return _xlsx(rows, shared)


def _xlsx_numbers() -> bytes:
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{chr(65 + c)}{r}"><v>{r}.{c}</v></c>' for c in range(20)) + "</row>"
        for r in range(1, 100_001)
    )
    return _xlsx(rows)


def _ods(rows: str) -> bytes:
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text"))
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()})


def _ods_cell(times: int) -> str:
    said = f'table:number-columns-repeated="{times}" office:value-type="string"'
    return f"<table:table-cell {said}><text:p>x</text:p></table:table-cell>"


def _ods_repeated() -> bytes:
    cell = _ods_cell(16_384)
    return _ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>' * 20)


def _ods_repeated_columns() -> bytes:
    return _ods(f"<table:table-row>{_ods_cell(2_000_000_000)}</table:table-row>")


def _csv_no_newline() -> bytes:
    return b"at,site,nrs," * 650_000


def _csv_30000_columns() -> bytes:
    header = ",".join(f"c{i}" for i in range(30_000))
    return ("at,site,nrs," + header + "\n" + ("1," * 30_000 + "\n") * 130).encode()


def _csv_long_cells() -> bytes:
    return ("at,site,nrs\n" + ("1 " * 30_000 + ",left-heel,3\n") * 130).encode()


def _csv_long_numbers() -> bytes:
    return ("at,site,nrs\n" + (f"{_DAY}T08:00:00Z,left-heel,{'9' * 60_000}\n") * 130).encode()


def _csv_diary() -> bytes:
    return ("at,site,nrs\n" + "".join(f"{_at(31 * i)},left-heel,{i % 11}\n" for i in range(60_000))).encode()


def _csv_activities() -> bytes:
    head = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
    return (head + "".join(f'{i},"May 1, 2026, 8:00:00 AM",Run,Run,900,3.1,\n' for i in range(58_000))).encode()


def _csv_of_nothing() -> bytes:
    return b"at,site,nrs\n" + b",,\n" * 2_700_000


def _apple(inside: str) -> bytes:
    return f'<?xml version="1.0"?><HealthData locale="de_DE">{inside}</HealthData>'.encode()


def _apple_days() -> bytes:
    one = '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{i}" startDate="20{i:05d}" value="1"/>'
    return _apple("".join(one.format(i=i) for i in range(190_000)))


def _apple_workouts() -> bytes:
    one = '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" startDate="{d}" endDate="{d}" duration="9"/>'
    return _apple(one.format(d=f"{_DAY} 08:00:00 +0200") * 130_000)


def _apple_metadata() -> bytes:
    entries = "".join(f'<MetadataEntry key="{i}" value=""/>' for i in range(520_000))
    return _apple(f'<Workout workoutActivityType="x">{entries}</Workout>')


FORMATS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "FIT of 255 developer fields": ("a.fit", _fit_developer_fields),
    "FIT of compressed timestamps": ("a.fit", _fit_compressed_times),
    "FIT of 255 long fields": ("a.fit", _fit_wide),
    "FIT of 550,000 points": ("a.fit", _fit_points),
    "FIT of 330,000 laps": ("a.fit", _fit_laps),
    "GPX nested without end": ("a.gpx", _gpx_deep),
    "GPX with entities in entities": ("a.gpx", _gpx_entities),
    "GPX of comments": ("a.gpx", _gpx_comments),
    "GPX behind a million instructions": ("a.gpx", _gpx_prolog),
    "GPX of escaped letters": ("a.gpx", _gpx_characters),
    "GPX of tracks with one point": ("a.gpx", _gpx_tracks_of_one),
    "GPX of segments with one point": ("a.gpx", _gpx_segments),
    "GPX of many attributes": ("a.gpx", _gpx_attributes),
    "TCX of 190,000 points": ("a.tcx", _tcx_points),
    "TCX of 200,000 laps": ("a.tcx", _tcx_laps),
    "KML of 300,000 points": ("a.kml", _kml_track),
    "KML of tracks with one point": ("a.kml", _kml_tracks),
    "KML of one long line": ("a.kml", _kml_coordinates),
    "KML of one place of nine million numbers": ("a.kml", _kml_parts),
    "PWX of 250,000 samples": ("a.pwx", _pwx_samples),
    "PWX of many workouts": ("a.pwx", _pwx_workouts),
    "PWX of many values in one sample": ("a.pwx", _pwx_names),
    "JSON nested without end": ("a.json", _json_deep),
    "JSON of a number of 15 million digits": ("a.json", _json_number),
    "JSON of huge numbers": ("a.json", _json_numbers),
    "JSON of a million keys": ("a.json", _json_keys),
    "Suunto of 220,000 samples": ("a.json", _suunto_samples),
    "GoldenCheetah of 500,000 samples": ("a.json", _cheetah_samples),
    "Strava of 800,000 samples": ("a.json", _strava_streams),
    "Garmin of 100,000 summaries": ("g_summarizedActivities.json", _garmin_summaries),
    "zips in zips": ("a.zip", _nested_zips),
    "zip of 65,000 tables": ("a.zip", _zip_65000),
    "zip of deep folders": ("a.zip", _zip_folders),
    "zip that grows to 2.5 GB": ("a.zip", _zip_grown),
    "KMZ that grows": ("a.kmz", _kmz_grown),
    "tgz of 3 GB of zeros": ("a.tgz", _tgz_zeros),
    "tgz of a million files": ("a.tgz", _tgz_entries),
    "tgz of a million files of a byte": ("a.tgz", _tgz_one_name),
    "tgz with a name of 1 GiB": ("a.tgz", _tar_names),
    "tgz of long headers": ("a.tgz", _tar_headers),
    "xlsx of a million empty cells": ("a.xlsx", _xlsx_empty_cells),
    "xlsx of two cells far apart": ("a.xlsx", _xlsx_far_apart),
    "xlsx of one long text, 400,000 times": ("a.xlsx", _xlsx_shared),
    "xlsx of two million numbers": ("a.xlsx", _xlsx_numbers),
    "ods of repeated rows": ("a.ods", _ods_repeated),
    "ods of two billion columns": ("a.ods", _ods_repeated_columns),
    "CSV without a line end": ("pain.csv", _csv_no_newline),
    "CSV of 30,000 columns": ("pain.csv", _csv_30000_columns),
    "CSV of long cells": ("pain.csv", _csv_long_cells),
    "CSV of long numbers": ("pain.csv", _csv_long_numbers),
    "CSV of 60,000 reports": ("pain.csv", _csv_diary),
    "CSV of 58,000 activities": ("activities.csv", _csv_activities),
    "CSV of empty rows": ("pain.csv", _csv_of_nothing),
    "Apple Health of 190,000 days": ("export.xml", _apple_days),
    "Apple Health of 130,000 workouts": ("export.xml", _apple_workouts),
    "Apple Health of one workout that says much": ("export.xml", _apple_metadata),
}
"""What it is made of -> name of the file, how it is made."""
