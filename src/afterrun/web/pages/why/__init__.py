"""Why does it hurt: one's own data first, then one page a question with four sources that are never mixed."""
