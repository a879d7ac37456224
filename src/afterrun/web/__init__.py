"""The app: pages for a phone in the morning and a desk in the evening. Thin: everything it says comes from `lab`."""
