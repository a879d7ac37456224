"""What is drawn on the server: the body, ranges, dots."""
