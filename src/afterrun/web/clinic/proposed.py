"""What became of a trial that a clinician proposed, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterrun.clinic.messages import DECLINED, LOOKED_AT, Proposal
from afterrun.language import mark, say, sentence_case
from afterrun.records import Trial
from afterrun.records.vocabulary import arm_words

PURPOSES: Mapping[str, str] = {
    "relief": mark("Ease pain that is there"),
    "prevention": mark("Less pain after runs"),
    "every-day": mark("Less pain every day"),
}
"""What a trial may be for, as the page of trials says it."""


def what_words(proposal: Proposal) -> str:
    """Say of what, how long and what for."""
    what, purpose = sentence_case(arm_words(proposal.intervention)), say(PURPOSES[proposal.question])
    return say("{what}, for {weeks} weeks. {purpose}.", what=what, weeks=proposal.weeks, purpose=purpose)


def for_the_clinician(proposal: Proposal, trials: Sequence[Trial]) -> str:
    """Say to the clinician what the runner made of it."""
    if proposal.begun_by(trials):
        return say("they have begun it")
    if proposal.answer == DECLINED:
        return say("not now")
    return say("they looked at it and have not begun") if proposal.answer == LOOKED_AT else say("no answer yet")
