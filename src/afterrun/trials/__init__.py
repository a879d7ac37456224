"""Trials of one: designs, allocation, power, analysis, monitoring. Arrays and records in, results out; no I/O."""
