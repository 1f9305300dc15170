"""Layouts for tuning. None of them is used for judging; `layouts_judge` has its own."""

from benchmarks.made_receipts.blocks_tune import (
    MASKS,
    breakfast,
    foot,
    foot_name,
    head,
    iban,
    items,
    meta,
    payment,
    totals,
    vat,
)
from benchmarks.made_receipts.lines import Bars, Line, Logo, Pair, Rule, Sheet, Text
from benchmarks.made_receipts.setting import Setting, gap, masked, row


def till(s: Setting) -> Sheet:
    """A slip from a till."""
    parts = (meta(s), items(s), totals(s))
    after = [vat(s), payment(s)]
    if s.chance(0.35):
        after.reverse()
    columns = s.rng.choice((32, 36, 40, 42))
    return Sheet((*head(s), *(line for part in (*parts, *after) for line in part), *foot(s)), "slip", columns)


def card_slip(s: Setting) -> Sheet:
    """The slip of the card terminal alone."""
    r, payment = s.receipt, s.receipt.payments[0]
    lines: tuple[Line, ...] = (
        *head(s),
        gap(),
        Text(s.say("card_slip"), align="c", bold=True),
        gap(),
        Pair(s.date, s.clock, "date time"),
        Pair(s.label("terminal"), f"{s.rng.randrange(10**8):08d}"),
        Text(payment.scheme),
        Text(masked(payment, s.rng.choice(MASKS)), "last4"),
        gap(),
        Text(s.say("approved"), bold=True),
        *(
            (Pair(s.say("total_before"), s.amount(r.before_tip_ore)), Pair(s.say("tip"), s.amount(r.tip_ore), "tip"))
            if r.tip_ore
            else ()
        ),
        Pair(s.say("total"), s.notation.total(r.total_ore), "total", 1.5, True),
        gap(),
        Pair(s.label("auth"), f"{s.rng.randrange(10**6):06d}"),
        Text("AID: A0000000031010"),
        Text("TVR: 0000008000 TSI: E800"),
        *s.maybe(0.5, Pair(s.label("receipt_no"), r.receipt_number, "number")),
        gap(),
        Text(s.say("thanks"), align="c"),
    )
    return Sheet(foot_name(s, lines), "slip", s.rng.choice((26, 30, 34)))


def page(s: Setting) -> Sheet:
    """A whole page: hotel, conference, ferry, airline."""
    r = s.receipt
    lines: list[Line] = [Logo(r.merchant, 1.9, "merchant")]
    lines += [Text(f"{r.street}, {s.town}, {s.label('phone')} {r.phone}", size=0.8), Rule(), gap()]
    title = s.say("refund") if r.is_refund else s.say("hotel_invoice" if r.stay else "invoice")
    lines += [
        row(
            (title, 0, "l"),
            (f"{s.label('receipt_no')} {r.receipt_number}", 1, "r"),
            tells="number",
            bold=True,
            size=1.4,
        )
    ]
    lines += [Text(s.say("copy"), "copy")] if r.is_copy else []
    lines += [
        gap(),
        row((f"{s.label('guest')} {r.guest}", 0, "l"), (f"{s.label('date')} {s.date}", 0.6, "l"), tells="date"),
    ]
    if r.stay:
        nights = (r.stay.departure - r.stay.arrival).days
        lines += [
            row(
                (f"{s.label('arrival')} {s.day(r.stay.arrival)}", 0, "l"),
                (f"{s.label('room')} {r.stay.room}", 0.6, "l"),
            ),
            row(
                (f"{s.label('departure')} {s.day(r.stay.departure)}", 0, "l"),
                (f"{s.label('nights')} {nights}", 0.6, "l"),
                tells="nights",
            ),
        ]
    if r.journey:
        lines += [
            row(
                (f"{s.label('travel_date')} {s.day(r.journey.day)}", 0, "l"),
                (f"{r.journey.origin} - {r.journey.destination}", 0.6, "l"),
            )
        ]
    lines += [row((f"{s.label('booking')} {s.rng.randrange(10**7):07d}", 0, "l")), gap(), Rule()]
    lines += [
        row(
            (s.say("description"), 0, "l"),
            (s.say("quantity"), 0.56, "r"),
            (s.say("price"), 0.76, "r"),
            (s.say("amount"), 1, "r"),
            bold=True,
        ),
        Rule(),
    ]
    for item in r.items:
        lines.append(
            row(
                (item.text, 0, "l"),
                (str(item.count), 0.56, "r"),
                (s.amount(item.unit_ore), 0.76, "r"),
                (s.amount(item.amount_ore), 1, "r"),
            )
        )
    lines += breakfast(s)
    lines += [Rule(), *totals(s, plain=True), gap(), *vat(s), gap()]
    lines += payment(s)
    if r.printed_on:
        lines.append(Text(f"{s.label('printed')} {s.day(r.printed_on)}", size=0.8))
    company = s.company
    lines += [
        gap(4),
        Rule(),
        Text(f"{r.legal_name} · {company.text} · IBAN {iban(s)}", company.tells + " legal", size=0.75, align="c"),
    ]
    lines += [Text(f"{s.say('page')} 1/1", size=0.75, align="c")]
    return Sheet(tuple(lines), "page", s.rng.choice((58, 66, 74)))


def taxi(s: Setting) -> Sheet:
    """A slip out of a taximeter."""
    r = s.receipt
    assert r.begins and r.ends
    lines: list[Line] = [
        *head(s),
        gap(),
        Pair(s.label("receipt_no"), r.receipt_number, "number"),
        Pair(s.label("plate"), r.plate),
    ]
    lines += [Pair(s.label("date"), s.date, "date"), Pair(s.label("time"), s.clock, "time")]
    lines += [Pair(s.distance, s.notation.measure(s.rng.randrange(1200, 48000), 1)), Rule("-")]
    lines += [Pair(item.text, s.amount(item.amount_ore)) for item in r.items]
    lines += [Rule("-"), *totals(s, plain=True), *vat(s), gap(), *payment(s), *foot(s)]
    return Sheet(tuple(lines), "slip", s.rng.choice((24, 28, 32)))


def machine(s: Setting) -> Sheet:
    """What a parking or ticket machine or a toll booth spits out."""
    r = s.receipt
    lines: list[Line] = [*head(s), gap(), Text(s.say("receipt"), align="c", size=1.3, bold=True)]
    if r.kind == "parking" and r.begins and r.ends:
        lines += [Pair(s.label("zone"), r.zone), Pair(s.label("plate"), r.plate)] if s.chance(0.7) else []
        lines += [
            Pair(s.label("start"), f"{s.day(r.begins.date())} {r.begins:%H:%M}"),
            Pair(s.label("end"), f"{s.day(r.ends.date())} {r.ends:%H:%M}"),
        ]
    lines += [Pair(s.label("date"), f"{s.date} {s.clock}", "date time"), gap()]
    if r.valid_until:
        lines += [
            Text(s.say("valid_until"), align="c"),
            Text(f"{s.day(r.valid_until)}", align="c", size=1.8, bold=True),
            gap(),
        ]
    lines += [Pair(item.text, s.amount(item.amount_ore)) for item in r.items]
    lines += [*totals(s, plain=True), *vat(s), *payment(s), gap(), *s.maybe(0.6, s.company)]
    return Sheet(foot_name(s, tuple(lines)), "slip", s.rng.choice((22, 26, 30)))


def ticket(s: Setting) -> Sheet:
    """A ticket that is also the receipt."""
    r = s.receipt
    assert r.journey
    lines: list[Line] = [*head(s), Rule(), Text(f"{r.journey.origin} - {r.journey.destination}", size=1.5, bold=True)]
    lines += [
        Pair(s.label("travel_date"), f"{s.day(r.journey.day)} {r.journey.departs:%H:%M}"),
        Pair(s.label("booking"), f"{s.rng.randrange(10**6):06d}"),
    ]
    lines += [
        Rule(),
        *(Pair(item.text, s.amount(item.amount_ore)) for item in r.items),
        *totals(s, plain=True),
        *vat(s),
    ]
    lines += [gap(), Pair(f"{s.label('date')} {s.date}", s.clock, "date time"), *payment(s)]
    lines += [Text(f"{s.label('valid_until')} {s.day(r.valid_until)}")] if r.valid_until else []
    lines += [gap(), Bars(r.receipt_number, square=True), *s.maybe(0.7, s.company)]
    return Sheet(foot_name(s, tuple(lines)), "slip", s.rng.choice((32, 38)))


def mail(s: Setting) -> Sheet:
    """An e-mailed receipt as the phone shows it, or printed."""
    r = s.receipt
    lines: list[Line] = [Logo(r.merchant, 1.6, "merchant"), gap(), Text(s.say("thanks"), size=1.3), gap()]
    lines += [Text(s.say("copy"), "copy")] if r.is_copy else []
    lines += [Text(s.say("refund"), "refund", bold=True)] if r.is_refund else [Text(s.say("receipt"), bold=True)]
    lines += [Pair(s.say("receipt_no"), r.receipt_number, "number"), Pair(s.say("date"), s.date, "date"), Rule(), gap()]
    if r.journey:
        lines += [
            Text(f"{r.journey.origin} – {r.journey.destination}", bold=True),
            Pair(s.say("travel_date"), s.day(r.journey.day)),
        ]
    if r.begins and r.ends:
        lines += [Pair(s.say("start"), f"{r.begins:%H:%M}"), Pair(s.say("end"), f"{r.ends:%H:%M}")]
    lines += [Pair(f"{item.count} × {item.text}", s.amount(item.amount_ore)) for item in r.items]
    lines += [gap(), Rule(), *totals(s, plain=True), gap(), *vat(s), gap(), *payment(s), gap(2)]
    company = s.company
    lines += [
        Text(f"{r.legal_name}, {r.street}, {s.town}", "legal", size=0.8),
        Text(company.text, company.tells, size=0.8),
    ]
    return Sheet(tuple(lines), "screen", 40)


FORMS = {
    "till": till,
    "card_slip": card_slip,
    "page": page,
    "taxi": taxi,
    "machine": machine,
    "ticket": ticket,
    "mail": mail,
}
