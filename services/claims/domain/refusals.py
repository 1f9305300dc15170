"""What claims refuses beside what every service does: code → HTTP status. A refused calculation stands as a finding on the claim."""

REFUSALS = {
    "claim-id-taken": 409,
    "claim-not-editable": 409,
    "claim-not-ready": 422,
    "claim-too-large": 422,
    "claim-without-trip": 422,
    "distance-not-positive": 422,
    "end-before-start": 422,
    "line-id-taken": 409,
    "meal-not-breakfast": 422,
    "rate-missing": 422,
    "receipt-of-another": 403,
    "time-without-zone": 422,
    "too-late-to-withdraw": 409,
    "too-many-lines": 422,
    "trip-too-long": 422,
    "unknown-employment": 422,
    "unknown-kind": 422,
    "vat-impossible": 422,
    "year-impossible": 422,
}
