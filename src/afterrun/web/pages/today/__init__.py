"""Where things stand, or how to begin."""
