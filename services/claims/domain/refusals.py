"""What claims refuses beside what every service does: code → HTTP status. What only a calculation refuses becomes a finding."""

REFUSALS = {
    "claim-id-taken": 409,
    "claim-not-editable": 409,
    "claim-not-ready": 422,
    "claim-too-large": 422,
    "claim-without-trip": 422,
    "line-id-taken": 409,
    "meal-not-breakfast": 422,
    "receipt-of-another": 403,
    "too-late-to-withdraw": 409,
    "too-many-lines": 422,
    "unknown-employment": 422,
    "unknown-kind": 422,
}
