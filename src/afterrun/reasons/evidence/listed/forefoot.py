"""What loads the ball of the foot: landing, tiredness, steps, shoes."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

FOREFOOT_CARDS = (
    Card(
        id="five-percent-cadence-lowers-ball-load",
        finding=mark(
            "With 5 % more steps a minute at the same speed, there was less pressure under heel and forefoot."
        ),
        who=mark("runners without pain"),
        n=38,
        design="within",
        figures=(Figure("more steps", 5, "%"),),
        limits=mark("The printed savings cannot be right, so only the direction counts. Nobody had pain."),
        source=Source(name="Wellenkotter et al.", journal="Int J Sports Med", year=2014, doi="10.1055/s-0033-1363236"),
    ),
    Card(
        id="strike-matters-more-than-shoe",
        finding=mark(
            "How the foot landed changed 15 of 18 measures of pressure; running barefoot or in shoes changed 7. "
            "Landing on the forefoot keeps pressure there for longer."
        ),
        who=mark("runners, men"),
        n=12,
        design="within",
        figures=(
            Figure("changed by the landing", 15, "measures"),
            Figure("measures", 18, "count"),
            Figure("changed by the shoe", 7, "measures"),
        ),
        limits=mark("They were told how to land; it was not their own way."),
        source=Source(
            name="PMC6231350",
            journal="J Hum Kinet",
            year=2018,
            address="https://pmc.ncbi.nlm.nih.gov/articles/PMC6231350/",
        ),
    ),
    Card(
        id="strike-pattern-same-total-load",
        finding=mark("Runners who land on the forefoot carried the same load in total as those who land on the heel."),
        who=mark("amateur runners, men"),
        n=66,
        design="compared",
        limits=mark("Different people at slightly different speeds."),
        source=Source(name="Wei et al.", journal="J Exerc Sci Fit", year=2020, doi="10.1016/j.jesf.2020.01.003"),
    ),
    Card(
        id="tired-high-arches-load-outer-ball",
        finding=mark(
            "When they got tired, new runners with high arches put more pressure under the outer ball of the foot, "
            "those with low arches less."
        ),
        who=mark("new runners with high or low arches"),
        n=42,
        design="within",
        limits=mark(
            "Nobody had pain, and usual arches were not looked at. No other study we found points to the outer side."
        ),
        source=Source(
            name="Anbarian & Esmaeili", journal="Gait Posture", year=2016, doi="10.1016/j.gaitpost.2016.04.029"
        ),
    ),
    Card(
        id="marathon-moves-load-toes-to-ball",
        finding=mark(
            "After a marathon people walked with more pressure under the ball of the foot and less under the toes."
        ),
        who=mark("recreational marathon runners"),
        n=200,
        design="within",
        limits=mark("Walking barefoot, after a marathon."),
        source=Source(
            name="Nagel et al.", journal="Gait Posture", year=2008, address="https://pubmed.ncbi.nlm.nih.gov/17276688/"
        ),
    ),
    Card(
        id="no-pressure-drift-during-marathon",
        finding=mark("Measured in the shoe during a marathon, pressure stayed as it was."),
        who=mark("experienced runners"),
        n=10,
        design="within",
        limits=mark("Few people."),
        source=Source(
            name="Hohmann et al.", journal="J Sports Sci Med", year=2016, address="https://www.jssm.org/jssm-15-254.xml"
        ),
    ),
    Card(
        id="fatigue-pooled-no-metatarsal-change",
        finding=mark(
            "Tiring the calf or the shin on a machine did not clearly change pressure under the ball of the foot."
        ),
        who=mark("runners in 20 studies"),
        n=None,
        design="review",
        figures=(Figure("studies", 20, "count"),),
        limits=mark(
            "Only a few studies could be put together, at a fast speed. Tiredness from a long run is another thing."
        ),
        source=Source(name="Hazzaa et al.", journal="Sports", year=2023, doi="10.3390/sports11120241"),
    ),
    Card(
        id="calf-pull-shifts-load-forward-cadaver",
        finding=mark(
            "Pulling at the calf of a standing foot put 59 % more on the ball of the foot and 18 % less on the heel."
        ),
        who=mark("legs given to science"),
        n=10,
        design="cadaver",
        figures=(Figure("ball of the foot", 59, "%"), Figure("heel", -18, "%")),
        limits=mark("A still foot and a small pull. A runner's calf pulls far harder, and the body answers."),
        source=Source(name="Aronow et al.", journal="Foot Ankle Int", year=2006, doi="10.1177/107110070602700108"),
    ),
    Card(
        id="small-foot-muscles-stiffen-toes-not-arch",
        finding=mark(
            "With the small muscles of the foot put to sleep the arch stayed as stiff as before, but the toes could "
            "not stiffen for the push-off."
        ),
        who=mark("healthy adults"),
        n=None,
        design="within",
        limits=mark("Muscles put to sleep, not weak ones, and no pain."),
        source=Source(name="Farris et al.", journal="Proc Natl Acad Sci USA", year=2019, doi="10.1073/pnas.1812820116"),
    ),
    Card(
        id="forefoot-cushion-ten-percent",
        finding=mark(
            "A cushion under the forefoot took 10 % off the highest pressure there. A pad behind it changed nothing."
        ),
        who=mark("runners without pain"),
        n=23,
        design="within",
        figures=(Figure("highest pressure, cushion against none (281 and 313 kPa)", -10, "%"),),
        limits=mark("Two minutes on a treadmill."),
        source=Source(name="Hähni et al.", journal="J Foot Ankle Res", year=2016, doi="10.1186/s13047-016-0176-z"),
    ),
    Card(
        id="less-pressure-is-not-less-pain",
        finding=mark(
            "A bar under the sole cut pressure by 16 % and pain stayed; a moulded insole cut it by 18 % and pain fell."
            " The drop in pressure had nothing to do with the drop in pain."
        ),
        who=mark("people with a history of pain under the forefoot"),
        n=42,
        design="within",
        figures=(Figure("bar", -15.7, "%"), Figure("insole", -18.2, "%")),
        limits=mark("Walking, for a short time, and everybody knew what they wore."),
        source=Source(
            name="Postema et al.",
            journal="Prosthet Orthot Int",
            year=1998,
            address="https://www.oandplibrary.org/poi/1998_01_035.asp",
        ),
    ),
    Card(
        id="rocker-shoe-unloads-central-and-outer-ball",
        finding=mark(
            "Running shoes with a rounded sole took pressure off the middle and outer ball of the foot, and put it on "
            "the heel."
        ),
        who=mark("healthy women who run"),
        n=18,
        design="within",
        limits=mark("Nobody had pain, and the shoes felt less comfortable."),
        source=Source(
            name="Sobhani et al.",
            journal="Gait Posture",
            year=2014,
            address="https://research.rug.nl/nl/publications/effect-of-rocker-shoes-on-plantar-pressure-pattern-in-healthy-fem",
        ),
    ),
    Card(
        id="low-drop-suits-occasional-runners",
        finding=mark(
            "How much higher the heel of a shoe stood made no difference overall. Occasional runners were hurt half as"
            " often in flat shoes; regular runners more often."
        ),
        who=mark("leisure runners"),
        n=553,
        design="trial",
        figures=(
            Figure("flat shoes, occasional runners", 0.48, "ratio", 0.23, 0.98),
            Figure("flat shoes, regular runners", 1.67, "ratio", 1.07, 2.62),
        ),
        limits=mark("Seen in some groups of runners only, who were all well at the start."),
        source=Source(
            name="Malisoux et al.",
            journal="Br J Sports Med",
            year=2017,
            address="https://bjsm.bmj.com/content/51/4/356.2",
        ),
    ),
    Card(
        id="softer-landing-training-fewer-injuries",
        finding=mark(
            "Two weeks of learning to land softly are said to have cut new runners' injuries in a year by 62 %."
        ),
        who=mark("new runners"),
        n=320,
        design="trial",
        figures=(Figure("injuries", -62, "%"),),
        limits=mark("The number is from pages of clinics; more of the injuries left were at calf and Achilles tendon."),
        source=Source(name="Chan et al.", journal="Am J Sports Med", year=2018, doi="10.1177/0363546517736277"),
        status="second-hand",
    ),
    Card(
        id="advice-alone-as-good-as-gait-or-strength",
        finding=mark("For sore knees, advice on how much to run did as well as advice plus training in how to run."),
        who=mark("runners with pain at the kneecap"),
        n=69,
        design="trial",
        limits=mark("The knee, for eight weeks."),
        source=Source(name="Esculier et al.", journal="Br J Sports Med", year=2018, doi="10.1136/bjsports-2016-096988"),
        status="second-hand",
    ),
)
