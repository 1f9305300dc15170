"""Layouts of the part "exam" on slips: shops, restaurants, pumps, terminals, taxis, parking and gates. Pages are in `pages_exam`."""

from collections.abc import Callable, Mapping

from benchmarks.made_receipts.blocks_exam import (
    address,
    bars,
    foot,
    goods,
    journey,
    marks,
    name,
    parked,
    stamps,
    stayed,
    top,
)  # fmt: skip
from benchmarks.made_receipts.lines import Line, Pair, Rule, Sheet, Text
from benchmarks.made_receipts.money_exam import MASKS, owed, paid, reckoning, terminal_print, vat_lines
from benchmarks.made_receipts.pages_exam import app_mail, eticket, folio, letter, order_mail
from benchmarks.made_receipts.setting import Setting, gap, masked


def corner_shop(s: Setting) -> Sheet:
    """A shop: goods first, the day only at the end, points and terms under it."""
    lines = (
        *top(s, "receipt"), Rule("-"), *stayed(s), *goods(s), *reckoning(s),
        *s.maybe(0.4, Text(f"{s.label('items_count')} {sum(item.count for item in s.receipt.items)}")),
        *paid(s), gap(), *vat_lines(s), gap(), *stamps(s), *_member(s, 0.4),
        *s.maybe(0.4, Text(s.words["policy"], align="c")), *foot(s),
    )  # fmt: skip
    return Sheet(lines, "slip", s.rng.choice((34, 38, 42)))


def counter(s: Setting) -> Sheet:
    """A till that stamps first and shows VAT before it says how it was paid."""
    lines = (
        *top(s, "receipt", "l"), *stamps(s), Rule("*"), *stayed(s), *goods(s), *reckoning(s), *vat_lines(s), gap(),
        *paid(s), *_member(s, 0.25), *foot(s),
    )  # fmt: skip
    return Sheet(lines, "slip", s.rng.choice((32, 36, 44)))


def bistro(s: Setting) -> Sheet:
    """A restaurant: table and guests, often a part of a split bill; the terminal's slip on the same paper."""
    rng = s.rng
    table = Pair(f"{s.label('table')} {rng.randrange(1, 60)}", f"{s.label('guests')} {rng.randrange(1, 7)}")
    split = Text(f"{s.say('split')} {rng.randrange(1, 3)}/{rng.randrange(3, 5)}")
    lines: tuple[Line, ...] = (
        *top(s, "receipt"), table, *s.maybe(0.25, split), *stamps(s), Rule(), *stayed(s), *goods(s), *reckoning(s),
        *paid(s, terminal=False), gap(), *vat_lines(s),
    )  # fmt: skip
    cards = [payment for payment in s.receipt.payments if payment.last4]
    if cards and s.chance(0.5):
        lines += (
            Rule("="), Text(s.say("card_slip"), align="c"), Text(masked(cards[0], rng.choice(MASKS)), "last4"),
            *terminal_print(s), Pair(s.say("amount"), s.notation.amount(cards[0].amount_ore)),
        )  # fmt: skip
    return Sheet((*lines, *foot(s)), "slip", rng.choice((32, 38, 42)))


def pump(s: Setting) -> Sheet:
    """A filling station: pump, volume and price a litre in rows of their own."""
    lines: list[Line] = [*top(s, "receipt"), *stamps(s), gap(0.4)]
    for item in s.receipt.items:
        if item.thousandths:
            lines += [
                Text(f"{s.label('pump')} {s.rng.randrange(1, 17)}   {item.text}"),
                Pair(s.label("litres"), s.quantity(item.thousandths, item.unit)),
                Pair(s.label("price"), f"{s.amount(item.unit_ore)}/{item.unit}"), Pair(s.say("amount"), s.amount(item.amount_ore)),
            ]  # fmt: skip
        else:
            lines.append(Pair(f"{item.count} {item.text}", s.amount(item.amount_ore)))
    lines += [*reckoning(s), *vat_lines(s), gap(0.4), *paid(s), *_member(s, 0.4), *foot(s)]
    return Sheet(tuple(lines), "slip", s.rng.choice((30, 34, 38)))


def till(s: Setting) -> Sheet:
    """The slip of that trade."""
    if s.receipt.kind == "fuel":
        return pump(s)
    return (bistro if s.receipt.kind == "restaurant" and s.chance(0.75) else s.rng.choice((corner_shop, counter)))(s)


def terminal(s: Setting) -> Sheet:
    """A card terminal's slip: numbers above, amount and verdict below, no goods."""
    r = s.receipt
    payment = r.payments[0]
    sums: tuple[Line, ...] = ()
    if r.tip_ore:
        sums = (
            Pair(s.say("total_before"), s.amount(r.before_tip_ore)), Pair(s.say("tip"), s.amount(r.tip_ore), "tip"),
        )  # fmt: skip
    when = s.rng.choice((
        (Pair(s.date, s.clock, "date time"),), (Text(f"{s.label('date')} {s.date} {s.clock}", "date time"),),
    ))  # fmt: skip
    number = (Text(f"{s.label('receipt_no')} {r.receipt_number}", "number"),)
    card = (Text(payment.scheme), Text(masked(payment, s.rng.choice(MASKS)), "last4"))
    verdict = (*terminal_print(s), *s.maybe(0.3, Text("______________________"), Text(s.say("guest"))))
    heading = (*name(s), *address(s), gap(), Text(s.say("card_slip"), align="c", bold=True), *marks(s))
    body = s.rng.choice((
        (*when, *number, gap(), *sums, *owed(s), gap(), *card, *verdict),
        (*card, gap(0.4), *verdict, gap(), *sums, *owed(s), *when, *number),
    ))  # fmt: skip
    vat = vat_lines(s) if s.chance(0.2) else ()
    return Sheet(
        (*heading, *body, *vat, gap(), *s.maybe(0.5, Text(s.say("thanks"), align="c"))),
        "slip",
        s.rng.choice((26, 30, 34)),
    )


def meter(s: Setting) -> Sheet:
    """A taximeter's slip: car, driver, tariff, way and time before the price."""
    r, rng = s.receipt, s.rng
    assert r.begins and r.ends
    lines = (
        *top(s, "receipt", rng.choice("lc")),
        Pair(f"{s.label('car')} {rng.randrange(1, 480)}", f"{s.label('driver')} {rng.randrange(10**4, 10**6)}"),
        Text(f"{s.label('trip')} {rng.randrange(10**4, 10**7)}"), *stamps(s), gap(0.3),
        Pair(s.label("start"), s.notation.clock(r.begins.time())), Pair(s.label("end"), s.notation.clock(r.ends.time())),
        Pair(s.say("jobs"), s.quantity(rng.randrange(2000, 52000), s.distance)), Rule("."), *goods(s), *reckoning(s), *vat_lines(s),
        gap(0.4), *paid(s), *s.maybe(0.4, gap(1.2), Text(f"{s.say('guest')}: ....................")), *foot(s),
    )  # fmt: skip
    return Sheet(lines, "slip", rng.choice((26, 30, 34)))


def cab(s: Setting) -> Sheet:
    """A short taxi receipt: the total above, what it is made of below."""
    lines = (
        *top(s, "receipt"), *stamps(s), *owed(s), *paid(s), Rule("-"), *goods(s),
        *(_extras(s)), *vat_lines(s), Text(f"{s.label('car')} {s.rng.randrange(1, 480)}"), *foot(s),
    )  # fmt: skip
    return Sheet(lines, "slip", s.rng.choice((28, 32)))


def pay_station(s: Setting) -> Sheet:
    """A parking machine, a toll gate or a ticket machine: little text, some of it large."""
    r = s.receipt
    kept = () if r.kind == "parking" else journey(s)
    lines = (
        *top(s, "receipt"), *(parked(s) if r.kind == "parking" else ()), *kept, gap(0.4), *goods(s), *reckoning(s),
        *vat_lines(s), *paid(s), gap(0.4), *stamps(s), *foot(s),
    )  # fmt: skip
    return Sheet(lines, "slip", s.rng.choice((24, 28, 32)))


def stub(s: Setting) -> Sheet:
    """A ticket on a slip, with the journey large and the price small."""
    j = s.receipt.journey
    big = (Text(f"{j.origin} - {j.destination}", align="c", size=1.4, bold=True),) if j else ()
    seat = Text(s.words["seat"].format(s.rng.randrange(1, 16), s.rng.randrange(1, 90)))
    lines = (
        *top(s, "receipt"), *big, *journey(s), *s.maybe(0.6, seat), bars(s), gap(0.5), *goods(s), *reckoning(s),
        *vat_lines(s), *paid(s), *stamps(s), *foot(s),
    )  # fmt: skip
    return Sheet(lines, "slip", s.rng.choice((30, 36)))


def _extras(s: Setting) -> tuple[Line, ...]:
    r = s.receipt
    lines: tuple[Line, ...] = ()
    for concept, ore, tells in (
        ("vat", r.tax_ore, ""),
        ("tip", r.tip_ore, "tip"),
        ("rounding", r.rounding_ore, "rounding"),
    ):
        if ore:
            lines += (Pair(s.say(concept), s.amount(ore), tells),)
    return lines


def _member(s: Setting, share: float) -> tuple[Line, ...]:
    return s.maybe(share, Text(f"{s.label('bonus')} {s.rng.randrange(10**9, 10**10)}"))


def _page(s: Setting) -> Sheet:
    return folio(s) if s.receipt.kind == "hotel" else letter(s)


def _mail(s: Setting) -> Sheet:
    return (app_mail if s.receipt.kind in ("parking", "taxi") else order_mail)(s)


def _taxi(s: Setting) -> Sheet:
    return (meter if s.chance(0.65) else cab)(s)


def _ticket(s: Setting) -> Sheet:
    return (eticket if s.chance(0.5) else stub)(s)


FORMS: Mapping[str, Callable[[Setting], Sheet]] = {
    "till": till, "page": _page, "mail": _mail, "card_slip": terminal, "taxi": _taxi, "machine": pay_station, "ticket": _ticket,
}  # fmt: skip
