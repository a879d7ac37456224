"""One entry, corrected, removed, put back."""
