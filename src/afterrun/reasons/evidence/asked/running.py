"""Questions about running: how much, how one lands, and what must not wait."""

from __future__ import annotations

from afterrun.foot import Changes
from afterrun.language import mark
from afterrun.reasons.evidence.asked.citing import cards
from afterrun.reasons.evidence.topic import AskedDiary, AskedFoot, Topic

OVERUSE = Topic(
    id="overuse",
    question=mark("Can little running be too much?"),
    verdict=mark(
        "Little running makes it less likely, but not impossible. One run that is long for its month seems to matter "
        "more than the miles of a week, and after a gap any run is long."
    ),
    sure=mark("Fairly sure that it can happen. Whether it did is for your own diary to say."),
    claim=mark("Overuse can happen with few miles a week."),
    speaks_for=cards(
        "single-run-spike-raises-risk",
        "novice-injury-per-kilometre",
        "new-runners-injured-twice-as-often-per-hour",
        "ten-km-softens-untrained-arch",
        "restarting-and-past-injury-raise-risk",
    ),
    speaks_against=cards(
        "weekly-load-ratios-do-not-warn",
        "training-numbers-do-not-predict-consistently",
        "ten-percent-rule-trial-no-effect",
    ),
    beside=cards("running-on-with-pain-rules-achilles"),
    contradiction=mark(
        "One study found that single long runs count. Many others, which looked at weeks, do not agree."
    ),
    foot=(
        AskedFoot(
            Changes(speed_percent=10),
            ("forefoot-impulse", "forefoot-impulse-per-km", "achilles-peak"),
        ),
        AskedFoot(Changes(mass_percent=5), ("forefoot-impulse", "achilles-peak")),
    ),
    no_tests=mark("No test at home can tell overuse."),
    diary=(AskedDiary("long-runs"), AskedDiary("runs-raise"), AskedDiary("changed")),
    rivals=("distance", "duration", "session-spike", "rest-gap", "none"),
)

RULE_OUT = Topic(
    id="rule-out",
    question=mark("What to rule out first"),
    verdict=mark(
        "First what must not wait: one sore spot on a bone (no running, no hopping on it), a joint that is hot and "
        "swollen, a calf that is swollen. Then a swollen cushion or a nerve between the outer toes, or the plate under"
        " a toe joint. After three months without a change, have it examined once."
    ),
    sure=mark("Sure of the order. Not sure which of the rest is likelier."),
    claim=mark("What clinicians look for tells one cause from another."),
    speaks_for=cards(
        "bone-tenderness-screens-stress-injury",
        "squeeze-test-for-neuroma",
        "foot-xray-rule-after-injury",
        "leg-clot-points",
    ),
    speaks_against=cards(
        "tuning-fork-not-reliable",
        "early-xray-misses-stress-fracture",
        "bursa-more-often-than-nerve",
        "plate-tear-signs-in-surgical-series",
    ),
    beside=cards("some-foot-bones-need-urgent-care", "forefoot-exam-key-signs"),
    contradiction=mark("A picture often shows something in people without pain as well."),
    no_foot=mark("The foot simulator knows loads, not what is wrong."),
    no_tests=mark("Pressing on bones and hopping are no tests for a diary. They are asked as signs."),
    diary=(AskedDiary("how-long"),),
)

STRUCTURE = Topic(
    id="structure",
    question=mark("Structure, overuse or muscle?"),
    verdict=mark(
        "Neither your diary nor a test at home can tell. The three do not exclude each other: running decides how much "
        "load there is, muscles where it goes, structure what bears it. An examination tells most about structure; "
        "changing one thing at a time tells most about the rest."
    ),
    sure=mark("Sure that what you write down rules out none of the three. Not sure which it is."),
    claim=mark("A sore foot is built differently, or has weaker or tighter muscles."),
    speaks_for=cards(
        "bursa-more-often-than-nerve",
        "metatarsalgia-clinic-less-ankle-bend",
        "forefoot-patients-tighter-on-average",
        "achilles-runners-have-weaker-calves",
    ),
    speaks_against=cards(
        "tight-calves-same-forefoot-pressure",
        "less-pressure-is-not-less-pain",
        "feeling-stiff-is-not-being-stiff",
    ),
    beside=cards(
        "plate-tear-signs-in-surgical-series",
        "single-run-spike-raises-risk",
        "novice-injury-per-kilometre",
    ),
    contradiction=mark(
        "People with a sore forefoot have tighter calves on average. Yet tight calves that do not hurt put no more "
        "pressure on the forefoot in walking."
    ),
    foot=(
        AskedFoot(Changes(arch_stiffness=1.5), ("metatarsal-head-impulse",)),
        AskedFoot(Changes(calf_tiredness_percent=15), ("forefoot-impulse", "metatarsal-head-impulse", "calf-use")),
    ),
    tests=("lunge-bent", "heel-raise-straight", "big-toe-bend"),
    diary=(AskedDiary("changed"), AskedDiary("runs-raise")),
    rivals=("distance", "session-spike", "calf-work", "none"),
)

LANDING = Topic(
    id="landing",
    question=mark("Is it how I land and push off?"),
    verdict=mark(
        "How you land and step moves load between heel, ball and toes. Quicker and shorter steps put less on the ball "
        "of the foot in each step. Whether that changes your pain, no study has asked."
    ),
    sure=mark("Fairly sure about load. Not sure about pain: less load was not less pain."),
    claim=mark("How one lands and pushes off loads the ball of the foot."),
    speaks_for=cards(
        "five-percent-cadence-lowers-ball-load",
        "strike-matters-more-than-shoe",
        "tired-high-arches-load-outer-ball",
        "marathon-moves-load-toes-to-ball",
        "small-foot-muscles-stiffen-toes-not-arch",
        "softer-landing-training-fewer-injuries",
    ),
    speaks_against=cards(
        "strike-pattern-same-total-load",
        "no-pressure-drift-during-marathon",
        "fatigue-pooled-no-metatarsal-change",
        "less-pressure-is-not-less-pain",
        "advice-alone-as-good-as-gait-or-strength",
    ),
    beside=cards(
        "calf-pull-shifts-load-forward-cadaver",
        "forefoot-cushion-ten-percent",
        "rocker-shoe-unloads-central-and-outer-ball",
        "low-drop-suits-occasional-runners",
    ),
    contradiction=mark(
        "After a marathon people walked with more pressure under the ball of the foot. Measured in the shoe during "
        "one, it did not change."
    ),
    foot=(
        AskedFoot(
            Changes(cadence_percent=5),
            ("forefoot-impulse", "metatarsal-head-impulse", "heel-impulse"),
        ),
        AskedFoot(
            Changes(strike="forefoot"),
            ("forefoot-impulse", "heel-impulse", "achilles-peak"),
        ),
        AskedFoot(
            Changes(toe_flexor_strength=1.5),
            ("metatarsal-head-impulse", "toe-impulse"),
        ),
        AskedFoot(
            Changes(drop_mm=-4),
            ("forefoot-impulse", "metatarsal-head-impulse"),
        ),
    ),
    tests=("paper-grip", "big-toe-bend"),
    diary=(AskedDiary("features"),),
    rivals=("forefoot-impulse", "speed", "descent", "ascent"),
)
