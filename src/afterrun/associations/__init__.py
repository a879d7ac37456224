"""What goes together in a diary: events, symptoms, sudden changes. Arrays in, arrays out; it explains nothing."""
