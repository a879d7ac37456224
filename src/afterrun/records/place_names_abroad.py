"""What the places are called in more languages, a word or more for each: French, Spanish, Italian, Dutch, Portuguese,
Swedish, Danish, Norwegian, Polish and Japanese.
"""

from __future__ import annotations

from collections.abc import Mapping

SIDES_ABROAD: Mapping[str, str] = {
    "left": """gauche izquierdo izquierda izq sinistro sinistra linkse esquerdo esquerda vänster vänstra venstre lewy
        lewa lewe 左""",
    "right": """droit droite derecho derecha dcho dcha destro destra rechtse direito direita höger högra højre høyre
        prawy prawa prawe 右""",
    "both": """deux ambos ambas entrambi entrambe beide ambedue båda begge oba obie 両""",
}
PLACES_ABROAD: Mapping[str, str] = {
    "forefoot": """avant-pied, avantpied, antepié, metatarso, metatarsos, avampiede, metatarsi, voorvoet,
        bal van de voet, antepé, framfot, forfod, forfot, przodostopie, 前足部""",
    "toes-big": """gros orteil, dedo gordo, dedo gordo del pie, alluce, grote teen, dedão, dedão do pé, stortå, storetå,
        足の親指""",
    "toes": """orteil, orteils, dedos del pie, dita del piede, teen, tenen, dedos do pé, tå, tår, tæer, palce,
        足の指, 足指, つま先""",
    "midfoot": """dessus du pied, cou-de-pied, empeine, dorso del piede, wreef, middenvoet, peito do pé, śródstopie,
        足の甲""",
    "arch": """voûte plantaire, plante du pied, fascia plantaire, planta del pie, fascia plantar, arco del pie,
        pianta del piede, fascia plantare, voetzool, voetboog, sola do pé, planta do pé, fáscia plantar, fotsula,
        hålfot, fodsål, fotsåle, podeszwa, rozcięgno podeszwowe,
        足底, 足裏, 足の裏, 土踏まず, 足底筋膜, 足底腱膜""",
    "heel": "talon, talón, tallone, calcagno, hiel, hak, calcanhar, häl, hæl, pięta, かかと, 踵",
    "achilles": """tendon d'Achille, talon d'Achille, Achille, tendón de Aquiles, Aquiles, tendine d'Achille,
        achillespees, tendão de Aquiles, hälsena, akillessene, akilles, ścięgno Achillesa, achilles, アキレス腱""",
    "ankle": "cheville, tobillo, caviglia, enkel, tornozelo, vrist, fotled, ankel, kostka, 足首, 足関節, くるぶし",
    "calf-lower-leg": "onderbeen, underben, bas de la jambe",
    "calf": """mollet, mollets, gemelo, gemelos, pantorrilla, pantorrillas, polpaccio, polpacci, kuit, kuiten,
        panturrilha, gêmeo, gêmeos, vad, vader, læg, legg, łydka, łydki, ふくらはぎ""",
    "shin": """tibia, tibias, espinilla, espinillas, stinco, scheen, scheenbeen, canela, smalben, skinneben,
        skinnebein, piszczel, goleń, すね, 脛""",
    "knee-kneecap": "rotule, rótula, rotula, knieschijf, knäskål, knæskal, kneskål, rzepka, 膝蓋骨, 膝のお皿",
    "knee-outer": """bandelette ilio-tibiale, essuie-glace, cintilla iliotibial, bandelletta ileotibiale,
        腸脛靭帯, 膝の外側, 膝外側""",
    "knee": """genou, genoux, rodilla, rodillas, ginocchio, ginocchia, knieën, joelho, joelhos, knä, knæ, kne, kolano,
        膝, ひざ""",
    "hamstring": """ischio-jambier, ischio-jambiers, ischios, isquiotibial, isquiotibiales, isquios, femorali,
        hamstrings, isquiotibiais, baksida lår, baglår, bakside lår, ハムストリング, ハムストリングス""",
    "thigh": "cuisse, cuádriceps, muslo, coscia, quadricipite, bovenbeen, dij, coxa, lår, udo, 太もも, 大腿",
    "hip-buttock": "fesse, fessier, glúteo, nalga, gluteo, bil, bilspier, nádega, säte, balle, pośladek, お尻, 臀部",
    "hip": "hanche, cadera, anca, heup, quadril, höft, hofte, biodro, 股関節",
    "groin": """aine, adducteur, adducteurs, ingle, aductor, aductores, inguine, adduttori, lies, virilha, ljumske,
        lyske, pachwina, 鼠径部, 内転筋""",
    "back-lower": """bas du dos, lombaire, lombaires, lumbar, lumbares, espalda baja, zona lumbar, bassa schiena,
        lombare, onderrug, lombar, ländrygg, lænd, korsrygg, 腰""",
    "back": "dos, espalda, schiena, rug, costas, rygg, ryg, plecy, 背中",
}
FILLERS_ABROAD = """du de des la le les mon ma mes del el los las mi della dello di il lo mio mia van het mijn do da
    das meu minha på av af min côté lado lato kant"""
