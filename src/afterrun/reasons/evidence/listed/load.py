"""How much running, how suddenly, and what that has to do with pain."""

from __future__ import annotations

from afterrun.language import mark
from afterrun.reasons.evidence.card import Card, Figure, Source

LOAD_CARDS = (
    Card(
        id="single-run-spike-raises-risk",
        finding=mark(
            "Runs that were 10 to 30 % longer than the longest of the last 30 days were followed by 64 % more injuries"
            " from overuse; runs more than twice as long by 128 % more."
        ),
        who=mark("runners with a watch"),
        n=5205,
        design="followed",
        figures=(
            Figure("overuse, over 10 to 30 % longer", 64, "% more", 31, 105),
            Figure("overuse, over twice as long", 128, "% more", 50, 248),
            Figure("days looked back", 30, "days"),
            Figure("longer by, range", None, "%", 10, 30),
        ),
        limits=mark(
            "They chose their runs themselves, middling jumps were no worse than small ones, and it says nothing about "
            "somebody who hurts already. That up to 10 % more is safe was not shown."
        ),
        source=Source(name="Frandsen et al.", journal="Br J Sports Med", year=2025, doi="10.1136/bjsports-2024-109380"),
    ),
    Card(
        id="weekly-load-ratios-do-not-warn",
        finding=mark("Jumps from week to week did not go with more injuries from overuse."),
        who=mark("the same runners with a watch"),
        n=5205,
        design="followed",
        limits=mark("It does not make more running safe: whoever is well runs more."),
        source=Source(name="Frandsen et al.", journal="Br J Sports Med", year=2025, doi="10.1136/bjsports-2024-109380"),
    ),
    Card(
        id="new-runners-injured-twice-as-often-per-hour",
        finding=mark("For each 1000 hours of running, new runners were hurt 18 times and regular runners 8 times."),
        who=mark("runners in 13 studies"),
        n=None,
        design="review",
        figures=(
            Figure("new runners", 17.8, "per 1000 h", 16.7, 19.1),
            Figure("regular runners", 7.7, "per 1000 h", 6.9, 8.7),
            Figure("hours", 1000, "h"),
            Figure("studies", 13, "count"),
        ),
        limits=mark("Whoever has run for years and now runs once a week is in neither group."),
        source=Source(name="Videbæk et al.", journal="Sports Med", year=2015, doi="10.1007/s40279-015-0333-8"),
    ),
    Card(
        id="novice-injury-per-kilometre",
        finding=mark(
            "New runners were hurt about once in 610 km. At five miles a week that is once in a year and a half."
        ),
        who=mark("new runners, for a year"),
        n=930,
        design="followed",
        figures=(Figure("km for each injury (155,318 km, 254 of them), to the ten", 610, "km"),),
        limits=mark("Our arithmetic from their sums. It says that little running can hurt, not that it did."),
        source=Source(name="Nielsen et al.", journal="Orthop J Sports Med", year=2013, doi="10.1177/2325967113487316"),
    ),
    Card(
        id="training-numbers-do-not-predict-consistently",
        finding=mark(
            "Studies disagree on whether distance, time, speed or a change of them leads to injuries. About a quarter "
            "of injuries were at the foot or the ankle."
        ),
        who=mark("runners in 36 studies"),
        n=23047,
        design="review",
        figures=(Figure("studies", 36, "count"), Figure("at foot or ankle", 24.4, "%")),
        limits=mark("Older than the study of single long runs."),
        source=Source(
            name="Fredette et al.",
            journal="J Athl Train",
            year=2022,
            address="https://meridian.allenpress.com/jat/article/57/7/650/470023/The-Association-Between-Running-Injuries-and",
        ),
    ),
    Card(
        id="ten-percent-rule-trial-no-effect",
        finding=mark(
            "New runners who added at most 10 % a week were hurt as often as those who added more: 21 % and 20 %."
        ),
        who=mark("new runners"),
        n=532,
        design="trial",
        figures=(
            Figure("hurt, slow plan", 20.8, "%"),
            Figure("hurt, usual plan", 20.3, "%"),
            Figure("most a week", 10, "%"),
        ),
        limits=mark("It looked at weeks, not at single runs."),
        source=Source(name="Buist et al.", year=2008, address="https://pmc.ncbi.nlm.nih.gov/articles/PMC9528699/"),
        status="second-hand",
    ),
    Card(
        id="restarting-and-past-injury-raise-risk",
        finding=mark("Who was hurt before is hurt more often. Starting again after a break seems to matter as well."),
        who=mark("runners in 15 long studies"),
        n=None,
        design="review",
        figures=(Figure("studies", 15, "count"),),
        limits=mark("The part about breaks was cut off where we read it; it may be about men only."),
        source=Source(
            name="PMC4338213",
            year=None,
            address="https://pmc.ncbi.nlm.nih.gov/articles/PMC4338213/",
        ),
    ),
    Card(
        id="ten-km-softens-untrained-arch",
        finding=mark(
            "A run of 10 km softened the band under the arch by 22 % in men who did not run, and by 4 % in runners."
        ),
        who=mark("young men, half of them runners"),
        n=20,
        design="within",
        figures=(Figure("untrained", -21.9, "%"), Figure("runners", -4.0, "%"), Figure("length of the run", 10, "km")),
        limits=mark("Straight after the run, and the arch, not the ball of the foot."),
        source=Source(name="Shiotani et al.", journal="Scand J Med Sci Sports", year=2020, doi="10.1111/sms.13690"),
    ),
    Card(
        id="running-on-with-pain-rules-achilles",
        finding=mark(
            "People with a sore Achilles tendon who kept running under rules for pain did about as well after a year "
            "as those who rested first: 85 and 91 points of 100."
        ),
        who=mark("people with a sore Achilles tendon"),
        n=38,
        design="trial",
        figures=(
            Figure("score, ran on", 85, "points of 100"),
            Figure("score, rested", 91, "points of 100"),
            Figure("scale", 100, "points"),
        ),
        limits=mark("Too few to show that running on does no harm, and never tried for a forefoot or a bone."),
        source=Source(name="Silbernagel et al.", journal="Am J Sports Med", year=2007, doi="10.1177/0363546506298279"),
    ),
)
