"""What receipts shows: receipts and their pictures, the register of merchants, and how well receipts are read."""

from services.receipts.queries import merchants, receipts, report

__all__ = ["merchants", "receipts", "report"]
