"""Tables of people who write neither English nor German, and what tables say beside their dates."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from afterrun.importers.tables.clock import time_of_day
from afterrun.records import Event, PainReport, Phase, Run
from tests.importers.test_typed_tables import read, records, runs, told

RUNS = {
    "fr": "Date;Heure;Distance;Durée;Dénivelé\n14/05/2026;07:30;5,2 km;00:31:10;45\n",
    "es": "Fecha;Hora;Distancia (km);Tiempo;Desnivel\n14/05/2026;7:30;5,2;31:10;45\n",
    "it": "Data;Ora;Distanza (km);Tempo;Dislivello\n14/05/2026;7:30;5,2;31:10;45\n",
    "nl": "Datum;Tijdstip;Afstand (km);Duur;Hoogtemeters\n14-05-2026;07:30;5,2;31:10;45\n",
    "pt": "Data;Hora;Distância (km);Tempo;D+\n14/05/2026;07:30;5,2;31:10;45\n",
    "sv": "Datum;Starttid;Sträcka (km);Tid;Höjdmeter\n2026-05-14;07:30;5,2;31:10;45\n",
    "da": "Dato;Klokkeslæt;Distance (km);Tid;Stigning\n14.05.2026;07:30;5,2;31:10;45\n",
    "pl": "Data;Godzina;Dystans (km);Czas;Przewyższenie\n14.05.2026;07:30;5,2;31:10;45\n",
}
PAIN = {
    "fr": "Date;Heure;Douleur;Endroit\n14/05/2026;07h30;3;talon gauche\n",
    "es": "Fecha;Hora;Dolor;Lugar\n14/05/2026;7:30 a. m.;3;talón izquierdo\n",
    "it": "Data;Ora;Dolore (0-10);Zona\n14/05/2026;07:30;3;tallone sinistro\n",
    "nl": "Datum;Tijd;Pijn;Plaats\n14-05-2026;07:30;3;linker hiel\n",
    "pt": "Data;Hora;Dor;Local\n14/05/2026;07:30;3;calcanhar esquerdo\n",
    "sv": "Datum;Tid;Smärta;Plats\n2026-05-14;07:30;3;vänster häl\n",
}


@pytest.mark.parametrize("language", RUNS)
def test_runs_in_other_languages(tmp_path: Path, language: str) -> None:
    sources = read(tmp_path, "table.csv", RUNS[language])
    assert runs(sources) == [("14 07:30", 1870, 5200)]
    (run,) = records(sources)
    assert isinstance(run, Run)
    assert run.ascent_m == 45


@pytest.mark.parametrize("language", PAIN)
def test_pain_in_other_languages(tmp_path: Path, language: str) -> None:
    (report,) = records(read(tmp_path, "table.csv", PAIN[language]))
    assert isinstance(report, PainReport)
    assert (f"{report.at:%d %H:%M}", str(report.site), report.nrs) == ("14 07:30", "left-heel", 3)


def test_tempo_is_a_pace_to_germans(tmp_path: Path) -> None:
    table = "Datum;Start;Strecke (km);Tempo\n14.05.2026;07:30;5;6:00\n"
    assert runs(read(tmp_path, "table.csv", table)) == [("14 07:30", 1800, 5000)]


def test_a_number_of_two_places_is_of_neither(tmp_path: Path) -> None:
    table = "at,site,nrs\n2026-05-14 07:30,left knee / right hip,3\n2026-05-14 08:30,knee L+R,3\n"
    sources = read(tmp_path, "pain.csv", table)
    assert [str(report.site) for report in records(sources) if isinstance(report, PainReport)] == ["both-knee"]
    assert "must be one place" in told(sources)


def test_parts_of_a_day_are_hours_and_told(tmp_path: Path) -> None:
    table = "Datum;Zeit;Ort;Schmerz\n14.05.2026;morgens;Ferse links;3\n14.05.2026;abends;Ferse links;4\n"
    sources = read(tmp_path, "pain.csv", table + "15.05.2026;nachts;Ferse links;4\n15.05.2026;07:30;Ferse links;4\n")
    assert [f"{each.at:%d %H:%M}" for each in records(sources) if isinstance(each, PainReport)] == [
        "14 08:00",
        "14 20:00",
        "15 07:30",
    ]
    assert "taken as hours" in told(sources)
    assert ": 2." in told(sources)
    assert "got 'nachts'" in told(sources)  # before midnight, or after?
    noon = time_of_day("noon")
    assert noon is not None
    assert not noon.is_part


def test_an_offset_in_a_column_of_its_own_counts(tmp_path: Path) -> None:
    table = "Date,Start,Time zone,Distance (km),Duration (min)\n2026-05-14,07:30,{},5,30\n"
    for said, expected in (("America/New_York", -4), ("+09:00", 9), ("UTC", 0)):
        (run,) = records(read(tmp_path, "runs.csv", table.format(said)))
        assert isinstance(run, Run)
        assert run.start.utcoffset() == timedelta(hours=expected)
    sources = read(tmp_path, "runs.csv", table.format("home"))
    assert not records(sources)
    assert "offset must be" in told(sources)


def test_when_is_a_moment_beside_a_date(tmp_path: Path) -> None:
    table = "Date,Time,Site,Pain,When\n2026-05-14,07:30,left heel,3,during the run\n"
    (report,) = records(read(tmp_path, "pain.csv", table))
    assert isinstance(report, PainReport)
    assert report.moment == "during-run"


def test_what_goes_on_has_no_end(tmp_path: Path) -> None:
    (phase,) = records(read(tmp_path, "phases.csv", "Was;Von;Bis\nNeue Schuhe;20.04.26;laufend\n"))
    assert isinstance(phase, Phase)
    assert phase.end is None


def test_a_run_among_events_is_a_run(tmp_path: Path) -> None:
    table = "at,kind,minutes,amount\n2026-05-14 07:30,run,31,5.2\n2026-05-15 07:30,bike ride,60,\n"
    sources = read(tmp_path, "events.csv", table + "2026-05-16 07:30,Laufen,,\n")
    assert runs(sources) == [("14 07:30", 1860, None)]
    assert [each.kind for each in records(sources) if isinstance(each, Event)] == ["bike-ride"]
    assert "line 4" in told(sources)
    assert "minutes must not be empty" in told(sources)
