"""Tables as people keep them: bytes or sheets -> cells, whatever the program and the country they come from."""
