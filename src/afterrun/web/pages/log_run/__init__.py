"""A run without a watch."""
