"""Pieces of the receipts of the part "exam": head, stamps, goods, and what a journey or a stay says."""

from benchmarks.made_receipts.lines import Bars, Gap, Line, Logo, Pair, Rule, Text
from benchmarks.made_receipts.setting import Setting, gap, row

Lines = tuple[Line, ...]

CODES = "ABCDEF"


def name(s: Setting, align: str = "c") -> Lines:
    """The merchant's name, as letters of its own or as the till's."""
    r = s.receipt
    if r.head == "logo":
        return (Logo(r.merchant, s.rng.choice((1.7, 2.3, 2.9)), "merchant", s.chance(0.25)), gap(0.3))
    text = r.merchant.upper() if s.chance(0.3) else r.merchant
    return (Text(text, "merchant", align, s.rng.choice((1.0, 1.3, 1.6)), s.chance(0.5)),)


def address(s: Setting, align: str = "c") -> Lines:
    """Where and who: street, town, telephone, the company's number, in an order of the shop's own."""
    r = s.receipt
    where = (Text(r.street, align=align), Text(s.town, align=align)) if s.chance(0.6) else (
        Text(f"{r.street}, {s.town}", align=align),
    )  # fmt: skip
    company = s.company
    lines = [*where, *s.maybe(0.75, Text(f"{s.label('phone')} {r.phone}", align=align))]
    who = [*s.maybe(0.35, Text(r.legal_name, "legal", align)), Text(company.text, company.tells, align)]
    return tuple(who + lines) if s.chance(0.25) else tuple(lines + who)


def top(s: Setting, title: str, align: str = "c") -> Lines:
    """Head of a slip; a merchant that is named late or at the foot leaves room for the title."""
    r = s.receipt
    heading = Text(s.say(title), align=align, size=s.rng.choice((1.0, 1.25)), bold=s.chance(0.4))
    if r.head == "footer":
        return (heading, gap(0.4), *marks(s))
    if r.head == "late":
        return (heading, gap(0.3), *marks(s), *name(s, align), *address(s, align), gap(0.5))
    return (*name(s, align), *address(s, align), gap(0.5), *s.maybe(0.7, heading), *marks(s))


def foot(s: Setting) -> Lines:
    """The end of a slip: a greeting, terms, opening times; and the merchant where the head did not name it."""
    r = s.receipt
    lines: Lines = (gap(0.6), *s.maybe(0.6, Text(s.say("thanks"), align="c")))
    if r.head == "footer":
        lines += (*name(s), *address(s))
    lines += s.maybe(0.35, Text(s.words["hours"], align="c"))
    lines += s.maybe(
        0.2, Text(f"www.{''.join(c for c in r.merchant.lower() if c.isascii() and c.isalnum())}.example", align="c")
    )
    return lines + s.maybe(0.2, gap(0.4), bars(s))


def bars(s: Setting) -> Line:
    """A bar code with the day and a number under it would be read as text: only the bars."""
    return Bars(s.receipt.receipt_number, s.chance(0.4))


def marks(s: Setting) -> Lines:
    """That it is a copy, or money back."""
    r = s.receipt
    lines: Lines = ()
    if r.is_copy:
        lines += (Text(s.say("copy"), "copy", "c", 1.2, True, s.chance(0.4)),)
    if r.is_refund:
        lines += (Text(s.say("refund"), "", "c", 1.3, True),)
    return lines


def stamps(s: Setting) -> Lines:
    """Day, time, number and who sold it."""
    r = s.receipt
    number, day, clock = f"{s.label('receipt_no')} {r.receipt_number}", s.date, s.clock
    who = (Pair(f"{s.label('cashier')} {r.cashier}", f"{s.label('till')} {r.till}"),)
    match s.rng.randrange(5):
        case 0:
            return (Pair(f"{day} {clock}", number, "date time number"), *s.maybe(0.6, *who))
        case 1:
            return (
                Pair(s.label("receipt_no"), r.receipt_number, "number"), Pair(s.label("date"), day, "date"),
                Pair(s.label("time"), clock, "time"), *s.maybe(0.6, *who),
            )  # fmt: skip
        case 2:
            return (
                *who,
                Text(number, "number"),
                Text(f"{s.label('date')} {day}  {s.label('time')} {clock}", "date time"),
            )
        case 3:
            return (Text(f"#{r.receipt_number}", "number", "c", 1.4, True), Text(f"{day}   {clock}", "date time", "c"))
        case _:
            return (
                row(
                    (f"{r.till:02d}", 0, "l"),
                    (r.receipt_number, 0.1, "l"),
                    (clock, 0.58, "c"),
                    (day, 1, "r"),
                    tells="date time number",
                ),
            )


def goods(s: Setting) -> Lines:
    """What was bought, in one of four ways; letters after the amount name the rate in some."""
    r = s.receipt
    rates = [vat.rate_permille for vat in r.vat]
    coded = bool(rates) and s.chance(0.3)
    how = s.rng.randrange(4)
    lines: list[Line] = []
    if how == 2:
        lines += [
            row(
                (s.say("quantity"), 0, "l"),
                (s.say("description"), 0.13, "l"),
                (s.say("amount"), 1, "r"),
                bold=s.chance(0.3),
            ),
            Rule("-"),
        ]
    for item in r.items:
        code = f" {CODES[rates.index(item.rate_permille)]}" if coded and item.rate_permille in rates else ""
        amount = s.amount(item.amount_ore) + code
        each = f"{s.quantity(item.thousandths, item.unit)} x {s.amount(item.unit_ore)}" if item.thousandths else (
            f"{item.count} x {s.amount(item.unit_ore)}"
        )  # fmt: skip
        if how == 2:
            lines.append(row((str(item.count), 0.02, "l"), (item.text, 0.13, "l"), (amount, 1, "r")))
        elif item.count == 1 and not item.thousandths:
            lines.append(Pair(item.text, amount))
        elif how == 0:
            lines += [Text(item.text), Pair(f"   {each}", amount)]
        elif how == 1:
            lines.append(Pair(f"{each.split(' x ')[0]} {item.text}", amount))
        else:
            lines += [Pair(item.text, amount), Text(f"  ({each})")]
    return tuple(lines)


def journey(s: Setting) -> Lines:
    """Where and when the ticket is for: rarely the day of purchase."""
    r = s.receipt
    lines: Lines = ()
    if r.journey:
        j = r.journey
        lines += (
            Pair(s.label("travel_date"), s.day(j.day)),
            Pair(s.label("from"), f"{j.origin} {s.notation.clock(j.departs)}"), Pair(s.label("to"), j.destination),
        )  # fmt: skip
    if r.valid_until:
        lines += (Pair(s.label("valid_until"), s.day(r.valid_until)),)
    return lines


def parked(s: Setting) -> Lines:
    """Vehicle, place and time of a stay on four wheels."""
    r = s.receipt
    assert r.begins and r.ends
    return (
        Pair(s.label("plate"), r.plate), Pair(s.label("zone"), r.zone),
        Pair(s.label("start"), f"{s.day(r.begins.date())} {s.notation.clock(r.begins.time())}"),
        Pair(s.label("end"), f"{s.day(r.ends.date())} {s.notation.clock(r.ends.time())}"),
        *((Pair(s.label("valid_until"), s.day(r.valid_until)),) if r.valid_until else ()),
    )  # fmt: skip


def stayed(s: Setting) -> Lines:
    """Room, guest, nights and whether breakfast is in the price."""
    r = s.receipt
    if r.stay is None:
        return ()
    nights = (r.stay.departure - r.stay.arrival).days
    meal = {True: "breakfast_included", False: "breakfast_excluded"}
    return (
        Pair(s.label("arrival"), s.day(r.stay.arrival)), Pair(s.label("departure"), s.day(r.stay.departure)),
        *s.maybe(0.6, Pair(s.label("nights"), str(nights))), Pair(s.label("room"), r.stay.room), Pair(s.label("guest"), r.guest),
        *((Text(s.words[meal[r.stay.breakfast]], "breakfast"),) if r.stay.breakfast is not None else ()), Gap(0.4),
    )  # fmt: skip
