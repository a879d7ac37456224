"""A file as it came, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Original:
    """The decompressed bytes of a device file; their sha256 is the file's identity, its name is only a hint."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Identity of the file, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()
