"""Files of watches and apps: one run or a few, second by second."""
