"""What others in the clinic have for a runner, on their first page: what they wrote, and trials they proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from afterrun.clinic import messages, people
from afterrun.clinic.house import House
from afterrun.clinic.messages import LOOKED_AT, Comment, Proposal
from afterrun.lab.trial.run import running_trial
from afterrun.language import say
from afterrun.records import Diary, Trial
from afterrun.records.vocabulary import arm_words
from afterrun.web.clinic.proposed import what_words
from afterrun.web.frame.around import Notice


def notices_for(house: House, person: str, diary: Diary, now: datetime) -> Sequence[Notice]:
    """Say what was not read yet, and what was proposed until it was begun or declined."""
    comments, standing = messages.waiting(house.store, person)
    proposals = [each for each in standing if not each.begun_by(diary.trials)]
    known = people.names(house.store, [*(each.clinician for each in comments), *(each.clinician for each in proposals)])
    running = running_trial(diary, now) if proposals else None

    def name(said: Comment | Proposal) -> str:
        return known.get(said.clinician, say("Somebody who has left"))

    return [
        *(_written(each, name(each)) for each in comments),
        *(_proposed(each, name(each), running) for each in proposals),
    ]


def _written(comment: Comment, name: str) -> Notice:
    read = (f"/clinic/comments/{comment.id}/read", say("I have read it"))
    return Notice(say("{name} writes", name=name), comment.text, (read,))


def _proposed(proposal: Proposal, name: str, running: Trial | None) -> Notice:
    """Offer a trial; while another one runs it cannot begin."""
    look = (f"/clinic/proposals/{proposal.id}/look", say("Look at it and begin"))
    decline = (f"/clinic/proposals/{proposal.id}/decline", say("Not now"))
    state = say("You decide.")
    if running is not None:
        state = say("It can begin when the trial of {what} is over.", what=arm_words(running.named))
    elif proposal.answer == LOOKED_AT:
        state = say("You looked at it and have not begun.")
    return Notice(
        say("{name} proposes a trial", name=name),
        f"{what_words(proposal)} {state}",
        (look, decline) if running is None else (decline,),
    )
