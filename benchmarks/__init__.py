"""One file a claim; each prints the command's figures."""
