"""Everything recorded, along time."""
