"""A PostgreSQL server of one's own, to try things on: made, killed and thrown away."""
