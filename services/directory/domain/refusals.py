"""What directory refuses beside what every service does: code → HTTP status."""

REFUSALS = {
    "unknown-unit": 422,
    "unknown-agreement": 422,
    "unit-above-itself": 422,
    "employee-number-taken": 409,
    "card-twice": 422,
    "dimension-twice": 422,
    "code-twice": 422,
    "too-many-codes": 422,
    "unknown-code": 422,
}
