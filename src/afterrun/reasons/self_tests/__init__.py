"""Tests that one can do at home: how, how much they are off by, and whether a result is news."""

from afterrun.reasons.self_tests.compared import Compared, Difference, compared, on_other_leg
from afterrun.reasons.self_tests.guide import Guide
from afterrun.reasons.self_tests.listed import GUIDES, guide_named
from afterrun.reasons.self_tests.news import News, news_of

__all__ = ["GUIDES", "Compared", "Difference", "Guide", "News", "compared", "guide_named", "news_of", "on_other_leg"]
