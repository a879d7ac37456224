"""What the places are called in more languages: French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish, Norwegian
and Polish, a word or more for each.
"""

from __future__ import annotations

from collections.abc import Mapping

SIDES_ABROAD: Mapping[str, str] = {
    "left": """gauche izquierdo izquierda izq sinistro sinistra linkse esquerdo esquerda vänster vänstra venstre lewy
        lewa lewe""",
    "right": """droit droite derecho derecha dcho dcha destro destra rechtse direito direita höger högra højre høyre
        prawy prawa prawe""",
    "both": """deux ambos ambas entrambi entrambe beide ambedue båda begge oba obie""",
}
PLACES_ABROAD: Mapping[str, str] = {
    "forefoot": """avant-pied, avantpied, antepié, metatarso, metatarsos, avampiede, metatarsi, voorvoet,
        bal van de voet, antepé, framfot, forfod, forfot, przodostopie""",
    "toes-big": "gros orteil, dedo gordo, dedo gordo del pie, alluce, grote teen, dedão, dedão do pé, stortå, storetå",
    "toes": "orteil, orteils, dedos del pie, dita del piede, teen, tenen, dedos do pé, tå, tår, tæer, palce",
    "midfoot": "dessus du pied, cou-de-pied, empeine, dorso del piede, wreef, middenvoet, peito do pé, śródstopie",
    "arch": """voûte plantaire, plante du pied, fascia plantaire, planta del pie, fascia plantar, arco del pie,
        pianta del piede, fascia plantare, voetzool, voetboog, sola do pé, planta do pé, fáscia plantar, fotsula,
        hålfot, fodsål, fotsåle, podeszwa, rozcięgno podeszwowe""",
    "heel": "talon, talón, tallone, calcagno, hiel, hak, calcanhar, häl, hæl, pięta",
    "achilles": """tendon d'Achille, talon d'Achille, Achille, tendón de Aquiles, Aquiles, tendine d'Achille,
        achillespees, tendão de Aquiles, hälsena, akillessene, akilles, ścięgno Achillesa, achilles""",
    "ankle": "cheville, tobillo, caviglia, enkel, tornozelo, vrist, fotled, ankel, kostka",
    "calf-lower-leg": "onderbeen, underben, bas de la jambe",
    "calf": """mollet, mollets, gemelo, gemelos, pantorrilla, pantorrillas, polpaccio, polpacci, kuit, kuiten,
        panturrilha, gêmeo, gêmeos, vad, vader, læg, legg, łydka, łydki""",
    "shin": """tibia, tibias, espinilla, espinillas, stinco, scheen, scheenbeen, canela, smalben, skinneben,
        skinnebein, piszczel, goleń""",
    "knee-kneecap": "rotule, rótula, rotula, knieschijf, knäskål, knæskal, kneskål, rzepka",
    "knee-outer": "bandelette ilio-tibiale, essuie-glace, cintilla iliotibial, bandelletta ileotibiale",
    "knee": "genou, genoux, rodilla, rodillas, ginocchio, ginocchia, knieën, joelho, joelhos, knä, knæ, kne, kolano",
    "hamstring": """ischio-jambier, ischio-jambiers, ischios, isquiotibial, isquiotibiales, isquios, femorali,
        hamstrings, isquiotibiais, baksida lår, baglår, bakside lår""",
    "thigh": "cuisse, cuádriceps, muslo, coscia, quadricipite, bovenbeen, dij, coxa, lår, udo",
    "hip-buttock": "fesse, fessier, glúteo, nalga, gluteo, bil, bilspier, nádega, säte, balle, pośladek",
    "hip": "hanche, cadera, anca, heup, quadril, höft, hofte, biodro",
    "groin": """aine, adducteur, adducteurs, ingle, aductor, aductores, inguine, adduttori, lies, virilha, ljumske,
        lyske, pachwina""",
    "back-lower": """bas du dos, lombaire, lombaires, lumbar, lumbares, espalda baja, zona lumbar, bassa schiena,
        lombare, onderrug, lombar, ländrygg, lænd, korsrygg""",
    "back": "dos, espalda, schiena, rug, costas, rygg, ryg, plecy",
}
FILLERS_ABROAD = """du de des la le les mon ma mes del el los las mi della dello di il lo mio mia van het mijn do da
    das meu minha på av af min côté lado lato kant"""
