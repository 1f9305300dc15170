"""What receipts refuses beside what every service does: code → HTTP status."""

REFUSALS = {
    "empty-file": 422,
    "not-a-picture": 422,
    "id-taken": 409,
    "receipt-in-use": 409,
    "picture-not-ready": 404,
    "no-picture": 404,
    "too-many-pages": 422,
    "pages-too-large": 413,
    "separated-receipt": 409,
    "not-read-yet": 409,
    "separation-count-wrong": 422,
    "already-separated": 409,
}
