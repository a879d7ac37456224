"""Something done about it."""
