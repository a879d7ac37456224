"""How far, how soon: the next run under a ceiling, a schedule, and when a goal is in reach. Draws in, plans out."""
