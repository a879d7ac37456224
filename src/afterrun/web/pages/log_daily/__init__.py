"""Sleep, medicine and weight."""
