"""What people call the columns of their tables: a line of words for each language.

English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish and Norwegian, Polish, Japanese. The first
column that has one of the words is the field's; a field's own name always counts. Words are in small letters; `bare`
takes their accents away, as capitals and hurried people do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def bare(text: str) -> str:
    """Take the marks off letters: Durée and DUREE are one header.

    Examples
    --------
    >>> bare("durée"), bare("größe")
    ('duree', 'grosse')
    """
    parted = unicodedata.normalize("NFD", text.replace("ß", "ss"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _words(text: str) -> tuple[str, ...]:
    words = [" ".join(word.split()) for word in text.split(",")]
    names = dict.fromkeys(bare(each) for word in words for each in (word, word.translate(_UMLAUTS)))
    return tuple(names | dict.fromkeys(name.replace(" ", "") for name in names))  # programs write TimeOfDay


_DAY = """date, day, workout day, run date, start date, entry date, log date,
    datum, tag, fecha, día, data, jour, dag, dato, giorno, dia,
    dzień, 日付, 年月日, 日"""
_AT = f"""at, when, datetime, date time, date and time, date & time, timestamp, time stamp, {_DAY}, date/time,
    start date/time, activity date, workout date, workout timestamp, start date time,
    start date time local, start date local, start time local, local start time,
    date time local, wann, zeitpunkt, datum uhrzeit, datum zeit, datum und uhrzeit,
    zeitstempel, datum/uhrzeit, datum/zeit, date et heure, horodatage, fecha y hora, data e ora, data e hora,
    datum en tijd, datum och tid, dato og tid, data i godzina, 日時, 開始日時"""
_FORM_TIMES = """start, start time, startdate, started, completion time, end,
    enddate, submitdate, submission date, submissiondate, submitted at, recorded date, recordeddate, created at"""
_TIME = "time, zeit, temps, tiempo, tijd, tid, czas, 時間"
_CLOCK = """time of day, clock, clock time, start time, entry time, log time, hour,
    uhrzeit, startzeit, uhr, heure, heure de début, hora,
    hora de inicio, ora, ora di inizio, tijdstip, starttijd, klockslag, klockan, starttid, klokkeslæt, klokkeslett,
    godzina, 時刻, 開始時刻, 開始時間"""
_SITE = """site, where, place, location, body part, body site, body area, area, region, spot, where does it hurt,
    sites, places, locations, location of pain, pain location, body location, body parts, body region, body regions,
    where is the pain, wo tut es weh, wo ist der schmerz,
    ort, wo, stelle, körperstelle, körperteil, körperregion, bereich, schmerzort, lokalisation,
    endroit, lieu, où, zone, partie du corps, localisation, emplacement,
    lugar, dónde, zona, parte del cuerpo, localización, sitio, luogo, dove, parte del corpo, sede,
    plaats, waar, plek, lichaamsdeel, locatie, onde, local, região, parte do corpo, localização,
    plats, var, ställe, kroppsdel, sted, hvor, kropsdel, miejsce, gdzie, część ciała,
    部位, 場所, 痛い場所, 痛む部位"""
_NOTE = """note, notes, comment, comments, remark, remarks, description, text,
    notiz, notizen, bemerkung, bemerkungen, kommentar, kommentare, anmerkung, anmerkungen,
    remarque, remarques, commentaire, commentaires, notas, nota, comentario, comentarios, observaciones,
    commento, commenti, osservazioni, opmerking, opmerkingen, notitie, notities,
    comentário, comentários, observações, anteckning, anteckningar, kommentarer, notater, notat, noter,
    uwagi, notatki, komentarz, メモ, 備考, コメント, 感想"""
_MINUTES = """minutes, min, mins, duration, how long, minuten, dauer, wie lange, durée, duración, durata, duur,
    duração, varaktighet, varighed, varighet, minutos, minuti, minuter, minutter, minuty, 分, 所要時間"""
_CARE = """intervention, what, treatment, therapy, exercise, what i did, measure, care,
    maßnahme, massnahme, übung, behandlung, therapie, anwendung, was,
    exercice, traitement, soin, quoi, ejercicio, tratamiento, terapia, qué, esercizio, trattamento, cosa,
    oefening, behandeling, wat, exercício, tratamento, övning, behandling, øvelse, ćwiczenie, zabieg,
    ケア, 施術, 治療, 処置, エクササイズ, 体操"""
_VARIANT = "variant, kind, which kind, variante, art, form, type, tipo, soort, typ"

_ELAPSED = """elapsed time, total time, total duration, elapsed, gross time, gesamtzeit, verstrichene zeit, bruttozeit,
    gesamtdauer, durée totale, temps total, temps écoulé, tiempo total, tiempo transcurrido, tempo totale,
    tempo trascorso, tempo total, totale tijd, verstreken tijd"""

NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "pain": {
        "at": _words(f"{_AT}, {_TIME}, what time is it, when was it, when did it hurt"),
        "site": _words(_SITE),
        "nrs": _words(
            """nrs, pain, pain vas, vas pain, pain nrs, nrs pain,
            pain level, level of pain, pain score, pain rating, pain intensity, how much, score, level,
            rating, intensity, severity, vas, value, how bad, strength, how bad is the pain,
            how bad is the pain right now, how bad is it, how much does it hurt,
            how strong is the pain, wie stark ist der schmerz, wie stark sind die schmerzen, wie sehr tut es weh,
            schmerz, schmerzen, schmerzstärke, schmerzlevel, schmerzwert, schmerzskala, stärke, intensität,
            schmerzintensität, wert, punkte, wie stark, wie sehr,
            douleur, niveau de douleur, intensité, dolor, nivel de dolor, intensidad, dolore, livello di dolore,
            intensità, pijn, pijnscore, intensiteit, dor, nível de dor, intensidade, smärta, smerte, smerter, ból,
            eva, evn, 痛み, 痛みの強さ, 痛みレベル, 痛みの程度, 疼痛"""
        ),
        "symptom": _words(
            """symptom, symptoms, complaint, what, symptome, beschwerde, beschwerden, was, symptôme, síntoma, sintomo,
            symptoom, klacht, sintoma, objaw, 症状"""
        ),
        "moment": _words(
            """moment, situation, occasion, when, when in the day, context, anlass, tageszeit, wobei, wann, momento,
            situación, contexte"""
        ),
        "quality": _words(
            """quality, feels, feels like, kind of pain, pain type, type of pain, characteristics,
            qualität, schmerzart, schmerzqualität, art, type de douleur,
            tipo de dolor, tipo di dolore, soort pijn"""
        ),
        "scale": _words(
            """scale, pain scale, scale used, out of, skala, schmerzskala, échelle, escala, scala, schaal, pijnschaal"""
        ),
        "onset_km": _words("onset km, began at km, began at, ab km, begann bei"),
        "onset_min": _words("onset min, began after, ab minute, begann nach"),
        "note": _words(_NOTE),
    },
    "runs": {
        "start": _words(f"{_AT}, start, start time, started, startzeit, beginn, begonnen, gestartet"),
        "duration_s": _words(
            f"""{_ELAPSED}, duration, duration s, run time, timetotalinhours, how long, length of time, minutes,
            mins, min, hours, how long did you run, how long did it take, wie lange bist du gelaufen,
            dauer, laufzeit, zeitdauer, minuten, wie lange, moving time, zeit in bewegung, nettozeit,
            net time, running time, workout time, activity time, exercise time, actual time, actual duration,
            actual minutes,
            durée, duración, durata, duur, looptijd, duração,
            varaktighet, varighed, varighet, czas trwania, タイム, 所要時間, 走行時間, 運動時間,
            {_TIME}"""  # those last are a length only where a clock time has another column
        ),
        "distance_m": _words(
            """distance, distance m, total distance, length, how far, how far did you run, wie weit bist du gelaufen,
    kilometers, kilometres, km, miles, mi, distanceinmeters, actual distance, actual km, actual miles,
            distanz, strecke, entfernung, länge, kilometer, wie weit, meilen,
            distance totale, kilomètres, distancia, distancia total, kilómetros, distanza, distanza totale, chilometri,
            afstand, distância, distans, sträcka, distanse, dystans, 距離, 走行距離"""
        ),
        "ascent_m": _words(
            """ascent, elevation gain, elevation, climb, elev gain, total ascent, up,
            anstieg, aufstieg, höhenmeter, hm, positiver höhenunterschied, anstieg gesamt,
            dénivelé, dénivelé positif, d+, ascension, ascension totale, desnivel, desnivel positivo, ascenso,
            dislivello, dislivello positivo, hoogtemeters, stijging, höjdmeter, stigning, przewyższenie,
            獲得標高, 累積標高"""
        ),
        "descent_m": _words(
            """descent, elevation loss, total descent, down, abstieg, gefälle, abstieg gesamt, dénivelé négatif, d-,
            desnivel negativo, descenso, dislivello negativo, daling"""
        ),
        "cadence_spm": _words(
            """cadence, steps per minute, kadenz, schrittfrequenz, trittfrequenz, cadencia, cadenza, cadans, cadência,
            kadens"""
        ),
        "contact_ms": _words("contact, ground contact, ground contact time, bodenkontaktzeit, bodenkontakt"),
        "rpe": _words(
            """rpe, effort, exertion, perceived exertion, how hard, anstrengung, belastung, borg, ressenti, esfuerzo,
            sforzo, inspanning, esforço, ansträngning, anstrengelse, wysiłek,
            きつさ, 主観的運動強度"""
        ),
        "shoe": _words(
            """shoe, shoes, gear, schuh, schuhe, laufschuh, laufschuhe, chaussure, chaussures, zapatillas, zapatilla,
            scarpe, scarpa, schoen, schoenen, tênis, sapatilhas, skor, sko, buty, シューズ, 靴"""
        ),
        "surface": _words(
            """surface, ground, terrain, untergrund, belag, gelände, revêtement, superficie, terreno, ondergrond,
            underlag, nawierzchnia, 路面"""
        ),
        "sport": _words(
            """sport, sports, sport type, activity, activity type, workouttype, workout type,
            exercise type, training type, type, fitness discipline,
            discipline, sportart, sportarten, disziplin, trainingsart, aktivität, aktivitätstyp, typ, activité,
            type d'activité, actividad, tipo de actividad, tipo, deporte, attività, activiteit, soort activiteit,
            atividade, esporte, aktivitet, aktywność, 種目, スポーツ, アクティビティ"""
        ),
        "walk_breaks": _words("walk breaks, walking breaks, gehpausen"),
        "note": _words(f"{_NOTE}, title, name, workout name, titel, titre, título, titolo"),
    },
    "care": {
        "at": _words(f"{_AT}, {_TIME}"),
        "intervention": _words(_CARE),
        "variant": _words(_VARIANT),
        "minutes": _words(_MINUTES),
        "site": _words(_SITE),
        "pain_before": _words(
            """pain before, before, nrs before, vorher, schmerz vorher, schmerz davor, davor, douleur avant, avant,
            dolor antes, antes, dolore prima, prima, pijn vooraf, vooraf"""
        ),
        "pain_after": _words(
            """pain after, after, nrs after, nachher, schmerz nachher, schmerz danach, danach, douleur après, après,
            dolor después, después, dolore dopo, dopo, pijn achteraf, achteraf"""
        ),
        "run": _words("run, lauf"),
        "note": _words(_NOTE),
    },
    "phases": {
        "intervention": _words(_CARE),
        "start": _words(
            """start, from, since, begin, start date, von, seit, ab, beginn, start datum, startdatum, début, depuis, du,
            inicio, desde, inizio, dal, van, sinds, início, från, fra, od"""
        ),
        "end": _words(
            """end, to, until, till, end date, bis, ende, enddatum, fin, jusqu'au, au, hasta, fine, fino a, tot, einde,
            fim, até, slut, til, do"""
        ),
        "variant": _words(_VARIANT),
        "note": _words(_NOTE),
    },
    "events": {
        "at": _words(f"{_AT}, {_TIME}"),
        "kind": _words(
            """kind, event, activity, what, type, ereignis, aktivität, was, art, sport, sportart, activité, événement,
            quoi, actividad, evento, qué, tipo, attività, cosa, activiteit, wat, atividade, aktivitet, aktywność"""
        ),
        "minutes": _words(_MINUTES),
        "amount": _words(
            """amount, quantity, weight, how much, menge, gewicht, wie viel, quantité, poids, cantidad, peso, quantità,
            hoeveelheid, gewicht, quantidade, mängd, vikt"""
        ),
        "note": _words(_NOTE),
    },
}
"""Table -> field -> the headers that mean it, besides the field's own name."""

FORM_TIMES = _words(_FORM_TIMES)
"""When a form was filled in: the time of an answer where no other column tells it."""
DAYS = frozenset(_words(_DAY))
WEEKDAY_WORDS = frozenset(
    _words(
        """weekday, day of week, day of the week, dow, wochentag, jour de la semaine, jour de semaine,
        día de la semana, giorno della settimana, dag van de week, weekdag, dia da semana, veckodag, ugedag, ukedag,
        dzień tygodnia, 曜日"""
    )
)
"""Headers of a column with the day of the week beside the date; words of `DAYS` may be such a column, too."""
CLOCKS = frozenset(_words(f"{_CLOCK}, {_TIME}"))
"""A clock time beside a date; `TIMES` among them may be a length of time instead."""
TIMES = frozenset(_words(_TIME))
RUN_CLOCKS = frozenset(
    _words("start, started, from, von, beginn, begonnen, gestartet, début, départ, inicio, inizio, begin, início, od")
)
RUN_ENDS = frozenset(
    _words(
        """end, ended, finish, end time, finish time, to, until, bis, ende, endzeit, fin, arrivée, hasta, fine, tot,
        einde, fim, slut, do"""
    )
)
ACTUAL = frozenset(_words("actual, real, ist, réel, real"))
"""Before a unit: what was run, beside what was planned."""
RUN_WORDS = frozenset(_words("run, ran, running, lauf, laufen, gelaufen, course, carrera, corsa, hardlopen"))
PACES = frozenset(
    _words(
        """pace, avg pace, avg. pace, average pace, tempo, durchschnittspace, ø pace, min/km, min/mi, allure,
        allure moyenne, ritmo, ritmo medio, passo, andatura, ritmo médio,
        ペース, 平均ペース"""
    )
)
SPEEDS = frozenset(
    _words(
        """speed, avg speed, avg. speed, average speed, mean speed, km/h, mph, geschwindigkeit, ø geschwindigkeit,
        durchschnittsgeschwindigkeit, mittlere geschwindigkeit, vitesse, vitesse moyenne, velocidad, velocidad media,
        velocità, velocità media, snelheid, gemiddelde snelheid, velocidade, velocidade média, hastighet, hastighed,
        prędkość, 速度, 平均速度"""
    )
)
ELAPSED = _words(_ELAPSED)
"""Headers of how long a run took from its start to its end, pauses and all."""
TITLES = frozenset(_words("title, name, workout name, titel, titre, título, titolo, nazwa"))
"""Headers of a note that is what somebody called the run."""
TEMPO = "tempo"
"""A pace to most, but a length of time where a date is called ``data``."""
TEMPO_IS_TIME_BESIDE = "data"
UNITS = frozenset(_words("unit, units, distance unit, einheit, unité, unidad, unità, eenheid, unidade"))
OFFSETS = frozenset(
    _words(
        "time zone, timezone, tz, utc offset, gmt offset, offset, zeitzone, zeitversatz, fuseau horaire, zona horaria"
    )
)
EXERCISES = frozenset(
    _words(
        """exercise, übung, exercice, ejercicio, esercizio, oefening, exercício, övning, øvelse,
        ćwiczenie, エクササイズ"""
    )
)
"""Headers of a column of what was done that may hold runs and rides among what was done for the pain."""
SIDES = frozenset(
    _words("side, seite, left/right, links/rechts, l/r, côté, lado, lato, zijde, kant, sida, side, strona, 左右")
)
