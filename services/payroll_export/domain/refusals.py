"""What payroll_export refuses beside what every service does: code → HTTP status."""

REFUSALS = {
    "already-in-batch": 409,
    "already-voided": 409,
    "nothing-to-seal": 409,
    "personal-number-wrong": 422,
    "preview-outdated": 409,
}
