"""What stands before the pages: the guard against other sites, and the login wall."""
