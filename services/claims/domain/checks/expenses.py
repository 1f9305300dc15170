"""Checks of expense lines and their receipts."""

from collections.abc import Iterator
from datetime import date

from services.claims.domain.amounts import is_abroad
from services.claims.domain.checks.situation import Hit, Situation, outside_trip, too_old
from services.claims.domain.draft import ExpenseLine
from services.claims.domain.foreign_receipt import in_kronor
from services.claims.domain.rates import in_force
from services.claims.domain.receipt import SWEDISH_KRONA, Vat
from shared.money import ORE_PER_KRONA, Ore, round_half_up

STANDARD = "standard"
PURPOSE_MISSING = "purpose-missing"
"""Named by the kinds that it holds for."""
VAT_TOLERANCE_ORE = ORE_PER_KRONA
"""Receipts round per line, per rate or once: a krona is no sign of anything."""
CARD_CHARGE_PERCENT_MAX = 10
"""What a card's company adds to the rate of the day, at the very most."""
TOTAL_PER_VAT_MIN = 5
"""25 % of the net, the highest rate, is a fifth of the total."""


def is_being_read(situation: Situation, line: ExpenseLine) -> bool:
    """Its receipt is not here yet, or not read, and something is still missing that the reading may tell."""
    receipt = situation.receipt(line)
    if line.receipt_id is None or (receipt is not None and receipt.state != "added"):
        return False
    return receipt is None or line.date is None or line.amount_ore is None or line.expense_kind is None


def receipt_being_read(situation: Situation) -> Iterator[Hit]:
    """The receipt is on its way: some seconds."""
    for line in situation.draft.expenses:
        if is_being_read(situation, line):
            yield Hit(line_id=line.id, field="receipt_id")


def receipt_missing(situation: Situation) -> Iterator[Hit]:
    """An expense has neither a receipt nor a statement that it is lost."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        is_gone = line.receipt_id is None or (receipt is not None and receipt.state == "discarded")
        if is_gone and not (line.lost_receipt_reason or "").strip():
            variant = None if line.merchant else "no-merchant"
            yield Hit({"what": line.merchant}, line.id, "receipt_id", variant=variant)


def receipt_lost(situation: Situation) -> Iterator[Hit]:
    """The person certifies that the receipt is lost: shown to whoever decides."""
    for line in situation.draft.expenses:
        if line.receipt_id is None and (reason := (line.lost_receipt_reason or "").strip()):
            yield Hit({"reason": reason}, line.id, "lost_receipt_reason")


def receipt_unreadable(situation: Situation) -> Iterator[Hit]:
    """The reading is unsure of the date or the total, and nobody has confirmed it."""
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        if receipt is None:
            continue
        if receipt.is_doubtful("date") and line.date is not None and line.id not in situation.typed_dates:
            yield Hit({"value": line.date.isoformat()}, line.id, "date", variant="date")
        if receipt.is_doubtful("total") and line.amount_ore is not None and line.id not in situation.typed_amounts:
            yield Hit({"value": line.amount_ore}, line.id, "amount_ore", variant="total")


def more_than_receipt(situation: Situation) -> Iterator[Hit]:
    """More is asked for than what was surely read, also where the person has corrected the reading; whoever decides shall know.

    In another currency the rate on offer says how much that is, and the card's company may have taken a tenth for itself.
    """
    for line in situation.draft.expenses:
        receipt = situation.receipt(line)
        read = receipt.read if receipt else None
        if receipt is None or read is None or read.total is None or line.amount_ore is None:
            continue
        read_ore, charge_ore = read.total, 0
        if read.currency not in (None, SWEDISH_KRONA):
            offer = situation.exchange_offers.get(line.id)
            if offer is None or offer.currency != read.currency:
                continue
            read_ore = in_kronor(read.total, offer.rate)
            charge_ore = round_half_up(abs(read_ore) * CARD_CHARGE_PERCENT_MAX, 100)
        if receipt.is_sure("total") and line.amount_ore > read_ore + charge_ore:
            yield Hit({"read": read_ore, "value": line.amount_ore}, line.id, "amount_ore")


def receipt_date_future(situation: Situation) -> Iterator[Hit]:
    """The receipt's date is after today."""
    for line in situation.draft.expenses:
        if line.date is not None and line.date > situation.day_asked:
            yield Hit({"date": line.date.isoformat()}, line.id, "date")


def receipt_old(situation: Situation) -> Iterator[Hit]:
    """The receipt is older than the employer's limit."""
    for line in situation.draft.expenses:
        if line.date is not None and (told := too_old(situation, line.date)):
            yield Hit(told, line.id, "date")


def receipt_outside_trip(situation: Situation) -> Iterator[Hit]:
    """The receipt's date is outside the trip it lies in."""
    for line in situation.draft.expenses:
        if told := outside_trip(situation, line.date):
            yield Hit(told, line.id, "date")


def vat_impossible(situation: Situation) -> Iterator[Hit]:
    """No rate gives so much VAT: 25 % is a fifth of the total, and the sign is the total's. Payroll systems refuse such a row."""
    for line in situation.draft.expenses:
        if line.amount_ore is not None and _is_impossible(line):
            yield _vat_hit(line, _vat_ore(line), _usual_rate(situation, line), line.amount_ore)


def vat_mismatch(situation: Situation) -> Iterator[Hit]:
    """VAT does not fit its rate, or is more than fits into the total, by more than a krona."""
    for line in situation.draft.expenses:
        if line.amount_ore is None or not line.vat or _is_impossible(line):
            continue
        gross_ore = sum(row.net_ore + row.vat_ore for row in line.vat)
        wrong = next(
            (row for row in line.vat if _is_off(row.vat_ore, round_half_up(row.net_ore * row.rate, 100))), None
        )
        if wrong is not None:
            row_gross_ore = wrong.net_ore + wrong.vat_ore
            yield _vat_hit(line, wrong.vat_ore, wrong.rate, row_gross_ore)
        elif abs(gross_ore) > abs(line.amount_ore) + VAT_TOLERANCE_ORE:
            yield _vat_hit(line, _vat_ore(line), _usual_rate(situation, line), line.amount_ore)


def vat_rate_date(situation: Situation) -> Iterator[Hit]:
    """A rate that nothing had that day, or not the one thing that was bought; the standard rate may stand on any receipt.

    Whatever is bought at the standard rate may be many things, some of them at other rates.
    """
    for line in situation.draft.expenses:
        kind = situation.rules.kinds.get(line.expense_kind or "")
        if line.date is None or kind is None or kind.vat is None:
            continue
        on_that_day = {
            what: rate for what in _bought(situation) if (rate := _rate_on(situation, what, line.date)) is not None
        }
        own, standard = on_that_day.get(kind.vat), on_that_day.get(STANDARD)
        charged = [row for row in line.vat if row.rate and row.vat_ore]
        is_one_thing = own is not None and kind.vat != STANDARD
        foreign_to_kind = is_one_thing and all(row.rate not in (own, standard) for row in charged)
        for row in charged:
            if row.rate not in on_that_day.values() or foreign_to_kind:
                yield Hit({"rate": row.rate, "what": kind.text_id, "date": line.date.isoformat()}, line.id, "vat")
                break


def _bought(situation: Situation) -> set[str]:
    return {rate.what for rate in situation.rules.rates.vat}


def _rate_on(situation: Situation, what: str, day: date) -> int | None:
    rate = in_force([one for one in situation.rules.rates.vat if one.what == what], day)
    return rate.percent if rate else None


def _vat_hit(line: ExpenseLine, vat_ore: Ore, rate: int, total_ore: Ore) -> Hit:
    calculated_ore = round_half_up(total_ore * rate, 100 + rate)
    parameters = {"vat": vat_ore, "rate": rate, "total": total_ore, "calculated": calculated_ore}
    return Hit(parameters, line.id, "vat")


def _vat_ore(line: ExpenseLine) -> Ore:
    return sum(row.vat_ore for row in line.vat)


def _is_impossible(line: ExpenseLine) -> bool:
    vat_ore, amount_ore = _vat_ore(line), line.amount_ore or 0
    return vat_ore * amount_ore < 0 or TOTAL_PER_VAT_MIN * (abs(vat_ore) - 1) > abs(amount_ore)  # 1 öre: rounding


def _is_off(vat_ore: Ore, expected_ore: Ore) -> bool:
    return abs(vat_ore - expected_ore) > VAT_TOLERANCE_ORE


def _usual_rate(situation: Situation, line: ExpenseLine) -> int:
    """The rate of that kind on that day; else the one most VAT on the receipt has."""
    kind = situation.rules.kinds.get(line.expense_kind or "")
    if kind is not None and line.date is not None:
        usual = in_force([rate for rate in situation.rules.rates.vat if rate.what == kind.vat], line.date)
        if usual is not None:
            return usual.percent
    largest: Vat = max(line.vat, key=lambda row: abs(row.vat_ore))
    return largest.rate


def amount_missing(situation: Situation) -> Iterator[Hit]:
    """An expense without a total, or of nothing; what was paid back is less than nothing and lowers what is paid."""
    for line in situation.draft.expenses:
        is_asked_otherwise = is_being_read(situation, line) or is_abroad(line, situation.receipts)
        if not is_asked_otherwise if line.amount_ore is None else line.amount_ore == 0:
            yield Hit(line_id=line.id, field="amount_ore")


def kind_missing(situation: Situation) -> Iterator[Hit]:
    """It is not said what was bought."""
    for line in situation.draft.expenses:
        if line.expense_kind is None and not is_being_read(situation, line):
            yield Hit(line_id=line.id, field="expense_kind")


def purpose_missing(situation: Situation) -> Iterator[Hit]:
    """Neither the receipt nor its kind says what it was for, as with a course, and nobody has.

    A trip's purpose is that of what was paid on it.
    """
    plan = situation.draft.trip
    for line in situation.draft.expenses:
        kind = situation.rules.kinds.get(line.expense_kind or "")
        is_said = line.purpose.strip() or (plan and plan.purpose.strip())
        if kind and PURPOSE_MISSING in kind.checks and not is_said:
            yield Hit(line_id=line.id, field="purpose")


def date_missing(situation: Situation) -> Iterator[Hit]:
    """A line without a day, of an expense or of a drive."""
    for line in situation.draft.lines:
        if line.date is None and not (isinstance(line, ExpenseLine) and is_being_read(situation, line)):
            yield Hit(line_id=line.id, field="date", variant=line.kind)
