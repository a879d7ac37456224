"""What eases, and what prevents."""
