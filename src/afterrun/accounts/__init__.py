"""Who may come in: passwords, sessions, tries. Knows no web; the journal's secrets and the clock are passed in."""
