"""What payroll_export refuses beside what every service does: code → HTTP status."""

FOR_THE_BATCH = {
    "already-in-batch": 409,
    "already-voided": 409,
    "batch-empty": 409,
    "nothing-to-seal": 409,
    "organisation-number-wrong": 422,
    "personal-number-wrong": 422,
    "preview-outdated": 409,
}
FOR_A_LINE = {
    "amount-zero": 422,
    "approved-by-you": 403,
    "benefit-not-in-format": 422,
    "claim-number-missing": 422,
    "claimed-by-you": 403,
    "code-not-in-standard": 422,
    "dimension-unfit": 422,
    "employee-missing": 422,
    "field-empty": 422,
    "field-too-long": 422,
    "field-value-unfit": 422,
    "line-already-in-batch": 409,
    "line-already-reversed": 409,
    "line-id-malformed": 422,
    "line-not-approved": 409,
    "line-of-another-route": 409,
    "line-twice": 409,
    "name-not-writable": 422,
    "negative-without-reversal": 422,
    "pay-type-too-long": 422,
    "quantity-malformed": 422,
    "reversal-without-old-mapping": 422,
    "type-without-code": 422,
    "type-without-mapping": 422,
    "vat-not-part-of-amount": 422,
}
"""Why a line stays out of a batch: shown as an exception with what to do, while the other lines go."""

REFUSALS = {
    "advance-far-ahead": 422,
    "advance-of-your-own": 403,
    "advance-settled": 409,
    "id-taken": 409,
    "unknown-employment": 422,
    **FOR_THE_BATCH,
    **FOR_A_LINE,
}
