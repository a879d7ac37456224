"""What runs do, over time and distance."""
