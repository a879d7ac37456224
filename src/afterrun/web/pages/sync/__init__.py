"""What is connected, and the sync of it."""
