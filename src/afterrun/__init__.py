"""Afterrun: an n-of-1 laboratory for running pain."""

__version__ = "0.1.0"
