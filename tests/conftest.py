"""How the tests draw at random: the same draws every day; `make fuzz` draws anew."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("anew", derandomize=False, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("AFTERRUN_DRAWS", "same"))
