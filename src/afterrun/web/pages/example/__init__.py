"""A simulated runner to look at, by a button, and away again."""
