"""May this claim be submitted? Every stop is gone, and every warning has its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.claims.domain.checks import CHECKS, Finding, things
from services.claims.domain.draft import Draft
from shared.refusal import FieldProblem, Parameter, Refusal

WHOLE_CLAIM = "claim"
GROWS = "days"
"""What of a text is another each day, with nothing changed."""


def ready(findings: Sequence[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...] | Refusal:
    """The findings with the person's reasons, else those they had before, or what still stands in the way: a problem a place.

    `reasons`: `<check>:<line id>`, else `<check>`, → why it is right all the same.
    """
    answered = tuple(_with_reason(finding, reasons) for finding in findings)
    open_findings = [one for one in answered if one.level == "stop" or (one.level == "warn" and not one.reason)]
    if open_findings:
        problems = tuple(FieldProblem(place(one), one.text) for one in open_findings)
        return Refusal("claim-not-ready", {"count": len(open_findings)}, problems[0].field, problems)
    return answered


def answered_before(findings: Sequence[Finding], before: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each warning with the answer it had when the claim was handed in `before`, if it says the same of its line."""

    def answer(now: Finding) -> str | None:
        return next((one.reason for one in before if _is_same(one, now)), None)

    return tuple(replace(one, reason=answer(one)) if one.level == "warn" else one for one in findings)


def _is_same(one: Finding, other: Finding) -> bool:
    """Of the same line, in the same words; a receipt only grew older."""

    def says(finding: Finding) -> dict[str, Parameter]:
        return {name: value for name, value in finding.text.parameters.items() if name != GROWS}

    return (one.check, one.line_id, one.text.id) == (other.check, other.line_id, other.text.id) and says(one) == says(
        other
    )


def place(finding: Finding) -> str:
    """`<line id>.<field>`, `trip.<field>`, or the whole claim."""
    if finding.line_id is None:
        return finding.field or WHOLE_CLAIM
    return f"{finding.line_id}.{finding.field}" if finding.field else str(finding.line_id)


def checks_passed(draft: Draft, findings: Sequence[Finding]) -> tuple[str, ...]:
    """What was looked at without a finding: not what this claim has nothing of, nor what only gives hints."""
    there = things(draft)
    found = {finding.check for finding in findings}
    return tuple(one.id for one in CHECKS if one.of <= there and one.level != "info" and one.id not in found)


def _with_reason(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    if finding.level != "warn":
        return finding
    reason = reasons.get(f"{finding.check}:{finding.line_id}") or reasons.get(finding.check) or finding.reason or ""
    return replace(finding, reason=reason.strip() or None)
