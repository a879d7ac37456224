"""What the run loads."""
