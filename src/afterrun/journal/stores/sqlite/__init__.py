"""One SQLite file: settings that survive a crash, one writer at a time, for its owner alone."""
