"""How calves get stiff, or feel so."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

CALF_CARDS = (
    Card(
        id="calf-tension-peaks-next-day",
        finding=mark(
            "An hour of walking downhill backwards left the calf harder to stretch: by 35 % an hour later and by 88 % "
            "the next day. A week later that was gone."
        ),
        who=mark("adults to whom this walk was new"),
        n=12,
        design="within",
        figures=(
            Figure("resistance of the gastrocnemius after 1 h", 34.7, "%"),
            Figure("after 24 h", 88.4, "%"),
        ),
        limits=mark("Walking downhill backwards is not running, and it was new to them. A weekly run is not."),
        source=Source(
            name="Hoang et al.", journal="Med Sci Sports Exerc", year=2007, doi="10.1249/MSS.0b013e318033499b"
        ),
    ),
    Card(
        id="calf-hardest-day-after-marathon",
        finding=mark(
            "After a marathon the muscles of the leg were hardest on the day after. The two big calf muscles changed "
            "more than the muscle in front of the shin."
        ),
        who=mark("student marathon runners"),
        n=21,
        design="within",
        limits=mark("Hard under a probe is not the same as hard to stretch, and a marathon is far from a short run."),
        source=Source(
            name="Inami et al.", journal="J Strength Cond Res", year=2019, doi="10.1519/jsc.0000000000002495"
        ),
    ),
    Card(
        id="thirty-minute-run-stiffens-deep-toe-flexor",
        finding=mark(
            "Right after a run of 30 minutes a deep muscle that bends the toes was stiffer. The big calf muscle was "
            "not."
        ),
        who=mark("healthy young men"),
        n=20,
        design="within",
        figures=(Figure("length of the run", 30, "min"),),
        limits=mark("Looked at straight after the run only, and not at the flat muscle deep in the calf."),
        source=Source(name="Ohya et al.", journal="J Foot Ankle Res", year=2017, doi="10.1186/s13047-017-0238-x"),
    ),
    Card(
        id="exhausting-run-no-average-calf-change",
        finding=mark(
            "A run to exhaustion did not change how stiff calves were on average. In single people it went up or down."
        ),
        who=mark("professional handball and volleyball players"),
        n=24,
        design="within",
        limits=mark("Straight after the run only, in trained athletes."),
        source=Source(name="Romer et al.", journal="Diagnostics", year=2023, doi="10.3390/diagnostics13182957"),
    ),
    Card(
        id="weighted-heel-drops-sore-two-days",
        finding=mark(
            "After 200 heel drops with a weight belt, calves were most sore two days later, and 15 to 25 % weaker for "
            "a day or two."
        ),
        who=mark("active young men"),
        n=20,
        design="within",
        figures=(
            Figure("heel drops", 200, "count"),
            Figure("loss of strength at 24 to 48 h, range", None, "%", 15, 25),
        ),
        limits=mark("Far more than a training session. It warns that new calf work can make soreness of its own."),
        source=Source(
            name="Vasenina et al.",
            journal="J Strength Cond Res",
            year=2025,
            address="https://biomed.news/bims-ricfun/2025-12-21",
        ),
    ),
    Card(
        id="second-downhill-run-easier-at-three-weeks",
        finding=mark("A second steep downhill run, three weeks after the first, left less soreness and weakness."),
        who=mark("recreational runners, men"),
        n=10,
        design="within",
        limits=mark("Whole leg, very steep. A body that gets used to something should be less sore from week to week."),
        source=Source(name="Khassetarash et al.", journal="J Sport Health Sci", year=2022),
    ),
    Card(
        id="running-uses-84-percent-of-calf",
        finding=mark("In a brisk run the calf worked at about 84 % of what it could give, the thigh at 63 %."),
        who=mark("healthy adults"),
        n=None,
        design="compared",
        figures=(
            Figure("ankle effort at 4.1 m/s", 84, "% of the most"),
            Figure("knee effort at 4.1 m/s", 63, "% of the most"),
        ),
        limits=mark("Faster than most easy runs. What a calf can give was worked out from hopping."),
        source=Source(
            name="Kulmala et al.", journal="Med Sci Sports Exerc", year=2016, doi="10.1249/MSS.0000000000001020"
        ),
    ),
    Card(
        id="feeling-stiff-is-not-being-stiff",
        finding=mark("Backs that felt stiff were no stiffer than others when they were measured."),
        who=mark("people with a stiff, painful back, and others"),
        n=50,
        design="compared",
        limits=mark("Backs, not calves. Nobody has tried the same with calves, as far as we found."),
        source=Source(name="Stanton et al.", journal="Sci Rep", year=2017, doi="10.1038/s41598-017-09429-1"),
    ),
    Card(
        id="bent-hip-costs-18-degrees-of-ankle",
        finding=mark(
            "Sitting up instead of lying took 18 degrees from how far the ankle would bend. The calf does not cross "
            "the hip, so something else set the limit: nerves, perhaps."
        ),
        who=mark("healthy adults"),
        n=9,
        design="within",
        figures=(Figure("ankle range lost", 17.7, "degrees"),),
        limits=mark("Few people, and a machine moved the ankle."),
        source=Source(name="Andrade et al.", journal="Scand J Med Sci Sports", year=None),
    ),
    Card(
        id="nerve-stretch-alone-frees-ankle",
        finding=mark(
            "Stretching the long nerve of the leg, and not the calf, gave 6 degrees more at the ankle. The calf was as "
            "stiff as before."
        ),
        who=mark("healthy adults"),
        n=None,
        design="within",
        figures=(Figure("ankle range gained", 6.4, "degrees"),),
        limits=mark("One session."),
        source=Source(name="Andrade et al.", journal="Sci Rep", year=2018, doi="10.1038/s41598-018-32873-6"),
    ),
    Card(
        id="ankle-bend-strains-foot-nerves",
        finding=mark(
            "Bending the ankle up pulls the nerve behind it about 4 % longer; lifting the toes pulls those below."
        ),
        who=mark("legs given to science"),
        n=10,
        design="cadaver",
        figures=(Figure("strain of the tibial nerve", 3.9, "%"),),
        limits=mark("No living, hurting foot. It means that a calf stretch is a nerve stretch as well."),
        source=Source(
            name="J Appl Biomech",
            year=2008,
            address="https://research.vu.nl/en/publications/strain-in-the-tibial-and-plantar-nerves-with-foot-and-ankle-movem",
        ),
    ),
    Card(
        id="years-in-heels-shorten-calf-fibres",
        finding=mark("Women who wore high heels for years had calf fibres of 50 mm; others had 56 mm."),
        who=mark("women with and without high heels"),
        n=20,
        design="compared",
        figures=(Figure("fibres, heels", 49.6, "mm"), Figure("fibres, others", 56.0, "mm")),
        limits=mark("Years of it, in few people. A muscle does not get short overnight."),
        source=Source(
            name="Csapo et al.",
            journal="J Exp Biol",
            year=2010,
            address="https://journals.biologists.com/jeb/article/213/15/2582/9708/On-muscle-tendon-and-high-heels",
        ),
    ),
    Card(
        id="forefoot-patients-tighter-on-average",
        finding=mark(
            "People with trouble at the forefoot gained 10 degrees at the ankle by bending the knee, others 6: their "
            "calves were tighter on average. Most of them were still within the usual."
        ),
        who=mark("patients of a foot clinic, and others"),
        n=388,
        design="compared",
        figures=(Figure("gain, patients", 10.3, "degrees"), Figure("gain, others", 6.0, "degrees")),
        limits=mark("Not runners. Whether the tight calf or the sore foot came first, nobody knows."),
        source=Source(
            name="Malhotra et al.", journal="Bone Joint J", year=2018, doi="10.1302/0301-620X.100B7.BJJ-2017-1465.R1"
        ),
    ),
    Card(
        id="metatarsalgia-clinic-less-ankle-bend",
        finding=mark("With the knee straight, patients with a sore forefoot bent the ankle 4.5 degrees, others 13.1."),
        who=mark("patients, and people like them without foot trouble"),
        n=68,
        design="compared",
        figures=(Figure("ankle bend, patients", 4.5, "degrees"), Figure("ankle bend, others", 13.1, "degrees")),
        limits=mark("Pain alone can make a foot bend less. Which came first is not known."),
        source=Source(name="DiGiovanni et al.", journal="J Bone Joint Surg Am", year=2002),
    ),
    Card(
        id="tight-calves-same-forefoot-pressure",
        finding=mark(
            "People with tight calves and no pain walked with the same pressure under the forefoot as others."
        ),
        who=mark("people with tight calves, and others"),
        n=20,
        design="compared",
        limits=mark("Walking, without pain, few people. They bent the knee more instead."),
        source=Source(
            name="Lalevée et al.",
            journal="Foot Ankle Surg",
            year=2021,
            address="https://pubmed.ncbi.nlm.nih.gov/33153918/",
        ),
    ),
    Card(
        id="tightness-cutoff-depends-on-method",
        finding=mark(
            "Healthy young adults gained 13 degrees at the ankle by bending the knee. Elsewhere that much is called "
            "tight: such limits hold for one way of measuring only."
        ),
        who=mark("healthy adults under 40"),
        n=20,
        design="compared",
        figures=(Figure("gain from bending the knee", 13, "degrees", 11, 16), Figure("oldest", 40, "years")),
        limits=mark("Few people."),
        source=Source(
            name="Baumbach et al.", journal="BMC Musculoskelet Disord", year=2014, doi="10.1186/1471-2474-15-246"
        ),
    ),
    Card(
        id="inclinometer-can-be-poor",
        finding=mark(
            "Two people who measured the same shin angle were 5.7 degrees apart on average. How well readings repeated"
            " was between 0.32 and 0.71, where 1 is perfect."
        ),
        who=mark("healthy volunteers"),
        n=20,
        design="compared",
        figures=(
            Figure("two observers apart", 5.7, "degrees"),
            Figure("what one in twenty such pairs exceeds (1.96 * 1.25 * 5.7, if normal)", 14, "degrees"),
            Figure("repeatability, ICC, range", None, "ICC", 0.32, 0.71),
            Figure("the same for perfect agreement", 1, "ICC"),
        ),
        limits=mark(
            "Other studies are kinder. By our arithmetic such readings can be 14 degrees apart by chance, so angles "
            "closer than that count as the same here."
        ),
        source=Source(
            name="PMC6069889",
            journal="J Foot Ankle Res",
            year=None,
            address="https://pmc.ncbi.nlm.nih.gov/articles/PMC6069889/",
        ),
    ),
    Card(
        id="lunge-error-two-centimetres",
        finding=mark(
            "The distance in the knee-to-wall test must change by about 1.9 cm before it is more than the test is off "
            "by."
        ),
        who=mark("people measured twice"),
        n=None,
        design="review",
        figures=(Figure("smallest change beyond error, same tester", 1.9, "cm"),),
        limits=mark("Measured by clinicians. Nobody looked at people who test themselves."),
        source=Source(name="Powden et al.", journal="Man Ther", year=2015, doi="10.1016/j.math.2015.01.004"),
    ),
)
