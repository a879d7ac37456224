"""What could be wrong with an answer: one assumption a file."""

from afterrun.checks.evidence import Evidence
from afterrun.checks.gate import Gate, gate_of
from afterrun.checks.registry import DOUBT_THE_RUNS, FIT_CHECKS, RECORD_CHECKS, Check
from afterrun.checks.result import CheckResult

__all__ = ["DOUBT_THE_RUNS", "FIT_CHECKS", "RECORD_CHECKS", "Check", "CheckResult", "Evidence", "Gate", "gate_of"]
