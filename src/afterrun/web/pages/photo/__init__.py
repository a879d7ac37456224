"""The photo of an entry: added, shown, taken away."""
