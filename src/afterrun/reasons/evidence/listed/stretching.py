"""What a stretch does, for how long, and what it prevents."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

STRETCHING_CARDS = (
    Card(
        id="incline-stretch-beats-wall-stretch",
        finding=mark(
            "On a sloping board the ankle bent 2.6 degrees farther than in a lean against a wall, and the calf pulled "
            "back less."
        ),
        who=mark("healthy volunteers"),
        n=30,
        design="within",
        figures=(Figure("ankle bend, board over wall", 2.57, "degrees"),),
        limits=mark(
            "The nearest test to a step against a flat floor that we found. A board is no step, and nobody had pain."
        ),
        source=Source(name="Ann Rehabil Med", year=2020, doi="10.5535/arm.2020.44.2.125"),
    ),
    Card(
        id="harder-stretch-does-more",
        finding=mark("A short hard stretch softened the calf by 39 %, a long gentle one by 22 %."),
        who=mark("students"),
        n=18,
        design="within",
        figures=(Figure("hard", -38.8, "%"), Figure("gentle", -22.2, "%")),
        limits=mark("Healthy calves, straight after."),
        source=Source(name="PMC7714915", year=None, address="https://pmc.ncbi.nlm.nih.gov/articles/PMC7714915/"),
    ),
    Card(
        id="softening-fades-in-ten-minutes",
        finding=mark(
            "After five one-minute stretches the calf was softer for less than 10 minutes. That the ankle bent farther"
            " lasted for over half an hour, mostly because people put up with more."
        ),
        who=mark("men"),
        n=11,
        design="within",
        figures=(Figure("softer for, at most", 10, "min"),),
        limits=mark("Healthy men. An ease that lasts for hours is not explained by a softer muscle."),
        source=Source(name="Mizuno et al.", journal="Int J Sports Med", year=2013, doi="10.1055/s-0032-1327655"),
    ),
    Card(
        id="two-minutes-stretch-acute-size",
        finding=mark("Two minutes of stretching made the calf 13 % softer, whatever the style."),
        who=mark("healthy volunteers"),
        n=122,
        design="trial",
        figures=(Figure("stiffness of the muscle", -13.1, "%"),),
        limits=mark("Minutes after, without pain."),
        source=Source(name="Konrad et al.", journal="Scand J Med Sci Sports", year=2017, doi="10.1111/sms.12725"),
    ),
    Card(
        id="stretch-dulls-pain-near-and-far",
        finding=mark(
            "One stretch raised the pressure that hurts by 22 % close by, and by 15 % elsewhere in the body. "
            "Stretching harder added nothing."
        ),
        who=mark("healthy adults"),
        n=31,
        design="trial",
        figures=(Figure("close by", 22.2, "%"), Figure("elsewhere", 15.0, "%")),
        limits=mark(
            "Minutes after, in healthy people. If any stretch dulls pain, ease does not show where it came from."
        ),
        source=Source(name="Støve et al.", journal="Eur J Pain", year=2024, doi="10.1002/ejp.4750"),
    ),
    Card(
        id="range-follows-effort-and-sensitivity",
        finding=mark("How far people got in weeks of stretching went with how much discomfort they allowed."),
        who=mark("healthy adults"),
        n=44,
        design="trial",
        limits=mark("The back of the thigh, not the calf."),
        source=Source(name="Bishop & George", journal="J Pain Res", year=2017, doi="10.2147/JPR.S150775"),
    ),
    Card(
        id="runners-stretch-raised-forefoot-load",
        finding=mark(
            "Runners with stiff calves stretched for eight weeks. The ankle bent 16 degrees instead of 5, and yet "
            "pressure and force under the forefoot went up."
        ),
        who=mark("runners with stiff calves"),
        n=13,
        design="series",
        figures=(Figure("ankle bend before", 5, "degrees"), Figure("ankle bend after", 16, "degrees")),
        limits=mark(
            "Nobody went without stretching, the foot was on the ground for less time, and pain was not asked."
        ),
        source=Source(name="Macklin et al.", journal="Foot", year=2012, doi="10.1016/j.foot.2011.09.001"),
    ),
    Card(
        id="stretch-trial-diabetes-no-change",
        finding=mark("Eight weeks of calf stretching changed neither the ankle nor the pressure under the forefoot."),
        who=mark("people with diabetes and stiff ankles"),
        n=68,
        design="trial",
        limits=mark("Diabetes changes tissue, and they were 67 on average."),
        figures=(Figure("mean age", 67, "years"),),
        source=Source(name="Searle et al.", journal="Clin Biomech", year=2019, doi="10.1016/j.clinbiomech.2019.07.005"),
    ),
    Card(
        id="calf-stretch-heel-pain-trial",
        finding=mark(
            "Two weeks of calf stretching did not clearly beat a sham for pain of the first steps. Of 46 people who "
            "stretched, 10 had side effects."
        ),
        who=mark("people with heel pain"),
        n=92,
        design="trial",
        figures=(
            Figure("first-step pain", -7.9, "mm of 100", -18.3, 2.6),
            Figure("stretched", 46, "people"),
            Figure("side effects", 10, "people"),
        ),
        limits=mark("The heel, for two weeks. No better trial of calf stretching for a foot was found."),
        source=Source(
            name="Radford et al.", journal="BMC Musculoskelet Disord", year=2007, doi="10.1186/1471-2474-8-36"
        ),
    ),
    Card(
        id="stretching-barely-touches-soreness",
        finding=mark("Stretching before or after exercise changed soreness of the next day by about 1 point of 100."),
        who=mark("healthy adults in 12 trials"),
        n=2597,
        design="review",
        figures=(
            Figure("after exercise, day 1", -1.04, "points of 100", -6.88, 4.79),
            Figure("scale", 100, "points"),
            Figure("trials", 12, "count"),
        ),
        limits=mark("Sore muscles, not sore feet."),
        source=Source(
            name="Herbert et al. (Cochrane)",
            journal="Cochrane Database Syst Rev",
            year=2011,
            doi="10.1002/14651858.CD004577.pub3",
        ),
        status="second-hand",
    ),
    Card(
        id="prerun-stretch-no-injury-change",
        finding=mark("Runners who stretched before they ran were hurt as often as those who did not."),
        who=mark("runners of all ages"),
        n=2700,
        design="trial",
        limits=mark("A brief stretch before the run, and all injuries."),
        source=Source(name="Pereles et al.", year=2011, address="https://www.painscience.com/bibliography.php?perel11"),
        status="second-hand",
    ),
    Card(
        id="stretch-gains-not-used-in-walking",
        finding=mark("Three weeks of calf stretching let the ankle bend farther on a couch, but not in walking."),
        who=mark("people with stiff ankles who had been hurt before"),
        n=19,
        design="trial",
        limits=mark("Walking, and mostly women."),
        source=Source(name="Johanson et al.", journal="Phys Ther Sport", year=2006),
    ),
    Card(
        id="stretch-gains-lost-in-five-weeks",
        finding=mark("What five weeks of long calf stretches gained was gone five weeks after the last one."),
        who=mark("men"),
        n=15,
        design="series",
        limits=mark("An hour a week, far more than most people do, and nothing to compare it with."),
        source=Source(name="PMC8049289", year=None, address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8049289/"),
    ),
)
