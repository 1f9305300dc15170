"""What the layouts for tuning are made of: top, goods, sums, VAT, payment, foot."""

from benchmarks.made_receipts.lines import Bars, Line, Logo, Pair, Rule, Text
from benchmarks.made_receipts.setting import Setting, extras, gap, masked, row

MASKS = ("**** **** **** {}", "************{}", "XXXX XXXX XXXX {}", "•••• {}", "**{}")


def head(s: Setting) -> tuple[Line, ...]:
    """The top: who sells, where, and what paper this is."""
    r = s.receipt
    address: tuple[Line, ...] = (Text(r.street, align="c"), Text(s.town, align="c"))
    details: tuple[Line, ...] = s.maybe(0.7, Text(f"{s.label('phone')} {r.phone}", align="c"))
    if r.form == "till":
        company = s.company
        details += s.maybe(0.8, Text(company.text, company.tells, align="c"))
    title = s.say("copy" if r.is_copy else "receipt")
    marks: tuple[Line, ...] = (
        (Text(title, "copy" if r.is_copy else "", align="c", bold=True),) if r.is_copy or s.chance(0.25) else ()
    )
    marks += (Text(s.say("refund"), "refund", align="c", size=1.4, bold=True),) if r.is_refund else ()
    name = s.receipt.merchant.upper() if s.chance(0.4) else r.merchant
    match r.head:
        case "logo":
            return (Logo(name, s.rng.choice((1.7, 2.2, 2.6)), "merchant"), *address, *details, gap(), *marks)
        case "late":
            return (
                Text(s.say("receipt"), align="c", size=1.6),
                gap(),
                *address,
                Text(name, "merchant", align="c", bold=True),
                *details,
                *marks,
            )
        case "footer":
            return (*address, *details, gap(), *marks)
        case _:
            return (
                Text(name, "merchant", align="c", size=s.rng.choice((1.0, 1.3, 1.5)), bold=s.chance(0.6)),
                *address,
                *details,
                gap(),
                *marks,
            )


def meta(s: Setting) -> tuple[Line, ...]:
    """Day, time, number and who was there."""
    r = s.receipt
    lines: tuple[Line, ...] = ()
    match s.rng.randrange(3):
        case 0:
            lines += (
                Pair(s.date, s.clock, "date time"),
                Pair(f"{s.label('till')} {r.till}", f"{s.label('receipt_no')} {r.receipt_number}", "number"),
            )
        case 1:
            lines += (
                Pair(f"{s.label('receipt_no')} {r.receipt_number}", f"{s.date} {s.clock}", "number date time"),
                Text(f"{s.label('cashier')} {r.cashier}"),
            )
        case _:
            lines += (
                Text(f"{s.label('date')} {s.date}  {s.label('time')} {s.clock}", "date time"),
                Text(f"{s.label('receipt_no')} {r.receipt_number}", "number"),
            )
    if r.kind == "restaurant":
        lines += s.maybe(
            0.6, Pair(f"{s.label('table')} {s.rng.randrange(1, 40)}", f"{s.label('guests')} {s.rng.randrange(1, 6)}")
        )
    if r.stay:
        lines += (
            Text(f"{s.label('arrival')} {s.day(r.stay.arrival)}"),
            Text(f"{s.label('departure')} {s.day(r.stay.departure)}"),
        )
    return (*lines, Rule(s.rng.choice(("-", "=", ""))))


def items(s: Setting) -> tuple[Line, ...]:
    """What was bought."""
    r = s.receipt
    style = s.rng.randrange(3)
    lines: list[Line] = (
        [row((s.say("description"), 0, "l"), (s.say("quantity"), 0.62, "r"), (s.say("amount"), 1, "r"))]
        if style == 2
        else []
    )
    for item in r.items:
        if item.thousandths:
            per = f"{s.quantity(item.thousandths, item.unit)} x {s.amount(item.unit_ore)}/{item.unit}"
            lines += [Pair(item.text, s.amount(item.amount_ore)), Text(f"  {per}")]
        elif style == 0:
            lines += [Pair(item.text, s.amount(item.amount_ore))] + (
                [Text(f"  {item.count} x {s.amount(item.unit_ore)}")] if item.count > 1 else []
            )
        elif style == 1:
            lines.append(Pair(f"{item.count} {item.text}", s.amount(item.amount_ore)))
        else:
            lines.append(row((item.text, 0, "l"), (str(item.count), 0.62, "r"), (s.amount(item.amount_ore), 1, "r")))
    return (*lines, *breakfast(s))


def breakfast(s: Setting) -> tuple[Line, ...]:
    """Whether breakfast is in the price, where the hotel says so."""
    stay = s.receipt.stay
    if stay is None or stay.breakfast is None:
        return ()
    return (Text(s.say("breakfast_included" if stay.breakfast else "breakfast_excluded"), "breakfast"),)


def totals(s: Setting, plain: bool = False) -> tuple[Line, ...]:
    """From the goods to what was paid."""
    r = s.receipt
    lines: tuple[Line, ...] = ()
    if r.discount_ore:
        lines += (
            Pair(s.say("subtotal"), s.amount(r.goods_ore - r.discount_ore)),
            Pair(s.say("discount"), s.amount(r.discount_ore)),
        )
    elif r.tax_ore or s.chance(0.25):
        lines += (Pair(s.say("subtotal"), s.amount(r.goods_ore)),)
    lines += extras(s)
    if r.deposit_paid_ore:
        lines += (
            Pair(s.say("total"), s.amount(r.before_tip_ore + r.tip_ore)),
            Pair(s.say("deposit_paid"), s.amount(-r.deposit_paid_ore)),
        )
        return (*lines, Pair(s.say("remaining"), s.notation.total(r.total_ore), "total", 1.2, True))
    size = 1.2 if plain else s.rng.choice((1.0, 1.4, 1.7, 2.0))
    return (
        *lines,
        Rule(s.rng.choice(("-", "=", ""))),
        Pair(s.say("total"), s.notation.total(r.total_ore), "total", size, s.chance(0.8)),
        gap(0.3),
    )


def vat(s: Setting) -> tuple[Line, ...]:
    """VAT in one of the shop's forms."""
    r, n = s.receipt, s.notation
    if not r.vat:
        return ()
    match s.rng.randrange(4):
        case 0:
            heading = row(
                (s.say("rate"), 0, "l"), (s.say("net"), 0.45, "r"), (s.say("vat"), 0.72, "r"), (s.say("gross"), 1, "r")
            )
            return (
                heading,
                *(
                    row(
                        (n.rate(v.rate_permille), 0, "l"),
                        (s.amount(v.net_ore), 0.45, "r"),
                        (s.amount(v.vat_ore), 0.72, "r"),
                        (s.amount(v.net_ore + v.vat_ore), 1, "r"),
                        tells="vat",
                    )
                    for v in r.vat
                ),
            )
        case 1:
            return tuple(
                Pair(f"{s.say('vat')} {n.rate(v.rate_permille)} ({s.amount(v.net_ore)})", s.amount(v.vat_ore), "vat")
                for v in r.vat
            )
        case 2 if s.vat_is_clear:
            return (Pair(s.say("vat_of_which"), s.amount(r.vat[0].vat_ore), "vat"),)
        case _:
            return tuple(
                Pair(f"{s.say('vat_of_which')} {n.rate(v.rate_permille)}", s.amount(v.vat_ore), "vat") for v in r.vat
            )


def payment(s: Setting) -> tuple[Line, ...]:
    """How it was paid."""
    lines: list[Line] = [gap(0.4)]
    concepts = {"card": "card", "cash": "cash", "mobile": "mobile", "voucher": "voucher", "invoice": "invoice_pay"}
    for payment in s.receipt.payments:
        tendered = payment.tendered_ore if payment.tendered_ore is not None else payment.amount_ore
        tendered += payment.withdrawn_ore
        if payment.withdrawn_ore:
            lines.append(Pair(s.say("withdrawn"), s.amount(payment.withdrawn_ore)))
        lines.append(Pair(s.say(concepts[payment.method]), s.amount(tendered), "payment"))
        if payment.tendered_ore is not None:
            lines.append(Pair(s.say("change"), s.amount(payment.tendered_ore - payment.amount_ore)))
        if payment.last4:
            mask = masked(payment, s.rng.choice(MASKS))
            lines.append(
                Pair(payment.scheme, mask, "last4") if s.chance(0.6) else Text(f"{payment.scheme} {mask}", "last4")
            )
            if s.pays_in_kronor:
                rate, kronor = s.in_kronor(payment.amount_ore)
                lines += [Pair(f"{s.say('exchange')} 1 {s.receipt.currency} = {rate}", f"{kronor} SEK")]
            lines += s.maybe(0.6, Pair(f"{s.label('terminal')} {s.rng.randrange(10**8):08d}", s.say("contactless")))
            lines += s.maybe(0.5, Text("AID: A0000000041010"), Pair(s.label("auth"), f"{s.rng.randrange(10**6):06d}"))
    return tuple(lines)


def foot(s: Setting) -> tuple[Line, ...]:
    """Thanks and small print."""
    lines: tuple[Line, ...] = (
        gap(),
        *s.maybe(0.8, Text(s.say("thanks"), align="c")),
        *s.maybe(0.3, Text(s.words["policy"], align="c", size=0.85)),
    )
    lines += s.maybe(0.2, Text(s.words["hours"], align="c"))
    lines += s.maybe(0.2, Text(s.words["bonus"], align="c")) + s.maybe(0.25, Bars(f"{s.rng.randrange(10**12):012d}"))
    return foot_name(s, lines)


def foot_name(s: Setting, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """With the merchant's name at the very end, where it stood nowhere above."""
    if s.receipt.head == "footer" and not any("merchant" in getattr(line, "tells", "").split() for line in lines):
        return (*lines, gap(), Text(s.receipt.legal_name, "merchant legal", align="c"))
    return lines


def iban(s: Setting) -> str:
    """A bank account that is none."""
    groups = (f"{s.rng.randrange(10**4):04d}" for _ in range(3))
    return f"{s.receipt.country}{s.rng.randrange(10, 99)} {' '.join(groups)}"
