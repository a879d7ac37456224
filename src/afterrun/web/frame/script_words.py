"""The words that scripts put on a page. They come with the page, in its language; the scripts hold none."""

from __future__ import annotations

from afterrun.language import say
from afterrun.web.frame.haste import HASTE

# One entry for each text a script shows; fields in braces are filled there.


def script_words() -> dict[str, str]:
    """Say every text of the scripts, by the key they ask for."""
    return _check_ins() | _imports() | _plots() | _push()


def _check_ins() -> dict[str, str]:
    return {
        "kept": say("Kept in this browser. It is sent once Afterrun is back."),
        "not-kept": say(
            "Not saved: Afterrun does not answer, and this browser has no room to keep it. Leave this page open, and "
            "save again later."
        ),
        "logged": say("{what}, {when}"),
        "check-in": say("{nrs} at {place}, {when}"),
        "not-taken": say("not taken."),
        "waiting": say("waiting"),
        "elsewhere": say("made for another journal; it waits for that one"),
        "one-waits": say("1 entry waits for Afterrun, kept in this browser."),
        "some-wait": say("{n} entries wait for Afterrun, kept in this browser."),
        "one-not-taken": say("1 entry was not taken."),
        "some-not-taken": say("{n} entries were not taken."),
        "how-much": say("How much"),
        "when": say("When"),
        "onset_km": say("After kilometres"),
        "onset_mi": say("After miles"),
        "onset_min": say("After minutes"),
        "send-again": say("Send again"),
        "drop": say("Drop it"),
        "more": say("and {n} more"),
        "show": say("Show them"),
        "log-in": say("Log in to send it"),
        "tap": say("Tap where it is"),
        **{f"see-{level}": say(words) for level, words in HASTE.items()},
        "look-for": say("What else to look for"),
    }


def _imports() -> dict[str, str]:
    return {
        "not-read": say("{files}: not read."),
        "no-answer": say("Afterrun did not answer; is it still running? Try these again."),
        "reading": say("{n} of {total} files read"),
        "so-far": say("{n} files read so far"),
        "one-read": say("1 file read"),
        "all-read": say("{n} files read"),
        "one-new": say("1 entry is new."),
        "all-new": say("{n} entries are new."),
        "no-remark": say("Read without a remark"),
        "log-now": say("Log how it feels now"),
        "timeline": say("See the timeline"),
        "answers": say("See the answers"),
    }


def _plots() -> dict[str, str]:
    return {
        "days-after": say("days after the run"),
        "points": say("points"),
        "pain-scale": say("pain, 0 to 10"),
        "now": say("now"),
        "from-to": say("{start} to {end}"),
        "no-plot": say("The plot could not be drawn. The table below says the same."),
    }


def _push() -> dict[str, str]:
    return {
        "push-may-not": say("The browser was told not to show reminders. Allow it in the settings of the browser."),
        "push-cannot": say("This browser cannot be woken from here. Try ntfy, e-mail or the calendar."),
    }
