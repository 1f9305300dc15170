"""What is checked while a claim is made. `check` runs the whole table; each check is one function of the situation."""

from services.claims.domain.checks.situation import Finding, Level, Situation
from services.claims.domain.checks.table import CHECKS, check, things

__all__ = ["CHECKS", "Finding", "Level", "Situation", "check", "things"]
