"""What things mean, and when to see somebody."""
