"""Runs from where they lie anyhow: a service that the person named, or a folder. Clock and chance are passed in."""
