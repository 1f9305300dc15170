"""Think up one receipt: who sold what to whom, what it cost, how it was paid. Everything follows from the seed."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import replace

from benchmarks.made_receipts.places import PLACES, company_number, rate_permille
from benchmarks.made_receipts.receipt import Item, Journey, Payment, Receipt, Stay, VatRow
from benchmarks.made_receipts.vocabulary import Ware, entries, wares

FIRST_DAY = dt.date(2024, 6, 1)
LAST_DAY = dt.date(2026, 11, 20)
PLACE_WEIGHTS = {"SE": 24, "NO": 11, "DK": 11, "FI": 9, "FI-sv": 5, "GB": 10, "IE": 5, "US": 9, "DE": 11, "AT": 5}
KIND_WEIGHTS = {
    "restaurant": 17,
    "hotel": 16,
    "taxi": 11,
    "groceries": 9,
    "parking": 9,
    "fuel": 8,
    "train": 6,
    "other": 8,
    "pharmacy": 4,
    "bus": 3,
    "flight": 4,
    "toll": 3,
    "ferry": 3,
    "books": 2,
    "office": 3,
    "hardware": 2,
}
FORMS = {
    "restaurant": ("till", "till", "till", "card_slip"),
    "groceries": ("till",),
    "pharmacy": ("till",),
    "books": ("till", "mail"),
    "office": ("till", "mail"),
    "hardware": ("till",),
    "other": ("till", "page", "mail", "card_slip"),
    "hotel": ("page", "page", "till", "card_slip"),
    "taxi": ("taxi", "taxi", "mail", "card_slip"),
    "parking": ("machine", "machine", "mail"),
    "fuel": ("till", "card_slip"),
    "train": ("ticket", "mail"),
    "bus": ("ticket", "machine"),
    "flight": ("page", "mail"),
    "toll": ("machine",),
    "ferry": ("ticket", "page"),
}
SCHEMES = ("VISA", "Mastercard", "Visa Debit", "MASTERCARD DEBIT", "AMEX", "Visa Business", "Eurocard")


def place_and_kind(part: str, kinds: tuple[str, ...], rng: random.Random) -> tuple[str, str]:
    """A country and a kind of expense that has a merchant and goods there."""
    while True:
        place = rng.choices(tuple(PLACE_WEIGHTS), tuple(PLACE_WEIGHTS.values()))[0]
        kind = rng.choices(kinds, [KIND_WEIGHTS[kind] for kind in kinds])[0]
        if f"m.{kind}" in entries(place, part) and wares(place, part, kind):
            return place, kind


def imagine(part: str, kinds: tuple[str, ...], rng: random.Random) -> tuple[str, Receipt]:
    """A place and a receipt from there."""
    place, kind = place_and_kind(part, kinds, rng)
    words, where = entries(place, part), PLACES[place]
    day = FIRST_DAY + dt.timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))
    form = rng.choice(FORMS[kind])
    city, postcode = rng.choice(words["cities"]).split(";")
    number = company_number(where.country, rng)
    merchant = rng.choice(words[f"m.{kind}"])
    stay = _stay(place, part, kind, day, rng)
    items = _items(place, part, kind, form, day, stay, rng)
    refund = kind in ("groceries", "books", "office", "hardware", "other", "restaurant") and rng.random() < 0.06
    if refund:
        items = tuple(replace(item, amount_ore=-item.amount_ore, private=None) for item in items[:2])
    journey = _journey(words, day, rng) if kind in ("train", "bus", "flight", "ferry") and form != "machine" else None
    begins, ends = _parked(day, rng) if kind in ("parking", "taxi") else (None, None)
    time = dt.time(rng.randrange(6, 23), rng.randrange(60), rng.randrange(60))
    if begins and ends:
        time = (begins if kind == "parking" and rng.random() < 0.5 else ends).time()
    printed_on = (
        day + dt.timedelta(days=rng.randrange(1, 40)) if form in ("page", "mail") and rng.random() < 0.3 else None
    )
    valid_until = None
    if kind in ("bus", "train", "parking") and rng.random() < 0.3:
        valid_until = day + dt.timedelta(days=rng.choice((0, 1, 30, 90)))
    receipt = Receipt(
        part, where.language, where.country, where.currency, kind, form, merchant, _legal(merchant, words, rng),
        rng.choices(("head", "logo", "late", "footer"), (38, 28, 22, 12))[0],
        f"{rng.choice(words['streets'])} {rng.randrange(1, 98)}" if where.country not in ("GB", "IE", "US")
        else f"{rng.randrange(1, 298)} {rng.choice(words['streets'])}",
        postcode, city, _phone(where.country, rng), number.labelled, number.printed, number.vat_number,
        day, time, printed_on, valid_until,
        _receipt_number(rng), rng.choice(words["people"]), rng.randrange(1, 14), items, 0, (), 0, 0, 0, 0, 0, (), stay, journey,
        rng.choice(words["people"]), _plate(where.country, rng), str(rng.choice((rng.randrange(1, 9), rng.randrange(1000, 9999)))),
        begins, ends, rng.random() < 0.05, refund,
    )  # fmt: skip
    return place, _priced(receipt, where.cash_step_ore, rng)


def _legal(merchant: str, words: Mapping[str, tuple[str, ...]], rng: random.Random) -> str:
    forms = words["legal"]
    return f"{merchant} {rng.choice(forms)}"


def _priced(receipt: Receipt, cash_step_ore: int, rng: random.Random) -> Receipt:
    """Discount, VAT, tip, rounding, total and payments, each worked out from what is already there."""
    goods = sum(item.amount_ore for item in receipt.items)
    discount = 0
    if not receipt.is_refund and receipt.form == "till" and rng.random() < 0.2:
        dearest = max(receipt.items, key=lambda item: item.amount_ore)
        discount = (
            -max(100, dearest.amount_ore * rng.choice((10, 15, 20, 25)) // 100) if dearest.amount_ore > 1000 else 0
        )
    vat = _vat_rows(receipt.items, discount)
    tax = 0
    if receipt.country == "US":
        taxed = goods + discount if receipt.kind in ("restaurant", "hotel") else sum(
            item.amount_ore for item in receipt.items if item.rate_permille == 1
        )  # fmt: skip
        tax = (taxed * rng.choice((6000, 7000, 8250, 8875)) + 50_000) // 100_000
        vat = ()
    owed = goods + discount + tax
    may_tip = receipt.kind in ("restaurant", "taxi") and not receipt.is_refund and receipt.form != "machine"
    tip = _tip(owed, rng) if may_tip and rng.random() < (0.6 if receipt.country == "US" else 0.3) else 0
    deposit = (
        owed // 4 // 100 * 100 if receipt.kind == "hotel" and receipt.form == "page" and rng.random() < 0.12 else 0
    )
    payable = owed + tip - deposit
    method = _method(receipt, rng)
    rounding = 0
    if method == "cash":
        rounding = (payable + cash_step_ore // 2) // cash_step_ore * cash_step_ore - payable
    total = payable + rounding
    payments = _payments(method, total, receipt.is_refund, rng)
    if receipt.kind == "groceries" and method == "card" and total > 0 and rng.random() < 0.12:
        step = 10_000 if receipt.currency in ("SEK", "NOK", "DKK") else 1_000
        payments = (replace(payments[0], withdrawn_ore=step * rng.randrange(1, 6)),)
    return replace(
        receipt, discount_ore=discount, vat=vat, tax_ore=tax, tip_ore=tip, rounding_ore=rounding, deposit_paid_ore=deposit,
        total_ore=total, payments=payments,
    )  # fmt: skip


def _vat_rows(items: tuple[Item, ...], discount_ore: int) -> tuple[VatRow, ...]:
    """VAT inside what the items of each rate cost, highest rate first, half up; a discount is on the dearest item's rate."""
    gross: dict[int, int] = {}
    for item in items:
        gross[item.rate_permille] = gross.get(item.rate_permille, 0) + item.amount_ore
    gross[max(items, key=lambda item: item.amount_ore).rate_permille] += discount_ore
    rows = []
    for rate, amount in sorted(gross.items(), reverse=True):
        if rate > 1 and amount:
            sign = 1 if amount > 0 else -1
            vat = sign * ((abs(amount) * rate * 2 + 1000 + rate) // (2 * (1000 + rate)))
            rows.append(VatRow(rate, amount - vat, vat))
    return tuple(rows)


def _items(
    place: str, part: str, kind: str, form: str, day: dt.date, stay: Stay | None, rng: random.Random
) -> tuple[Item, ...]:
    country = PLACES[place].country
    on_sale = wares(place, part, kind)
    if kind == "hotel":
        return _hotel_items(place, part, day, stay, on_sale, rng)
    if kind == "fuel":
        bought = (
            rng.choice(on_sale),
            *(rng.sample(wares(place, part, "shop"), 1) if rng.random() < 0.35 and wares(place, part, "shop") else ()),
        )
    elif kind in ("restaurant", "groceries"):
        longest = rng.choice((5, 6, 9)) if kind == "restaurant" else rng.choice((6, 9, 28))
        bought = tuple(rng.choice(on_sale) for _ in range(rng.randrange(1, longest + 1)))
        bought = tuple(dict.fromkeys(bought)) if longest < 20 else bought
    elif kind in ("taxi", "train", "flight", "ferry"):
        bought = (on_sale[0], *rng.sample(on_sale[1:], rng.randrange(0, len(on_sale))))
    else:
        bought = tuple(rng.sample(on_sale, rng.randrange(1, min(3, len(on_sale)) + 1)))
        bought = bought[:1] if kind in ("parking", "toll", "bus") else bought
    items: list[Item] = []
    for ware in bought:
        if ware.highest_ore == 0:
            continue
        items.append(_item(ware, country, kind, day, rng))
        if ware.vat_class == "deposit":
            words = entries(place, part)
            each = {"SEK": 200, "NOK": 300, "DKK": 150}.get(PLACES[place].currency, 25)
            items.append(Item(rng.choice(words["deposit"]), items[-1].count, each, each * items[-1].count, 0))
    return tuple(items)


def _item(ware: Ware, country: str, kind: str, day: dt.date, rng: random.Random) -> Item:
    rate = rate_permille(country, ware.vat_class, kind, day)
    if country == "US":
        rate = 0 if ware.vat_class == "zero" else 1  # only tells taxed from untaxed goods
    private = ware.vat_class if ware.vat_class in ("alcohol", "minibar", "tobacco", "film") else None
    unit = rng.randrange(ware.lowest_ore, ware.highest_ore + 1)
    if ware.vat_class in ("litre", "kwh"):
        thousandths = rng.randrange(8000, 62000) if ware.vat_class == "litre" else rng.randrange(9000, 71000)
        thousandths = thousandths // 10 * 10
        mark = "kWh" if ware.vat_class == "kwh" else ("gal" if country == "US" else "l")
        return Item(ware.text, 1, unit, (unit * thousandths + 500) // 1000, rate, private, thousandths, mark)
    step = {"SE": 100, "NO": 100, "DK": 50}.get(country, 5)
    unit = max(step, unit // step * step)
    if kind in ("groceries", "pharmacy", "hardware", "office"):
        unit += rng.choice((0, 0, -5, -10, 90 if country in ("SE", "NO") else 9, 45 if country in ("SE", "NO") else 4))
    if kind in ("taxi", "toll", "parking") and rng.random() < 0.5:
        unit += rng.randrange(0, 95 if country in ("SE", "NO", "DK") else 9)
    if kind == "groceries" and rng.random() < 0.15 and private is None and ware.vat_class == "food":
        thousandths = rng.randrange(180, 2200)
        return Item(ware.text, 1, unit, max(5, (unit * thousandths + 500) // 1000), rate, None, thousandths, "kg")
    count = rng.choice((1, 1, 1, 1, 2, 2, 3)) if kind in ("restaurant", "groceries", "train", "ferry", "office") else 1
    return Item(ware.text, count, unit, unit * count, rate, private)


def _stay(place: str, part: str, kind: str, day: dt.date, rng: random.Random) -> Stay | None:
    if kind != "hotel":
        return None
    nights = rng.choice((1, 1, 1, 2, 2, 3, 4, 6))
    prepaid = rng.random() < 0.12  # paid when booked, weeks ahead
    arrival = day + dt.timedelta(days=rng.randrange(5, 60)) if prepaid else day - dt.timedelta(days=nights)
    return Stay(
        arrival,
        arrival + dt.timedelta(days=nights),
        str(rng.randrange(101, 799)),
        rng.choice((True, True, False, None)),
    )


def _hotel_items(
    place: str, part: str, day: dt.date, stay: Stay | None, extras: tuple[Ware, ...], rng: random.Random
) -> tuple[Item, ...]:
    assert stay is not None
    where, words = PLACES[place], entries(place, part)
    nights = (stay.departure - stay.arrival).days
    low, high = {"SEK": (79500, 189500), "NOK": (99500, 219500), "DKK": (79500, 179500)}.get(
        where.currency, (7900, 21900)
    )
    unit = rng.randrange(low, high) // 100 * 100 + rng.choice((0, 0, 50, 90))
    rate = 1 if where.country == "US" else rate_permille(where.country, "room", "hotel", day)
    items = [Item(rng.choice(words["room_night"]), nights, unit, unit * nights, rate)]
    if where.country in ("DE", "AT") and rng.random() < 0.4:
        tax = rng.randrange(150, 350)
        items.append(Item(rng.choice(words["city_tax"]), nights, tax, tax * nights, 0))
    items += [_item(ware, where.country, "hotel", day, rng) for ware in rng.sample(extras, rng.choice((0, 0, 1, 1, 2)))]
    return tuple(items)


def _journey(words: Mapping[str, tuple[str, ...]], day: dt.date, rng: random.Random) -> Journey:
    cities = [city.split(";")[0] for city in words["cities"]]
    origin, destination = rng.sample(cities, 2)
    return Journey(
        origin,
        destination,
        day + dt.timedelta(days=rng.choice((0, 1, 3, 8, 21, 45))),
        dt.time(rng.randrange(5, 22), rng.randrange(0, 60, 5)),
    )


def _parked(day: dt.date, rng: random.Random) -> tuple[dt.datetime, dt.datetime]:
    begins = dt.datetime.combine(day, dt.time(rng.randrange(6, 18), rng.randrange(60)))
    return begins, begins + dt.timedelta(minutes=rng.randrange(12, 320))


def _tip(owed_ore: int, rng: random.Random) -> int:
    if rng.random() < 0.5:
        return owed_ore * rng.choice((5, 10, 12, 15, 18)) // 100
    step = 1000 if owed_ore > 12000 else 100
    return (owed_ore // step + 1) * step - owed_ore + rng.choice((0, step))


def _method(receipt: Receipt, rng: random.Random) -> str:
    if receipt.form == "card_slip":
        return "card"
    if receipt.form in ("page", "mail"):
        return rng.choices(("card", "mobile", "invoice"), (78, 10, 12))[0]
    if receipt.is_refund:
        return rng.choice(("card", "card", "cash"))
    return rng.choices(("card", "cash", "mobile", "voucher", "split"), (72, 16, 6, 2, 4))[0]


def _payments(method: str, total_ore: int, refund: bool, rng: random.Random) -> tuple[Payment, ...]:
    last4 = f"{rng.randrange(10**4):04d}"
    scheme = rng.choice(SCHEMES)
    if method == "split" and total_ore > 2000:
        first = total_ore // 3 // 100 * 100
        return (Payment("voucher", first), Payment("card", total_ore - first, last4, scheme))
    if method == "cash":
        step = rng.choice((1000, 5000, 10000))
        tendered = None if refund or rng.random() < 0.3 else -(-total_ore // step) * step
        return (Payment("cash", total_ore, tendered_ore=tendered),)
    if method in ("card", "split"):
        return (Payment("card", total_ore, last4, scheme),)
    return (Payment(method, total_ore),)


def _receipt_number(rng: random.Random) -> str:
    return rng.choice((
        f"{rng.randrange(100, 99999)}", f"{rng.randrange(10**6, 10**8)}", f"{rng.randrange(1, 9)}-{rng.randrange(1000, 99999)}",
        f"{rng.choice('ABFKRS')}{rng.randrange(10**4, 10**6)}", f"{rng.randrange(1, 99):03d}/{rng.randrange(10**4):04d}",
    ))  # fmt: skip


def _phone(country: str, rng: random.Random) -> str:
    number = f"{rng.randrange(10**8):08d}"
    match country:
        case "SE":
            return f"0{rng.choice(('8', '31', '60', '480'))}-{number[:3]} {number[3:5]} {number[5:7]}"
        case "NO" | "DK":
            return f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:]}".replace("0", "2", 1)
        case "FI":
            return f"0{rng.randrange(2, 9)} {number[:3]} {number[3:7]}"
        case "US":
            return f"({rng.randrange(201, 989)}) 555-{number[:4]}"
        case "GB" | "IE":
            return f"0{rng.randrange(1100, 1999)} {number[:6]}"
        case _:
            return f"0{rng.randrange(30, 999)}/{number[:6]}"


def _plate(country: str, rng: random.Random) -> str:
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRSTUXY") for _ in range(3))
    digits = f"{rng.randrange(1000):03d}"
    return {"SE": f"{letters} {digits}", "FI": f"{letters}-{digits}", "DE": f"HL-{letters[:2]} {digits}"}.get(
        country, f"{letters[:2]} {digits}{rng.randrange(10, 99)}"
    )
