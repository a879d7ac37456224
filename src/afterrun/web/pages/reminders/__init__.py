"""When and how to be reminded."""
