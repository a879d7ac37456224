"""Bytes in, records and problems out: one format a module."""
