"""Verification: what of a summary, whoever wrote it, is in the report. See `check`."""

from yiwen.summary.verify.check import APPARATUS, Verifier, verify
from yiwen.summary.verify.records import Checked, Doubt, Evidence, Kind, Precision, Status, Verification

__all__ = [
    "APPARATUS",
    "Checked",
    "Doubt",
    "Evidence",
    "Kind",
    "Precision",
    "Status",
    "Verification",
    "Verifier",
    "verify",
]
