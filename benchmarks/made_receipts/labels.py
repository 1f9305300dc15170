"""The truth about one receipt, as far as it is printed: the labels of the benchmark, and a few more."""

from typing import Any

from benchmarks.made_receipts.lines import Sheet
from benchmarks.made_receipts.receipt import Receipt


def label(file: str, receipt: Receipt, sheet: Sheet) -> dict[str, Any]:
    """One line of labels.jsonl. None: not labelled, or not on the paper. Amounts in minor units.

    `vat` is [] where none is charged, None where VAT is charged but not printed, or where tax is no VAT (United States).
    """
    shown, r = sheet.shown, receipt
    cards = [payment for payment in r.payments if payment.last4]
    return {
        "file": file,
        "set": f"made-{'hotel' if r.kind == 'hotel' else r.language}",
        "merchant": r.merchant,
        "date": r.date.isoformat(),
        "total": r.total_ore,
        "currency": r.currency,
        "vat": _vat(r, "vat" in shown),
        "last4": cards[0].last4 if cards and "last4" in shown else None,
        "orgnr": r.orgnr if "orgnr" in shown else None,
        "kind": r.kind if r.form != "card_slip" else None,
        "time": f"{r.time:%H:%M}" if "time" in shown else None,
        "tip": r.tip_ore if r.tip_ore and "tip" in shown else None,
        "rounding": r.rounding_ore if r.rounding_ore and "rounding" in shown else None,
        "payment": r.payments[0].method if len(r.payments) == 1 else None,
        "receipt_number": r.receipt_number if "number" in shown else None,
        "nights": _nights(r),
        "breakfast": r.stay.breakfast if r.stay and "breakfast" in shown else None,
        "private": [
            {"kind": item.private, "text": item.text, "ore": item.amount_ore} for item in r.items if item.private
        ] if r.form != "card_slip" else [],
        "is_copy": r.is_copy and "copy" in shown,
        "is_refund": r.is_refund,
        "country": r.country,
        "form": r.form,
        "merchant_also": [r.legal_name] if "legal" in shown else [],
    }  # fmt: skip


def _vat(receipt: Receipt, shown: bool) -> list[dict[str, float]] | None:
    if receipt.country == "US":
        return None
    if not receipt.vat:
        return []
    if not shown:
        return None
    return [
        {"rate": row.rate_permille // 10 if row.rate_permille % 10 == 0 else row.rate_permille / 10, "vat": row.vat_ore, "net": row.net_ore}
        for row in receipt.vat
    ]  # fmt: skip


def _nights(receipt: Receipt) -> int | None:
    if receipt.stay is None or receipt.form == "card_slip":
        return None
    return (receipt.stay.departure - receipt.stay.arrival).days
