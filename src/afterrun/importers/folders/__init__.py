"""Folders, archives and the tables in them."""
