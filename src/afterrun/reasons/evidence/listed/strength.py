"""Strength of the calf, of the muscle in front of the shin, and of the sole."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

_ACHILLES_ONLY = mark("The Achilles tendon only; the forefoot was not looked at.")

STRENGTH_CARDS = (
    Card(
        id="achilles-runners-have-weaker-calves",
        finding=mark(
            "Runners with a sore Achilles tendon had weaker calves than other runners, with the knee straight or bent."
        ),
        who=mark("runners with and without that pain"),
        n=77,
        design="compared",
        limits=mark("Pain may have made them weak. The Achilles tendon, not the forefoot."),
        source=Source(name="O'Neill et al.", journal="Phys Ther Sport", year=2019),
    ),
    Card(
        id="alfredson-heel-drops",
        finding=mark(
            "All 15 athletes who could not run for a sore Achilles tendon ran again after 12 weeks of heavy heel drops."
        ),
        who=mark("recreational athletes"),
        n=15,
        design="series",
        figures=(Figure("ran again", 15, "people"), Figure("training", 12, "weeks")),
        limits=_ACHILLES_ONLY,
        source=Source(
            name="Alfredson et al.", journal="Am J Sports Med", year=1998, doi="10.1177/03635465980260030301"
        ),
    ),
    Card(
        id="heel-drops-work-mid-tendon-not-heel",
        finding=mark(
            "Heel drops satisfied 89 % of those who hurt in the middle of the Achilles tendon, and 32 % of those who "
            "hurt where it meets the heel."
        ),
        who=mark("patients with a sore Achilles tendon"),
        n=78,
        design="series",
        figures=(Figure("content, middle", 89, "%"), Figure("content, at the heel", 32, "%")),
        limits=mark("The same exercise, another place, another result: it cannot be carried over to the forefoot."),
        source=Source(
            name="Fahlström et al.",
            journal="Knee Surg Sports Traumatol Arthrosc",
            year=2003,
            doi="10.1007/s00167-003-0418-z",
        ),
    ),
    Card(
        id="hsr-vs-eccentric-trial",
        finding=mark("Slow heavy calf training three times a week did as well as heel drops twice a day."),
        who=mark("people with a sore Achilles tendon"),
        n=58,
        design="trial",
        limits=mark("The Achilles tendon only, and nobody went without training."),
        source=Source(name="Beyer et al.", journal="Am J Sports Med", year=2015, doi="10.1177/0363546515584760"),
        status="second-hand",
    ),
    Card(
        id="heel-raise-on-towel-beats-stretch-early",
        finding=mark(
            "For heel pain, heel raises with the toes bent up on a towel were ahead of stretching the sole after three "
            "months, by 29 points of a foot score. After a year they were level."
        ),
        who=mark("people with heel pain"),
        n=48,
        design="trial",
        figures=(Figure("lead at 3 months", 29, "points of a foot score", 6, 52),),
        limits=mark("The heel, not the forefoot. The true lead may be 6 to 52 points."),
        source=Source(name="Rathleff et al.", journal="Scand J Med Sci Sports", year=2015, doi="10.1111/sms.12313"),
    ),
    Card(
        id="heel-pain-strength-equals-stretch",
        finding=mark("A larger trial for heel pain found that strength work and stretching did equally well."),
        who=mark("people with heel pain"),
        n=84,
        design="trial",
        limits=mark("Other exercises than in the trial with the towel."),
        source=Source(name="Ann Rehabil Med", year=2019, doi="10.5535/arm.2019.43.6.662"),
    ),
    Card(
        id="foot-core-halves-injuries-one-trial",
        finding=mark("Runners who stretched were hurt 2.4 times as often in a year as runners who trained their feet."),
        who=mark("recreational runners"),
        n=118,
        design="trial",
        figures=(Figure("hurt, stretching over foot training", 2.42, "ratio", 1.98, 3.62),),
        limits=mark(
            "It showed only after months, they ran far more than five miles a week, and its printed range does not add"
            " up."
        ),
        source=Source(name="Taddei et al.", journal="Am J Sports Med", year=2020, doi="10.1177/0363546520969205"),
    ),
    Card(
        id="ankle-foot-exercises-no-benefit-in-novices",
        finding=mark(
            "Ankle and foot exercises did not keep new runners from overuse, and they had 3.6 times as many sudden "
            "injuries as those who stretched. Exercises for hip and trunk did help."
        ),
        who=mark("new runners"),
        n=325,
        design="trial",
        figures=(Figure("sudden injuries, foot exercises over stretching", 3.6, "ratio", 1.2, 10.86),),
        limits=mark("All injuries, not the forefoot. It contradicts the other trial of foot training."),
        source=Source(name="Leppänen et al.", journal="Br J Sports Med", year=2024, doi="10.1136/bjsports-2023-107926"),
    ),
    Card(
        id="toe-exercises-metatarsalgia-series",
        finding=mark("After daily toe exercises people with a sore forefoot had stronger toes and less pain."),
        who=mark("older people, not runners"),
        n=41,
        design="series",
        limits=mark("Nobody went without them, so time alone may have done it. The record does not say by how much."),
        source=Source(name="Amaha et al.", journal="J Orthop Surg Res", year=2020, doi="10.1186/s13018-020-02113-7"),
    ),
    Card(
        id="heel-raise-norms-overall",
        finding=mark("On one leg, half of the men did 24 heel raises or more, half of the women 21 or more."),
        who=mark("adults from 20 to 81"),
        n=566,
        design="compared",
        figures=(
            Figure("median, men", 24, "raises"),
            Figure("median, women", 21, "raises"),
            Figure("a repeat may differ by", 6.5, "raises"),
            Figure("ages, range", None, "years", 20, 81),
        ),
        limits=mark(
            "On a slope and with a metronome. Many raises are endurance; they do not say how strong a calf is."
        ),
        source=Source(
            name="Hébert-Losier et al.", journal="Physiotherapy", year=2017, doi="10.1016/j.physio.2017.03.002"
        ),
    ),
    Card(
        id="shin-training-adds-active-bend-only",
        finding=mark(
            "Training the muscle in front of the shin beside a calf stretch let people pull the foot up farther. It "
            "did not let the ankle be bent farther."
        ),
        who=mark("young men, one leg each way"),
        n=16,
        design="trial",
        limits=mark("Nobody had pain, and nobody ran."),
        source=Source(name="Kato et al.", journal="Physiol J (Hindawi)", year=2013, doi="10.1155/2013/171809"),
    ),
    Card(
        id="shin-strength-goes-with-ankle-bend",
        finding=mark("Those with a stronger muscle in front of the shin bent the ankle farther."),
        who=mark("healthy young adults"),
        n=29,
        design="compared",
        limits=mark("They go together; which makes which is not known."),
        source=Source(
            name="PMC5574351",
            journal="J Phys Ther Sci",
            year=None,
            address="https://pmc.ncbi.nlm.nih.gov/articles/PMC5574351/",
        ),
    ),
    Card(
        id="treating-both-sides-lowered-forefoot-share",
        finding=mark(
            "After massage of calf and shin there was 8 % less pressure under the forefoot in walking; after massage "
            "of the calf alone, 14 % more."
        ),
        who=mark("adults with stiff ankles"),
        n=24,
        design="trial",
        figures=(Figure("both sides", -8.1, "%"), Figure("calf alone", 14.3, "%")),
        limits=mark("One session, few people, walking, and no range was printed."),
        source=Source(name="Technol Health Care", year=2024, doi="10.3233/THC-248045"),
    ),
    Card(
        id="strength-lengthens-as-well-as-stretching",
        finding=mark("Strength training let joints move farther, by as much as stretching did."),
        who=mark("people in 11 trials"),
        n=452,
        design="review",
        figures=(Figure("trials", 11, "count"),),
        limits=mark("Many joints and people; not the ankle in particular."),
        source=Source(name="Afonso et al.", journal="Healthcare", year=2021, doi="10.3390/healthcare9040427"),
    ),
)
