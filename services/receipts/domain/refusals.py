"""What receipts refuses beside what every service does: code → HTTP status."""

REFUSALS = {
    "empty-file": 422,
    "not-a-picture": 422,
    "id-taken": 409,
    "receipt-in-use": 409,
    "picture-not-ready": 404,
    "no-picture": 404,
}
