"""How is it now: ten seconds."""
