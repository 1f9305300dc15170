"""What else a receipt says: time, tip, rounding, means of payment, number, nights, breakfast, what is private, copy, refund."""

import datetime as dt

import pytest

from services.receipts.reading.fields.all import read_fields
from services.receipts.reading.fields.language import language_of
from services.receipts.reading.fields.merchant import find_merchant
from services.receipts.reading.values import Fields
from tests.unit.receipts.builders import rows_of

HOTEL = (
    "Hotell Bryggan AB",
    "Hamngatan 2, 722 12 Kjellstavik",
    "Hotellnota | Kvittonr: 88235",
    "Datum: 2026-02-13 | Kl 08:12",
    "Ankomst: 2026-02-11",
    "Avresa: 2026-02-13",
    "Logi 2 nätter | 2 400,00",
    "Frukost ingår",
    "Minibar | 46,00",
    "Att betala | 2 446,00 SEK",
    "Visa **** 1234 | 2 446,00",
)


def value(fields: Fields, name: str) -> object:
    found = getattr(fields, name)
    return found.value if found else None


def test_a_hotel_tells_nights_breakfast_and_what_is_private() -> None:
    fields = read_fields(rows_of(*HOTEL))
    assert (value(fields, "nights"), value(fields, "breakfast")) == (2, True)
    assert fields.private is not None
    assert [(part.kind, part.ore) for part in fields.private.value] == [("minibar", 4600)]
    assert (value(fields, "date"), value(fields, "time")) == (dt.date(2026, 2, 13), dt.time(8, 12))
    assert (value(fields, "receipt_number"), value(fields, "payment"), value(fields, "last4")) == (
        "88235",
        "card",
        "1234",
    )


def test_nights_that_the_stay_contradicts_are_less_sure() -> None:
    agree = read_fields(rows_of(*HOTEL)).nights
    differ = read_fields(rows_of(*(row.replace("2 nätter", "5 nätter") for row in HOTEL))).nights
    assert agree is not None
    assert differ is not None
    assert agree.evidence["stay-agrees"] > differ.evidence["stay-agrees"]
    assert differ.evidence["disagrees"] == 1.0


def test_breakfast_that_is_charged_is_not_part_of_the_price() -> None:
    rows = (row.replace("Frukost ingår", "Frukost | 145,00") for row in HOTEL)
    assert value(read_fields(rows_of(*rows)), "breakfast") is False


@pytest.mark.parametrize(
    ("lines", "ore"),
    [
        (("Summa | 562,00", "Dricks | 38,00", "Totalt | 600,00 kr"), 3800),
        (("Subtotal | 60.00", "Gratuity | 9.00", "Total | 69.00 USD"), 900),
        (("Zwischensumme | 40,00", "Trinkgeld | 4,00", "Gesamt | 44,00 EUR"), 400),
        (("Summa | 562,00", "Dricks | ", "Totalt | 562,00 kr"), None),
        (("Summa före dricks | 562,00", "Dricks tillagd | 38,00", "Totalsumma | 600,00 kr"), 3800),
        (("Belopp | 250,00", "Extra | 20,00", "Totalt | 270,00 kr"), 2000),
        (("I alt før drikkepenge | 250,00", "Tips | 12,00", "Samlet beløb | 262,00 DKK"), 1200),
    ],
)
def test_a_tip_is_read_where_one_was_given(lines: tuple[str, ...], ore: int | None) -> None:
    assert value(read_fields(rows_of("Krogen AB", *lines)), "tip_ore") == ore


@pytest.mark.parametrize(
    ("lines", "ore"),
    [
        (("Summa | 263,50", "Öresavrundning | 0,50", "Att betala | 264,00 kr", "Kontant | 264,00"), 50),
        (("Summa | 264,40", "Öresavrundning | 0,40", "Att betala | 264,00 kr", "Kontant | 264,00"), -40),
    ],
)
def test_rounding_has_the_sign_that_the_sums_tell(lines: tuple[str, ...], ore: int) -> None:
    assert value(read_fields(rows_of("Kiosken AB", *lines)), "rounding_ore") == ore


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("Swish | 100,00", "mobile"),
        ("Kontant | 100,00", "cash"),
        ("Kartenzahlung girocard | 100,00", "card"),
        ("Korttimaksu | 100,00", "card"),
        ("Presentkort | 100,00", "voucher"),
        ("Mobile wallet | 100,00", "mobile"),
        ("Käteismaksu | 100,00", "cash"),
        ("Företagskonto | 100,00", "invoice"),
        ("Faktureras, förfallodatum 2026-03-01", "invoice"),
    ],
)
def test_the_means_of_payment_is_told_by_its_words(line: str, means: str) -> None:
    assert value(read_fields(rows_of("Butiken AB", "Totalt | 100,00", line)), "payment") == means


@pytest.mark.parametrize(
    ("lines", "time"),
    [
        (("2026-02-13 | 14:05",), dt.time(14, 5)),
        (("Date 02/13/2026", "Time 2:05 PM", "Total | 5.00 USD"), dt.time(14, 5)),
        (("13.02.25 KL: 18:11",), dt.time(18, 11)),
        (("26-02-1320:05",), dt.time(20, 5)),
        (("Öppet 10:00-22:00",), None),
    ],
)
def test_the_time_of_purchase_is_not_an_opening_hour(lines: tuple[str, ...], time: dt.time | None) -> None:
    assert value(read_fields(rows_of("Butiken AB", *lines)), "time") == time


def test_a_copy_says_so_and_the_customers_copy_is_no_copy() -> None:
    assert value(read_fields(rows_of("Butiken AB", "KOPIA", "Totalt | 100,00 kr")), "is_copy") is True
    assert value(read_fields(rows_of("Butiken AB", "Kundens kopia", "Totalt | 100,00 kr")), "is_copy") is None


def test_money_back_is_negative_and_terms_of_return_are_not_money_back() -> None:
    back = read_fields(rows_of("Butiken AB", "Återköp", "Lampa | 45,00-", "Totalt | 45,00-", "Kort | 45,00-"))
    assert (value(back, "total_ore"), value(back, "is_refund")) == (-4500, True)
    kept = read_fields(rows_of("Tågen AB", "Resa, kan återbetalas | 45,00", "Att betala | 45,00 kr", "Kort | 45,00"))
    assert (value(kept, "total_ore"), value(kept, "is_refund")) == (4500, None)


def test_what_was_paid_in_advance_is_not_paid_again() -> None:
    rows = rows_of("Hotel AS", "Totalt | 1 544,00", "Forskudd | 386,00-", "Restbeløp | 1 158,00", "Kort | 1 158,00")
    assert value(read_fields(rows), "total_ore") == 115800


def test_two_means_of_payment_are_one_sum() -> None:
    rows = rows_of("Taxi AB", "Summa | 600,00", "Presentkort | 200,00", "Kort | 400,00")
    assert value(read_fields(rows), "total_ore") == 60000


def test_the_day_of_travel_is_not_that_of_purchase() -> None:
    rows = rows_of(
        "Tågresor AB", "Avgångsort | Ankomstort", "Falun | Gävle", "2026-01-10 | 19:20", "Totalbelopp | 787,00",
        "Försäljningsdatum 2025-11-26 18:23",
    )  # fmt: skip
    assert value(read_fields(rows), "date") == dt.date(2025, 11, 26)


def test_a_terminals_conversion_is_no_total_and_no_currency() -> None:
    rows = rows_of("Cab Co", "Balance due", "26.00 USD", "Mastercard", "FX rate 10.553 SEK 274.37")
    fields = read_fields(rows)
    assert (value(fields, "total_ore"), value(fields, "currency")) == (2600, "USD")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("Kvittering", "MVA 25%", "Å betale | 100,00"), "no"),
        (("Kvittering", "Heraf moms", "I alt | 100,00", "CVR nr 20837802"), "da"),
        (("Kuitti", "ALV 25,5%", "Yhteensä | 100,00"), "fi"),
        (("Rechnung", "MwSt 19%", "Summe | 100,00"), "de"),
        (("Kvitto", "Varav moms", "Att betala | 100,00"), "sv"),
        (("100,00",), None),
    ],
)
def test_the_language_is_told_by_its_words(lines: tuple[str, ...], code: str | None) -> None:
    assert language_of(rows_of(*lines)) == code


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            ("KASSAKVITTO", "Kungsgatan 23", "621 57 Visby", "Bropassagen Sundet", "Tel: 08-714 71 73"),
            "Bropassagen Sundet",
        ),
        (
            (
                "Köpbevis",
                "Pommes | 90,00",
                "SLUTSUMMA | 90,00 kr",
                "Burgarbaren Biff AB",
                "Drottninggatan 77, 791 71 Falun",
            ),
            "Burgarbaren Biff AB",
        ),
        (("70 5th Ave", "Columbus, OH 43215", "Receipt"), None),
    ],
)
def test_a_merchant_is_found_below_the_kind_of_document_or_at_the_foot(
    lines: tuple[str, ...], name: str | None
) -> None:
    found = find_merchant(rows_of(*lines))
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Kvitteringsnr: 085/8942 | 22.06.2025 21:40", "Ref: | 852774"), "085/8942"),
        (("Kvittodatum | Tidpunkt | Transaktion", "14.08.2026 | 17:57:03 | B545569"), "B545569"),
        (("2.10.2024 08.42 Kassa nr 4 Transaktion", "90875"), "90875"),
        (("Säljare: Tove", "#F101748 | 2026-09-14 | 20:27"), "F101748"),
        (("Receipt #: 22296", "Booking ref: 6173758"), "22296"),
        (("Proof of purchase 45576216",), "45576216"),
        (("Servitör Ronja | Nota 6923", "2024-12-02 | kl 17:22 Kvitto 599499"), "599499"),
        (("LASKU / INVOICE | Nro 1807271",), "1807271"),
        (("02 S639207 | 16:04 08-03-2025",), "S639207"),
        (("Kvittodatum | Kassa", "2026-08-14 | 4"), None),
        (("Tel 021-12 34 56", "Terminal 52420157"), None),
    ],
)
def test_the_receipts_number_is_beside_or_beneath_its_label(lines: tuple[str, ...], number: str | None) -> None:
    assert value(read_fields(rows_of("Butiken AB", *lines, "Totalt | 100,00 kr")), "receipt_number") == number


@pytest.mark.parametrize(
    "line",
    ["Antal dygn | 3", "Døgn | 3", "Vuorokausia | 3", "Length of stay | 3", "Check-ind 02.03.2026 - Afrejsedato"],
)
def test_nights_are_counted_in_each_language(line: str) -> None:
    rows = rows_of("Hotel Kong Gorm", line, "05.03.2026", "Logi | 2 400,00", "Totalt | 2 400,00")
    assert value(read_fields(rows), "nights") == 3


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Messehallen A/S", "Deltagergebyr | 4 477,50"), "other"),
        (("Autohalli Asema", "Pysäköintimaksu | 19,70"), "parking"),
        (("Ek & Co", "Järnvägsgatan 4", "Vara | 95,00"), "other"),
        (("Irish Sea Lines", "Vehicle up to 5m | 80.25"), "ferry"),
    ],
)
def test_the_kind_is_told_by_goods_and_name_and_not_by_the_street(lines: tuple[str, ...], kind: str) -> None:
    assert value(read_fields(rows_of(*lines, "Totalt | 100,00")), "kind") == kind


def test_a_name_at_the_foot_of_an_invoice_is_found_in_its_column() -> None:
    rows = rows_of(
        "Jeppe | Faktura/kvittering", "Købsdato | 27. december 2024", "Deltagergebyr | 4477,50", "Beløb i alt | 4477,50 kr.",
        "Messecenter Skagen A/S | Nørrebrogade 82 | Telefon 12 88 32 46", "CVR nr: 34 00 73 14 | 4600 Køge | Side 1/1",
    )  # fmt: skip
    assert value(read_fields(rows), "merchant") == "Messecenter Skagen A/S"


def test_kronor_and_ore_parted_by_a_colon_are_money_and_the_time_stays_a_time() -> None:
    fields = read_fields(
        rows_of(
            "Krogen Orkidén", "Org.nr: 556016-0680", "2025-05-13 | 12:33", "Plankstek | 580:00", "Kaffe | 12:50",
            "Slutsumma | 592:50 kr", "Moms 12 % | 63:48",
        )
    )  # fmt: skip
    assert (value(fields, "total_ore"), value(fields, "time")) == (59250, dt.time(12, 33))
    assert fields.vat is not None
    assert [(row.vat_ore, row.net_ore) for row in fields.vat.value] == [(6348, 52902)]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (("Lobby bar | 120,00",), [("alcohol", 12000)]),
        (("Glas rödvin", "1 st * 88,00 | 88,00"), [("alcohol", 8800)]),
        (("Betalings-tv | 91,00",), [("film", 9100)]),
        (("Food & drink | 120,00",), []),
        (("Lättöl | 42,00",), []),
        (("2 Fadøl stor | 139,50",), [("alcohol", 13950)]),
    ],
)
def test_what_is_private_is_told_with_its_amount(lines: tuple[str, ...], parts: list[tuple[str, int]]) -> None:
    found = read_fields(rows_of("Krogen AB", *lines, "Totalt | 220,00 kr")).private
    assert [(part.kind, part.ore) for part in (found.value if found else ())] == parts


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("Suir Cabs", "213 Parnell Road, Tralee V92 H3K1", "Total | 55.16"), "EUR"),
        (("Western Rail", "VAT Registration: IE1582223H", "Total | 55.16"), "EUR"),
        (("Desk & Drawer", "63 Bridge Road", "Ipswich IP1 3BX", "Total | 13.50"), "GBP"),
        (("Gästis Bruksgatan", "FO 0291977-4", "Att betala", "EUR 214,25", "Moms 13,50 % | 25,48"), "EUR"),
    ],
)
def test_a_country_tells_its_currency(lines: tuple[str, ...], code: str) -> None:
    assert value(read_fields(rows_of(*lines)), "currency") == code


def test_the_end_of_parking_stands_back_for_the_time_beside_the_day_of_purchase() -> None:
    rows = rows_of(
        "Parkering AS",
        "Fra kl: 2025-12-27 13:43",
        "Stopp: 2025-12-27 16:36",
        "Å betale | 40,00 kr",
        "Kjøpt 2025-12-27 13:43:07",
    )
    assert value(read_fields(rows), "time") == dt.time(13, 43)


def test_the_banks_reference_is_not_the_receipts_number() -> None:
    rows = rows_of("Bäckerei Krume", "REF: 759316301705", "Vorgang: 50542", "Summe | 41,00 €")
    assert value(read_fields(rows), "receipt_number") == "50542"


def test_a_row_with_a_house_number_above_the_postcode_is_no_name() -> None:
    rows = rows_of("Thistle Florists", "77 Quayside", "Newcastle NE1 6EE", "31-JAN-2026 | 14:20", "TOTAL | GBP 31.81")
    assert value(read_fields(rows), "merchant") == "Thistle Florists"


@pytest.mark.parametrize(
    "line",
    [
        "Logi enkelrum exkl frukost | 1 389,00",
        "Overnatting ekskl. morgenmad | 1 389,00",
        "Accommodation, room only | 111.84",
    ],
)
def test_breakfast_that_is_left_out_is_said_to_be(line: str) -> None:
    assert value(read_fields(rows_of("Hotell Ripan", "Rum 441", line, "Totalt | 1 389,00")), "breakfast") is False


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("REMA 1000 Bislett", "Org.nr 912 345 678 MVA", "Theresesgate 1, 0168 Oslo"), "REMA 1000 Bislett"),
        (("REWE", "Markt GmbH", "Domstr. 20", "50668 Köln"), "REWE Markt GmbH"),
        (("Pressbyrån", "Centralstationen Malmö", "Org.nr: 556108-0000"), "Pressbyrån"),
        (("Stadshotellet Kronan | Sida 1 (1)", "Nygatan 51 · Arvika"), "Stadshotellet Kronan"),
    ],
)
def test_a_name_keeps_what_is_its_own(lines: tuple[str, ...], name: str) -> None:
    assert value(read_fields(rows_of(*lines, "Summe | 100,00")), "merchant") == name


def test_an_extra_charge_is_no_tip_and_a_tables_sum_no_rate() -> None:
    assert (
        value(read_fields(rows_of("Taxi AB", "Extra: vägavgift | 30,00", "Att betala | 442,00 kr")), "tip_ore") is None
    )
    found = read_fields(
        rows_of(
            "Frischmarkt", "SUMME EUR | 2,93", "Steuer % Netto Steuer Brutto", "A= 19,0% | 0,79 | 0,15 | 0,94",
            "B= 7,0% | 1,86 | 0,13 | 1,99", "Gesamtbetrag 2,65 0,28 2,93",
        )
    ).vat  # fmt: skip
    assert found is not None
    assert [(row.rate_per_mille, row.vat_ore) for row in found.value] == [(190, 15), (70, 13)]
