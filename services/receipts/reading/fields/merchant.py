"""The merchant's name: among the first rows, the one that is large, high up and not an address, a greeting or a number."""

import re

from ..values import Found, Row, around
from .dates import dates_in
from .lettering import folded, letters_count, word_list

ROWS_LOOKED_AT = 9
JOINED_LETTERS_MAX = 60
NAME_ROWS_MAX = 3

_ADDRESS = re.compile(
    r"(?:gatan|vagen|gata|vag|grand|torget|torg|platsen|plan|allen|stigen|leden|backen|street|road|avenue|ave|jalan|jln|lorong|"
    r"taman|lot|floor|blok|block|level|no\.?|ground|first|box|strasse|str|tie|katu|veien|gaten|vej|gade|esplanaden|kajen|hamnen)"
    r"\b[ .,:-]*[a-z]?\d+|"
    r"^(?:no\.?|lot|jalan|jln|taman|unit|level|ground floor|suite|box|lg|g\.?f)\b|"
    r"(?<!\d)\d{3} ?\d{2} [a-z]{2,}|(?<!\d)\d{5} [a-z]{2,}|\bselangor\b|\bkuala lumpur\b|[a-z]gatan|[a-z]vagen|[a-z]torget"
)
_NUMBERS = re.compile(
    r"(?:tel|telefon|phone|fax|org|orgnr|vat|gst|momsreg|reg|roc|co|company|www|http|e-?mail|@|\.com\b|\.se\b)(?![a-z])"
    r"\W*(?:nr|no|id|reg)?\W*[\d:]|www\.|@"
)
_SITE = re.compile(r"\.(?:com|se|my|nu|net|org|no|dk|fi)\b")
_NOT_NAME = word_list(
    """
    kvitto, kvittonr, receipt, tax invoice, invoice, faktura, kontantfaktura, cash bill, kopia, copy, duplicate,
    original, valkommen, valkomna, welcome, tack, thank you, datum, date, tid, time, kassa, kassor, cashier, saljare,
    bill, table, bord, order, simplified, kund, customer, customer copy, retur, oppettider, orgnr, org nr, tel,
    kontrollenhet, merchant copy, kundens ex, kundens exemplar, kortkop, kop, purchase, gst id, gst no, cash sales
    """
)
_COMPANY = word_list(
    """
    ab, hb, kb, aktiebolag, handelsbolag, as, a/s, aps, oy, ltd, limited, inc, llc, gmbh, sdn bhd, bhd, sdn, s/b, plc,
    enterprise, trading, company, co, ekonomisk forening, ek for, sarl, bv, spa, holdings, corporation, marketing,
    industries
    """
)
_TRADE = re.compile(
    r"(?:restaurang|restoran|restaurant|cafe|kafe|pizzeria|hotell?|taxi|butik|bokhandel|apotek|krog|bageri|konditori|bar|bistro|livs|mart|shop|store|hardware|stationery|"
    r"market|mini ?market|super ?market|bakery|parkering|tag|kitchen|kiosk|garage|motel|vardshus)"
)
_REGISTRATION = re.compile(
    r"\s*[\[(]?\s*(?:co(?:mpany)?\.?\s*(?:reg(?:istration)?\.?)?\s*(?:no)?\.?:?\s*)?"
    r"\(?[A-Z]{0,2}\d{4,}\s?-?\s?[A-Z0-9]?\s*\)?[\])]?\s*$",
    re.IGNORECASE,
)

_STRAY = " *-–_.,:;|#=~'\"«»<>"
_RUNNING_NUMBER = re.compile(r"^\d{4,}\s+(?=[^\W\d])")


def find_merchant(rows: tuple[Row, ...]) -> Found[str] | None:
    """Name as printed, without a registration number behind it. A name that goes on in the next row is joined."""
    heights = sorted(row.height for row in rows if row.height > 0)
    usual = heights[len(heights) // 2] if heights else 0.0
    best, best_weight, second = None, 0.0, 0.0
    for number, row in enumerate(rows[:ROWS_LOOKED_AT]):
        weight = _weight(row, number, usual)
        if weight > best_weight:
            best, best_weight, second = number, weight, best_weight
        else:
            second = max(second, weight)
    if best is None:
        return None
    name, first, last = _joined(rows, best)
    if letters_count(name) < 2:
        return None
    evidence = {
        "weight": min(best_weight, 1.6) / 1.6,
        "lead": min(best_weight - second, 0.6) / 0.6,
        "company": float(_COMPANY.search(folded(name)) is not None),
        "first-row": float(first == 0),
        "large-print": float(bool(usual) and rows[best].height > 1.25 * usual),
        "clear-print": min(row.score for row in rows[first : last + 1]),
        "short": float(letters_count(name) < 4),
    }
    box = around(tuple(box for row in rows[first : last + 1] for box in row.boxes))
    return Found(name, box=box, evidence=evidence)


def _weight(row: Row, number: int, usual_height: float) -> float:
    text = _cleaned(" ".join(row.texts))
    plain = folded(text)
    letters = letters_count(text)
    if letters < 3 or letters < sum(char.isdigit() for char in text) or (row.score < 0.55 and number > 0):
        return 0.0
    weight = 1.0 - 0.14 * number
    if usual_height and row.height > 1.25 * usual_height:
        weight += 0.25
    if _COMPANY.search(plain):
        weight += 0.4
    if _TRADE.search(plain) and not any(char.isdigit() for char in plain):
        weight += 0.15
    if _is_not_name(plain):
        weight -= 0.9
    if len(row.texts) > 1 and number > 1:
        weight -= 0.3
    return max(weight, 0.0)


def _is_not_name(plain: str) -> bool:
    if _SITE.search(plain) and not _COMPANY.search(plain):
        return True
    return any(pattern.search(plain) for pattern in (_ADDRESS, _NUMBERS, _NOT_NAME)) or bool(dates_in(plain))


def _joined(rows: tuple[Row, ...], number: int) -> tuple[str, int, int]:
    """The name, its first row and its last: a name may begin above ("Popular Book / Co. Sdn Bhd") or go on below."""
    name, first, last = _cleaned(" ".join(rows[number].texts)), number, number
    if number and _COMPANY.match(folded(name)):
        above = _cleaned(" ".join(rows[number - 1].texts))
        if letters_count(above) >= 3 and not _is_not_name(folded(above)):
            name, first = f"{above} {name}", number - 1
    while last + 1 < len(rows) and last - first < NAME_ROWS_MAX - 1 and _goes_on(name, rows[last + 1]):
        last += 1
        name = _cleaned(f"{name} {' '.join(rows[last].texts)}")
    return name, first, last


def _goes_on(name: str, following: Row) -> bool:
    """True when the name is cut off: an open bracket, a dangling &, or a next row that is just the company's ending."""
    text = _cleaned(" ".join(following.texts))
    plain = folded(text)
    if len(following.texts) > 1 or len(name) + len(text) > JOINED_LETTERS_MAX or _is_not_name(plain):
        return False
    if name.count("(") > name.count(")") or name.endswith(("&", "/")):
        return True
    ends_company = _COMPANY.search(plain) is not None and len(text.split()) <= 3
    return ends_company and not _COMPANY.search(folded(name))


def _cleaned(name: str) -> str:
    """Without the registration number behind it, a till's running number before it, and stray marks around."""
    bare = _REGISTRATION.sub("", name).strip(_STRAY)
    return _RUNNING_NUMBER.sub("", bare).strip(_STRAY)
