"""The documentation as a site: `make site` builds it, and it needs no network to be read."""
