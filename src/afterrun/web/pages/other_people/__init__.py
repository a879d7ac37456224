"""Lean on many other people, or on nobody; off unless somebody says so."""
