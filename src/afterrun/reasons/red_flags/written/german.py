"""How signs are written of in German, umlauts written out."""

from __future__ import annotations

from afterrun.reasons.red_flags.written.said import Said, Tongue

_WEATHER = "wetter bad dusche sauna sonne sonnenbrand hitze socke* kissen gewaermt sommer creme gel kompresse"

GERMAN = Tongue(
    alike={
        "not": "nicht kaum unmoeglich nimmer schlecht",
        "hurt": "weh schmerz schmerzt schmerzen schmerzhaft sticht stechen stich druckschmerz druckempfindlich "
        "empfindlich wehgetan",
        "swollen": "geschwollen *schwoll* *schwell* geschwolen dick dicker oedem prall",
        "warm": "warm waermer heiss heisser ueberwaermt gluehend",
        "red": "rot roter geroetet roetung roetlich",
        "fever": "fieber schuettelfrost fiebrig",
        "cold": "kalt eiskalt eisig",
        "pale": "blau blaeulich weiss blass bleich violett lila",
        "agony": "unertraeglich bestialisch heftig furchtbar wahnsinnig extrem schlimm bleibt",
        "snap": "knall geknallt knallte peitsch* gerissen riss schnalzen peng",
        "wound": "wunde wund geschwuer blase schnitt offen offene entzuendet",
        "numb": "taub taube taubheit taubheitsgefuehl gefuehllos",
        "crotch": "schritt reithose genital* po gesaess damm",
    },
    places={
        "leg": "wade wadenbereich bein oberschenkel unterschenkel kniekehle",
        "back-of-leg": "wade achilles* ferse sehne bein",
        "foot": "fuss zeh zehe zehen vorfuss sohle",
        "part": "knie knoechel fuss zeh zehe zehen gelenk ferse vorfuss mittelfuss sohle huefte sprunggelenk grosszeh*",
        "bone": "schienbein fuss ferse mittelfuss* knoechel huefte leiste zeh zehe knie knochen kahnbein",
        "elsewhere": "knie knoechel fuss fuesse zeh zehe zehen gelenk ferse vorfuss mittelfuss sohle huefte schienbein "
        "ruecken hand finger auge augen gesicht arm schulter ellbogen nacken sprunggelenk",
    },
    joined={
        "nicht nur": "",
        "noch nie so": "",
        "nicht in der lage": "nicht",
        "nicht zurueck": "bleibt",
        "nicht weg": "bleibt",
        "nicht mehr weg": "bleibt",
        "nicht besser": "bleibt",
        "keine besserung": "bleibt",
        "hoert nicht auf": "bleibt",
        "laesst nicht nach": "bleibt",
        "schritt fuer schritt": "",
        "wie immer": "ueblich",
        "wie sonst": "ueblich",
        "wie jedes mal": "ueblich",
        "letztes mal": "ueblich",
        "nach jedem lauf": "ueblich",
        "als ob": "wie",
        "blauer fleck": "fleck",
        "jedem lauf": "jedem",
        "heisser tag": "wetter",
        "warmer tag": "wetter",
        "heisser abend": "wetter",
    },
    parting="aber weil denn sondern obwohl dass jedoch doch",
    no="nein kein keine keinen keiner keinerlei nicht nichts nie ohne weder noch kaum null falsch",
    past=(
        "damals",
        "frueher",
        "letztes|letzten|letzte jahr|sommer|winter|saison|fruehjahr|herbst",
        "vor wochen|monaten|jahren",
        "als kind",
    ),
    over="zurueckgegangen abgeklungen verschwunden weg abgeschwollen",
    if_so="wenn-dann falls ob sorge angst google* gegoogelt hoffe hoffentlich gelesen",
    like="wie",
    usual="ueblich immer",
    others="frau mann freund freundin vater mutter sohn tochter kollege kollegin bruder schwester oma opa papa mama "
    "hund baby kind kinder seine seiner trainer nachbar* tante onkel",
    telling="sagt sagte meint meinte findet fand sieht sah gesehen bemerkt",
    signs={
        "chest-pain-breathless": (
            Said(
                phrases=(
                    "brust {hurt}|druck|eng|enge|drueckt|zieht",
                    "brustschmerz|brustschmerzen|brustenge|engegefuehl",
                    "blut gehustet|husten|spucke",
                    "luft {not}|keine|kriege|bekomme",
                    "{not}|keine atmen|luft",
                    "ausser atem treppe|ruhe|sitzen|gehen|liegen|reden",
                    "atemnot",
                    "luftnot",
                    "kurzatmig",
                    "lungenembolie",
                ),
                unless="huegel intervall* sprint* berg bergauf tempo wettkampf reifen fahrrad",
            ),
        ),
        "swollen-calf-clot": (
            Said(phrases=("{swollen} & {warm}", "{swollen} & {red}"), at="leg", unless=f"{_WEATHER} ueblich tag abend"),
            Said(
                phrases=("{swollen}",),
                at="leg",
                unless=f"{_WEATHER} ueblich etwas leicht bisschen beine waden beide tag abend stehen",
            ),
            Said(phrases=("{warm}|{red} wade|bein|oberschenkel|fuehlt",), at="leg", asks=True),
            Said(phrases=("thrombose", "blutgerinnsel", "lungenembolie"), at="leg", once=True),
            Said(
                phrases=("seit|nach flug|op|operation|gips", "{hurt} nachts", "weckt|geweckt mich"), at="leg", asks=True
            ),
        ),
        "cold-pale-blue": (
            Said(
                phrases=("{cold} {pale}", "ploetzlich|komplett|ganz {numb}"),
                at="foot",
                unless="schnee winter frost eis nagel zehennagel fleck schuh schuhe bad wetter regen",
            ),
            Said(
                phrases=("eiskalt", "blaeulich", "blau|blass|weiss geworden|verfaerbt|angelaufen"),
                at="foot",
                asks=True,
            ),
        ),
        "hard-painful-swelling-exertion": (
            Said(
                phrases=(
                    "bretthart|steinhart & {agony}|{hurt}",
                    "hart wie|brett|stein & {agony}",
                    "urin|pipi|pinkel* dunkel|dunkler|braun|rot|cola|schwarz",
                )
            ),
            Said(phrases=("bretthart|steinhart",), asks=True),
        ),
        "cannot-take-four-steps": (
            Said(
                phrases=(
                    "{not} auftreten",
                    "{not} belasten",
                    "{not} laufen|gehen kann|konnte",
                    "{not} stehen bein|fuss kann",
                    "kruecken",
                    "keinen schritt",
                ),
                unless="muskelkater treppe treppen zeit lust heute morgen schnell hund marathon platt",
            ),
        ),
        "pop-lost-push-off": (
            Said(
                phrases=(
                    "{snap} wade|achilles*|ferse|sehne",
                    "{snap} gehoert|gespuert|ploetzlich|laut",
                    "tritt in|gegen wade|ferse",
                    "kein|keinen|{not} zehenstand|zehenspitzen",
                    "peitschenhieb",
                    "{not} abdruecken|abstossen fuss|konnte|kann",
                ),
                at="back-of-leg",
            ),
        ),
        "hot-red-joint-fever": (
            Said(
                phrases=(
                    "{swollen} & {warm}",
                    "{swollen} & {red}",
                    "{warm} & {red}",
                    "{fever} & {warm}",
                    "{fever} & {swollen}",
                    "{fever} & {red}",
                ),
                at="part",
                unless=f"{_WEATHER} ueblich tag abend schuhe",
            ),
            Said(
                phrases=("{swollen}", "{fever}", "knie|knoechel|fuss|zeh|zehe|gelenk|haut|fuehlt {warm}|{red}"),
                at="part",
                asks=True,
                unless=f"{_WEATHER} schuhe km etwas",
            ),
        ),
        "diabetes-hot-foot-wound": (
            Said(
                phrases=(
                    "diabet*|zucker* & {wound}",
                    "diabet* & {red}",
                    "diabet* & {swollen}",
                    "diabet* & {warm}",
                )
            ),
        ),
        "antibiotic-tendon": (Said(phrases=("antibiotik*",), asks=True),),
        "saddle-numbness": (
            Said(
                phrases=(
                    "{numb} {crotch}",
                    "{numb} zwischen beinen",
                    "wasser|urin|stuhl {not} halten",
                    "{not} pinkeln",
                    "eingenaesst",
                    "inkontinen*",
                    "blase darm",
                    "blase {not}|schwach|probleme|spuere",
                ),
                unless="rad fahrrad sattel trink*",
            ),
        ),
        "foot-drop": (
            Said(
                phrases=(
                    "fuss|zehen|vorfuss {not} heben|anheben|hochziehen|hochheben",
                    "fuss haengt|klatscht|schleift|schlappt",
                    "stolpere|stolpern zehen|fuss|fussspitze",
                    "fallfuss",
                    "fussheberschwaeche",
                )
            ),
        ),
        "single-bone-spot": (
            Said(
                phrases=(
                    "eine|einer|einem|genau|immer|selbe stelle|punkt {hurt}|druck|schienbein|fuss|knochen|ferse",
                    "punktuell|punktfoermig {hurt}",
                    "knochen {hurt}|druck",
                ),
                at="bone",
                unless="strecke weg",
            ),
        ),
        "high-risk-bone-site": (Said(phrases=("{hurt} kahnbein|sesambein*", "{hurt} fuenfter mittelfuss*")),),
        "hop-sharp-pain": (Said(phrases=("huepf* {hurt}", "hops* {hurt}")),),
        "night-or-rest-bone-pain": (
            Said(
                phrases=(
                    "weckt|weckte|geweckt mich|schmerz",
                    "aufgewacht|wach vor|davon|deswegen|schmerz|schmerzen|wegen",
                    "{hurt}|pocht|pochen nachts|nacht|bett|ruhe|liegen",
                    "{not} schlafen {hurt}",
                    "{not} schlafen & {hurt}",
                    "ruheschmerz*|nachtschmerz*",
                ),
                unless="wecker gewitter krampf wadenkrampf handy",
            ),
        ),
        "earlier-each-run": (
            Said(
                phrases=(
                    "faengt|beginnt|kommt|startet frueher jedem|jedes|immer",
                    "schon|sogar|auch|jetzt {hurt} gehen",
                    "jetzt schon gehen",
                )
            ),
        ),
        "swollen-toe-many-joints": (
            Said(
                phrases=(
                    "ganze|ganzer zeh|zehe {swollen}",
                    "wurstzeh*",
                    "morgens steif stunde|stunden",
                    "gelenke {swollen}",
                    "morgensteif* stunde|stunden",
                )
            ),
        ),
        "cancer-weight-loss-lump": (
            Said(
                phrases=(
                    "knoten gefunden|getastet|ertastet|waechst|bein|oberschenkel|unter",
                    "knubbel",
                    "hatte|brust|nach|brustkrebs|mein krebs",
                    "brustkrebs",
                    "kilo|kg|gewicht abgenommen|verloren ungewollt|grund|grundlos",
                ),
                unless="schuh* schnuersenkel lauf spende*",
                once=True,
            ),
        ),
        "numb-tingling-weak": (
            Said(
                phrases=(
                    "{numb} zeh|zehe|zehen|fuss|sohle|ferse",
                    "kribbel* zeh|zehe|zehen|fuss|sohle|bein",
                    "sohle brennt",
                ),
                unless="kalt kaelte schnee eis schnuerung langeweile",
            ),
            Said(phrases=("kribbel*",), asks=True),
        ),
        "cramps-rest-weakness": (Said(phrases=("jede nacht *krampf|*kraempfe", "muskel|wade zuckt|zucken|duenner")),),
        "periods-energy-past-bsi": (
            Said(
                phrases=(
                    "periode|regel|tage weg|ausgeblieben|ausgefallen|monate|monaten",
                    "keine periode|regel",
                    "amenorrh*",
                    "ermuedungsbruch",
                    "stressfraktur",
                    "osteoporose",
                    "magersucht",
                    "essstoerung",
                    "kortison|cortison monate|monaten",
                ),
                once=True,
            ),
        ),
        "toe-drifting": (Said(phrases=("zeh|zehe schief|schraeg|wandert|kreuzt|ueber", "zeh|zehe boden {not}")),),
        "no-change-six-weeks": (Said(phrases=("bleibt wochen|monate|monaten",)),),
    },
)
