"""Short diaries of people in danger as they would keep them, and of people whose words only sound like it.

A line is how soon somebody should look, then what was written. Of the signs each stands for see
`afterrun.reasons.red_flags.listed`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, SignAnswer, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def days(ago: float) -> datetime:
    """Count back from the clock of these diaries."""
    return NOW - timedelta(days=ago)


def felt(site: str, note: str | None = None, nrs: float = 3, *, ago: float = 1, **more: Any) -> PainReport:
    """Report pain, with a note if there is one."""
    return PainReport(at=days(ago), site=Site.parse(site), nrs=nrs, note=note, **more)


def happened(kind: str, *, ago: float = 1, **more: Any) -> Event:
    """Write down an event."""
    return Event(at=days(ago), kind=kind, **more)


def ran(note: str, *, ago: float = 1) -> Run:
    """Write about a run."""
    return Run(start=days(ago), duration_s=1800.0, distance_m=5000.0, note=note)


def did(what: str, *, ago: float = 1, note: str | None = None) -> Care:
    """Write down something done about it."""
    return Care(at=days(ago), intervention=what, note=note)


def weekly(site: str, nrs: Callable[[float], float], weeks: float, **more: Any) -> list[PainReport]:
    """Rate once a day, by the weeks since the first."""
    n = round(7 * weeks)
    return [felt(site, nrs=round(min(10.0, nrs(i / 7))), ago=n - i, **more) for i in range(n)]


Record = PainReport | Event | Run | Care | Phase


def diary_of(*records: Record, signs: tuple[SignAnswer, ...] = ()) -> Diary:
    """Sort records by kind and time."""

    def of(kind: type) -> tuple[Any, ...]:
        return tuple(sorted((each for each in records if isinstance(each, kind)), key=lambda each: _when(each)))

    return Diary(runs=of(Run), pain=of(PainReport), care=of(Care), events=of(Event), phases=of(Phase), signs=signs)


def _when(record: Record) -> datetime:
    return record.start if isinstance(record, Run | Phase) else record.at


TODAY, DAYS, SOON = "same-day", "within-days", "soon"

IN_NOTES: Sequence[tuple[str, str, str]] = (
    # a clot
    (TODAY, "left-calf", "calf swollen and warm since the flight"),
    (TODAY, "left-calf", "Calf is swolen, 2 cm bigger than the other one."),
    (TODAY, "right-heel", "heel ok. my left calf is swollen though and feels warm"),
    (TODAY, "left-calf", "my wife says my calf looks swollen and red"),
    (TODAY, "left-calf", "Wade seit dem Flug dick und warm"),
    (TODAY, "left-calf", "linke Wade geschwolen, viel dicker als rechts"),
    (TODAY, "left-calf", "had a clot in that leg in 2015"),
    (TODAY, "left-calf", "hatte 2015 eine Thrombose in dem Bein"),
    (TODAY, "left-calf", "didn't run because the calf is swollen and hot"),
    (TODAY, "left-thigh", "whole leg swollen since the hip op"),
    (DAYS, "left-calf", "calf was swollen and warm after the flight, swelling gone since Monday"),
    # the chest
    (TODAY, "left-calf", "couldn't catch my breath on the stairs"),
    (TODAY, "right-knee", "chest pain when I climb stairs"),
    (TODAY, "left-shin", "Druck auf der Brust beim Laufen"),
    (TODAY, "left-calf", "bekomme seit heute schlecht Luft"),
    (TODAY, "left-calf", "coughed up some blood"),
    # a tendon, a bone, no step
    (TODAY, "left-calf", "felt a pop in the calf at 3k"),
    (TODAY, "left-achilles", "something snapped, like someone kicked me from behind"),
    (TODAY, "right-achilles", "Knall in der Achillessehne, seitdem kein Zehenstand"),
    (TODAY, "left-midfoot", "can't put weight on it"),
    (TODAY, "left-ankle", "twisted it, cannot walk, had to be carried"),
    (TODAY, "left-ankle", "umgeknickt, kann nicht auftreten"),
    (TODAY, "right-hip", "cant bear any wieght on the leg"),
    # nerves
    (TODAY, "right-shin", "can't lift my foot since this morning"),
    (TODAY, "right-shin", "my foot keeps slapping when I walk"),
    (TODAY, "left-back", "kann den Fuß nicht mehr heben"),
    (TODAY, "both-back", "numb between the legs"),
    (TODAY, "both-back", "back is bad, wet myself twice and can't feel it when I pee"),
    (TODAY, "both-back", "taub im Schritt, kann das Wasser nicht halten"),
    # infection, blood, pressure, muscle
    (TODAY, "right-knee", "fever and my knee is hot"),
    (TODAY, "left-toes", "big toe hot, red and swollen overnight"),
    (TODAY, "right-knee", "Knie heiß und dick, seit gestern Schüttelfrost"),
    (TODAY, "left-forefoot", "I have diabetes and there is a sore on the ball of the foot"),
    (TODAY, "left-midfoot", "foot is ice cold and white"),
    (TODAY, "left-toes", "Zehen blau und kalt, anders als rechts"),
    (TODAY, "both-thigh", "dark urine after the marathon"),
    (TODAY, "both-thigh", "Urin dunkel wie Cola seit dem Ultra"),
    (TODAY, "left-shin", "shin went rock hard and won't let go, agony"),
    (TODAY, "left-achilles", "on cipro for a week now, achilles started hurting"),
    # a bone
    (DAYS, "left-shin", "one spot on the shin, hurts when I hop"),
    (DAYS, "left-shin", "eine Stelle am Schienbein, tut beim Hüpfen weh"),
    (DAYS, "right-forefoot", "tender to press on one small spot on the bone"),
    (DAYS, "left-shin", "woke up from it"),
    (DAYS, "left-hip", "wach geworden vor Schmerz"),
    (DAYS, "right-midfoot", "throbs in bed, kept me awake again"),
    (DAYS, "left-shin", "starts earlier every run now, and even hurts walking"),
    (DAYS, "left-shin", "fängt bei jedem Lauf früher an, jetzt schon beim Gehen"),
    # inflammation, rare things
    (DAYS, "both-forefoot", "fingers and toes stiff for over an hour every morning"),
    (DAYS, "left-toes", "whole toe swollen like a sausage"),
    (DAYS, "left-thigh", "there's a lump on my thigh and it's growing"),
    (DAYS, "left-hip", "lost 6 kg without trying"),
    (DAYS, "both-back", "had breast cancer three years ago, back aches day and night"),
    # soon
    (SOON, "left-shin", "period gone for 4 months"),
    (SOON, "left-shin", "Periode seit 4 Monaten weg"),
    (SOON, "left-shin", "had a stress fracture in 2021, same leg"),
    (SOON, "left-toes", "two toes tingling all day"),
    (SOON, "right-toes", "die kleinen Zehen sind taub"),
    (SOON, "left-toes", "second toe drifting over the big one"),
    (TODAY, "left-calf", "calf twice the size of the right one and shiny"),
    (TODAY, "right-calf", "my right calf has blown up since the drive home"),
    (TODAY, "left-calf", "Wade ist heute ganz prall und rot"),
    (TODAY, "left-thigh", "Oberschenkel angeschwollen nach der Knie-OP"),
    (TODAY, "left-calf", "left lower leg puffed up, skin feels hot"),
    (TODAY, "left-heel", "noticed my calf's swelling up again, warm to touch"),
    (TODAY, "left-calf", "Doc said I had a DVT after my last op, same leg hurts"),
    (TODAY, "left-shin", "sudden breathlessness getting dressed"),
    (TODAY, "left-shin", "tight chest and left arm tingly on the warm up"),
    (TODAY, "left-heel", "hab Brustschmerzen beim Joggen"),
    (TODAY, "left-heel", "kriege keine Luft mehr beim Treppensteigen"),
    (TODAY, "left-calf", "heard a loud crack in my calf, thought I'd been hit by a stone"),
    (TODAY, "right-achilles", "peng, dann konnte ich den Fuß nicht mehr abdrücken"),
    (TODAY, "left-ankle", "rolled my ankle, can't walk on it"),
    (TODAY, "left-midfoot", "unable to weight bear"),
    (TODAY, "left-ankle", "Knöchel verdreht, Auftreten unmöglich"),
    (TODAY, "right-midfoot", "foot won't lift, toes drag on the floor"),
    (TODAY, "right-midfoot", "stolpere dauernd über die eigenen Zehen"),
    (TODAY, "both-back", "lost feeling around my bum and between my legs"),
    (TODAY, "both-back", "kann seit gestern nicht richtig pinkeln, Rücken schlimm"),
    (TODAY, "right-knee", "knee is boiling, red and I have a temperature"),
    (TODAY, "right-ankle", "Knöchel rot und heiss, fühle mich fiebrig"),
    (TODAY, "left-midfoot", "type 1 diabetic, blister on my toe is open and oozing"),
    (TODAY, "left-toes", "toes have gone blue and feel cold"),
    (TODAY, "both-thigh", "pee is the colour of coke since yesterday's ultra"),
    (TODAY, "left-achilles", "doctor put me on levofloxacin, achilles sore since"),
    (TODAY, "left-shin", "shin as hard as a board, pain unbearable"),
    (DAYS, "left-shin", "there is one really tender place on the bone"),
    (DAYS, "left-midfoot", "can put my finger exactly on the sore spot on the metatarsal"),
    (DAYS, "left-shin", "hopping on it is agony"),
    (DAYS, "left-shin", "beim Hüpfen sticht es"),
    (DAYS, "left-hip", "wakes me up at night"),
    (DAYS, "left-hip", "konnte vor Schmerzen nicht schlafen"),
    (DAYS, "left-midfoot", "hurts even when I'm just walking to the kitchen"),
    (DAYS, "left-shin", "used to come at 5k, now it starts after one"),
    (DAYS, "left-toes", "my fingers and toes are swollen and stiff each morning"),
    (DAYS, "left-thigh", "found a hard lump in my thigh"),
    (DAYS, "left-hip", "had cancer a few years back, this ache never stops"),
    (SOON, "left-shin", "haven't had my period since spring"),
    (SOON, "left-shin", "hatte letztes Jahr schon einen Ermüdungsbruch"),
    (SOON, "left-toes", "toes go numb after 20 minutes"),
    (SOON, "left-toes", "Zehen schlafen ein und kribbeln"),
    (TODAY, "left-calf", "flew back on Friday, leg has been swelling ever since"),
    (TODAY, "right-calf", "calf feels hot and looks a bit red and puffy, no idea why"),
    (TODAY, "left-calf", "Das linke Bein ist dicker geworden und spannt"),
    (TODAY, "left-calf", "Wadenschwellung, fühlt sich heiß an"),
    (TODAY, "left-thigh", "thigh swelled up overnight"),
    (TODAY, "left-calf", "calf pain like my last DVT"),
    (TODAY, "left-calf", "pressing leaves a dent, calf swollen"),
    (TODAY, "left-heel", "short of breath since this morning"),
    (TODAY, "left-heel", "felt a tightness in my chest halfway round"),
    (TODAY, "left-heel", "Stiche in der Brust und Atemnot"),
    (TODAY, "left-heel", "out of breath walking to the bus"),
    (TODAY, "left-calf", "sudden snap in the back of my leg"),
    (TODAY, "left-achilles", "heard a bang and my heel gave way"),
    (TODAY, "left-calf", "es hat in der Wade geknallt"),
    (TODAY, "left-ankle", "I can't stand on it"),
    (TODAY, "left-ankle", "can barely put any weight through the foot"),
    (TODAY, "right-midfoot", "Kann den Fuß nicht belasten"),
    (TODAY, "left-ankle", "bin auf Krücken"),
    (TODAY, "left-shin", "foot flops down when I walk, can't raise my toes"),
    (TODAY, "left-shin", "der Fuß schleift beim Gehen"),
    (TODAY, "both-back", "no feeling between my legs since yesterday"),
    (TODAY, "both-back", "can't control my bladder"),
    (TODAY, "both-back", "Taubheit im Schritt"),
    (TODAY, "left-knee", "knee red hot swollen, shivering"),
    (TODAY, "left-toes", "rote, heiße, geschwollene Großzehe"),
    (TODAY, "left-toes", "toes turned blue and icy"),
    (TODAY, "left-toes", "diabetic and noticed an open sore on my heel"),
    (TODAY, "both-thigh", "my pee was dark brown after the 100k"),
    (TODAY, "left-achilles", "took ciprofloxacin last week, tendon hurts"),
    (DAYS, "left-shin", "pain is in one exact spot, size of a coin, on the bone"),
    (DAYS, "left-shin", "single-leg hop hurts"),
    (DAYS, "left-shin", "pain wakes me most nights"),
    (DAYS, "left-shin", "nachts tut es weh"),
    (DAYS, "left-shin", "Ruheschmerz, auch im Liegen"),
    (DAYS, "right-midfoot", "aches at rest now"),
    (DAYS, "right-midfoot", "pain comes on sooner each run"),
    (DAYS, "left-shin", "tut jetzt auch beim normalen Gehen weh"),
    (DAYS, "left-hip", "losing weight for no reason"),
    (DAYS, "left-thigh", "Knoten im Oberschenkel ertastet"),
    (SOON, "left-shin", "no period for five months"),
    (SOON, "left-shin", "meine Regel ist ausgeblieben"),
    (SOON, "left-toes", "pins and needles in the toes"),
    (SOON, "left-midfoot", "Fuß kribbelt ständig"),
)
"""How soon, where, and what the note says."""

IN_OTHER_RECORDS: Mapping[str, tuple[str, Sequence[Record]]] = {
    "chest in the note of a run": (TODAY, [ran("easy 5k, chest tight on the run, had to stop"), felt("left-heel")]),
    "run auf Deutsch": (TODAY, [ran("Stechen in der Brust ab km 3")]),
    "snap in the note of a run": (TODAY, [ran("pop in the calf at km 4, limped home"), felt("left-calf", nrs=6)]),
    "an event": (TODAY, [felt("left-calf"), happened("calf-swollen-and-warm")]),
    "the note of an event": (TODAY, [felt("left-calf"), happened("flight", minutes=500, note="leg swollen since")]),
    "a tablet as an event": (TODAY, [felt("left-achilles"), happened("ciprofloxacin", ago=9)]),
    "a tablet as a phase": (TODAY, [felt("left-achilles"), Phase(intervention="Levofloxacin 500", start=days(6))]),
    "care": (TODAY, [felt("left-calf"), did("massage", note="calf too swollen and hot to massage")]),
    "fever as an event, hot knee as quality": (TODAY, [felt("left-knee", quality=("hot",)), happened("fever")]),
    "symptom column in other words": (TODAY, [felt("left-calf", symptom="swollen and hot since flight")]),
    "quality column, German": (TODAY, [felt("left-calf", quality=("dicker als rechts", "warm"))]),
    "quality: cannot lift": (TODAY, [felt("right-ankle", quality=("cannot lift foot",))]),
    "symptom: no step": (TODAY, [felt("left-midfoot", symptom="kann nicht auftreten")]),
    "unknown column": (TODAY, [felt("left-calf", "swelling: left calf; mood: fine")]),
    "unknown column, German": (TODAY, [felt("left-calf", "Auffälliges: Wade dick und heiß")]),
    "quality: bone": (DAYS, [felt("left-shin", quality=("sore on the bone in one place",))]),
    "moment in other words": (DAYS, [felt("left-shin", moment="in bed at night")]),
    "moment: weckt mich": (DAYS, [felt("left-shin", moment="weckt mich nachts")]),
    "another place": (TODAY, [felt("right-heel"), felt("left-calf", symptom="swelling"), felt("right-heel", ago=0.5)]),
    "no pain at all": (TODAY, [felt("left-calf", "no pain but the calf is swollen and warm", 0)]),
    "nine of ten": (TODAY, [felt("left-heel", nrs=9)]),
    "eight of ten": (DAYS, [felt("left-heel", nrs=8)]),
    "growing": (DAYS, weekly("left-shin", lambda week: 1 + week, 5)),
    "growing at rest": (DAYS, weekly("left-hip", lambda week: 2 + 0.9 * week, 5, moment="rest")),
    "pain at night": (DAYS, [felt("left-shin", nrs=2, moment="night", ago=3 * i) for i in range(3)]),
}
"""Other ways to write it down: how soon, and the records."""

HARMLESS_NOTES: Sequence[tuple[str, str]] = (
    ("left-calf", "no swelling, not warm"),
    ("left-calf", "keine Schwellung, nicht warm"),
    ("left-calf", "swelling: no; warm: no"),
    ("left-calf", "Schwellung? Nein."),
    ("left-calf", "neither swollen nor red"),
    ("left-calf", "my wife's calf is swollen"),
    ("left-calf", "die Wade meiner Frau ist geschwollen und warm"),
    ("left-calf", "my dad had a clot in 2015"),
    ("left-calf", "read about clots, worried for nothing"),
    ("left-calf", "dead legs today"),
    ("left-calf", "hills are killing me"),
    ("left-calf", "legs like lead, still on fire from Sunday"),
    ("left-calf", "warm up felt good, warm day"),
    ("left-calf", "better once warm"),
    ("left-calf", "hot bath, then red wine"),
    ("left-heel", "out of breath on the hill, as always"),
    ("left-heel", "breathtaking views, breathed through the nose"),
    ("left-heel", "außer Atem nach den Intervallen"),
    ("left-heel", "new chest strap, heart rate fine"),
    ("left-heel", "chest day in the gym"),
    ("left-heel", "Brustgurt vergessen"),
    ("left-calf", "listened to pop music, snapped a photo"),
    ("right-knee", "knee clicks and pops as always"),
    ("left-achilles", "popped into the shop on the way"),
    ("left-heel", "kicked off early, bang on schedule"),
    ("both-thigh", "could hardly walk downstairs, quads wrecked, DOMS"),
    ("both-thigh", "Muskelkater, kann kaum Treppen gehen"),
    ("left-heel", "can't wait to run, can't step out of the routine"),
    ("left-heel", "could not walk the dog today, too busy"),
    ("left-heel", "numb with boredom on the treadmill"),
    ("both-back", "saddle too high, bike fit next week"),
    ("both-back", "hydration bladder leaked"),
    ("both-back", "Schritt für Schritt besser"),
    ("right-shin", "dragged myself out of bed"),
    ("right-shin", "lifted my feet over roots"),
    ("left-toes", "cold feet at the start, ran in snow"),
    ("left-toes", "blue shoes, pale ale after"),
    ("left-toes", "blauer Zehennagel vom letzten Rennen"),
    ("left-toes", "black toenail came off"),
    ("left-shin", "woke up early, coffee, then out"),
    ("left-shin", "the baby woke me at three"),
    ("left-shin", "kids kept me awake"),
    ("left-shin", "night shift, no run"),
    ("left-shin", "slept through the night, nothing"),
    ("left-shin", "one spot on the trail was icy"),
    ("left-shin", "no pain hopping, no sore spot"),
    ("left-shin", "hop test fine, no pain"),
    ("left-shin", "started the run earlier than usual"),
    ("left-shin", "period started today"),
    ("left-shin", "cool-down period of ten minutes"),
    ("left-shin", "hard surface, hard session"),
    ("left-thigh", "lumpy path"),
    ("left-hip", "lost two minutes on the climb, lost my way"),
    ("left-hip", "race for cancer research on Sunday"),
    ("right-knee", "hot weather, knee ok"),
    ("right-knee", "kein Fieber, Knie nicht heiß"),
    ("left-heel", "if it swells I will rest"),
    ("left-heel", "feet a bit swollen after 30 km in the heat"),
    ("left-heel", "Krebs zum Abendessen, danach Dehnen"),
    ("left-heel", "drank too little, urine darker than usual? no, fine"),
    ("left-heel", "toes numb from the cold, fine after a minute"),
    ("left-calf", "calf rock solid on the hills today, strong"),
    ("left-calf", "looks like every other day"),
    ("left-toes", "the toe box is wider, toes happy"),
    ("left-heel", "first marathon since my stress at work"),
    ("left-calf", "calf fine today, no swelling at all"),
    ("left-calf", "Wade locker, nichts geschwollen"),
    ("left-calf", "hot yoga then easy jog, calf ok"),
    ("left-calf", "legs felt heavy and dead"),
    ("left-calf", "bigger hills than usual"),
    ("left-calf", "calves pumped after the bike"),
    ("left-calf", "my running buddy popped his calf"),
    ("left-calf", "bought thicker socks"),
    ("left-calf", "warm shower helped"),
    ("left-calf", "red light therapy on the calf"),
    ("left-calf", "Wadenwickel warm, tut gut"),
    ("left-heel", "huffing and puffing up the hill"),
    ("left-heel", "breathing felt easy"),
    ("left-heel", "tief geatmet, Yoga"),
    ("left-heel", "chest and arms day"),
    ("left-heel", "can't stand this weather"),
    ("left-heel", "cannot step it up yet"),
    ("left-heel", "couldn't walk past the bakery"),
    ("left-achilles", "cracked 5k in 25 minutes"),
    ("left-achilles", "heel cracks the concrete, heavy landing"),
    ("right-knee", "cracked on with the plan"),
    ("right-knee", "knee pops when squatting, painless"),
    ("both-back", "sat on the saddle for two hours"),
    ("both-back", "between the legs of the relay I rested"),
    ("right-midfoot", "dropped my foot off the kerb"),
    ("right-shin", "dragging my feet today, tired"),
    ("left-toes", "shoes too small, blue nail"),
    ("left-toes", "cold morning, white frost"),
    ("left-shin", "up at night with the baby"),
    ("left-shin", "nachts lange gearbeitet"),
    ("left-shin", "found a nice spot by the river"),
    ("left-shin", "hopped over puddles"),
    ("left-shin", "hoping for a PB"),
    ("left-shin", "great spot for a hop over the fence"),
    ("left-shin", "started earlier to beat the heat"),
    ("left-hip", "Gewicht gehalten, gut gegessen"),
    ("left-hip", "lost weight on purpose, 2 kg in 2 months"),
    ("left-hip", "cancer charity 10k, fun"),
    ("left-toes", "tingle of excitement before the race"),
    ("left-heel", "painful hangover, fever dream of a race"),
    ("left-heel", "Saturday night fever playlist"),
    ("left-heel", "sore after the long run, better today"),
    ("left-heel", "stairs ok, morning stiffness two minutes"),
    ("left-calf", "tight, massaged it, less sore"),
    ("left-calf", "Muskelkater in der Wade"),
    ("left-midfoot", "walked barefoot on hot sand, feet red"),
    ("left-shin", "pressed on the shin, nothing"),
    ("left-shin", "kein Druckschmerz am Knochen"),
    ("left-shin", "no night pain, no pain at rest"),
    ("left-calf", "scared it was a clot but the scan was clear"),
    ("left-calf", "no heat, no swelling, just tight"),
    ("left-calf", "Wade nicht dick, nur fest"),
    ("left-calf", "put a hot pack on it"),
    ("left-calf", "after the sauna everything is warm"),
    ("left-calf", "calf is warm after a long run, normal"),
    ("left-calf", "friend of mine had a DVT last year"),
    ("left-calf", "swollen ego after the PB"),
    ("left-calf", "thicker soles on the new shoes"),
    ("left-calf", "big calves, big day"),
    ("left-heel", "legs died at 30k"),
    ("left-heel", "took my breath away, that sunrise"),
    ("left-heel", "chest deep snow"),
    ("left-heel", "hard to breathe in this humidity, everyone struggled"),
    ("left-heel", "breathing hard at the top"),
    ("left-heel", "Luft war kalt, schön"),
    ("left-heel", "Brustschwimmen 1 km"),
    ("left-achilles", "snapped my shoelace"),
    ("left-achilles", "pop quiz: who ran? me"),
    ("left-achilles", "gerissen: Schnürsenkel"),
    ("right-knee", "no popping any more"),
    ("left-ankle", "walked 10k steps, no bother"),
    ("left-ankle", "can't complain, walked fine"),
    ("left-ankle", "kann wieder gut auftreten"),
    ("left-ankle", "can walk on it without pain"),
    ("right-shin", "lifted weights"),
    ("right-shin", "trails had me tripping over roots"),
    ("both-back", "sat between the legs of the table"),
    ("both-back", "Blasentee getrunken"),
    ("left-toes", "Blase am Zeh vom neuen Schuh"),
    ("left-toes", "blister on the toe, taped"),
    ("left-toes", "red socks, lucky socks"),
    ("left-toes", "toes frozen on the bike"),
    ("left-knee", "hot today, 32 degrees, knee good"),
    ("left-knee", "kein Fieber mehr, Knie ok"),
    ("left-shin", "slept badly, work stress"),
    ("left-shin", "woke at five to run"),
    ("left-shin", "late night, early run"),
    ("left-shin", "nachts nichts gespürt"),
    ("left-shin", "hop, skip and a jump, all good"),
    ("left-shin", "my spot on the podium"),
    ("left-shin", "one hard spot of ice"),
    ("left-shin", "sooner than planned I was home"),
    ("left-hip", "lost weight thanks to the plan"),
    ("left-hip", "weights session"),
    ("left-thigh", "lumpy mattress"),
    ("left-shin", "period pain, took it easy"),
    ("left-shin", "stress at work, bone tired"),
    ("left-toes", "numb toes from tight laces, gone after"),
    ("left-midfoot", "Kribbeln vor Freude"),
    ("left-heel", "antibiotics finished months ago, tooth"),
)
"""Where, and a note with nothing to hurry about."""

HARMLESS_RECORDS: Mapping[str, Sequence[Record]] = {
    "a hard run": [ran("out of breath at the end, legs dead"), felt("left-heel")],
    "chest strap": [ran("chest strap died at km 3"), felt("left-heel")],
    "a flight": [felt("left-heel"), happened("flight", minutes=500)],
    "yoga": [happened("chest-opener yoga"), felt("left-heel")],
    "a wife's fever": [felt("left-heel"), happened("party", note="wife has fever")],
    "warm-up": [did("warm-up", note="calf warm after")],
    "a bath": [did("hot bath", note="legs red and warm after"), felt("left-calf")],
    "nothing": weekly("left-shin", lambda _: 3, 3),
}
