"""Questions about the calf: tightness, strength, stretching."""

from __future__ import annotations

from afterrun.foot import Changes
from afterrun.language import mark
from afterrun.reasons.evidence.asked.citing import cards
from afterrun.reasons.evidence.topic import AskedDiary, AskedFoot, Topic

_BALL = ("forefoot-impulse", "metatarsal-head-impulse")
_STRETCH = ("calf-stretch",)

CALVES_TIGHT = Topic(
    id="calves-tight",
    question=mark("Why do calves get tight?"),
    verdict=mark(
        "Several things can make a calf tight, or make it feel so: hard work, work that is new, tiredness, nerves. "
        "Which one running brings on in you cannot be read from studies."
    ),
    sure=mark("Fairly sure that there are several reasons. Not sure which one is yours."),
    claim=mark("A run itself makes the calf stiffer for a day or more."),
    speaks_for=cards(
        "calf-tension-peaks-next-day",
        "calf-hardest-day-after-marathon",
        "running-uses-84-percent-of-calf",
        "weighted-heel-drops-sore-two-days",
    ),
    speaks_against=cards(
        "thirty-minute-run-stiffens-deep-toe-flexor",
        "exhausting-run-no-average-calf-change",
        "second-downhill-run-easier-at-three-weeks",
    ),
    beside=cards(
        "feeling-stiff-is-not-being-stiff",
        "bent-hip-costs-18-degrees-of-ankle",
        "nerve-stretch-alone-frees-ankle",
        "years-in-heels-shorten-calf-fibres",
    ),
    contradiction=mark(
        "New, hard work and a marathon made calves stiffer. Half an hour of running did not, and a run to exhaustion "
        "did not change the average calf at all."
    ),
    foot=(
        AskedFoot(
            Changes(calf_tiredness_percent=15),
            (*_BALL, "calf-use"),
        ),
        AskedFoot(
            Changes(calf_shortening_deg=5),
            (*_BALL, "achilles-peak"),
        ),
    ),
    tests=("lunge-bent", "ankle-bend-straight", "heel-raise-straight"),
    diary=(AskedDiary("symptom", ("tightness",)), AskedDiary("runs-raise")),
    rivals=("calf-work",),
)

STRENGTH = Topic(
    id="strength",
    question=mark("Does strength training help?"),
    verdict=mark(
        "Test it first: a big calf need not be one that lasts. No study shows that training the calf helps a sore "
        "forefoot, and for the antagonist, the muscle in front of the shin, there is even less."
    ),
    sure=mark("Not sure: nobody tried it for this pain."),
    claim=mark("Training the calf or the foot helps a sore foot."),
    speaks_for=cards(
        "achilles-runners-have-weaker-calves",
        "alfredson-heel-drops",
        "hsr-vs-eccentric-trial",
        "heel-raise-on-towel-beats-stretch-early",
        "foot-core-halves-injuries-one-trial",
        "toe-exercises-metatarsalgia-series",
    ),
    speaks_against=cards(
        "heel-pain-strength-equals-stretch",
        "heel-drops-work-mid-tendon-not-heel",
        "ankle-foot-exercises-no-benefit-in-novices",
    ),
    beside=cards(
        "heel-raise-norms-overall",
        "shin-training-adds-active-bend-only",
        "shin-strength-goes-with-ankle-bend",
        "treating-both-sides-lowered-forefoot-share",
        "strength-lengthens-as-well-as-stretching",
        "weighted-heel-drops-sore-two-days",
    ),
    contradiction=mark(
        "In one trial runners who trained their feet were hurt less often. In another and larger one they had more "
        "sudden injuries."
    ),
    foot=(
        AskedFoot(Changes(calf_strength=1.2), (*_BALL, "calf-use")),
        AskedFoot(Changes(tibialis_strength=1.3), _BALL),
    ),
    tests=("heel-raise-straight", "heel-raise-bent"),
    diary=(AskedDiary("kept-up", ("calf-raises", "tibialis-raises", "foot-core")),),
    rivals=("calf-work",),
)

STEP_OR_FLOOR = Topic(
    id="step-or-floor",
    question=mark("Stretch on a step or on flat ground?"),
    verdict=mark(
        "Most simply, hanging off a step is the harder stretch. A stretch also pulls at nerves and dulls pain for a "
        "while, so that it eases does not show that the calf was the cause."
    ),
    sure=mark("Fairly sure that it matters how hard a stretch is. Nobody has tested a step against a flat floor."),
    claim=mark("A step edge does more to the calf than a flat floor."),
    speaks_for=cards("incline-stretch-beats-wall-stretch", "harder-stretch-does-more"),
    speaks_against=cards("stretch-dulls-pain-near-and-far", "range-follows-effort-and-sensitivity"),
    beside=cards(
        "softening-fades-in-ten-minutes",
        "two-minutes-stretch-acute-size",
        "ankle-bend-strains-foot-nerves",
    ),
    contradiction=mark("A harder stretch softened the calf more. It did not dull pain more."),
    no_foot=mark("The foot simulator knows a step of a run, not a stretch."),
    tests=("ankle-bend-straight", "lunge-bent"),
    diary=(AskedDiary("eases", _STRETCH),),
)

STRETCHING_PREVENTS = Topic(
    id="stretching-prevents",
    question=mark("Does stretching prevent it?"),
    verdict=mark(
        "Probably not by much, and nobody has tested it for this pain. In the one study of runners, load on the "
        "forefoot went up with it."
    ),
    sure=mark("Fairly sure for sore muscles. Not sure for a sore forefoot."),
    claim=mark("Stretching the calf keeps a foot from hurting."),
    speaks_for=cards("forefoot-patients-tighter-on-average", "metatarsalgia-clinic-less-ankle-bend"),
    speaks_against=cards(
        "runners-stretch-raised-forefoot-load",
        "stretch-trial-diabetes-no-change",
        "calf-stretch-heel-pain-trial",
        "stretching-barely-touches-soreness",
        "prerun-stretch-no-injury-change",
        "stretch-gains-not-used-in-walking",
        "tight-calves-same-forefoot-pressure",
    ),
    beside=cards(
        "tightness-cutoff-depends-on-method",
        "strength-lengthens-as-well-as-stretching",
        "stretch-gains-lost-in-five-weeks",
    ),
    contradiction=mark(
        "People with a sore forefoot have tighter calves on average. Yet when runners with stiff calves stretched "
        "them, the forefoot carried more and not less."
    ),
    foot=(
        AskedFoot(
            Changes(calf_shortening_deg=-5),
            (*_BALL, "achilles-peak"),
        ),
    ),
    foot_measured=mark(
        "Measured in runners it was the other way round: after weeks of stretching, the forefoot carried more. That "
        "study stands under what is published."
    ),
    tests=("lunge-bent", "ankle-bend-straight"),
    diary=(AskedDiary("prevents", _STRETCH), AskedDiary("trend")),
)

ARCH_CRAMP = Topic(
    id="arch-cramp",
    question=mark("Where do cramps under the foot come from?"),
    verdict=mark(
        "It fits a muscle of the sole that works hard while it is short, as when toes grip the floor. A stretch ends "
        "it. It says little about pain in the ball of the foot. Burning, tingling or numbness would point to a nerve "
        "instead."
    ),
    sure=mark("Fairly sure how cramps begin. What brings on yours, only your own diary can tell."),
    claim=mark("A muscle cramps when it works hard while it is short."),
    speaks_for=cards(
        "cramp-needs-a-shortening-muscle",
        "calf-cramp-in-shortened-position",
        "stretch-treats-cramp",
    ),
    speaks_against=cards("prior-stretch-does-not-raise-cramp-threshold"),
    beside=cards(
        "one-cramp-primes-the-next",
        "tired-sole-cramped-less",
        "deep-foot-muscles-show-marathon-damage",
        "arch-nerve-pain-pattern",
    ),
    contradiction=mark("A stretch ends a cramp that is there. A stretch beforehand did not make one less likely."),
    no_foot=mark("The foot simulator knows a step of a run, not a lift or a cramp."),
    tests=("toe-spread-hold", "paper-grip"),
    diary=(AskedDiary("symptom", ("cramp",)),),
)
