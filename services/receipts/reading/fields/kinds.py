"""What kind of receipt it is, from the words of the trade."""

import re

from ..values import Found, Row
from .lettering import folded

KINDS = (
    "hotel",
    "taxi",
    "parking",
    "fuel",
    "restaurant",
    "train",
    "bus",
    "flight",
    "groceries",
    "books",
    "office",
    "hardware",
    "pharmacy",
    "toll",
    "ferry",
    "other",
)

_WORDS = {
    "hotel": r"""
        hotel 2, logi 2, rum 1, room 1, natt 1, night 1, minibar 1.5, incheckning 1, check-?in 1, vandrarhem 2,
        hostel 2, motel 2, frukost 0.5
    """,
    "taxi": r"""
        taxi 2.5, taxiresa 3, framkorning 2, framkorningsavgift 2, grundavgift 1, korstracka 1.5, fare 1, meter
        0.5, cab 2, uber 2.5, bolt 1
    """,
    "parking": r"""
        parkering 3, parking 3, parkeringsavgift 3, p-hus 3, p-avgift 3, zon 1, zone 1, omrade 0.7,
        parkeringshus 3, length of stay 2, p-plats 2, reg ?nr 0.5, easypark 3
    """,
    "fuel": r"""
        bensin 3, diesel 3, bransle 2, blyfri 3, pump 2, liter 1, kr/l 2, petrol 2.5, ron ?9[578] 3, etanol 3,
        hvo 2.5, kwh 2.5, laddning 2.5, e85 3, tank 1, 95 0.3, drivmedel 3, fuel 2
    """,
    "restaurant": r"""
        restaurang 2, restoran 2, restaurant 2, cafe 2, kafe 1.5, pizzeria 2.5, lunch 1.5, dricks 1.5, bord 1,
        table 1, krog 1.5, kaffe 0.6, coffee 1, meny 1, wok 1, sushi 1.5, kitchen 1, bistro 2, nasi 1, mee 1,
        teh 1, pax 1, dine in 2, food court 1.5, burger 1, bageri 1, konditori 2, sjokrogen 1, grill 1, ol 0.4,
        gatukok 2
    """,
    "train": r"""
        tag 1.5, tagresa 3, train 2, sj 1, pendel 1, resenar 1.5, avgang 1.5, klass 0.7, vagn 1.5, plats 0.7,
        biljett 1.5, ombokningsbar 1.5, pendeln 1.5, enkelbiljett 1.5, vuxen 0.7, periodbiljett 1.5, railway 2
    """,
    "bus": r"""
        buss 2.5, bus 2, flygbuss 3, flygbussarna 3, lokaltrafik 2, busskort 3
    """,
    "flight": r"""
        flyg 1.5, flight 2, boarding 2, airline 2, airlines 2, airways 2, bagage 1, flygplats 0.5
    """,
    "ferry": r"""
        farja 2.5, ferry 2.5, rederi 2, hytt 1.5
    """,
    "toll": r"""
        trangselskatt 3, broavgift 3, bropassage 3, toll 2.5, vagavgift 3
    """,
    "groceries": r"""
        livs 2, matcenter 2.5, mat 1, mjolk 1, mellanmjolk 1, brod 0.8, barkasse 1.2, kg 0.5, naropp\w* 1.5,
        supermarket 2, mart 1.5, banan 0.8, narlivs 2, pant 0.7, mini ?market 2, hypermarket 2, grocer\w* 2, eko
        0.4, ost 0.4, smor 0.5, handlar\w* 1
    """,
    "books": r"""
        bok 1.5, bokhandel\w* 3, bocker 2, pocket 1.5, roman 0.7, book 1.5, books 2, bookstore 3, bookshop 3,
        isbn 2, inbunden 2, popular book 2
    """,
    "office": r"""
        kontorsvaror 3, papper\w* 1.5, kopieringspapper 2, parm 1.5, markpenna 1.5, penna 1, stationer\w* 3,
        toner 2, kontor 1, haftapparat 1.5, block 0.5, print\w* 1, photocopy 2, anteckningsblock 1.5, kuvert 1
    """,
    "hardware": r"""
        hardware 3, bygg\w* 2, jarn\w* 1, skruv\w* 2, verktyg\w* 2, farg 1, diy 3, d\.i\.y 3, spik 1.5, borr
        1.5, electrical 1, paint 1.5, tool 1.5, virke 2
    """,
    "pharmacy": r"""
        apotek\w* 3, pharmacy 3, farmasi 3, lakemedel 2, guardian 1, watsons 1, dispensed 2
    """,
}
"""Words of each trade (folded, as patterns) and how much each says."""


def _patterns(told: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    entries = (entry.strip().rpartition(" ") for entry in told.split(","))
    return tuple((re.compile(rf"(?<![a-z]){word}(?![a-z])"), float(weight)) for word, _, weight in entries)


_PATTERNS = {kind: _patterns(told) for kind, told in _WORDS.items()}
_IN_NAME = {
    "hotel": r"hotell",
    "restaurant": r"krog|cafe|restaurang|pizz",
    "taxi": r"taxi",
    "books": r"bokhandel",
    "fuel": r"tank|mack|petrol|bransle",
    "train": r"tag\b|tag ab|pendel",
    "groceries": r"mat|livs|oppet|hallen",
    "office": r"kontor|papper",
    "parking": r"park",
}
HEAD_ROWS = 4


def find_kind(rows: tuple[Row, ...]) -> Found[str] | None:
    """The kind with most words for it; words in the name count double. `other` when none speaks."""
    if not rows:
        return None
    plain = [folded(row.text) for row in rows]
    weights: dict[str, float] = {}
    for kind, patterns in _PATTERNS.items():
        for pattern, weight in patterns:
            hits = [number for number, text in enumerate(plain) if pattern.search(text)]
            if hits:
                weights[kind] = weights.get(kind, 0.0) + weight * (2.0 if hits[0] < HEAD_ROWS else 1.0)
    named = set()
    head = " ".join(plain[:2])
    for kind, pattern_text in _IN_NAME.items():
        if re.search(pattern_text, head):
            weights[kind] = weights.get(kind, 0.0) + 1.5
            named.add(kind)
    if not weights:
        return Found("other", evidence={"no-word": 1.0})
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    evidence = {
        "words": min(ranked[0][1] / 6, 1.0),
        "lead": min(1.0, lead / 3.0),
        "in-name": float(ranked[0][0] in named),
    }
    return Found(ranked[0][0], evidence=evidence)
