"""A trial of one."""
