"""What the audit trail says, in words; the trail itself keeps codes, the same in every language and version."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.clinic.messages import DECLINED, LOOKED_AT
from afterrun.clinic.roles import ROLE_WORDS
from afterrun.language import mark, say

ACTIONS: Mapping[str, str] = {
    "add-passkey": mark("add a passkey"),
    "answer-proposal": mark("answer a proposal"),
    "begin-study": mark("begin a study"),
    "change-password": mark("change the password"),
    "close-account": mark("shut an account"),
    "comment": mark("write a comment"),
    "consent": mark("take part in a study"),
    "create-administrator": mark("make an administrator"),
    "denied": mark("ask for what is not theirs"),
    "erase": mark("erase somebody"),
    "export-own": mark("export their own data"),
    "export-study": mark("export data for a study"),
    "invite": mark("invite somebody"),
    "join": mark("take up an invitation"),
    "log-in": mark("log in"),
    "password": mark("give the password once more"),
    "propose-trial": mark("propose a trial"),
    "remove-passkey": mark("remove a passkey"),
    "reset": mark("set an account back"),
    "see-list": mark("see the list of people"),
    "see-person": mark("see the answers"),
    "see-sheet": mark("open the sheet"),
    "set-limits": mark("set limits"),
    "set-up-second-factor": mark("set up the second factor"),
    "share": mark("share the journal"),
    "take-invitation-back": mark("take an invitation back"),
    "take-share-back": mark("take a share back"),
    "withdraw-consent": mark("withdraw from a study"),
}
"""What was done, or what was tried and refused: both are said of the same line."""
_DETAILS: Mapping[str, str] = {
    **{role.value: words for role, words in ROLE_WORDS.items()},
    LOOKED_AT: mark("they went to look at it"),
    DECLINED: mark("not now"),
    "passkey": mark("with a passkey"),
    "password": mark("a login or password that is wrong"),
    "second factor": mark("a code that is wrong"),
    "terminal": mark("at the terminal"),
}


def action_words(action: str) -> str:
    """Say what was done; a code that this version does not know stays as it is.

    Examples
    --------
    >>> action_words("see-sheet"), action_words("of-a-later-version")
    ('open the sheet', 'of-a-later-version')
    """
    return say(ACTIONS[action]) if action in ACTIONS else action


def detail_words(detail: str) -> str:
    """Say what belongs to it, where it is a code; ids, paths and numbers stay as they are."""
    return say(_DETAILS[detail]) if detail in _DETAILS else detail
