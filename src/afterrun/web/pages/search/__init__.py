"""Find an entry by a word."""
