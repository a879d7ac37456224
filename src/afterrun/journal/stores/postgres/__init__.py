"""One person's rows of a PostgreSQL database: kept apart by the server itself, and sealed as in a file."""
