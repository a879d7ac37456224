"""What if the calf or the foot were different."""
