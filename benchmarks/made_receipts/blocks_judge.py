"""What the layouts for judging are made of: top, goods, sums, VAT, payment, foot."""

from benchmarks.made_receipts.lines import Bars, Line, Logo, Pair, Rule, Text
from benchmarks.made_receipts.setting import Setting, extras, gap, masked, row

MASKS = ("#### #### #### {}", "xxxxxxxxxxxx{}", "...{}", "4571 10** **** {}", "*{}", "XXXX-XXXX-XXXX-{}")
METHODS = {"card": "card", "cash": "cash", "mobile": "mobile", "voucher": "voucher", "invoice": "invoice_pay"}


def head(s: Setting) -> tuple[Line, ...]:
    """The top: who sells, where, and what paper this is."""
    r = s.receipt
    name = r.merchant.upper() if s.chance(0.5) else r.merchant
    place: tuple[Line, ...] = (
        (Text(f"{r.street}, {s.town}"),)
        if s.chance(0.5)
        else (Text(r.street), Text(s.town), Text(f"{s.say('phone')} {r.phone}"))
    )
    company = s.company
    place += s.maybe(0.5, company)
    marks: tuple[Line, ...] = (
        (Text(s.say("refund"), "refund", align="c", inverted=True, size=1.3),) if r.is_refund else ()
    )
    marks += (Text(s.say("copy"), "copy", align="c"),) if r.is_copy else ()
    match r.head:
        case "logo":
            return (Logo(name, s.rng.choice((1.9, 2.4, 2.9)), "merchant", boxed=s.chance(0.4)), *place, *marks)
        case "late":
            return (
                Text(s.say("receipt"), size=1.5, bold=True),
                Text(s.words["thanks"]),
                gap(),
                Text(name, "merchant", size=1.1),
                *place,
                *marks,
            )
        case "footer":
            return (Text(s.say("receipt"), align="c"), *marks)
        case _:
            return (*marks, Text(name, "merchant", bold=s.chance(0.5), size=s.rng.choice((1.0, 1.2, 1.6))), *place)


def meta(s: Setting) -> tuple[Line, ...]:
    """Day, time, number and who was there."""
    r = s.receipt
    table = s.maybe(0.5, Text(f"{s.say('table')} {s.rng.randrange(1, 60)}")) if r.kind == "restaurant" else ()
    stay: tuple[Line, ...] = (
        (Text(f"{s.say('arrival')} {s.day(r.stay.arrival)} - {s.say('departure')} {s.day(r.stay.departure)}"),)
        if r.stay
        else ()
    )
    match s.rng.randrange(4):
        case 0:
            return (
                *stay,
                Text(
                    f"{s.date} {s.clock} {s.say('till')} {r.till} {s.say('receipt_no')} {r.receipt_number}",
                    "date time number",
                ),
                *table,
            )
        case 1:
            return (
                *stay,
                Text(f"{s.say('receipt_no')}: {r.receipt_number}", "number"),
                Text(f"{s.say('date')}: {s.date}", "date"),
                Text(f"{s.say('time')}: {s.clock}", "time"),
                *table,
            )
        case 2:
            close = f"{s.date}{s.clock}" if s.chance(0.15) and s.notation.date == "%Y-%m-%d" else f"{s.date}  {s.clock}"
            return (
                *stay,
                *table,
                Text(f"{s.say('cashier')}: {r.cashier}"),
                Pair(f"#{r.receipt_number}", close, "date time number"),
            )
        case _:
            columns = row((s.say("date"), 0, "l"), (s.say("time"), 0.5, "c"), (s.say("receipt_no"), 1, "r"))
            return (
                *stay,
                columns,
                row((s.date, 0, "l"), (s.clock, 0.5, "c"), (r.receipt_number, 1, "r"), tells="date time number"),
                *table,
            )


def items(s: Setting) -> tuple[Line, ...]:
    """What was bought."""
    r = s.receipt
    style = s.rng.randrange(3)
    codes = {v.rate_permille: letter for v, letter in zip(r.vat, "ABC", strict=False)}
    lines: list[Line] = [gap(0.5)]
    for item in r.items:
        amount = s.amount(item.amount_ore)
        if style == 0:
            code = codes.get(item.rate_permille, " ")
            lines.append(
                row((str(item.count), 0, "l"), (item.text[:24], 0.09, "l"), (amount, 0.93, "r"), (code, 1, "r"))
            )
        elif style == 1 and item.amount_ore >= 0:
            unit = s.words["quantity"] if len(s.words["quantity"]) <= 4 else ""
            quantity = s.quantity(item.thousandths, item.unit) if item.thousandths else f"{item.count} {unit}".strip()
            many = f"   {quantity} * {s.amount(item.unit_ore)}"
            lines += [Text(item.text), Pair(many, amount)]
        else:
            lines.append(Pair(item.text if item.count == 1 else f"{item.text} x{item.count}", amount, leader="."))
        if item.thousandths and style != 1:
            lines.append(Text(f"   {s.quantity(item.thousandths, item.unit)} à {s.amount(item.unit_ore)}"))
    return (*lines, *breakfast(s), gap(0.5))


def stay_table(s: Setting) -> tuple[Line, ...]:
    """What was bought, amount before text and rate at the end."""
    n = s.notation
    heading = row(
        (s.say("quantity"), 0, "l"),
        (s.say("description"), 0.12, "l"),
        (s.say("rate"), 0.72, "r"),
        (s.say("amount"), 1, "r"),
        bold=True,
    )
    rows = (
        row(
            (f"{item.count}", 0, "l"),
            (f"{item.text} à {s.amount(item.unit_ore)}" if item.count > 1 else item.text, 0.12, "l"),
            (n.rate(max(item.rate_permille, 0), "%") if s.receipt.country != "US" else "", 0.72, "r"),
            (s.amount(item.amount_ore), 1, "r"),
        )
        for item in s.receipt.items
    )
    return (Rule(), heading, Rule(), *rows, Rule())


def breakfast(s: Setting) -> tuple[Line, ...]:
    """Whether breakfast is in the price, where the hotel says so."""
    stay = s.receipt.stay
    if stay is None or stay.breakfast is None:
        return ()
    return (
        Text(f"* {s.say('breakfast_included' if stay.breakfast else 'breakfast_excluded')}", "breakfast", size=0.9),
    )


def totals(s: Setting) -> tuple[Line, ...]:
    """From the goods to what was paid."""
    r = s.receipt
    lines: tuple[Line, ...] = ()
    if r.discount_ore:
        lines += (
            Pair(s.say("discount"), s.amount(r.discount_ore)),
            Text(f"{s.say('saved')} {s.amount(-r.discount_ore)}"),
        )
    if r.tax_ore or s.chance(0.2):
        lines += (Pair(s.say("subtotal"), s.amount(r.goods_ore), leader="."),)
    lines += extras(s)
    if r.deposit_paid_ore:
        lines += (
            Pair(s.say("total"), s.amount(r.before_tip_ore + r.tip_ore)),
            Pair(s.say("deposit_paid"), s.amount(-r.deposit_paid_ore)),
        )
        return (
            *lines,
            Text(f"{s.say('remaining')}  {s.notation.total(r.total_ore)}", "total", align="r", bold=True, size=1.3),
        )
    total, word = s.notation.total(r.total_ore), s.say("total")
    match s.rng.randrange(5):
        case 0:
            return (
                *lines,
                gap(0.4),
                Text(word, align="c"),
                Text(total, "total", align="c", size=s.rng.choice((1.6, 2.2)), bold=True),
                gap(0.4),
            )
        case 1:
            return (*lines, Text(f"{word}  {total}", "total", align="c", size=1.4, inverted=True), gap(0.4))
        case 2:
            return (*lines, Rule("."), Pair(word, total, "total", 1.2, True, "."), Rule("."))
        case 3:
            return (*lines, Text(f"{word}: {total}", "total", align="r", bold=True, size=1.2))
        case _:
            count = f" ({s.say('items_count')}: {len(r.items)})" if len(r.items) > 1 and r.form == "till" else ""
            return (*lines, Rule("="), Pair(f"{word}{count}", total, "total", bold=s.chance(0.5)), Rule("="))


def vat(s: Setting) -> tuple[Line, ...]:
    """VAT in one of the shop's forms."""
    r, n = s.receipt, s.notation
    if not r.vat:
        return ()
    codes = "ABC" if r.language != "fi" else "123"
    match s.rng.randrange(5):
        case 0:
            heading = row(
                (s.say("rate"), 0, "l"),
                (s.say("gross"), 0.42, "r"),
                (s.say("vat"), 0.7, "r"),
                (s.say("net"), 1, "r"),
                size=0.9,
            )
            rows = (
                row(
                    (f"{code} {n.rate(v.rate_permille)}", 0, "l"),
                    (s.amount(v.net_ore + v.vat_ore), 0.42, "r"),
                    (s.amount(v.vat_ore), 0.7, "r"),
                    (s.amount(v.net_ore), 1, "r"),
                    tells="vat",
                    size=0.9,
                )
                for code, v in zip(codes, r.vat, strict=False)
            )
            return (heading, *rows)
        case 1:
            return tuple(
                line
                for v in r.vat
                for line in (
                    Pair(f"{s.say('net')} {n.rate(v.rate_permille)}", s.amount(v.net_ore)),
                    Pair(f"{s.say('vat')} {n.rate(v.rate_permille)}", s.amount(v.vat_ore), "vat"),
                )
            )
        case 2:
            return tuple(
                Text(
                    f"{s.say('vat')} {code} {n.rate(v.rate_permille, ' %')}: {s.amount(v.vat_ore)} / {s.amount(v.net_ore)}",
                    "vat",
                )
                for code, v in zip(codes, r.vat, strict=False)
            )
        case 3 if s.vat_is_clear:
            return (Text(f"({s.say('vat_of_which')} {s.amount(r.vat[0].vat_ore)})", "vat", align="c"),)
        case _:
            heading = row(
                (s.say("vat"), 0, "l"), (s.say("rate"), 0.4, "r"), (s.say("net"), 0.7, "r"), (s.say("gross"), 1, "r")
            )
            return (
                heading,
                *(
                    row(
                        (s.amount(v.vat_ore), 0, "l"),
                        (n.rate(v.rate_permille, ""), 0.4, "r"),
                        (s.amount(v.net_ore), 0.7, "r"),
                        (s.amount(v.net_ore + v.vat_ore), 1, "r"),
                        tells="vat",
                    )
                    for v in r.vat
                ),
            )


def payment(s: Setting) -> tuple[Line, ...]:
    """How it was paid."""
    lines: list[Line] = [gap(0.4)]
    for payment in s.receipt.payments:
        tendered = payment.tendered_ore if payment.tendered_ore is not None else payment.amount_ore
        tendered += payment.withdrawn_ore
        if payment.withdrawn_ore:
            lines.append(Pair(s.say("withdrawn"), s.amount(payment.withdrawn_ore)))
        name = s.say(METHODS[payment.method])
        if payment.last4:
            mask = masked(payment, s.rng.choice(MASKS))
            if s.chance(0.5):
                lines += [
                    Text(f"{name}: {payment.scheme}", "payment"),
                    Pair(mask, s.amount(tendered), "last4"),
                ]
            else:
                lines += [Text(f"{name} {mask} {payment.scheme}", "last4 payment")]
            if s.pays_in_kronor:
                rate, kronor = s.in_kronor(payment.amount_ore)
                lines += [Text(f"{s.say('exchange')} {rate}  SEK {kronor}", size=0.85)]
            lines += s.maybe(
                0.5,
                Text(
                    f"{s.say('auth')}: {s.rng.randrange(10**6):06d} {s.say('terminal')}: {s.rng.randrange(10**5)}",
                    size=0.85,
                ),
            )
        else:
            lines.append(Pair(name, s.amount(tendered), "payment", leader=s.rng.choice(("", "."))))
        if payment.tendered_ore is not None:
            lines.append(Pair(s.say("change"), s.amount(payment.tendered_ore - payment.amount_ore)))
    return tuple(lines)


def foot(s: Setting) -> tuple[Line, ...]:
    """Thanks and small print."""
    lines: tuple[Line, ...] = (
        gap(),
        *s.maybe(0.5, Text(s.words["policy"], size=0.85)),
        *s.maybe(0.7, Text(s.say("thanks"), align="c")),
    )
    lines += s.maybe(0.2, Text(s.words["hours"], size=0.85))
    return (
        lines
        + s.maybe(0.25, Text(s.words["bonus"]))
        + s.maybe(0.3, Bars(f"{s.rng.randrange(10**12):012d}", square=s.chance(0.3)))
    )


def named(s: Setting, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """With the company at the very end, where its name stood nowhere above."""
    r = s.receipt
    if any("merchant" in getattr(line, "tells", "").split() for line in lines):
        return lines
    company = s.company
    return (*lines, gap(), Text(r.legal_name, "merchant legal"), Text(f"{r.street}, {s.town}"), company)
