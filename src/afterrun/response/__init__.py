"""The delayed dose-response of pain in one person: arrays in, arrays out."""

from afterrun.response.marginal import engine_name

__all__ = ["engine_name"]
