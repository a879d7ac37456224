"""What requests share: the journal and clock they are served from, and what is worked out beside them."""
