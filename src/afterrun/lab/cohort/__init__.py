"""Many journals: who is there, each person's answers, what they share, and what trials of one say together."""
