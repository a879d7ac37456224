"""A trial of one from its question to its answer: design, run, result, evidence."""
