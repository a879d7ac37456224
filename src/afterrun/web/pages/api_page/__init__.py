"""How programs ask."""
