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
        hostel 2, motel 2, frukost 0.5, hotell 2, hotelli 2, hotelnota 2, hotellnota 3, gasthof 1.5, pensionat 2,
        ankomst 0.7, avresa 0.7, arrival 0.7, avreise 0.7, afrejse 0.7, anreise 0.7, abreise 0.7, nights 1.5, natter
        1.5, netter 1.5, naetter 1.5, ubernachtung 3, overnatting 3, overnatning 3, overnattning 3, majoitus 3,
        huone 1.5, yota 1.5, zimmer 1.5, vaerelse 1.5, rom 0.7, kurtaxe 1.5, city tax 1, folio 2, gast 0.5, gjest
        0.7, guest 0.7, enkelrum 2, dubbelrum 2
    """,
    "taxi": r"""
        taxi 2.5, taxiresa 3, framkorning 2, framkorningsavgift 2, grundavgift 1, korstracka 1.5, fare 1, meter 0.5,
        cab 2, uber 2.5, bolt 1, taksi 3, drosje 3, vognlov 1.5, taxameter 3, taxametri 3, forare 1, sjafor 1.5,
        chauffor 1.5, fahrer 1, fahrpreis 1.5, fahrt 1, fahrtkosten 1.5, korpris 2, turpris 1.5, kuljettaja 1, kyyti
        1.5, matka 0.5, from-to 0.5, driver 1, trip 0.7, pickup 1.5, dropoff 1.5, cabs 2.5, meter fare 2,
        startavgift 1.5, bil 0.5, kortur 2, starttakst 2, grundgebuhr 1.5, taxinr 2.5, wagen 0.5, taxilicens 2
    """,
    "parking": r"""
        parkering 3, parking 3, parkeringsavgift 3, p-hus 3, p-avgift 3, zon 1, zone 1, omrade 0.7, parkeringshus 3,
        length of stay 2, p-plats 2, reg ?nr 0.5, easypark 3, parkeringskvitto 3, parkeringsbillett 3,
        parkeringsbillet 3, pysakointi 3, pysakointilippu 3, pysakointimaksu 3, parkschein 3, parkhaus 3, parkgebuhr
        3, parkzeit 2, p-automat 2, registreringsnummer 0.7, starttid 1, sluttid 1, parkeringstid 3, einfahrt 1.5,
        ausfahrt 1.5, inkorning 1.5, utkorning 1.5, pay and display 3, parked 2, zona 0.5, vyohyke 1.5, sone 0.7,
        fordon 0.5, kennzeichen 0.5, plate 0.7, parkeringsplass 3
    """,
    "fuel": r"""
        bensin 3, diesel 3, bransle 2, blyfri 3, pump 2, liter 1, kr/l 2, petrol 2.5, ron ?9[578] 3, etanol 3, hvo
        2.5, kwh 2.5, laddning 2.5, e85 3, tank 1, 95 0.3, drivmedel 3, fuel 2, bensiini 3, diesel b7 3, blyfri 95
        3, oktan 2, super e10 3, super e5 3, kraftstoff 2.5, zapfsaule 2.5, saule 1.5, tankstelle 2.5, polttoaine
        2.5, pumppu 2, mittari 0.7, drivstoff 2.5, drivmiddel 2, pumpe 2, stander 1, lading 1.5, ladning 1.5,
        opladning 2.5, laddsession 2.5, charging 2, charge session 2.5, lataus 2, ladevorgang 2.5, unleaded 3,
        premium unleaded 3, gallons 2.5, gal 1, stromstarke 1, adblue 2
    """,
    "restaurant": r"""
        restaurang 2, restoran 2, restaurant 2, cafe 2, kafe 1.5, pizzeria 2.5, lunch 1.5, dricks 1.5, bord 1, table
        1, krog 1.5, kaffe 0.6, coffee 1, meny 1, wok 1, sushi 1.5, kitchen 1, bistro 2, nasi 1, mee 1, teh 1, pax
        1, dine in 2, food court 1.5, burger 1, bageri 1, konditori 2, sjokrogen 1, grill 1, ol 0.4, gatukok 2,
        ravintola 2, kahvila 2, gasthaus 2.5, wirtshaus 2.5, speisen 1.5, getranke 1.5, bedienung 1.5, tisch 1.5,
        bewirtung 2.5, servitor 2, servitris 2, kypare 1.5, kuvert 0.7, couvert 1.5, covers 2, gaster 1.5, gjester
        1.5, tjener 1.5, bord nr 2, poyta 2, tarjoilija 2, tippi 1.5, trinkgeld 1, gratuity 1.5, dagens lunch 3,
        dagens ratt 3, dagens ret 2.5, dagens rett 2.5, lounas 2.5, mittagessen 2, middag 1, varmratt 2, forratt 2,
        dessert 1.5, starter 0.7, main course 2, pasta 1, pizza 1.5, caesar 1, caesarsallad 1.5, schnitzel 2,
        currywurst 2, smorrebrod 2.5, kebab 1.5, cappuccino 1, espresso 1, latte 1, te 0.3, olut 0.7, bier 0.7, beer
        0.7, pils 0.7, vin 0.6, steak 1.5, fish & chips 2, server 1.5, tapas 1.5, soup 1, keitto 1.2, suppe 1, suppa
        0.8, kanelbulle 1, korvapuusti 1, dine 1.5, take away 1, takeaway 1, brasserie 2, grillen 1.5, kro 1.5,
        spisested 2.5, pub 1.5, bar 0.7, inn 0.7
    """,
    "train": r"""
        tag 1.5, tagresa 3, train 2, sj 1, pendel 1, resenar 1.5, avgang 1.5, klass 0.7, vagn 1.5, plats 0.7,
        biljett 1.5, ombokningsbar 1.5, pendeln 1.5, enkelbiljett 1.5, vuxen 0.7, periodbiljett 1.5, railway 2,
        jernbane 2, togbillett 3, togbillet 3, tog 1.5, juna 2.5, junalippu 3, rautatie 2, bahn 1.5, zug 1.5,
        fahrkarte 2.5, wagen 0.7, sitzplatz 1.5, gleis 1.5, ice 0.7, sittplats 1.5, vognnr 1, paikka 0.5, vaunu 2,
        rail 2, single ticket 1.5, return ticket 1, coach 0.7, seat 0.7, tagbiljett 3, intercity 2, regionaltag 2,
        ankomst 0.3, stasjon 1, station 0.7, resenarer 1, zonbiljett 1, standard class 1.5, 2 kl 0.7
    """,
    "bus": r"""
        buss 2.5, bus 2, flygbuss 3, flygbussarna 3, lokaltrafik 2, busskort 3, linja-auto 3, bussi 2.5, bussbiljett
        3, bussbillett 3, busbillet 3, zonbiljett 2, lahijunat 1, kertalippu 2, seutulippu 2, enkeltbillett 1.5,
        enkeltbillet 1.5, sonebillett 1.5, linje 1, linie 0.7, hallplats 1.5, expressbuss 3, ruter 1, coach 1,
        fernbus 3, day pass 1, zone ticket 1.5, zoner 1
    """,
    "flight": r"""
        flyg 1.5, flight 2, boarding 2, airline 2, airlines 2, airways 2, bagage 1, flygplats 0.5, flygbiljett 3,
        flybillett 3, flybillet 3, fly 1, lento 2.5, lentolippu 3, lentoyhtio 3, flug 2, flugticket 3, e-ticket 2,
        eticket 2, boarding pass 2, baggage 1.5, incheckat bagage 2, passenger 1, passasjer 1, passagerare 1, pnr
        1.5, matkustaja 1, reisender 0.7, passagier 1, airport tax 2, flygskatt 2, seat selection 1.5, handbagage
        1.5, gate 0.7
    """,
    "ferry": r"""
        farja 2.5, ferry 2.5, rederi 2, hytt 1.5, farge 2.5, faerge 3, ferge 3, fergebillett 3, lautta 3, laiva 2,
        lauttalippu 3, fahre 3, fahrticket 1, overfart 2.5, overfahrt 2.5, bil under 2, car deck 2, cabin 1, hytti
        2, kabine 1, personbil 0.5, crossing 2, sailing 2, rederiet 2, line 0.3
    """,
    "toll": r"""
        trangselskatt 3, broavgift 3, bropassage 3, toll 2.5, vagavgift 3, bompenger 3, bompasseringer 3, bomstasjon
        3, tiemaksu 3, maut 3, autobahn 1, vignette 2.5, bro 0.7, passage 1.5, brobizz 3, betalstation 2.5, toll
        road 3, toll plaza 3, tunnel 1.5, autopass 3, bridge toll 3, storebaelt 2, plaza 0.5, lane 0.5, axles 1.5,
        fahrzeugklasse 2, fordonsklass 2, passering 2
    """,
    "groceries": r"""
        livs 2, mat 1, mjolk 1, mellanmjolk 1, brod 0.8, barkasse 1.2, kg 0.5, naropp\w* 1.5,
        supermarket 2, mart 1.5, banan 0.8, narlivs 2, pant 0.7, mini ?market 2, hypermarket 2, grocer\w* 2, eko
        0.4, ost 0.4, smor 0.5, handlar\w* 1, supermarked 2.5, supermarkt 2.5, dagligvarer 2.5, kobmand 2, kobmanden
        2, matbutikk 2.5, lebensmittel 2.5, ruokakauppa 2.5, kauppa 1, maito 1, leipa 1, juusto 1, kahvi 0.5, milch
        1, brot 1, kase 0.8, butter 0.8, apfel 0.8, melk 1, maelk 1, bananas 0.8, bananer 0.8, milk 0.8, bread 0.8,
        cheese 0.7, eggs 0.7, agg 0.7, egg 0.5, eier 0.7, pfand 1, pantti 1, bananen 0.8, food store 2, corner shop
        2, minimarket 2, grot 0.3, yoghurt 0.7, jogurtti 0.7, kartoffeln 0.8, tomater 0.6, gurka 0.6, knackebrod 1,
        omena 0.8, talouspaperi 1, handla 1
    """,
    "books": r"""
        bok 1.5, bokhandel\w* 3, bocker 2, pocket 1.5, roman 0.7, book 1.5, books 2, bookstore 3, bookshop 3, isbn
        2, inbunden 2, boghandel 3, bokhandler 3, buchhandlung 3, kirjakauppa 3, kirja 2, buch 2,
        bog 1, boger 2, taschenbuch 2, paperback 2, hardback 2, pokkari 2, novel 1, reiseguide 1, guidebook 1,
        fachbuch 2, kurslitteratur 2
    """,
    "office": r"""
        kontorsvaror 3, papper\w* 1.5, kopieringspapper 2, parm 1.5, markpenna 1.5, penna 1, stationer\w* 3, toner
        2, kontor 1, haftapparat 1.5, block 0.5, print\w* 1, photocopy 2, anteckningsblock 1.5, kuvert 1,
        kontorrekvisita 3, kontorrekvisitter 3, papirhandel 2.5, burobedarf 3, schreibwaren 3, paperikauppa 2.5,
        toimisto 2, toimistotarvike 3, kuulakarkikyna 2, kyna 1, kugelschreiber 1.5, notizbuch 1.5, ordner 1,
        printerpapir 2, kopipapir 2, skrivarpapper 2, pens 1, notebook 1, envelopes 1.5, stapler 1.5, usb 0.7, hdmi
        1, mus 0.5, tastatur 1, ballpoint 1.5, post-it 1.5, mapp 1, hullapp 1
    """,
    "hardware": r"""
        hardware 3, bygg\w* 2, jarn\w* 1, skruv\w* 2, verktyg\w* 2, farg 1, diy 3, d\.i\.y 3, spik 1.5, borr 1.5,
        electrical 1, paint 1.5, tool 1.5, virke 2, jernvare 2, byggevare 2, byggmarknad 3, baumarkt 3, eisenwaren
        3, rautakauppa 3, rauta 1.5, ruuvi 2, ruuveja 2, naula 1.5, schrauben 2, dubel 1.5, werkzeug 2, bohrer 2,
        hammer 1.5, hammare 1.5, skruer 2, skrue 2, vaerktoj 2, verktoy 2, maling 1, maali 1.5, farbe 1, screws 2,
        drill 1.5, timber 1.5, tape 0.5, plugg 1, trall 1, screwdriver 2, skruvdragare 2
    """,
    "pharmacy": r"""
        apotek\w* 3, pharmacy 3, farmasi 3, lakemedel 2, dispensed 2, apteekki 3, apotheke 3,
        chemist 3, chemists 3, medisin 1.5, medicin 1.5, laake 2, arzneimittel 2, rezept 2, resept 2, recept 2,
        reseptti 2, prescription 2.5, alvedon 2, ipren 2, ibuprofen 2, ibux 2, panodil 2, paracet 2, paracetamol 2,
        burana 2, aspirin 1.5, plaster 1, plastre 1, vitamin 1, vitamiini 1, nenasumute 1.5, nasespray 1.5,
        nesespray 1.5, nasspray 1.5, nasenspray 1.5, hostmedicin 1.5, halstabletter 1, handkram 0.7, pflaster 1,
        solkram 0.7, sunscreen 0.7
    """,
}
"""Words of each trade (folded, as patterns) and how much each says."""


def _patterns(told: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    entries = (entry.strip().rpartition(" ") for entry in told.split(","))
    return tuple((re.compile(rf"(?<![a-z]){word}(?![a-z])"), float(weight)) for word, _, weight in entries)


_PATTERNS = {kind: _patterns(told) for kind, told in _WORDS.items()}
_IN_NAME = {
    "hotel": r"hotel|gasthof|pension|motel|hostel",
    "restaurant": r"krog|cafe|kafe|restaurang|restaurant|ravintola|pizz|bistro|gasthaus|burger|espresso|kahvila|kro\b|grill|sushi|biff",
    "taxi": r"taxi|taksi|cabs?\b|drosje|bilarna",
    "books": r"bokhandel|boghandel|bokhand|books|buchhand|kirja",
    "fuel": r"tank|mack|petrol|bransle|fuel|bensin|huolto",
    "train": r"tag\b|tag ab|pendel|rail|bahn\b|tog\b|juna",
    "bus": r"buss|\bbus\b|busse|linjer",
    "flight": r"flyg|\bair\b|airways|airline|lento|\bfly\b",
    "ferry": r"rederi|farj|faerge|ferge|ferry|lautta",
    "groceries": r"\bmat|livs|oppet|hallen|supermark|kobmand|lebensm|ruoka|grocer|minimarket",
    "office": r"kontor|papper|papir|buro|toimisto|stationer",
    "hardware": r"bygg|jarn|jern|eisen|rauta|hardware|baumarkt",
    "parking": r"parkering|parking|p-hus|parkhaus|pysakoint",
    "pharmacy": r"apotek|apothek|apteek|pharmac|chemist",
    "toll": r"\btoll|bompeng|bropass|maut|bron\b|vagavgift",
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
