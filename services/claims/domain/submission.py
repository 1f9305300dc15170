"""May this claim be submitted? Every stop is gone, and every warning has its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.claims.domain.checks import CHECKS, Finding
from shared.refusal import FieldProblem, Refusal

WHOLE_CLAIM = "claim"


def ready(findings: Sequence[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...] | Refusal:
    """The findings with the person's reasons, or what still stands in the way: one problem for each place.

    `reasons`: `<check>:<line id>`, else `<check>`, → why it is right all the same.
    """
    answered = tuple(_with_reason(finding, reasons) for finding in findings)
    open_findings = [one for one in answered if one.level == "stop" or (one.level == "warn" and not one.reason)]
    if open_findings:
        problems = tuple(FieldProblem(place(one), one.text) for one in open_findings)
        return Refusal("claim-not-ready", {"count": len(open_findings)}, problems[0].field, problems)
    return answered


def place(finding: Finding) -> str:
    """`<line id>.<field>`, `trip.<field>`, or the whole claim."""
    if finding.line_id is None:
        return finding.field or WHOLE_CLAIM
    return f"{finding.line_id}.{finding.field}" if finding.field else str(finding.line_id)


def checks_passed(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What was looked at without a finding."""
    found = {finding.check for finding in findings}
    return tuple(check.id for check in CHECKS if check.id not in found)


def _with_reason(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    if finding.level != "warn":
        return finding
    reason = reasons.get(f"{finding.check}:{finding.line_id}") or reasons.get(finding.check) or ""
    return replace(finding, reason=reason.strip() or None)
