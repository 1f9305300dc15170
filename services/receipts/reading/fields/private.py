"""Lines that an employer seldom pays for: minibar, alcohol, tobacco, films on the room's television."""

import re

from shared.money import Ore

from ..values import Found, PrivatePart, Row, around, clearness
from .amounts import ore_in
from .labels import role_of
from .lettering import folded, word_list

_WORDS = {
    "minibar": word_list("minibar, mini bar, minibaren, minibaari"),
    "tobacco": word_list(
        """
        cigaretter, cigarett, cigg, cigarr, cigarrer, sigaretter, cigaret, savukkeet, savuke, tupakka, zigaretten,
        cigarettes, cigarette, tobacco, tobak, tabak, snus, vape, e cigarett, e cigarette, marlboro, camel, prince
        rod, portionssnus
        """
    ),
    "film": word_list(
        """
        pay tv, betal tv, betalings tv, hyrfilm, leiefilm, lejefilm, room movie, in room movie, film pa rummet, movie
        rental, pay movie, movie on demand, movies, vuokraelokuva, maksu tv, bezahlfernsehen, pay per view
        """
    ),
    "alcohol": word_list(
        """
        ol, starkol, fatol, storstark, oel, pils, pilsner, pilsener, lager, ipa, apa, ale, stout, porter, beer, bier,
        weissbier, helles, olut, tuoppi, vin, rodvin, rott vin, vitt vin, vitvin, hvidvin, hvitvin, rosevin, husets
        vin, husets vita, husets roda, glas vin, wine, red wine, white wine, house wine, rotwein, weisswein, wein,
        viini, punaviini, valkoviini, prosecco, cava, champagne, cider, siideri, whisky, whiskey, vodka, gin, gin
        tonic, rom, rum, akvavit, aquavit, snaps, schnaps, cognac, konjak, drink, cocktail, aperol, aperol spritz,
        grappa, jagermeister, negroni, mojito, lonkero, brandy, likor, riesling, chablis, g&t, fadol, fad ol, fat
        40cl, fat 50cl, rodtjut, vittjut, husets rodtjut, husets vittjut, ale draft, draft beer, draught, tap beer,
        bar ol, bar vin, glogi, viinilasi, weizen, hefeweizen, alster, spritzer, merlot, house red, house white, glas
        rott, glas vitt, rott hus, vitt hus, glas rodvin, glas hvidvin, sauv blanc, tinto, blanco, barnota, hotel bar,
        hotelbar, hotellbar, lobby bar, lobbybar, bar lounge, bar drinks, drinkar, baari, hotellibaari, oluet, viinit,
        sekt, weinschorle, radler, akevitt, punsch, shot, shots, cabernet, sauvignon, pinot, chardonnay, rioja,
        carlsberg, tuborg, heineken, guinness, pint, mellanol, alkolask, glogg, avec
        """
    ),
}
_NOT = word_list(
    """
    alkoholfri, alkoholfritt, alkfri, alk fri, alcohol free, non alcoholic, alkoholiton, alkoholfrei, utan alkohol,
    ginger, ginger ale, ginger beer, rotol, vinager, vinaigrette, dubbelrum, enkelrum, standardrum, dobbeltrom,
    enkeltrom, rum nr, rumsnr, rom nr, logi, natt, natter, netter, frokost, frukost, gast, gjest, rumnr, food & drink,
    food and drink, mat & dryck, mat och dryck, mat og drikke, speisen und getranke, ruoka ja juoma, energy drink,
    lattol, letol, let ol, kevytolut, soft drink, soft drinks, drink yoghurt, barnmeny, rabatt
    """
)

_QUANTITY = re.compile(r"\d{1,3}\s?(?:[a-z.]{1,4}\s?)?[x*@a×]?\s?\d")
_COUNT = re.compile(r"^\d{1,3}\s?(?:[x×*]|st\.?|stk\.?|kpl)?\s+(?=[^\W\d])", re.IGNORECASE)
_ROOM = word_list("rum, rom")
"""A room, in the languages where it is also a drink."""


def find_private(rows: tuple[Row, ...], language: str | None) -> Found[tuple[PrivatePart, ...]] | None:
    """Each such line with its amount. None when there is none: the print never says that nothing was private."""
    parts, boxes = [], []
    clear = 1.0
    for number, row in enumerate(rows):
        plain = folded(row.text)
        kind = next((kind for kind, pattern in _WORDS.items() if pattern.search(plain)), None)
        if kind is None or _NOT.search(plain) or role_of(plain) is not None:
            continue
        if kind == "alcohol" and language in ("sv", "no") and _ROOM.search(plain):
            continue
        said = ore_in(row.texts) or (_amounts_of_quantity(rows[number + 1]) if number + 1 < len(rows) else [])
        if not said or said[-1] <= 0:
            continue
        parts.append(PrivatePart(kind, _goods(row)[:80], said[-1]))
        boxes.append(row.box)
        clear = min(clear, row.score)
    if not parts:
        return None
    return Found(tuple(parts), box=around(tuple(boxes)), evidence={"words": 1.0, "clear-print": clearness(clear)})


def _goods(row: Row) -> str:
    """What was sold, without how many of it."""
    named = max(row.texts, key=lambda text: sum(char.isalpha() for char in text))
    return _COUNT.sub("", named).strip() or named


def _amounts_of_quantity(row: Row) -> list[Ore]:
    """Of a row below the goods that says how many at what price: "1 st * 88,00   88,00"."""
    return ore_in(row.texts) if _QUANTITY.match(folded(row.text)) else []
