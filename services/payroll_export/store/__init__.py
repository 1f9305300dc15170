"""Payroll_export's tables, and how people, lines and batches are loaded and saved."""

from services.payroll_export.store.tables import metadata

__all__ = ["metadata"]
