"""Use cases: the only place where the record meets the science."""
