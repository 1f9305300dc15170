"""Money on the receipts of the part "exam": what is owed, its VAT, and how it was paid."""

import datetime as dt

from benchmarks.made_receipts.blocks_exam import CODES, Lines
from benchmarks.made_receipts.lines import Line, Pair, Rule, Text
from benchmarks.made_receipts.setting import Setting, gap, masked, row

MASKS = (
    "************{}",
    "XXXX XXXX XXXX {}",
    "**** **** **** {}",
    "#### #### #### {}",
    "4571 23** **** {}",
    "XXXXXXXXXXXX{}",
)


def reckoning(s: Setting, total: str = "total") -> Lines:
    """From the goods to what is owed: subtotal, discount, tax, tip, rounding, total."""
    r = s.receipt
    lines: Lines = ()
    if r.discount_ore or r.tax_ore or s.chance(0.2):
        lines += (Pair(s.say("subtotal"), s.amount(r.goods_ore - r.discount_ore)),)
    if r.discount_ore:
        lines += (Pair(s.say("discount"), s.amount(r.discount_ore)),)
    if r.tax_ore:
        lines += (Pair(s.say("vat"), s.amount(r.tax_ore)),)
    if r.tip_ore:
        lines += s.maybe(0.7, Pair(s.say("total_before"), s.amount(r.before_tip_ore)))
        lines += (Pair(s.say("tip"), s.amount(r.tip_ore), "tip"),)
    if r.rounding_ore:
        lines += (Pair(s.say("rounding"), s.amount(r.rounding_ore), "rounding"),)
    if r.deposit_paid_ore:
        earlier = s.day(r.date - dt.timedelta(days=20))
        lines += (Pair(f"{s.say('deposit_paid')} {earlier}", s.amount(-r.deposit_paid_ore)),)
        total = "remaining"
    return (*lines, *owed(s, total))


def owed(s: Setting, total: str = "total") -> Lines:
    """The total in a form of its own."""
    amount, word = s.notation.total(s.receipt.total_ore), s.label(total)
    match s.rng.randrange(4):
        case 0:
            return (Rule("="), Pair(word, amount, "total", s.rng.choice((1.2, 1.5, 1.8)), True))
        case 1:
            return (Text(word), Text(amount, "total", "r", 1.7, True))
        case 2:
            return (Rule(), Pair(word, amount, "total", 1.0, True), Rule())
        case _:
            return (gap(0.3), Pair(word, amount, "total", 1.2), gap(0.3))


def vat_lines(s: Setting) -> Lines:
    """VAT by rate, in one of six ways; nothing where there is none."""
    r, rate = s.receipt, s.notation.rate
    if not r.vat:
        return ()
    say, how = s.say, s.rng.randrange(6)
    if how == 0 and s.vat_is_clear:
        one = r.vat[0]
        return (Pair(f"{say('vat_of_which')} {rate(one.rate_permille)}", s.amount(one.vat_ore), "vat"),)
    if how == 1:
        return tuple(
            Pair(f"{say('vat')} {rate(v.rate_permille)} ({s.amount(v.net_ore)})", s.amount(v.vat_ore), "vat")
            for v in r.vat
        )
    if how == 2:
        both = [
            (
                Pair(f"{say('net')} {rate(v.rate_permille)}", s.amount(v.net_ore)),
                Pair(f"{say('vat')} {rate(v.rate_permille)}", s.amount(v.vat_ore), "vat"),
            )
            for v in r.vat
        ]
        return tuple(line for pair in both for line in pair)
    order = s.rng.choice(("rnvg", "rvng", "gnvr", "rgnv", "gvnr", "nvgr"))
    heads = {"r": say("rate"), "n": say("net"), "v": say("vat"), "g": say("gross")}
    lettered = order[0] == "r" and s.chance(0.3)
    lines: list[Line] = [Rule("-")] if s.chance(0.5) else []
    lines.append(row(*_at(tuple(heads[c] for c in order))))
    for code, v in zip(CODES, r.vat, strict=False):
        cells = {
            "r": (f"{code} " if lettered else "") + rate(v.rate_permille, s.rng.choice(("%", ""))),
            "n": s.amount(v.net_ore),
            "v": s.amount(v.vat_ore),
            "g": s.amount(v.net_ore + v.vat_ore),
        }
        lines.append(row(*_at(tuple(cells[c] for c in order)), tells="vat"))
    if len(r.vat) > 1 and order[0] == "r" and s.chance(0.5):
        sums = {
            "r": "",
            "n": s.amount(sum(v.net_ore for v in r.vat)),
            "v": s.amount(sum(v.vat_ore for v in r.vat)),
            "g": s.amount(sum(v.net_ore + v.vat_ore for v in r.vat)),
        }
        lines.append(row(*_at(tuple(sums[c] for c in order))))
    return tuple(lines)


def _at(cells: tuple[str, ...]) -> tuple[tuple[str, float, str], ...]:
    first = (cells[0], 0.0, "l")
    return (first, *((cell, 0.24 + 0.76 * (index + 1) / 3, "r") for index, cell in enumerate(cells[1:])))


def paid(s: Setting, terminal: bool = True) -> Lines:
    """How it was paid, with the terminal's own print under it now and then."""
    r = s.receipt
    lines: list[Line] = []
    for payment in r.payments:
        match payment.method:
            case "card":
                charged = payment.amount_ore + payment.withdrawn_ore
                word = s.say("card") if s.chance(0.6) else payment.scheme
                lines.append(Pair(word, s.amount(charged)))
                if payment.withdrawn_ore:
                    lines.append(Pair(s.say("withdrawn"), s.amount(payment.withdrawn_ore)))
                if s.chance(0.8):
                    lines.append(Text(masked(payment, s.rng.choice(MASKS)), "last4"))
            case "cash":
                lines.append(Pair(s.say("cash"), s.amount(payment.tendered_ore or payment.amount_ore)))
                if payment.tendered_ore is not None:
                    lines.append(Pair(s.say("change"), s.amount(payment.tendered_ore - payment.amount_ore)))
            case "invoice":
                lines.append(Pair(s.say("invoice_pay"), s.amount(payment.amount_ore)))
            case other:
                lines.append(Pair(s.say(other), s.amount(payment.amount_ore)))
    cards = [p for p in r.payments if p.last4]
    if cards and terminal and not cards[0].withdrawn_ore and s.chance(0.35):
        lines += [gap(0.4), *terminal_print(s)]
    return tuple(lines)


def terminal_print(s: Setting) -> Lines:
    """A terminal's technical lines, full of numbers that are none of the card's."""
    rng = s.rng
    return (
        Text(f"{s.label('terminal')} {rng.randrange(10**7, 10**8)}"),
        Text(f"AID: A00000000{rng.choice(('31010', '41010', '43060'))}"),
        *s.maybe(0.5, Text(f"TVR: {rng.randrange(10**10):010d}")),
        *s.maybe(0.5, Text(f"REF: {rng.randrange(10**12):012d}")),
        Pair(f"{s.label('auth')} {rng.randrange(10**6):06d}", s.say("contactless")),
        Text(s.say("approved"), align=rng.choice("lc")),
    )
