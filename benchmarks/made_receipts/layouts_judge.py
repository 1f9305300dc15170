"""Layouts for judging. None of them is used for tuning; `layouts_tune` has its own."""

from benchmarks.made_receipts.blocks_judge import (
    MASKS,
    breakfast,
    foot,
    head,
    items,
    meta,
    named,
    payment,
    stay_table,
    totals,
    vat,
)
from benchmarks.made_receipts.lines import Bars, Line, Logo, Rule, Sheet, Text
from benchmarks.made_receipts.setting import Setting, gap, masked, row


def till(s: Setting) -> Sheet:
    """A slip from a till: day and number at the end as often as at the start, the sum in many dresses."""
    day, early = meta(s), s.chance(0.45)
    columns = s.rng.choice((30, 34, 38, 44, 48))
    middle = (*totals(s), *(payment(s) + vat(s) if s.chance(0.6) else vat(s) + payment(s)))
    lines = (
        *head(s),
        *(day if early else ()),
        *items(s),
        *middle,
        *(() if early else (Rule("*"), *day)),
        *foot(s),
    )
    return Sheet(named(s, lines), "slip", columns)


def card_slip(s: Setting) -> Sheet:
    """The card terminal's own slip: all at the left, values under their labels."""
    r, payment = s.receipt, s.receipt.payments[0]
    lines: list[Line] = [Text(s.say("card_slip"), align="c", inverted=s.chance(0.4)), gap()]
    lines += [
        Text(r.merchant.upper(), "merchant"),
        Text(r.street.upper()),
        Text(s.town.upper()),
        *s.maybe(0.6, s.company),
        gap(),
    ]
    lines += [
        Text(f"{s.say('terminal')}: {s.rng.randrange(10**8):08d}-{s.rng.randrange(10**4):04d}"),
        Text(f"{s.date} {s.clock}", "date time"),
        gap(),
    ]
    lines += [
        Text(f"{payment.scheme} {s.say('contactless')}"),
        Text(masked(payment, s.rng.choice(MASKS)), "last4"),
        Text(f"AID A0000000041010 PSN {s.rng.randrange(10):02d}"),
        gap(),
    ]
    if r.is_refund:
        lines += [Text(s.say("refund"), "refund", bold=True, size=1.3)]
    if r.tip_ore:
        lines += [
            Text(f"{s.say('total_before')}: {s.amount(r.before_tip_ore)}"),
            Text(f"{s.say('tip')}: {s.amount(r.tip_ore)}", "tip"),
        ]
    lines += [
        Text(s.say("total")),
        Text(s.notation.total(r.total_ore), "total", size=1.9, bold=True),
        gap(),
        Text(s.say("approved")),
    ]
    lines += [
        Text(f"{s.say('auth')} {s.rng.randrange(10**6):06d}  ARC 00"),
        *s.maybe(0.4, Text(f"{s.say('receipt_no')} {r.receipt_number}", "number")),
    ]
    return Sheet(tuple(lines), "slip", s.rng.choice((24, 28, 32)))


def page(s: Setting) -> Sheet:
    """A whole page with the address at the right, the sum in a box, and the company at the bottom in columns."""
    r = s.receipt
    late = r.head in ("footer", "late")
    lines: list[Line] = (
        []
        if late
        else [Logo(r.merchant.upper() if s.chance(0.4) else r.merchant, 2.3, "merchant", boxed=s.chance(0.3))]
    )
    title = s.say("refund") if r.is_refund else s.say("hotel_invoice" if r.stay else "invoice")
    lines += [gap(), row((r.guest, 0, "l"), (title, 1, "r"), bold=True, size=1.3), gap(0.5)]
    facts: list[tuple[str, str, str]] = [("receipt_no", r.receipt_number, "number"), ("date", s.date, "date")]
    if r.stay:
        facts += [
            ("arrival", s.day(r.stay.arrival), ""),
            ("departure", s.day(r.stay.departure), ""),
            ("nights", str((r.stay.departure - r.stay.arrival).days), "nights"),
        ]
        facts += [("room", r.stay.room, "")]
    if r.journey:
        facts += [
            ("from", r.journey.origin, ""),
            ("to", r.journey.destination, ""),
            ("travel_date", s.day(r.journey.day), ""),
        ]
    if s.chance(0.5):
        facts.reverse()
    lines += [row((s.say(concept), 0.55, "l"), (value, 1, "r"), tells=tells) for concept, value, tells in facts]
    lines += [Text(s.say("copy"), "copy", bold=True, align="r")] if r.is_copy else []
    lines += [gap(), *stay_table(s), *breakfast(s), gap(), *totals(s), *vat(s), *payment(s)]
    lines += [Text(f"{s.say('printed')} {s.day(r.printed_on)} 08:02", size=0.8, align="r")] if r.printed_on else []
    company = s.company
    lines += [
        gap(3),
        Rule(),
        row(
            (r.legal_name, 0, "l"),
            (r.street, 0.5, "c"),
            (f"{s.say('phone')} {r.phone}", 1, "r"),
            tells="legal" + (" merchant" if late else ""),
            size=0.8,
        ),
    ]
    lines += [
        row(
            (company.text, 0, "l"),
            (s.town, 0.5, "c"),
            (f"{s.say('page')} 1 / 1", 1, "r"),
            tells=company.tells,
            size=0.8,
        )
    ]
    return Sheet(tuple(lines), "page", s.rng.choice((62, 70, 80)))


def taxi(s: Setting) -> Sheet:
    """A taximeter's slip: abbreviations, times from and to, the sum large in the middle."""
    r = s.receipt
    assert r.begins and r.ends
    lines: list[Line] = [
        *head(s),
        Rule("="),
        Text(f"{s.say('receipt_no')} {r.receipt_number}", "number"),
        Text(f"{s.say('plate')}: {r.plate}  ID {s.rng.randrange(100, 9999)}"),
    ]
    lines += [
        row((s.date, 0, "l"), (f"{r.begins:%H:%M}-{r.ends:%H:%M}", 1, "r"), tells="date"),
        Text(f"{s.notation.measure(s.rng.randrange(900, 62000), 2)} {s.distance}"),
    ]
    lines += [Text(f"{item.text}: {s.amount(item.amount_ore)}") for item in r.items]
    lines += [*totals(s), *payment(s), *vat(s), gap(), *foot(s)]
    return Sheet(named(s, tuple(lines)), "slip", s.rng.choice((22, 26, 30)))


def machine(s: Setting) -> Sheet:
    """A machine's ticket: sum first and large, the day below it."""
    r = s.receipt
    lines: list[Line] = (
        [] if r.head in ("footer", "late") else [Text(r.merchant.upper(), "merchant", align="c", bold=True, size=1.2)]
    )
    lines += [Text(s.say("receipt"), align="c", inverted=True, size=1.2), gap(), *totals(s)]
    if r.valid_until:
        lines += [Text(f"{s.say('valid_until')} {s.day(r.valid_until)} 23:59", align="c", bold=True), gap()]
    lines += [Text(f"{s.say('date')}: {s.date}", "date"), Text(f"{s.say('time')}: {s.clock}", "time")]
    if r.kind == "parking" and r.begins and r.ends:
        lines += [
            row((s.say("start"), 0, "l"), (s.say("end"), 1, "r")),
            row((f"{r.begins:%H:%M}", 0, "l"), (f"{r.ends:%H:%M}", 1, "r"), bold=True, size=1.3),
        ]
        lines += [Text(f"{s.say('zone')} {r.zone}   {s.say('plate')} {r.plate}")]
    lines += [Text(item.text) for item in r.items[:1]]
    company = s.company
    lines += [
        *vat(s),
        *payment(s),
        gap(),
        Text(f"{r.street}, {s.town}", size=0.85),
        Text(company.text, company.tells, size=0.85),
    ]
    lines += s.maybe(0.5, Text(f"{s.say('receipt_no')} {r.receipt_number}", "number", size=0.85))
    return Sheet(named(s, tuple(lines)), "slip", s.rng.choice((20, 24, 28)))


def ticket(s: Setting) -> Sheet:
    """A ticket: journey in two columns, code first, price in small print."""
    r = s.receipt
    assert r.journey
    lines: list[Line] = [Bars(r.receipt_number, square=s.chance(0.5)), *head(s), gap()]
    lines += [
        row((s.say("from"), 0, "l"), (s.say("to"), 0.55, "l"), size=0.8),
        row((r.journey.origin, 0, "l"), (r.journey.destination, 0.55, "l"), bold=True, size=1.3),
    ]
    lines += [row((s.day(r.journey.day), 0, "l"), (f"{r.journey.departs:%H:%M}", 0.55, "l"), size=1.2), gap()]
    lines += [Text(f"{s.say('booking')} {s.rng.randrange(36**5):X}"), *items(s), *totals(s), *vat(s), *payment(s)]
    lines += [Text(f"{s.say('valid_until')} {s.day(r.valid_until)}", size=0.85)] if r.valid_until else []
    lines += [Text(f"{s.say('date')} {s.date} {s.clock}", "date time", size=0.9), *s.maybe(0.6, s.company)]
    return Sheet(named(s, tuple(lines)), "slip", s.rng.choice((34, 42)))


def mail(s: Setting) -> Sheet:
    """An e-mailed receipt: sum on top, label over value, the seller last."""
    r = s.receipt
    sender = f"no-reply@{''.join(c for c in r.merchant.lower() if c.isascii() and c.isalpha())}.example"
    lines: list[Line] = [Text(f"E-mail: {r.merchant} <{sender}>", "merchant", size=0.85)]
    lines += [
        Text(
            f"{s.say('refund' if r.is_refund else 'receipt')} {r.receipt_number}",
            "number refund" if r.is_refund else "number",
            size=1.5,
            bold=True,
        )
    ]
    lines += [Text(s.say("copy"), "copy")] if r.is_copy else []
    lines += [gap(), *totals(s), gap(), Text(s.say("date"), size=0.8), Text(f"{s.date} {s.clock}", "date time"), gap()]
    if r.journey:
        lines += [
            Text(s.say("travel_date"), size=0.8),
            Text(f"{s.day(r.journey.day)}, {r.journey.origin} – {r.journey.destination}"),
            gap(),
        ]
    if r.begins and r.ends:
        lines += [Text(f"{r.begins:%H:%M} – {r.ends:%H:%M}"), gap()]
    lines += [*items(s), gap(), *payment(s), *vat(s), gap(2), Rule()]
    company = s.company
    lines += [
        Text(r.legal_name, "legal", size=0.85),
        Text(f"{r.street} · {s.town} · {company.text}", company.tells, size=0.8),
    ]
    return Sheet(tuple(lines), "screen", 44)


FORMS = {
    "till": till,
    "card_slip": card_slip,
    "page": page,
    "taxi": taxi,
    "machine": machine,
    "ticket": ticket,
    "mail": mail,
}
