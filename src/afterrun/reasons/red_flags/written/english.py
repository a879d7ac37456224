"""How signs are written of in English."""

from __future__ import annotations

from afterrun.reasons.red_flags.written.said import Said, Tongue

_WEATHER = (
    "weather bath shower sauna sun heat sunburn* sock socks pad pack bottle run-was after-run summer light gel cream"
)
_EFFORT = "hill hills uphill interval* sprint* race tempo effort altitude strides pace finish session humid humidity"

ENGLISH = Tongue(
    alike={
        "cannot": "cannot cant couldnt wont unable hardly barely impossible",
        "hurt": "hurt hurts hurting pain pains painful sore sorer ache aches aching tender sharp stabbing stabs agony",
        "swollen": "swollen swelling swelled swells swell swole puffy puffed ballooned oedema edema blown-up",
        "larger": "bigger thicker fatter larger enlarged twice double",
        "warm": "hot warm warmer hotter warmth boiling",
        "red": "red redder reddish redness reddened",
        "fever": "fever feverish chills shivers shivering shivery",
        "cold": "cold icy freezing",
        "pale": "white pale blue bluish purple grey gray mottled",
        "agony": "agony unbearable excruciating severe terrible horrible stays screaming insane",
        "snap": "pop popped popping snap snapped bang twang crack cracked",
        "sudden": "felt feel heard hear sudden suddenly something loud",
        "wound": "wound ulcer sore blister cut cracked infected",
        "waterworks": "bladder bowel bowels",
        "crotch": "groin genitals genital crotch buttocks bum saddle perineum",
        "one": "one single exact same small",
        "rest": "rest resting sitting sofa couch bed lying chair desk still",
        "hard": "hard board stone wood",
    },
    places={
        "leg": "calf leg thigh",
        "back-of-leg": "calf achilles heel tendon leg",
        "foot": "foot toe toes forefoot sole",
        "part": "knee ankle foot toe toes joint heel forefoot midfoot arch sole hip instep",
        "bone": "shin tibia foot heel metatarsal* ankle hip groin toe knee bone shinbone navicular",
        "elsewhere": "knee ankle foot feet toe toes joint heel forefoot midfoot arch sole hip instep shin back hand "
        "finger* eye eyes face arm shoulder elbow wrist neck vein veins knees ankles",
    },
    joined={
        "can not": "cannot",
        "could not": "couldnt",
        "not able": "unable",
        "can no longer": "cannot",
        "no longer able": "cannot",
        "never been so": "",
        "never been this": "",
        "not only": "",
        "not just": "",
        "not sure why": "",
        "lost feeling": "numb",
        "no feeling": "numb",
        "blown up": "blown-up",
        "have a temperature": "fever",
        "had a temperature": "fever",
        "wont go": "stays",
        "wont let go": "stays",
        "wont ease": "stays",
        "wont stop": "stays",
        "hasnt gone": "stays",
        "not gone": "stays",
        "doesnt go": "stays",
        "does not go": "stays",
        "not going": "stays",
        "not getting better": "stays",
        "no better": "stays",
        "never stops": "stays",
        "never goes": "stays",
        "after every run": "usual",
        "after each run": "usual",
        "like every run": "usual",
        "hot day": "weather",
        "warm day": "weather",
        "hot evening": "weather",
        "run was": "run-was",
        "after a run": "after-run",
        "after the run": "after-run",
        "as always": "usual",
        "every run": "every-run",
        "each run": "every-run",
        "like every": "usual",
        "last time": "usual",
        "went down": "gone",
        "gone down": "gone",
        "as if": "like",
        "as though": "like",
        "read about": "if",
        "in case": "if",
        "pins and needles": "tingling",
        "warm up": "drill",
        "hot spot": "drill",
    },
    parting="but because although though which so however",
    no="no not nothing never without nor neither none isnt wasnt doesnt didnt arent werent dont havent hasnt "
    "aint hardly barely zero n false 0",
    past=("used to", "last year|summer|winter|season|spring|autumn", "years|months|weeks ago", "as kid"),
    over="gone subsided vanished disappeared settled cleared",
    if_so="if whether unless worried worry wonder* google* hope",
    like="like",
    usual="usual always usually",
    others="wife wifes husband husbands friend friends dad dads mum mums mom moms son sons daughter daughters partner "
    "partners brother brothers sister sisters mate mates buddy buddys coach colleague* dog dogs baby kid kids father "
    "fathers mother mothers uncle aunt neighbour* his her their she he teammate* grandma grandpa",
    telling="says said thinks thought noticed told saw found reckons asked spotted",
    signs={
        "chest-pain-breathless": (
            Said(
                phrases=(
                    "chest {hurt}",
                    "chest tight|tightness|tightening|pressure|pressing|heavy|squeezing|squeezed|crushing",
                    "cough*|spat blood",
                    "{cannot} catch|get breath",
                    "{cannot} breathe|breath",
                    "out breath {rest}|stairs|walking|talking",
                    "breathless|breathlessness|gasping {rest}|stairs|walking|talking",
                )
            ),
            Said(
                phrases=(
                    "short|shortness breath",
                    "breathless",
                    "breathlessness",
                    "trouble|difficulty breathing|breathe",
                    "hard breathe",
                ),
                unless=_EFFORT,
            ),
        ),
        "swollen-calf-clot": (
            Said(phrases=("{swollen} & {warm}", "{swollen} & {red}"), at="leg", unless=f"{_WEATHER} usual"),
            Said(
                phrases=("{swollen}", "{larger} other|right|left|calf|leg|thigh|size|cm"),
                at="leg",
                unless=f"{_WEATHER} usual bit slightly little legs calves both day standing slight ego head",
            ),
            Said(phrases=("leg|calf|thigh {warm}|{red}",), at="leg", asks=True),
            Said(
                phrases=("had|past|previous|history|earlier|last clot|dvt|thrombosis", "dvt", "blood clot"),
                at="leg",
                once=True,
            ),
            Said(
                phrases=("since|after flight|surgery|op|operation|cast", "{hurt} night|nights", "woke|wakes|kept me"),
                at="leg",
                asks=True,
            ),
        ),
        "cold-pale-blue": (
            Said(
                phrases=("{cold} {pale}", "turned|gone|went|looks blue|white|bluish", "suddenly|completely numb"),
                at="foot",
                unless="snow winter frost nail toenail bruise bruised shoe shoes laces bath weather rain minute",
            ),
            Said(
                phrases=("ice|stone cold", "turned|gone|went|looks pale|purple", "bluish"),
                at="foot",
                asks=True,
            ),
        ),
        "hard-painful-swelling-exertion": (
            Said(
                phrases=(
                    "rock|hard {hard} & {agony}",
                    "dark|brown|red|black urine|pee|wee",
                    "cola|tea|coke urine|pee|wee|coloured|colored",
                )
            ),
            Said(phrases=("rock|hard {hard}",), asks=True),
        ),
        "cannot-take-four-steps": (
            Said(
                phrases=(
                    "{cannot} put|bear|take|any weight",
                    "no weight on",
                    "{cannot} walk",
                    "{cannot} stand on|leg|foot",
                    "{cannot} step on|foot|leg",
                    "carried home|off|me|be",
                    "crutches",
                    "deformed",
                    "looks crooked",
                ),
                unless="doms quads wrecked downstairs dog busy limp limping soreness stairs "
                "tomorrow marathon ultra fast past",
            ),
        ),
        "pop-lost-push-off": (
            Said(
                phrases=(
                    "{snap} {sudden}",
                    "{snap} calf|achilles|heel|tendon",
                    "like|someone|somebody kicked me",
                    "{cannot} rise|stand tiptoe|tiptoes",
                ),
                at="back-of-leg",
                unless="photo music song shop clicks",
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
                unless=f"{_WEATHER} usual shoes day",
            ),
            Said(
                phrases=(
                    "{swollen}",
                    "{fever}",
                    "knee|ankle|foot|toe|toes|joint|skin|feels|felt {warm}|{red}",
                ),
                at="part",
                asks=True,
                unless=f"{_WEATHER} shoes km bit",
            ),
        ),
        "diabetes-hot-foot-wound": (
            Said(phrases=("diabet* & {wound}", "diabet* & {red}", "diabet* & {swollen}", "diabet* & {warm}")),
        ),
        "antibiotic-tendon": (
            Said(
                phrases=(
                    "cipro",
                    "ciprofloxacin",
                    "levofloxacin",
                    "moxifloxacin",
                    "ofloxacin",
                    "*quinolone*",
                    "levaquin|avelox|tavanic|ciprobay",
                ),
                once=True,
            ),
            Said(phrases=("antibiotic*",), asks=True),
        ),
        "saddle-numbness": (
            Said(
                phrases=(
                    "numb|numbness|tingling between legs",
                    "numb|numbness|feeling {crotch}",
                    "{cannot} pee|urinate|wee",
                    "{cannot} hold urine|pee|water|wee",
                    "wet myself",
                    "incontinent",
                    "incontinence",
                    "lost control {waterworks}",
                    "{cannot} control|feel|hold {waterworks}",
                    "{waterworks} weak|slow|trouble|problem|problems|accident|numb",
                ),
                unless="bike ride cycling cycled bib hydration",
            ),
            Said(phrases=("feeling between legs", "{waterworks}"), asks=True, unless="hydration leaked pack"),
        ),
        "foot-drop": (
            Said(
                phrases=(
                    "{cannot} lift|raise foot|toes|forefoot",
                    "foot slaps|slapping|slapped|drags|dragging|drop|drops|dropping",
                    "drag|dragging my toe|toes|foot",
                    "tripping|trip|tripped over toes|toe|foot",
                )
            ),
        ),
        "single-bone-spot": (
            Said(
                phrases=(
                    "{one} spot {hurt}",
                    "{one}|{hurt} spot shin|heel|foot|tibia|metatarsal*|hip|bone|press|touch",
                    "pinpoint {hurt}",
                    "tender|sore|pain|press bone",
                    "point tender",
                ),
                at="bone",
                unless="trail road",
            ),
        ),
        "high-risk-bone-site": (
            Said(phrases=("{hurt} navicular|sesamoid|sesamoids", "{hurt} fifth metatarsal", "{hurt} base metatarsal")),
        ),
        "hop-sharp-pain": (Said(phrases=("hop|hops|hopped|=hopping {hurt}",)),),
        "night-or-rest-bone-pain": (
            Said(
                phrases=(
                    "woke|wakes|waking|woken me",
                    "woke|wake|woken from|because|with|by it|pain|ache|throbbing",
                    "kept|keeps me awake|up",
                    "{hurt}|throbs|throbbing|throbbed night|nights|bed|resting|lying",
                    "{cannot} sleep & {hurt}",
                    "{hurt} at rest",
                ),
                unless="alarm storm thunder phone snoring cramp cramps party slept heat",
            ),
        ),
        "earlier-each-run": (
            Said(
                phrases=(
                    "start|starts|begins|comes|hurts earlier|sooner every|each|every-run",
                    "even|now {hurt} walking",
                    "now start|starts after one|minutes|metres|straight",
                ),
                unless="muscles quads",
            ),
        ),
        "swollen-toe-many-joints": (
            Said(
                phrases=(
                    "whole|entire toe swollen",
                    "toe sausage",
                    "stiff|stiffness hour|hours morning|mornings",
                    "joints swollen",
                    "fingers|hands & stiff & morning|mornings",
                )
            ),
        ),
        "cancer-weight-loss-lump": (
            Said(
                phrases=(
                    "lump",
                    "had|my|breast|prostate|after cancer",
                    "lost|losing kg|kilo|kilos|pounds|lb|lbs|weight|stone no|without trying|reason",
                    "lost|losing kg|kilo|kilos|pounds|lb|lbs|weight unexplained|unintended",
                ),
                unless="research charity race walk sugar",
                once=True,
            ),
        ),
        "numb-tingling-weak": (
            Said(
                phrases=(
                    "numb|numbness toe|toes|foot|sole|heel",
                    "numb|tingling|tingles|tingly all|day|days|always|since|again",
                    "tingl* toe|toes|foot|sole|leg",
                    "sole burns|burning",
                ),
                unless="cold snow ice laces bored boredom seat excitement",
            ),
            Said(phrases=("tingl*",), asks=True),
        ),
        "cramps-rest-weakness": (
            Said(phrases=("cramp|cramps every night", "muscle|calf|thigh twitching|twitches|wasting|thinner")),
        ),
        "periods-energy-past-bsi": (
            Said(
                phrases=(
                    "period|periods gone|missed|missing|stopped|absent",
                    "no|havent|hasnt period|periods months|weeks|since",
                    "lost my period",
                    "amenorrh*",
                    "had|history|previous|another|old|past|second|third|last stress fracture",
                    "osteoporosis",
                    "osteopenia",
                    "eating disorder",
                    "anorexia",
                    "bulimia",
                    "prednis*",
                ),
                once=True,
            ),
        ),
        "toe-drifting": (
            Said(phrases=("toe drifting|drifts|drifted|crossing|crosses|leaning|leans", "toe touch|touches floor")),
        ),
        "no-change-six-weeks": (Said(phrases=("stays weeks|months",)),),
    },
)
