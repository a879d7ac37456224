"""A file as it came, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from afterrun.records.rules import legible


@dataclass(frozen=True, slots=True)
class Original:
    """The decompressed bytes of a device file; their sha256 is the file's identity, its name is only a hint.

    A system may name a file by bytes that are no text; such letters become question marks.
    """

    name: str
    content: bytes
    sha256: str = field(init=False, repr=False, compare=False)
    """Identity of the file, 64 hexadecimal digits."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", legible(self.name))
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())  # asked several times
