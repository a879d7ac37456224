"""Where browsers find a clinic: what a passkey is made for, and what each of its answers has to name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.outward import split_address

HERE = "localhost"
"""The one name that browsers trust without https: it never leaves the computer."""
_NUMBER = re.compile(r"[0-9.]+|.*:.*")  # an address of the network, which no passkey can be made for


@dataclass(frozen=True, slots=True)
class Origin:
    """An address as browsers say it.

    Parameters
    ----------
    address : str
        Scheme, name and port, if it is not the usual one.
    name : str
        The name alone.
    """

    address: str
    name: str

    @classmethod
    def parse(cls, text: str) -> Origin:
        """Read one.

        Raises
        ------
        InvalidValueError
            If passkeys cannot be made for it.

        Examples
        --------
        >>> Origin.parse("https://Clinic.example.org:443/")
        Origin(address='https://clinic.example.org', name='clinic.example.org')
        """
        parts = split_address(text)
        if parts is None or not _is_named(parts) or not _is_bare(parts):
            raise InvalidValueError(
                say("origin must be a name with https and nothing behind it; got {text!r}.", text=text),
                remedy=say("For example https://clinic.example.org."),
            )
        name = _name(parts)
        usual = 443 if parts.scheme == "https" else 80
        port = f":{parts.port}" if parts.port not in (None, usual) else ""
        return cls(f"{parts.scheme}://{name}{port}", name)

    @classmethod
    def here(cls, port: int) -> Origin:
        """Name this computer, for who sits at it."""
        return cls.parse(f"http://{HERE}:{port}")


def _name(parts: SplitResult) -> str:
    return (parts.hostname or "").lower()


def _is_named(parts: SplitResult) -> bool:
    """Whether a passkey can be made for its name: over https, or for this computer."""
    name = _name(parts)
    trusted = parts.scheme == "https" or (parts.scheme, name) == ("http", HERE)
    return trusted and bool(name) and _NUMBER.fullmatch(name) is None


def _is_bare(parts: SplitResult) -> bool:
    """Whether nothing stands before or behind name and port."""
    return parts.username is None and parts.path in ("", "/") and not parts.query and not parts.fragment
