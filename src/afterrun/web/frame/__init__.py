"""What every page stands in: templates they share, the menu, the shell that works offline, the language."""
