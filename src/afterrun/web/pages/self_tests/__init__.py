"""Tests to do at home, step by step."""
