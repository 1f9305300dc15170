"""Receipts' tables, and how they are loaded and saved: receipts, which are the same, merchants, and the claims that use them."""

from services.receipts.store import duplicates, merchants, readings, receipts, uses
from services.receipts.store.tables import metadata

__all__ = ["duplicates", "merchants", "metadata", "readings", "receipts", "uses"]
