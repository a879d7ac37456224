"""What the data say of one site."""
