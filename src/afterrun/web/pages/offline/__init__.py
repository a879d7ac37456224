"""What works without the server."""
