"""What to hand a physiotherapist."""
