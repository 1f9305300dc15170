"""What approvals refuses beside what every service does: code → HTTP status."""

REFUSALS = {
    "own-claim": 403,
    "not-your-case": 403,
    "already-decided": 409,
    "claim-withdrawn": 409,
    "undo-too-late": 409,
    "reason-missing": 422,
    "unknown-line": 422,
}
