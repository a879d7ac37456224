"""What is typed: fields, numbers, times, distances."""
