"""What clinicians look for first, and how well that tells."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

LOOKED_AT_CARDS = (
    Card(
        id="bone-tenderness-screens-stress-injury",
        finding=mark(
            "A score led by soreness on the bone found 97.5 % of stress injuries of bone. It also pointed to a "
            "bone in nearly half of those who had none."
        ),
        who=mark("recruits with a sore leg or foot"),
        n=778,
        design="followed",
        figures=(Figure("found", 97.5, "%"), Figure("rightly cleared", 54.2, "%")),
        limits=mark("Clinicians pressed there. How well one's own thumb tells, nobody tried."),
        source=Source(name="Sports Health", year=2020, address="https://pmc.ncbi.nlm.nih.gov/articles/PMC7485018/"),
    ),
    Card(
        id="tuning-fork-not-reliable",
        finding=mark("Neither a tuning fork nor therapeutic ultrasound can settle whether a bone is cracked."),
        who=mark("people with a leg bone that may be cracked, in 9 studies"),
        n=None,
        design="review",
        figures=(Figure("studies", 9, "count"),),
        limits=mark("It does not say how well hopping or pressing tells."),
        source=Source(
            name="Schneiders et al.",
            journal="J Orthop Sports Phys Ther",
            year=2012,
            address="https://pubmed.ncbi.nlm.nih.gov/22813530/",
        ),
    ),
    Card(
        id="early-xray-misses-stress-fracture",
        finding=mark("A first X-ray may show as few as 10 % of the cracks that running makes."),
        who=mark("people with a foot bone that may be cracked"),
        n=None,
        design="review",
        figures=(Figure("found, the lower end", 10, "%"),),
        limits=mark("From a teaching page. A clean early X-ray does not settle it."),
        source=Source(
            name="teaching page after Banal et al.",
            year=2009,
            address="https://www.aliem.com/splinter-series-a-stressful-step-midfoot-pain-in-a-female-runner/",
        ),
        status="second-hand",
    ),
    Card(
        id="some-foot-bones-need-urgent-care",
        finding=mark(
            "Stress injuries of bone heal badly at the hip, the front of the shin, the top of the inner arch and the "
            "outer edge of the foot. From the inner arch it took about 127 days back to sport."
        ),
        who=mark("athletes in 76 studies"),
        n=2974,
        design="review",
        figures=(Figure("back to sport, navicular", 127, "days", 102, 151), Figure("studies", 76, "count")),
        limits=mark("Over nine in ten came back to sport."),
        source=Source(name="Hoenig et al.", journal="Br J Sports Med", year=2023, doi="10.1136/bjsports-2022-106328"),
    ),
    Card(
        id="leg-clot-points",
        finding=mark(
            "For a clot in the leg, clinicians count points; a calf 3 cm thicker than the other is one of them."
        ),
        who=mark("people who may have a clot in the leg"),
        n=None,
        design="guideline",
        figures=(Figure("difference of the calves", 3, "cm"),),
        limits=mark("For clinicians. A swollen, sore calf is for somebody to look at today, whatever the points say."),
        source=Source(
            name="Wells et al., in guidance of NICE",
            journal="N Engl J Med",
            year=2003,
            address="https://www.ncbi.nlm.nih.gov/pubmedhealth/PMH0055213/table/appk.tu1/",
        ),
    ),
    Card(
        id="foot-xray-rule-after-injury",
        finding=mark(
            "After a twist or a blow, an X-ray is advised if the outer edge or the top of the inner arch is sore to "
            "press, or four steps cannot be taken."
        ),
        who=mark("people with a foot that was hurt suddenly"),
        n=None,
        design="guideline",
        limits=mark("Made for sudden injuries, not for pain that came slowly."),
        source=Source(
            name="Ottawa foot rules",
            year=None,
            address="https://www.rcemlearning.co.uk/modules/foot-injuries-and-foot-pain-part-1/lessons/ottawa-ankle-and-foot-rules/",
        ),
    ),
    Card(
        id="forefoot-exam-key-signs",
        finding=mark(
            "Family doctors are told to look for a click between the toes, for a toe joint that is loose, and to keep "
            "gout and infected or inflamed joints in mind."
        ),
        who=mark("people with a sore forefoot"),
        n=None,
        design="review",
        limits=mark("Advice by experts; how well the signs tell was not counted."),
        source=Source(name="Pelly et al.", journal="BMJ", year=2020, doi="10.1136/bmj.m3704"),
    ),
    Card(
        id="bursa-more-often-than-nerve",
        finding=mark(
            "Of people who hurt between the bones of the forefoot, 54 % had a swollen cushion (bursa) there and 19 % a"
            " thick nerve. Of people without pain, 31 % had one of them as well."
        ),
        who=mark("people with and without that pain"),
        n=39,
        design="compared",
        figures=(Figure("bursa", 53.8, "%"), Figure("nerve", 19.2, "%"), Figure("without pain", 30.8, "%")),
        limits=mark("Few people, chosen because they hurt just there. So a picture alone does not settle it."),
        source=Source(name="Larsen et al.", journal="Diagnostics", year=2025, doi="10.3390/diagnostics15111339"),
    ),
    Card(
        id="squeeze-test-for-neuroma",
        finding=mark(
            "Pinching between the toes hurts in 96 % of thick nerves, so one is unlikely where it does not hurt. The "
            "feeling of a pebble decides little."
        ),
        who=mark("people who may have a thick nerve, in 9 studies"),
        n=None,
        design="review",
        figures=(Figure("hurts", 96, "%"), Figure("studies", 9, "count")),
        limits=mark(
            "Small studies in which nearly everybody had one; a bursa hurts when pinched, too. Clinicians did it."
        ),
        source=Source(name="Pitcher et al.", journal="Foot Ankle Orthop", year=2024, doi="10.1177/24730114241291055"),
    ),
    Card(
        id="plate-tear-signs-in-surgical-series",
        finding=mark(
            "Nearly all who were operated on for a torn plate under a toe joint had pain that came slowly, and "
            "swelling there."
        ),
        who=mark("people who were operated on"),
        n=90,
        design="series",
        limits=mark("Only those with a tear were looked at, so the signs prove nothing the other way round."),
        source=Source(
            name="Klein et al.",
            journal="Foot Ankle Int",
            year=2013,
            address="https://pubmed.ncbi.nlm.nih.gov/23696184/",
        ),
    ),
)
