"""Rival explanations: each an account of where the pain comes from, weighed by how well it tells this diary.

`doses` and `account` say what loads and how much, `alike` which of them this diary cannot tell apart, `evidence` how
well each explains it, `weighing` what that makes of their chances, `apart` which run would tell the leading two apart.
"""

from afterrun.reasons.rivals.account import NONE, Account
from afterrun.reasons.rivals.weighing import Weighed, weigh_rivals

__all__ = ["NONE", "Account", "Weighed", "weigh_rivals"]
