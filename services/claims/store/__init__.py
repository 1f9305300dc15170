"""Claims' tables, and how they are loaded and saved: the life of claims, their history, and what other services tell."""

from services.claims.store import advances, claims, coding, exchange, history, known, packs, rate_changes, trials
from services.claims.store.tables import metadata

__all__ = [
    "advances",
    "claims",
    "coding",
    "exchange",
    "history",
    "known",
    "metadata",
    "packs",
    "rate_changes",
    "trials",
]
