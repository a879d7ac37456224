"""Every error a person may meet: a cause, a message that names the place, and a remedy."""

from __future__ import annotations


class AfterrunError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    message : str
        ``<name> must <rule>; got <value> (<where>).``
    remedy : str
        What the person can do about it.
    field : str or None
        Which field of a record or a form it is about, where it is about one: there a form says it.
    """

    code = "error"

    def __init__(self, message: str, *, remedy: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InvalidValueError(AfterrunError):
    """A value breaks the rule of its field."""

    code = "invalid-value"


class UnknownSiteError(AfterrunError):
    """A site name is not ``<side>-<region>``."""

    code = "unknown-site"


class FileUnreadableError(AfterrunError):
    """A file cannot be read at all, or is of no format Afterrun knows."""

    code = "file-unreadable"


class JournalError(AfterrunError):
    """The journal file cannot be opened, is damaged, or is newer than this program."""

    code = "journal"


class JournalBusyError(JournalError):
    """Another process is writing to the journal."""

    code = "journal-busy"


class EmptyJournalError(AfterrunError):
    """The question needs data that the journal does not hold."""

    code = "empty-journal"


class MissingExtraError(AfterrunError):
    """What was asked for needs a part that was not installed."""

    code = "missing-extra"


class WorkersError(AfterrunError):
    """Processes that were to share the work end before they have begun."""

    code = "workers"


class WorkEndedError(AfterrunError):
    """A process that worked beside this one ended without an answer: out of memory, or ended from outside."""

    code = "work-ended"
