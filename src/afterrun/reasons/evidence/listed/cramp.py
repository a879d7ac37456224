"""Cramps: when they come, what stops them."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

_LABORATORY = mark("Cramps made in a laboratory.")

CRAMP_CARDS = (
    Card(
        id="cramp-needs-a-shortening-muscle",
        finding=mark(
            "When a muscle worked as hard as it could and was free to get short, 7 of 10 people got a cramp; when it "
            "was held long, nobody did. A stretch ended every cramp at once."
        ),
        who=mark("healthy adults"),
        n=10,
        design="within",
        figures=(Figure("cramped", 7, "people"),),
        limits=_LABORATORY,
        source=Source(name="Bertolasi et al.", journal="Ann Neurol", year=1993, doi="10.1002/ana.410330207"),
    ),
    Card(
        id="calf-cramp-in-shortened-position",
        finding=mark("Of 13 people, 8 got a cramp in the calf when they tensed it hard while it was short."),
        who=mark("healthy adults"),
        n=13,
        design="within",
        figures=(Figure("cramped", 8, "people"),),
        limits=mark("The calf, and cramps made in a laboratory."),
        source=Source(name="Khan & Burne", journal="J Neurophysiol", year=2007, doi="10.1152/jn.00371.2007"),
    ),
    Card(
        id="one-cramp-primes-the-next",
        finding=mark("After one cramp in the sole, the next one needed less to start, for at least an hour."),
        who=mark("adults who get cramps easily"),
        n=15,
        design="within",
        limits=mark("Cramps set off by electric pulses."),
        source=Source(
            name="Miller et al.",
            journal="Muscle Nerve",
            year=2017,
            address="https://scholars.cmich.edu/en/publications/muscle-cramp-susceptibility-increases-following-a-volitionally-in-2",
        ),
    ),
    Card(
        id="stretch-treats-cramp",
        finding=mark("A gentle stretch until it lets go is what reviewers advise for a cramp that is there."),
        who=mark("athletes"),
        n=None,
        design="review",
        limits=mark("What prevents cramps is known far less well, and no single cause explains them all."),
        source=Source(name="Miller et al.", journal="J Athl Train", year=2022, doi="10.4085/1062-6050-0696.20"),
    ),
    Card(
        id="tired-sole-cramped-less",
        finding=mark("Tiring a muscle of the sole made it harder to cramp, not easier."),
        who=mark("healthy adults"),
        n=16,
        design="within",
        limits=mark("Toe curls, and cramps set off by electric pulses."),
        source=Source(
            name="Stone et al.",
            year=None,
            address="https://scholars.cmich.edu/en/publications/threshold-frequency-of-an-electrically-induced-cramp-increases-fo-3",
        ),
    ),
    Card(
        id="prior-stretch-does-not-raise-cramp-threshold",
        finding=mark("A stretch of the sole beforehand did not make it harder to cramp than rest did."),
        who=mark("healthy students"),
        n=17,
        design="within",
        limits=mark("One stretch, and cramps set off by electric pulses."),
        source=Source(
            name="PMC5687236",
            journal="J Athl Train",
            year=None,
            address="https://pmc.ncbi.nlm.nih.gov/articles/PMC5687236/",
        ),
    ),
    Card(
        id="deep-foot-muscles-show-marathon-damage",
        finding=mark(
            "The day after a marathon, pictures showed strain in the deep muscles that bend the toes, and none in two "
            "short muscles of the arch."
        ),
        who=mark("student runners"),
        n=22,
        design="within",
        limits=mark("A marathon. What a picture shows need not hurt."),
        source=Source(name="Fukano et al.", journal="Scand J Med Sci Sports", year=2023, doi="10.1111/sms.14377"),
    ),
    Card(
        id="arch-nerve-pain-pattern",
        finding=mark(
            "A nerve that is squeezed under the inner arch burns or tingles towards the big toe while running."
        ),
        who=mark("runners"),
        n=None,
        design="review",
        limits=mark("From pages of clinics. It is rare, and nobody counted how well the signs tell."),
        source=Source(name="clinic pages", year=None, address="https://runnersmd.com/running-injuries/joggers-foot/"),
        status="second-hand",
    ),
)
