"""PAXml 2.0, pay transactions: what most Swedish payroll programs read in. Source: PAXml 2.0 specification and schema (2013-03-13)."""

from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from lxml import etree

from services.payroll_export.domain.batch import Batch
from services.payroll_export.domain.identity import is_personal_number
from services.payroll_export.domain.mapping import Effect
from services.payroll_export.domain.selection import Row
from services.payroll_export.formats import read_back
from services.payroll_export.formats.characters import fit, lost, shortened
from services.payroll_export.formats.figures import decimal, kronor
from shared.refusal import Refusal

STOCKHOLM = ZoneInfo("Europe/Stockholm")
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = "http://www.paxml.se/2.0/paxml.xsd"
PROGRAM = "Kvittera"
TEXT_LENGTH_MAX = 50  # a pay slip's column; the schema has no limit
PAY_TYPE_LENGTH_MAX = 10
DIMENSION_MAX = 99
OBJECT_ID_LENGTH_MAX = 10
EFFECTS: dict[Effect, str] = {1: "utbetalning", -1: "avdrag", 0: "forman"}

CODES = frozenset(
    """
    TID ARB MER ÖT1 ÖT2 ÖT3 ÖT4 ÖT5 ÖK1 ÖK2 ÖK3 ÖK4 ÖK5 JR1 JR2 JR3 BE1 BE2 BE3 RE1 RE2 RE3 NV1 NV2 NV3 NV4 NV5 NV6 NV7
    NV8 NV9 OB1 OB2 OB3 OB4 OB5 HLG SKI LT1 LT2 LT3 LT4 LT5 LT6 LT7 LT8 LT9 MÅNLÖN TIMLÖN BONUS PROVISION FÖRSKOTT
    UTLÄGG RESERS INR_FRI INR_RED INR_SKT INRHEL_FRI INRHEL_RED INRHEL_SKT INRHLV_FRI INRHLV_RED INRHLV_SKT INRDAG_SKT
    INRNAT_FRI INRNAT_SKT UTR_FRI UTR_RED UTR_SKT UTRHEL_FRI UTRHEL_RED UTRHEL_SKT UTRHLV_FRI UTRHLV_RED UTRHLV_SKT
    UTRDAG_SKT UTRNAT_FRI UTRNAT_SKT MIL_FRI MIL_SKT MILPRI_FRI MILPRI_SKT MILFTG_FRI MILFTG_SKT MILDIS_FRI MILDIS_SKT
    MATFRM MATFRM_FRU MATFRM_LCH MATFRM_MID UTRFRM UTRFRM_FRU UTRFRM_LCH UTRFRM_MID MATRED MATRED_FRU MATRED_LCH
    MATRED_MID UTRRED UTRRED_FRU UTRRED_LCH UTRRED_MID REPEXT REPEXT_FRI REPEXT_SKT REPINT REPINT_FRI REPINT_SKT
    """.split()
)
"""All values of lonekodTYPE in the schema. There is none for electric cars: such a row carries its pay type alone."""


@dataclass(frozen=True)
class Settings:
    """What receivers differ in. `personal_numbers` off where the employee number is enough; `century` writes 16 before the
    organisation number; `mileage_in_km` where the receiver's pay type counts kilometres instead of *mil* (10 km)."""

    encoding: str = "ISO-8859-1"
    extension: str = "xml"
    personal_numbers: bool = True
    century: bool = False
    mileage_in_km: bool = False


DEFAULT = Settings()


def write(batch: Batch, settings: Settings = DEFAULT) -> bytes:
    """The file of a batch; the same batch gives the same bytes."""
    root = etree.Element("paxml", nsmap={"xsi": XSI})
    root.set(f"{{{XSI}}}noNamespaceSchemaLocation", SCHEMA_LOCATION)
    _header(root, batch, settings)
    _dimensions(root, batch, settings)
    transactions = etree.SubElement(root, "lonetransaktioner")
    for number, row in enumerate(batch.rows, 1):
        assert unfit(row, settings) is None, row.line.id
        _row(transactions, number, row, batch, settings)
    body = etree.tostring(root, encoding=settings.encoding, pretty_print=True, xml_declaration=False)
    # The library writes its declaration with single quotes; some receivers compare the first line.
    declaration = f'<?xml version="1.0" encoding="{settings.encoding}"?>\n'.encode("ascii")
    data: bytes = (declaration + body).replace(b"\n", b"\r\n")
    assert read_back.paxml_net_ore(data) == batch.sums.net_ore
    return data


def unfit(row: Row, settings: Settings = DEFAULT) -> Refusal | None:
    """Why this row cannot stand in the file, or None. A text never stops a row, a name that the receiver looks up may."""
    if not (_lonkod(row) or row.pay.lonart):
        return Refusal("code-not-in-standard", {"code": row.pay.lonkod, "type": row.line.type}, field="type")
    if len(fit(row.pay.lonart or "", settings.encoding)) > PAY_TYPE_LENGTH_MAX:
        return Refusal("pay-type-too-long", {"limit": PAY_TYPE_LENGTH_MAX, "pay_type": row.pay.lonart}, field="type")
    for name in (row.employee.number, row.pay.lonart or "", *row.line.dimensions.values()):
        if lost(name, settings.encoding):
            return Refusal("name-not-writable", {"name": name})
    for field, name in (("employee_number", row.employee.number), ("claim_number", row.line.claim_number)):
        if not fit(name, settings.encoding):
            return Refusal("name-not-writable", {"name": name}, field=field)
    for dimension, object_id in _coding(row, settings):
        if not 1 <= dimension <= DIMENSION_MAX or len(object_id) > OBJECT_ID_LENGTH_MAX:
            return Refusal(
                "dimension-unfit",
                {"dimension": dimension, "object": object_id, "limit": OBJECT_ID_LENGTH_MAX},
                field=f"dimensions.{dimension}",
            )
    return None


def texts(row: Row) -> tuple[str, ...]:
    """The free texts of a row that stand in the file."""
    return row.pay.label, row.line.text, row.line.claim_number


def _header(root: etree._Element, batch: Batch, settings: Settings) -> None:
    header = etree.SubElement(root, "header")
    sealed_at = batch.sealed_at.astimezone(STOCKHOLM)
    _text(header, "format", "LÖNIN")
    _text(header, "version", "2.0")
    _text(header, "datum", sealed_at.strftime("%Y-%m-%dT%H:%M:%S"))
    if batch.repeats is not None:
        etree.SubElement(header, "nyexport", datum=sealed_at.date().isoformat())
    _text(header, "foretagorgnr", ("16" if settings.century else "") + batch.organisation.number)
    _text(header, "foretagnamn", fit(batch.organisation.name, settings.encoding))
    _text(header, "programnamn", PROGRAM)
    sums = batch.sums
    _text(header, "info", f"batch={batch.number};rader={sums.rows};summa={kronor(sums.net_ore)}")


def _dimensions(root: etree._Element, batch: Batch, settings: Settings) -> None:
    """Only what the rows use: a receiver that reads the registers in gets no more of them than it needs."""
    used = sorted({pair for row in batch.rows for pair in _coding(row, settings)})
    if not used:
        return
    names = {dimension.number: dimension.name for dimension in batch.dimensions}
    objects = {
        (dimension.number, fit(object_id, settings.encoding)): name
        for dimension in batch.dimensions
        for object_id, name in dimension.objects
    }
    dimensions = etree.SubElement(root, "dimensioner")
    for number in sorted({number for number, _ in used}):
        name = fit(names.get(number, str(number)), settings.encoding)
        etree.SubElement(dimensions, "dimension", dim=str(number), namn=name)
    units = etree.SubElement(root, "resultatenheter")
    for number, object_id in used:
        name = fit(objects.get((number, object_id), object_id), settings.encoding)
        etree.SubElement(units, "resultatenhet", dim=str(number), id=object_id, namn=name)


def _row(transactions: etree._Element, number: int, row: Row, batch: Batch, settings: Settings) -> None:
    line, pay, encoding = row.line, row.pay, settings.encoding
    element = etree.SubElement(transactions, "lonetrans", postid=str(number), anstid=fit(row.employee.number, encoding))
    if settings.personal_numbers and is_personal_number(row.employee.personal_number or ""):
        element.set("persnr", row.employee.personal_number)
    lonkod = _lonkod(row)
    _text(element, "lonkod", lonkod)
    _text(element, "lonart", None if lonkod else fit(pay.lonart or "", encoding))
    _text(element, "benamning", shortened(fit(pay.label, encoding), TEXT_LENGTH_MAX))
    _text(element, "kommentar", shortened(fit(line.text, encoding), TEXT_LENGTH_MAX))
    _text(element, "datum", line.date.isoformat())
    quantity, price = _quantity_and_price(row, settings)
    _text(element, "antal", quantity)
    _text(element, "apris", price)
    _text(element, "belopp", kronor(line.amount_ore) if line.amount_ore else None)
    _text(element, "moms", kronor(row.vat_ore) if row.vat_ore else None)
    _text(element, "samlingsid", fit(line.claim_number, encoding))
    if batch.posting_owner == "payroll":
        _text(element, "kontonr", fit(pay.account or "", encoding))
    if coding := _coding(row, settings):
        units = etree.SubElement(element, "resenheter")
        for dimension, object_id in coding:
            etree.SubElement(units, "resenhet", dim=str(dimension), id=object_id)
    _text(element, "info", _remark(row))


def _quantity_and_price(row: Row, settings: Settings) -> tuple[str | None, str | None]:
    """Quantity and price of a unit; a benefit that payroll values itself (amount 0) has no price."""
    quantity, price_ore = row.quantity, row.unit_price_ore if row.line.amount_ore else None
    if quantity is None:
        return None, None
    if settings.mileage_in_km and row.pay.unit == "mil":
        price = None if price_ore is None else decimal((Decimal(price_ore) / 1000).normalize())
        return decimal((quantity * 10).normalize()), price
    return decimal(quantity), None if price_ore is None else kronor(price_ore)


def _coding(row: Row, settings: Settings) -> tuple[tuple[int, str], ...]:
    coding = ((number, fit(object_id, settings.encoding)) for number, object_id in sorted(row.line.dimensions.items()))
    return tuple((number, object_id) for number, object_id in coding if object_id)


def _lonkod(row: Row) -> str | None:
    return row.pay.lonkod if row.pay.lonkod in CODES else None


def _implied_effect(lonkod: str) -> Effect:
    """What the standard's codes say of themselves: meal reductions deduct, meal benefits are not paid, all others pay."""
    if lonkod.startswith(("MATRED", "UTRRED")):
        return -1
    return 0 if lonkod.startswith(("MATFRM", "UTRFRM")) else 1


def _remark(row: Row) -> str:
    """Our line, the line that it takes back, and the effect wherever the code does not say it."""
    lonkod = _lonkod(row)
    parts = [f"rad={row.line.id}"]
    if row.line.reverses:
        parts.append(f"rattar={row.line.reverses}")
    if lonkod is None or _implied_effect(lonkod) != row.pay.effect:
        parts.append(f"verkan={EFFECTS[row.pay.effect]}")
    return ";".join(parts)


def _text(parent: etree._Element, name: str, text: str | None) -> None:
    if text:
        etree.SubElement(parent, name).text = text
