"""Where browsers find a clinic: what a passkey is made for, and what each of its answers has to name."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
        name = (parts.hostname or "").lower() if parts is not None else ""
        if (
            parts is None
            or not name
            or _NUMBER.fullmatch(name)
            or parts.username is not None
            or (parts.scheme != "https" and (parts.scheme, name) != ("http", HERE))
            or parts.path not in ("", "/")
            or parts.query
            or parts.fragment
        ):
            raise InvalidValueError(
                say("origin must be a name with https and nothing behind it; got {text!r}.", text=text),
                remedy=say("For example https://clinic.example.org."),
            )
        usual = 443 if parts.scheme == "https" else 80
        port = f":{parts.port}" if parts.port not in (None, usual) else ""
        return cls(f"{parts.scheme}://{name}{port}", name)

    @classmethod
    def here(cls, port: int) -> Origin:
        """Name this computer, for who sits at it."""
        return cls.parse(f"http://{HERE}:{port}")
