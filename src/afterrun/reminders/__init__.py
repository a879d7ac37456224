"""When to ask for a check-in, and how to. Knows no web: journal, clock and language are passed in."""
