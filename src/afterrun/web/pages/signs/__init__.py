"""Signs that should not wait, asked."""
