"""What is kept up, and what else happened."""
