"""Whole exports of other services."""
