"""VAT rows: rate, VAT and net are told by arithmetic, because columns come in any order and a blurred % sign is lost."""

import itertools
import re
from dataclasses import dataclass, replace

from shared.money import Ore, PerMille, round_half_up

from ..values import Box, Found, Row, VatRow, around, clearness
from .amounts import ore_in
from .lettering import digits_mended, folded, word_list

RATES: dict[str | None, tuple[PerMille, ...]] = {
    "SEK": (250, 120, 60),
    "NOK": (250, 150, 120),
    "DKK": (250,),
    "MYR": (60, 100, 80, 50),
    "GBP": (200, 50),
    "CHF": (81, 77, 26, 38, 37, 25),
    "EUR": (190, 70, 200, 100, 210, 90, 60, 220, 255, 240, 140, 135, 130, 55, 230, 250, 160, 80, 120, 40),
    "PLN": (230, 80, 50),
}
"""Rates in use, per mille, by currency. Only rates that stand here are believed without a % sign."""
RATES_OF_LANGUAGE: dict[tuple[str, str], tuple[PerMille, ...]] = {
    ("EUR", "fi"): (255, 240, 140, 135, 100),
    ("EUR", "sv"): (255, 240, 140, 135, 100),
    ("EUR", "de"): (190, 70, 200, 100, 130),
}
"""Where the language tells the country of the euro: fewer rates are fewer mistakes."""
TOLERANCE_ORE = 2
"""VAT is rounded per line or per receipt; two öre apart is the same sum."""
TABLE_ROWS_MAX = 6

_VAT = word_list(
    """
    moms, varav moms, mva, vat, gst, mwst, ust, tva, alv, momsbelopp, tax, btw, iva, heraf moms, herav mva, sst,
    hvorav mva, merverdiavgift, moms udgor, deraf moms, momsbelob, arvonlisavero, vero, veron osuus, umsatzsteuer,
    mehrwertsteuer, steuer, enth mwst, inkl mwst, sales tax, mervardesskatt, momsen, vat amount, steuerbetrag
    """
)
_NET = word_list(
    """
    netto, net, ex moms, ex mva, ex mwst, eks moms, utan moms, uten mva, ilman alv, veroton hinta, entgelt, exkl moms,
    underlag, momsunderlag, belopp exkl, net amount, veroton, excl, exkl, grunnlag, mva grunnlag, momsgrundlag, ekskl
    moms, eks mva, ekskl mva, grundlag, ex vat, excl vat, goods, taxable, nettobetrag
    """
)
_HEADER_WORDS = word_list(
    """
    alv, alv%, amount, belob, belop, belopp, betrag, brutto, code, exkl, gross, grundlag, grunnlag, gst, inkl, kanta,
    moms, moms%, momsgrundlag, mva, mva%, mva-sats, mwst, mwst%, net, netto, rate, sats, satz, steuer, steuersatz,
    summa, summary, tax, total, totalt, underlag, ust, vat, vero, verokanta, verollinen, veroton, yht, skattesats,
    skatt, momssats, veron, momsfri, inclusive, exclusive, excl, inc, incl, ekskl, verolla, brutto/netto, ex
    """
)
_NO_VAT = re.compile(
    r"\b(?:momsfri|momsfritt|ej moms|ingen moms|utan moms|vat free|tax free|no vat|momsbefriad|not subject to vat|vat exempt|"
    r"undantaget (?:fran )?moms|mva[- ]fri(?:tt)?|fritatt for mva|uten mva|avgiftsfri(?:tt)?|ikke momspligtig|uden moms|momsfritaget|"
    r"arvonlisaveroton|alv 0\s?%|ei alv|steuerfrei|umsatzsteuerfrei|ohne mwst|zero rated)\b"
)
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_RATE_BARE = re.compile(r"(?<![\d.,])(\d{1,2})(?:[.,]0{1,2})?(?=\s|$|[#*(号])")
_RATE_BLURRED = re.compile(r"(?<![\d.,])(\d{1,2})(?:[.,]0{1,2})?(?:\s?[%#*49178]|\s?[xX×])?(?=\s|$)")

_RUN_TOGETHER = re.compile(r"(?<=[%\d])\s?[:/](?=\d{1,6}[.,]\d\d(?![\d.,]))")
"""Two columns with a mark and no gap between them: "10 %:103.04/1030.36"."""
_IN_BRACKETS = re.compile(r"\(\s?\d[\d .,]*\)")
"""What stands in brackets beside a rate is the amount that it was charged on."""


@dataclass(frozen=True)
class _Piece:
    """What one row says about VAT: a rate with its VAT, its net, or both."""

    rate: PerMille
    vat_ore: Ore | None
    net_ore: Ore | None
    proven: bool
    box: Box | None
    row: int


def find_vat(
    rows: tuple[Row, ...], currency: str | None, total_ore: Ore | None, language: str | None = None
) -> Found[tuple[VatRow, ...]] | None:
    """VAT by rate, highest first; an empty tuple when the receipt says that none is charged, None when it does not say."""
    found = _find(rows, currency, total_ore, language)
    if found is None or total_ore is None or total_ore >= 0 or not any(row.vat_ore > 0 for row in found.value):
        return found
    unsigned = _find(rows, currency, -total_ore, language)  # of money back the minus is often left to the total
    return unsigned and replace(unsigned, value=tuple(_turned(row) for row in unsigned.value))


def _turned(row: VatRow) -> VatRow:
    return VatRow(row.rate_per_mille, -row.vat_ore, -row.net_ore)


def _find(
    rows: tuple[Row, ...], currency: str | None, total_ore: Ore | None, language: str | None
) -> Found[tuple[VatRow, ...]] | None:
    known = RATES_OF_LANGUAGE.get((currency or "", language or ""), RATES.get(currency, ()))
    pieces = _pieces(rows, known)
    by_rate: dict[PerMille, VatRow] = {}
    proven = True
    for rate in sorted({piece.rate for piece in pieces}, reverse=True):
        row, sure = _merge([piece for piece in pieces if piece.rate == rate], rate, total_ore)
        if row is not None:
            by_rate[rate] = row
            proven = proven and sure
    if not by_rate:
        return _without_rate(rows, known, total_ore)
    result = _without_sum(tuple(by_rate.values()))
    gross = sum(row.vat_ore + row.net_ore for row in result)
    evidence = {
        "adds-up": float(proven),
        "fits-total": float(total_ore is not None and abs(gross) <= abs(total_ore) + 100),
        "is-whole-total": float(total_ore is not None and abs(gross - total_ore) <= TOLERANCE_ORE),
        "rates": (len(result) - 1) / 2,
        "clear-print": clearness(min((rows[piece.row].score for piece in pieces), default=0.0)),
        "rate-printed": 1.0,
    }
    return Found(result, box=around(tuple(piece.box for piece in pieces)), evidence=evidence)


def _without_sum(found: tuple[VatRow, ...]) -> tuple[VatRow, ...]:
    """A table's last row adds up the others; by chance its share may look like another rate."""
    total_vat, total_net = sum(row.vat_ore for row in found), sum(row.net_ore for row in found)
    if len(found) < 3:
        return found
    return tuple(
        row for row in found if (2 * row.vat_ore, 2 * row.net_ore) != (total_vat, total_net) or not row.vat_ore
    )


def _pieces(rows: tuple[Row, ...], known: tuple[PerMille, ...]) -> list[_Piece]:
    found = []
    header_at = -TABLE_ROWS_MAX - 1
    for number, row in enumerate(rows):
        plain = folded(digits_mended(" ".join(row.texts)))
        amounts_here = _amounts_said(rows, number, plain)
        pair = _piece(plain, amounts_here, known, True, row.box, number) if len(amounts_here) > 1 else None
        named = _VAT.search(plain) is not None or _NET.search(plain) is not None
        if pair is None and named and len(_HEADER_WORDS.findall(plain)) >= (3 if amounts_here else 2):
            header_at = number
            continue
        proven = _proven_by_itself(amounts_here, known, _rates(plain, known))
        if proven is not None:
            found.append(_Piece(*proven, True, row.box, number))
            continue
        in_table = 0 < number - header_at <= TABLE_ROWS_MAX
        if not in_table and not named:
            continue
        piece = pair or _piece(plain, amounts_here, known, in_table, row.box, number)
        if piece is not None:
            found.append(piece)
    return found


def _proven_by_itself(
    amounts_here: list[Ore], known: tuple[PerMille, ...], printed: list[PerMille]
) -> tuple[PerMille, Ore, Ore] | None:
    """(rate, VAT, net) of a row that says net, VAT and their sum, in whatever columns: it needs no heading."""
    for gross, vat, net in itertools.permutations(amounts_here[:COLUMNS_MAX], 3):
        if gross != vat + net or not vat or abs(vat) >= abs(net):
            continue
        fitting = [rate for rate in known if abs(round_half_up(net * rate, 1000) - vat) <= 1]
        likely = [rate for rate in printed if rate in fitting] or fitting
        if likely:
            return likely[0], vat, net
    return None


COLUMNS_MAX = 5


def _amounts_said(rows: tuple[Row, ...], number: int, plain: str) -> list[Ore]:
    """The amounts of a row; of the next one too where a row of VAT has none but a net in brackets, and the next says nothing else."""
    here = _amounts_in(rows[number])
    only_net = len(here) == 1 and _IN_BRACKETS.search(plain) is not None
    if (here and not only_net) or number + 1 == len(rows) or not _VAT.search(plain):
        return here
    below = rows[number + 1]
    return here + (_amounts_in(below) if sum(char.isalpha() for char in below.text) <= 3 else [])


def _amounts_in(row: Row) -> list[Ore]:
    return ore_in(_RUN_TOGETHER.sub(" ", text) for text in row.texts)


def _piece(
    plain: str, amounts_here: list[Ore], known: tuple[PerMille, ...], in_table: bool, box: Box | None, row: int
) -> _Piece | None:
    rates = _rates(plain, known)
    for rate in rates:
        # In a table the rate itself looks like an amount ("25,00"); it is left out once.
        rest = list(amounts_here)
        if rate * 10 in rest and len(rest) > 1:
            rest.remove(rate * 10)
        pair = _pair(rest, rate) or _pair(amounts_here, rate)
        if pair is not None:
            return _Piece(rate, pair[0], pair[1], True, box, row)
    if not rates or in_table or not amounts_here:
        return None
    rate = rates[0]
    rest = [ore for ore in amounts_here if ore != rate * 10] or amounts_here
    if len(rest) == 1 and _IN_BRACKETS.search(plain):
        return _Piece(rate, None, rest[0], False, box, row)
    if _NET.search(plain) and not _VAT.search(_NET.sub(" ", plain)):
        return _Piece(rate, None, rest[-1], False, box, row)
    if _VAT.search(plain):
        return _Piece(rate, rest[-1], None, False, box, row)
    return None


def _rates(plain: str, known: tuple[PerMille, ...]) -> list[PerMille]:
    """Rates that the row may speak of: those with a % sign first, then bare and blurred ones if they are in use."""
    signed = [_per_mille(each) for each in _RATE.findall(plain)]
    bare = [_per_mille(each) for each in _RATE_BARE.findall(plain)]
    blurred = [_per_mille(each) for each in _RATE_BLURRED.findall(plain)]
    misread = [
        rate for rate in known if re.search(rf"(?<![\d.,]){rate // 10}[4908#]\d?(?=\s|$)", plain)
    ]  # "6%" read as "69" or "690"
    usable = [rate for rate in signed if (rate in known if known else 0 < rate <= 300)]
    for rate in (*bare, *blurred, *misread):
        if rate in known and rate not in usable:
            usable.append(rate)
    return usable


def _per_mille(text: str) -> PerMille:
    whole, _, part = text.replace(",", ".").partition(".")
    return int(whole) * 10 + int((part + "0")[0])


def _pair(amounts_here: list[Ore], rate: PerMille) -> tuple[Ore, Ore] | None:
    """(VAT, net) among the amounts of a row: net × rate is VAT, or gross holds both."""
    for net in amounts_here:
        for vat in amounts_here:
            if (
                net != vat
                and vat != 0
                and abs(vat) < abs(net)
                and abs(round_half_up(net * rate, 1000) - vat) <= TOLERANCE_ORE
            ):
                return vat, net
    for gross in amounts_here:
        for vat in amounts_here:
            if gross != vat and vat != 0 and abs(round_half_up(gross * rate, 1000 + rate) - vat) <= TOLERANCE_ORE:
                return vat, gross - vat
    return None


def _merge(pieces: list[_Piece], rate: PerMille, total_ore: Ore | None) -> tuple[VatRow | None, bool]:
    """One rate's row out of all that was said of it; the second value tells whether arithmetic proves it."""
    for piece in pieces:
        if piece.proven and piece.vat_ore is not None and piece.net_ore is not None:
            return VatRow(rate, piece.vat_ore, piece.net_ore), True
    vats = [piece.vat_ore for piece in pieces if piece.vat_ore is not None]
    nets = [piece.net_ore for piece in pieces if piece.net_ore is not None]
    for vat in vats:
        for net in nets:
            if abs(round_half_up(net * rate, 1000) - vat) <= TOLERANCE_ORE:
                return VatRow(rate, vat, net), True
    vats = [vat for vat in vats if not total_ore or abs(vat) < abs(total_ore)]
    if vats:
        vat = vats[0]
        if total_ore is not None and abs(round_half_up(total_ore * rate, 1000 + rate) - vat) <= TOLERANCE_ORE:
            return VatRow(rate, vat, total_ore - vat), True
        return VatRow(rate, vat, round_half_up(vat * 1000, rate)), False
    if nets:
        return VatRow(rate, round_half_up(nets[0] * rate, 1000), nets[0]), False
    return None, False


def _without_rate(
    rows: tuple[Row, ...], known: tuple[PerMille, ...], total_ore: Ore | None
) -> Found[tuple[VatRow, ...]] | None:
    """ "Moms 57,96" alone: the rate is the one that fits the total. "Momsfri" or "Moms 0,00" alone: no VAT."""
    none_said: Found[tuple[VatRow, ...]] | None = None
    for number, row in enumerate(rows):
        plain = folded(" ".join(row.texts))
        if _NO_VAT.search(plain):
            none_said = Found((), box=row.box, evidence={"said-none": 1.0})
        if not _VAT.search(plain):
            continue
        for ore in _amounts_said(rows, number, plain):
            if ore == 0:
                none_said = none_said or Found((), box=row.box, evidence={"said-nought": 1.0})
            for rate in known:
                if total_ore and ore and abs(round_half_up(total_ore * rate, 1000 + rate) - ore) <= TOLERANCE_ORE:
                    return Found(
                        (VatRow(rate, ore, total_ore - ore),),
                        box=row.box,
                        evidence={
                            "adds-up": 1.0,
                            "is-whole-total": 1.0,
                            "rate-printed": 0.0,
                            "clear-print": clearness(row.score),
                        },
                    )
    return none_said
