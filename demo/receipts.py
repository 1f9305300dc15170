"""The receipts of the story as data: who sold what, when, and with which VAT. `draw` makes pictures of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from shared.money import Ore, round_half_up

FRIDAY = 4  # as date.weekday() counts

Look = Literal["clear", "faint-date", "blurred", "document"]
"""How it comes: a good photograph, one with a faintly printed date, one out of focus, or a PDF with a text layer."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt with one rate of VAT. `kind`: entry of the catalogue of kinds. Its day is counted back from `story_friday`.

    Amounts are in hundredths of `currency`.
    """

    name: str
    kind: str
    merchant: str
    organisation_number: str
    place: str
    before_friday_days: int
    at: time
    rows: Sequence[tuple[str, Ore]]
    vat_percent: int
    card_last4: str
    notes: Sequence[str] = ()
    other_days: Sequence[tuple[str, int]] = ()
    """Further days printed on it, in days after the purchase: what makes a reading doubtful."""
    look: Look = "clear"
    currency: str = "SEK"
    printed: str = ""
    """The merchant as its till prints it, where people call it something else: they say so, and it is remembered."""

    @property
    def total_ore(self) -> Ore:
        return sum(amount_ore for _, amount_ore in self.rows)

    @property
    def vat_ore(self) -> Ore:
        """VAT inside the total, half an öre up."""
        return round_half_up(self.total_ore * self.vat_percent, 100 + self.vat_percent)

    @property
    def net_ore(self) -> Ore:
        return self.total_ore - self.vat_ore

    def date(self, friday: date) -> date:
        return friday - timedelta(days=self.before_friday_days)


def story_friday(today: date) -> date:
    """The latest Friday, today included: counted from it, what happens on a working day stays on one whenever the story is played."""
    return today - timedelta(days=(today.weekday() - FRIDAY) % 7)


HOTEL = Receipt(
    name="hotel-gothenburg",
    kind="hotel",
    merchant="Hotell Vinga Brygga",
    organisation_number="999999-0105",
    place="Bryggan 4, Göteborg",
    before_friday_days=37,
    at=time(7, 52),
    rows=(("Enkelrum 1 natt", 134500), ("Frukost ingår", 0)),
    vat_percent=12,
    card_last4="2280",
)
TAXI = Receipt(
    name="taxi-gothenburg",
    kind="taxi",
    merchant="Taxi Älvsborg",
    organisation_number="999999-0113",
    place="Göteborg",
    before_friday_days=37,
    at=time(15, 31),
    rows=(("Taxiresa 7,4 km", 21200),),
    vat_percent=6,
    card_last4="2280",
)
TRAIN = Receipt(
    name="train-gothenburg",
    kind="train",
    merchant="Västtåget Resor AB",
    organisation_number="999999-0121",
    place="Kjellstavik – Göteborg C",
    before_friday_days=45,
    at=time(10, 5),
    rows=(("Tågresa, enkelbiljett", 29500), ("Återresa, enkelbiljett", 29500)),
    vat_percent=6,
    card_last4="2280",
    look="document",
)
NEXT_HOTEL = Receipt(
    name="hotel-orebro",
    kind="hotel",
    merchant="Hotell Slottskajen",
    organisation_number="999999-0139",
    place="Kajgatan 2, Örebro",
    before_friday_days=2,
    at=time(8, 14),
    rows=(("Enkelrum 1 natt", 119000), ("Frukost ingår", 0)),
    vat_percent=12,
    card_last4="2280",
)
PARKING = Receipt(
    name="parking-hamnplan",
    kind="parking",
    merchant="Parkering Hamnplan",
    printed="Kjellstaviks Parkerings AB",
    organisation_number="999999-0147",
    place="Kjellstavik, zon 2",
    before_friday_days=8,
    at=time(14, 5),
    rows=(("Parkering 1 tim 15 min", 3750),),
    vat_percent=25,
    card_last4="7719",
)
PARKING_WITHOUT_ERRAND = Receipt(
    name="parking-returned",
    kind="parking",
    merchant="Parkering Hamnplan",
    printed="Kjellstaviks Parkerings AB",
    organisation_number="999999-0147",
    place="Kjellstavik, zon 2",
    before_friday_days=24,
    at=time(13, 2),
    rows=(("Parkering 1 tim 30 min", 4500),),
    vat_percent=25,
    card_last4="4417",
)
PARKING_MANAGER = Receipt(
    name="parking-manager",
    kind="parking",
    merchant="Örebro Parkering Slottet",
    organisation_number="999999-0154",
    place="Örebro",
    before_friday_days=11,
    at=time(9, 10),
    rows=(("Parkering heldag", 12000),),
    vat_percent=25,
    card_last4="6603",
)
IRONMONGER = Receipt(
    name="ironmonger",
    kind="hardware",
    merchant="Järnhandeln i Kjellstavik AB",
    organisation_number="999999-0162",
    place="Storgatan 12, Kjellstavik",
    before_friday_days=1,
    at=time(16, 41),
    rows=(("Arbetsskor 39", 19900), ("Broddar", 5000)),
    vat_percent=25,
    card_last4="4417",
    notes=("Tack, välkommen åter",),
    other_days=(("Beställt", -2),),
    look="faint-date",
)
COFFEE = Receipt(
    name="coffee-evening",
    kind="restaurant",
    merchant="Café Linden",
    organisation_number="999999-0170",
    place="Lindallén 3, Kjellstavik",
    before_friday_days=8,
    at=time(17, 48),
    rows=(("Kaffe 6 st", 13200), ("Kanelbulle 6 st", 8200)),
    vat_percent=12,
    card_last4="9054",
    notes=("Serverat på plats",),
)
CONFERENCE_LUNCH = Receipt(
    name="conference-lunch",
    kind="restaurant",
    merchant="Bryggans kök",
    organisation_number="999999-0188",
    place="Hamnplan 1, Kjellstavik",
    before_friday_days=9,
    at=time(12, 55),
    rows=(("Dagens lunch 3 st", 43500), ("Kaffe 3 st", 9600)),
    vat_percent=12,
    card_last4="3118",
    notes=("Bord 7",),
)
LUNCH = Receipt(
    name="own-lunch",
    kind="restaurant",
    merchant="Restaurang Torget",
    organisation_number="999999-0196",
    place="Torget 5, Kjellstavik",
    before_friday_days=15,
    at=time(12, 12),
    rows=(("Lunchbuffé", 14500),),
    vat_percent=12,
    card_last4="5521",
)
STATIONER = Receipt(
    name="stationer",
    kind="office",
    merchant="Kontorshuset Kjellstavik",
    organisation_number="999999-0253",
    place="Storgatan 8, Kjellstavik",
    before_friday_days=10,
    at=time(16, 35),
    rows=(("Anteckningsböcker 10 st", 24900), ("Batterier till larm", 17800), ("Presentpapper", 5900)),
    vat_percent=25,
    card_last4="2276",
)
FUEL = Receipt(
    name="fuel-pool-car",
    kind="fuel",
    merchant="Macken i Kjellstavik AB",
    organisation_number="999999-0204",
    place="Infartsvägen 1, Kjellstavik",
    before_friday_days=16,
    at=time(15, 20),
    rows=(("Bensin 95 34,80 liter", 61248),),
    vat_percent=25,
    card_last4="9054",
    notes=("Pump 3", "Reg.nr KJV 00A"),
)
BOOK = Receipt(
    name="course-book",
    kind="books",
    merchant="Boklådan vid torget",
    organisation_number="999999-0212",
    place="Torget 2, Kjellstavik",
    before_friday_days=102,
    at=time(11, 20),
    rows=(("Bok: Omvårdnad i hemmet", 38900),),
    vat_percent=6,
    card_last4="8807",
)
TAXI_STOCKHOLM = Receipt(
    name="taxi-stockholm",
    kind="taxi",
    merchant="Mälartaxi",
    organisation_number="999999-0220",
    place="Stockholm",
    before_friday_days=17,
    at=time(9, 3),
    rows=(("Taxiresa 5,1 km", 18900),),
    vat_percent=6,
    card_last4="5521",
)
BLURRED = Receipt(
    name="blurred",
    kind="pharmacy",
    merchant="Apoteket Linden",
    organisation_number="999999-0238",
    place="Lindallén 1, Kjellstavik",
    before_friday_days=1,
    at=time(18, 4),
    rows=(("Munskydd 50 st", 8900), ("Handsprit", 4500)),
    vat_percent=25,
    card_last4="9054",
    look="blurred",
)
TAXI_COPENHAGEN = Receipt(
    name="taxi-copenhagen",
    kind="taxi",
    merchant="Nyhavn Taxa",
    organisation_number="999999-0246",
    place="København",
    before_friday_days=4,
    at=time(16, 20),
    rows=(("Tur 9,2 km", 18600),),
    vat_percent=25,
    card_last4="8810",
    look="document",
    currency="DKK",
)

TO_TRY = Receipt(
    name="to-try",
    kind="office",
    merchant="Papper och Penna",
    organisation_number="999999-0261",
    place="Torget 3, Kjellstavik",
    before_friday_days=1,
    at=time(12, 18),
    rows=(("Pärmar 4 st", 15600), ("Pennor till tavla", 8900)),
    vat_percent=25,
    card_last4="5519",
)
"""Nobody in the story has it: whoever tries Kvittera without a receipt at hand takes this one."""

RECEIPTS = (
    HOTEL,
    TAXI,
    TRAIN,
    NEXT_HOTEL,
    PARKING,
    PARKING_WITHOUT_ERRAND,
    PARKING_MANAGER,
    IRONMONGER,
    COFFEE,
    CONFERENCE_LUNCH,
    LUNCH,
    FUEL,
    STATIONER,
    BOOK,
    TAXI_STOCKHOLM,
    BLURRED,
    TAXI_COPENHAGEN,
)
