"""What people, readers and approvals make happen to receipts and to the register of merchants."""

from services.receipts.commands import pages, reading, receipts, register, undoing, uses

__all__ = ["pages", "reading", "receipts", "register", "undoing", "uses"]
