"""Layouts of the part "exam" on pages and screens: hotel folios, invoices, e-tickets and mails."""

import datetime as dt

from benchmarks.made_receipts.blocks_exam import Lines, address, journey, marks, name, parked, stayed
from benchmarks.made_receipts.lines import Line, Pair, Rule, Sheet, Text
from benchmarks.made_receipts.money_exam import paid, reckoning, vat_lines
from benchmarks.made_receipts.setting import Setting, gap, row


def folio(s: Setting) -> Sheet:
    """A hotel's page: each night on a day of its own, charges and credits in columns."""
    r = s.receipt
    assert r.stay
    heads = row(
        (s.say("date"), 0, "l"),
        (s.say("description"), 0.2, "l"),
        (s.say("quantity"), 0.72, "r"),
        (s.say("amount"), 1, "r"),
        bold=True,
    )
    lines: list[Line] = [*_letterhead(s, "hotel_invoice"), *stayed(s), Rule(), heads, Rule()]
    for item in r.items:
        night = s.rng.randrange((r.stay.departure - r.stay.arrival).days)
        on = r.stay.arrival if item is r.items[0] else r.stay.arrival + dt.timedelta(days=night)
        lines.append(
            row(
                (s.day(on), 0, "l"),
                (item.text, 0.2, "l"),
                (str(item.count), 0.72, "r"),
                (s.amount(item.amount_ore), 1, "r"),
            )
        )
    lines += [gap(), *reckoning(s), gap(), *vat_lines(s), gap(), *paid(s, terminal=False), *_end(s)]
    return Sheet(tuple(lines), "page", s.rng.choice((66, 74, 82)))


def letter(s: Setting) -> Sheet:
    """An invoice that is already paid, as an office prints it."""
    lines = (
        *_letterhead(s, "invoice"), Pair(s.label("guest"), s.receipt.guest), *journey(s), gap(), *_table(s), gap(),
        *vat_lines(s), *reckoning(s), gap(), *paid(s, terminal=False), *_end(s),
    )  # fmt: skip
    return Sheet(lines, "page", s.rng.choice((60, 70, 80)))


def eticket(s: Setting) -> Sheet:
    """A ticket printed at home: booking, seat and journey above, what was paid in small below."""
    rng = s.rng
    code = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(6))
    seat = Text(s.words["seat"].format(rng.randrange(1, 16), rng.randrange(1, 90)))
    lines = (
        *name(s, "l"), *marks(s), gap(), Pair(s.label("booking"), code, bold=True), Pair(s.label("guest"), s.receipt.guest),
        *journey(s), *s.maybe(0.7, seat), Rule(), *_particulars(s), gap(), *_table(s), *reckoning(s), *vat_lines(s), gap(),
        *paid(s, terminal=False), gap(), *address(s, "l"), *_end(s),
    )  # fmt: skip
    return Sheet(lines, "page", rng.choice((56, 64)))


def app_mail(s: Setting) -> Sheet:
    """What an app sends when parking or a ride is over."""
    lines = (
        *_mail_head(s), *parked(s), Rule(), *_plain(s), *reckoning(s), *vat_lines(s), gap(), *paid(s, terminal=False), gap(),
        *address(s, "l"),
    )  # fmt: skip
    return Sheet(lines, "screen", s.rng.choice((36, 42)))


def order_mail(s: Setting) -> Sheet:
    """A shop's or a carrier's confirmation of an order."""
    lines = (
        *_mail_head(s), *journey(s), gap(), *_plain(s), Rule(), *reckoning(s), *paid(s, terminal=False), gap(), *vat_lines(s),
        Rule(), *address(s, "l"), *s.maybe(0.4, Text(s.words["policy"])),
    )  # fmt: skip
    return Sheet(lines, "screen", s.rng.choice((40, 48)))


def _letterhead(s: Setting, title: str) -> Lines:
    heading = Text(s.say(title), size=1.6, bold=True)
    if s.receipt.head in ("late", "footer"):
        return (heading, *marks(s), gap(), *_particulars(s), gap(), *name(s, "l"), *address(s, "l"), gap())
    edge = s.rng.choice("lr")
    return (*name(s, edge), *address(s, edge), gap(1.5), heading, *marks(s), *_particulars(s), gap())


def _mail_head(s: Setting) -> Lines:
    return (
        *name(s, "l"), Text(s.words["intro"]), *marks(s), gap(0.5), *_particulars(s), Rule(),
    )  # fmt: skip


def _particulars(s: Setting) -> Lines:
    """Number and day of the purchase, and other numbers and days."""
    r = s.receipt
    order = Pair(s.label("order"), str(s.rng.randrange(10**6, 10**8)))
    lines: Lines = (
        Pair(s.label("receipt_no"), r.receipt_number, "number"), *s.maybe(0.25, order),
        Pair(s.label("date"), f"{s.date} {s.clock}", "date time") if s.chance(0.4) else Pair(s.label("date"), s.date, "date"),
    )  # fmt: skip
    if r.printed_on:
        other = (Pair(s.label("printed"), s.day(r.printed_on)),)
        return other + lines if s.chance(0.4) else lines + other
    return lines


def _table(s: Setting) -> Lines:
    cells = [
        ((item.text, str(item.count), s.amount(item.unit_ore), s.amount(item.amount_ore))) for item in s.receipt.items
    ]
    heads = (s.say("description"), s.say("quantity"), s.say("price"), s.say("amount"))
    rows = [row((a, 0, "l"), (b, 0.55, "r"), (c, 0.77, "r"), (d, 1, "r")) for a, b, c, d in (heads, *cells)]
    return (rows[0], Rule(), *rows[1:], Rule())


def _plain(s: Setting) -> Lines:
    return tuple(
        Pair(f"{item.count} x {item.text}" if item.count > 1 else item.text, s.amount(item.amount_ore))
        for item in s.receipt.items
    )


def _end(s: Setting) -> Lines:
    return (gap(), *s.maybe(0.5, Text(s.say("thanks"))), *s.maybe(0.4, Text(f"{s.say('page')} 1 (1)", align="r")))
