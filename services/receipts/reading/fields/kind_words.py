"""Words of each trade in six languages, in the folded form of `lettering`, and how much each says. They may be patterns."""

WORDS = {
    "hotel": r"""
        hotel 2, logi 2, rum 1, room 1, natt 1, night 1, minibar 1.5, incheckning 1, check-?in 1, vandrarhem 2, hostel
        2, motel 2, frukost 0.5, hotell 2, hotelli 2, hotelnota 2, hotellnota 3, gasthof 1.5, pensionat 2, ankomst
        0.7, avresa 0.7, arrival 0.7, avreise 0.7, afrejse 0.7, anreise 0.7, abreise 0.7, nights 1.5, natter 1.5,
        netter 1.5, naetter 1.5, ubernachtung 3, overnatting 3, overnatning 3, overnattning 3, majoitus 3, huone 1.5,
        yota 1.5, zimmer 1.5, vaerelse 1.5, rom 0.7, kurtaxe 1.5, city tax 1, folio 2, gast 0.5, gjest 0.7, guest 0.7,
        enkelrum 2, dubbelrum 2, losji 3, ophold 2, morgenmad 1, morgenbuffet 1, \d nat 1.5, \d natt 1.5, overnight
        stay 3, romregning 3, rumsnota 3, rumsdygn 3, gjestehus 2, gastehaus 2, gasthem 2, guest ?house 2.5, b&b 2,
        romnummer 2, rumsnummer 2, rum ?nr 2, room no 2, zimmer-?nr 2, zi 1, huone nro 2, dogn 1.5, vuorokau\w+ 2,
        length of stay 1.5, room rate 2.5, room charge 2.5, room service 2, check-?out 1, guest statement 2,
        gaesteregning 2.5, gasterechnung 2.5, hotellihuone 3, aamiainen 0.7, fruhstuck 0.7, breakfast 0.7, frokost
        0.5, avresedag 1, ankomstdag 1, avreisedato 1, ankomstdato 1, afrejsedato 1, arrived 0.7, departed 0.7, logis
        1.5, boende 1.5, stay 0.7, suite 1.5
    """,
    "taxi": r"""
        taxi 2.5, taxiresa 3, framkorning 2, framkorningsavgift 2, grundavgift 1, korstracka 1.5, fare 1, meter 0.5,
        cab 2, uber 2.5, bolt 1, taksi 3, drosje 3, vognlov 1.5, taxameter 3, taxametri 3, forare 1, sjafor 1.5,
        chauffor 1.5, fahrer 1, fahrpreis 1.5, fahrt 1, fahrtkosten 1.5, korpris 2, turpris 1.5, kuljettaja 1, kyyti
        1.5, matka 0.5, from-to 0.5, driver 1, trip 0.7, pickup 1.5, dropoff 1.5, cabs 2.5, meter fare 2, startavgift
        1.5, bil 0.5, kortur 2, starttakst 2, grundgebuhr 1.5, taxinr 2.5, wagen 0.5, taxilicens 2, taxa 3, grundgebyr
        1.5, grunntakst 2, fahrstrecke 1.5, anfahrt 1, waiting time 2, vantetid 2, ventetid 2, odotusaika 2,
        lahtomaksu 2, perusmaksu 1.5, ajomatka 2, loyve 2, loyvehaver 2, tur 0.6, indreg 0.6, rides 1.5, fahrgast 1.5,
        trinkgeld 0.3, km-pris 1.5, tilleggs?tid 1, taxiunternehmen 3
    """,
    "parking": r"""
        parkering 3, parking 3, lot 0.7, vrm 0.5, parkeringsavgift 3, p-hus 3, p-avgift 3, zon 1, zone 1, omrade 0.7,
        parkeringshus 3, length of stay 2, p-plats 2, reg ?nr 0.5, easypark 3, parkeringskvitto 3, parkeringsbillett
        3, parkeringsbillet 3, pysakointi 3, pysakointilippu 3, pysakointimaksu 3, parkschein 3, parkhaus 3,
        parkgebuhr 3, parkzeit 2, p-automat 2, registreringsnummer 0.7, starttid 1, sluttid 1, parkeringstid 3,
        einfahrt 1.5, ausfahrt 1.5, inkorning 1.5, utkorning 1.5, pay and display 3, parked 2, zona 0.5, vyohyke 1.5,
        sone 0.7, fordon 0.5, kennzeichen 0.5, plate 0.7, parkeringsplass 3, parkraum 2.5, kjennemerke 1,
        rekisterinumero 0.7, autohalli 3, p-zon 2, p-tid 2, takstgruppe 1, takstsone 1.5, parkeringsgebyr 3,
        parkeringsautomat 3, parkvorgang 3, parkdauer 2.5, garage 1.5, startet 0.5, avsluttet 0.5, aloitus 0.5,
        lopetus 0.5, pysakointiaika 3, taxeomrade 1.5, vehicle reg 1, car park 3, bay 0.7, parkautomat 3, stellplatz
        1.5, p-hall 3, p-skiva 2
    """,
    "fuel": r"""
        bensin 3, diesel 3, bransle 2, blyfri 3, pump 2, liter 1, kr/l 2, petrol 2.5, ron ?9[578] 3, etanol 3, hvo
        2.5, kwh 2.5, laddning 2.5, e85 3, tank 1, drivmedel 3, fuel 2, bensiini 3, diesel b7 3, blyfri 95 3, oktan 2,
        super e10 3, super e5 3, kraftstoff 2.5, zapfsaule 2.5, saule 1.5, tankstelle 2.5, polttoaine 2.5, pumppu 2,
        mittari 0.7, drivstoff 2.5, drivmiddel 2, pumpe 2, stander 1, lading 1.5, ladning 1.5, opladning 2.5,
        laddsession 2.5, charging 2, charge session 2.5, lataus 2, ladevorgang 2.5, unleaded 3, premium unleaded 3,
        gallons 2.5, gal 1, stromstarke 1, adblue 2, pump no 2.5, benzin 3, bilvask 1, car wash 1, biltvatt 1,
        autowaschanlage 1, regular 0.3, super 95 3, bensin 95 3, miles 95 2.5, miles 98 2.5, bensiini 95 3, literpris
        2, pris/l 2, eur/l 2, per litre 2, ltr 0.7, litres 2, litraa 1.5, snabbladdning 2.5, lynlading 2.5,
        hurtiglading 2.5, ladestasjon 2.5, ladestation 2.5, rapid charge 2.5, ev charging 3, spolarvatska 0.7
    """,
    "restaurant": r"""
        restaurang 2, restoran 2, restaurant 2, cafe 2, kafe 1.5, pizzeria 2.5, lunch 1.5, dricks 1.5, bord 1, table
        1, krog 1.5, kaffe 0.6, coffee 1, meny 1, wok 1, sushi 1.5, kitchen 1, bistro 2, nasi 1, mee 1, teh 1, pax 1,
        dine in 2, food court 1.5, burger 1, bageri 1, konditori 2, sjokrogen 1, grill 1, ol 0.4, gatukok 2, ravintola
        2, kahvila 2, gasthaus 2.5, wirtshaus 2.5, speisen 1.5, getranke 1.5, bedienung 1.5, tisch 1.5, bewirtung 2.5,
        servitor 2, servitris 2, kypare 1.5, kuvert 0.7, couvert 1.5, covers 2, gaster 1.5, gjester 1.5, tjener 1.5,
        bord nr 2, poyta 2, tarjoilija 2, tippi 1.5, trinkgeld 1, gratuity 1.5, dagens lunch 3, dagens ratt 3, dagens
        ret 2.5, dagens rett 2.5, lounas 2.5, mittagessen 2, middag 1, varmratt 2, forratt 2, dessert 1.5, starter
        0.7, main course 2, pasta 1, pizza 1.5, caesar 1, caesarsallad 1.5, schnitzel 2, currywurst 2, smorrebrod 2.5,
        kebab 1.5, cappuccino 1, espresso 1, latte 1, te 0.3, olut 0.7, bier 0.7, beer 0.7, pils 0.7, vin 0.6, steak
        1.5, fish & chips 2, server 1.5, tapas 1.5, soup 1, keitto 1.2, suppe 1, suppa 0.8, kanelbulle 1, korvapuusti
        1, dine 1.5, take away 1, takeaway 1, brasserie 2, grillen 1.5, kro 1.5, spisested 2.5, pub 1.5, bar 0.7, inn
        0.7, hakkebof 1.5, plankstek 1.5, skaldjursgryta 1.5, sallad 1, salat 0.8, salad 0.8, tbl 1.5, pommes 1.2,
        fries 1, chips 0.5, food & drink 2.5, mat & dryck 2.5, mat og drikke 2.5, sourdough 0.6, sandwich 0.8, house
        red 1.5, house white 1.5, punaviini 1, valkoviini 1, muikut 1, ploughmans 1.5, notans belopp 2, kuchen 0.8,
        strudel 1.2, laks 0.7, kylling 0.7, kyckling 0.7, chicken 0.6, curry 1, noodles 1, ramen 1.5, thai 1.5,
        spisehus\w* 2.5, taproom 2, vardshus 2.5, stube 1.2, wirt 1.2, gulasch 1.5, kott?bullar 1.5, smorgas 0.8,
        smorbrod 1.5, sodavand 0.6, mineralwasser 0.5, lask 0.5, biff 1, entrecote 1.5, hovedret\w* 1.5, huvudratt
        1.5, hauptgericht 1.5, vorspeise 1.5, alkuruoka 1.5, paaruoka 1.5, jalkiruoka 1.5, barnmeny 1.5, guests 0.7,
        personer 0.3, lounastupa 2, hamburgare 1.2, hamburger 1.2, tea 0.3, scone 0.8, muffin 0.7, croissant 0.7, korv
        0.6, polse 0.6, wurst 0.6, bratwurst 1.2, ata har 2, ta med 1, eat in 2, drive thru 2, big mac 2, happy meal 2
    """,
    "train": r"""
        tag 0.7, tagresa 3, train 2, sj 1, pendel 1, resenar 1.5, avgang 1.5, klass 0.7, vagn 1.5, plats 0.7, biljett
        1.5, ombokningsbar 1.5, pendeln 1.5, enkelbiljett 1.5, vuxen 0.7, periodbiljett 1.5, railway 2, jernbane 2,
        togbillett 3, togbillet 3, tog 1.5, juna 2.5, junalippu 3, rautatie 2, bahn 1.5, zug 1.5, fahrkarte 2.5, wagen
        0.7, sitzplatz 1.5, gleis 1.5, ice 0.7, sittplats 1.5, vognnr 1, paikka 0.5, vaunu 2, rail 2, single ticket
        1.5, return ticket 1, coach 0.7, seat 0.7, tagbiljett 3, intercity 2, regionaltag 2, ankomst 0.3, stasjon 1,
        station 0.7, resenarer 1, zonbiljett 1, standard class 1.5, 2 kl 0.7, train fare 2.5, seat reservation 1.5,
        platsbiljett 2, junamatka 2.5, togrejse 3, togreise 3, platsreservation 1.5, bahnfahrt 2.5, bahnticket 3, ic
        0.5, rail ticket 3, togkort 2, line 0.2, rejse 0.5, reise 0.3, zugticket 3, 1st class 1, 2nd class 1, standard
        single 1.5, setereservasjon 1.5, pladsreservation 1.5, sittplatsbokning 1.5, paikkavaraus 1.5, 2 klass 1,
        sitzplatzreservierung 2, matkalippu 2.5, vr-yhtyma 2.5, fernverkehr 2.5
    """,
    "bus": r"""
        buss 2.5, bus 2, enkelbiljett 1.5, kollektivtrafik\w* 3, zonbiljett 2, verkehrsverbund 3, nahverkehr 2.5,
        dagskort 1.5, dagkort 1.5, 24-?timmars\w* 1.5, flygbuss 3, flygbussarna 3, lokaltrafik 2, busskort 3,
        linja-auto 3, bussi 2.5, bussbiljett 3, bussbillett 3, busbillet 3, lahijunat 1, kertalippu 2, seutulippu 2,
        enkeltbillett 1.5, enkeltbillet 1.5, sonebillett 1.5, linje 1, linie 0.7, hallplats 1.5, expressbuss 3, ruter
        1, coach 1, fernbus 3, day pass 1, zone ticket 1.5, zoner 1, bussresa 3, busstur 3, bussikortti 3, busreise
        2.5, busfahrt 3, bus ticket 3, bus fare 3, bustur 3, linja 1, flytoget 0.3, flybuss 3, airport bus 3, airport
        coach 3, einzelfahrt 1.5, busreisen 2.5, tageskarte 1.5, dagbiljett 1.5
    """,
    "flight": r"""
        flyg 1.5, flight 2, boarding 2, airline 2, airlines 2, airways 2, bagage 1, flygplats 0.5, flygbiljett 3,
        flybillett 3, flybillet 3, fly 1, lento 2.5, lentolippu 3, lentoyhtio 3, flug 2, flugticket 3, e-ticket 2,
        eticket 2, boarding pass 2, baggage 1.5, incheckat bagage 2, passenger 1, passasjer 1, passagerare 1, pnr 1.5,
        matkustaja 1, reisender 0.7, passagier 1, airport tax 2, flygskatt 2, seat selection 1.5, handbagage 1.5, gate
        0.7, flyresa 2.5, flygresa 3, flugreise 3, lentomatka 3, flugnummer 2, flight no 2, lennon 1, cabin bag 1.5,
        taxes & fees 1.5, passenger name 1, bookingref\w* 0.5, lufthavn 0.5, airport 0.4, flughafengebuhr 2,
        lufthavnsskatt 2, incheckning bagage 1.5
    """,
    "ferry": r"""
        farja 2.5, ferry 2.5, rederi 2, hytt 1.5, farge 2.5, faerge 3, ferge 3, fergebillett 3, lautta 3, laiva 2,
        lauttalippu 3, fahre 3, fahrticket 1, overfart 2.5, overfahrt 2.5, bil under 2, car deck 2, cabin 1, hytti 2,
        kabine 1, personbil 0.5, crossing 2, sailing 2, rederiet 2, line 0.3, vehicle up to 2, foot passenger 2.5, sea
        lines 2, car & driver 2, bilfarja 3, faergebillet 3, farjebiljett 3, sejltid 1.5, overfarten 1.5, kahytt 2,
        seereise 1.5, voksen 0.4, bil og forer 1.5, ajoneuvo 1
    """,
    "toll": r"""
        trangselskatt 3, broavgift 3, bropassage 3, toll 2.5, vagavgift 3, bompenger 3, bompasseringer 3, bomstasjon
        3, tiemaksu 3, maut 3, autobahn 1, vignette 2.5, bro 0.7, passage 1.5, brobizz 3, betalstation 2.5, toll road
        3, toll plaza 3, tunnel 1.5, autopass 3, bridge toll 3, storebaelt 2, plaza 0.5, lane 0.5, axles 1.5,
        fahrzeugklasse 2, fordonsklass 2, passering 2, infrastrukturavgift 3, bomring 3, road toll 3, bridge crossing
        2, tunnelavgift 3, bomavgift 3
    """,
    "groceries": r"""
        livs 2, mat 1, mjolk 1, mellanmjolk 1, brod 0.8, barkasse 1.2, kg 0.5, naropp\w* 1.5, supermarket 2, mart 1.5,
        banan 0.8, narlivs 2, pant 0.7, mini ?market 2, hypermarket 2, grocer\w* 2, eko 0.4, ost 0.4, smor 0.5,
        handlar\w* 1, supermarked 2.5, supermarkt 2.5, dagligvarer 2.5, kobmand 2, kobmanden 2, matbutikk 2.5,
        lebensmittel 2.5, ruokakauppa 2.5, kauppa 1, maito 1, leipa 1, juusto 1, kahvi 0.5, milch 1, brot 1, kase 0.8,
        butter 0.8, apfel 0.8, melk 1, maelk 1, bananas 0.8, bananer 0.8, milk 0.8, bread 0.8, cheese 0.7, eggs 0.7,
        agg 0.7, egg 0.5, eier 0.7, pfand 1, pantti 1, bananen 0.8, food store 2, corner shop 2, minimarket 2, grot
        0.3, yoghurt 0.7, jogurtti 0.7, kartoffeln 0.8, tomater 0.6, gurka 0.6, knackebrod 1, omena 0.8, talouspaperi
        1, handla 1, apples 0.8, oats 0.6, oat milk 0.8, shampoo 0.5, karjalanpiirakka 0.8, hushallspapper 0.8, toilet
        paper 0.8, pasta 0.3, kartoffel\w* 0.6, potatis 0.7, potet 0.6, peruna 0.7, kurkku 0.6, appelsin\w* 0.6,
        oranges 0.7, gulrot 0.5, morotter 0.6, kaffe 450g 1, havregryn 0.8, haferflocken 0.8, reis 0.3, ris 0.3, mehl
        0.6, mjol 0.6, juustoa 0.6, dish soap 0.6, diskmedel 0.6, opvask 0.5, kassi 0.6, plastpose 0.6, papperskasse
        0.8, bag 0.2, tragetasche 0.7, rugbrod 0.8, grovbrod 0.8, agurk 0.7, leverpostej 0.8, leverpostei 0.8,
        opvasketabs 0.7, fiskekaker 0.8, brunost 0.8, lettmelk 1, letmaelk 1, minimaelk 1, spulmittel 0.7, kasse
        toilettpapir 0.7, cigaretter 0.7, cigarettes 0.7, zigaretten 0.7, savukkeet 0.7, snus 0.7, limu 0.6, brus 0.5,
        chips 0.4, makrill 0.5, ketchup 0.5, sukker 0.7, sokeri 0.7, zucker 0.6, socker 0.6
    """,
    "books": r"""
        bok 1.5, bokhandel\w* 3, bocker 2, pocket 1.5, roman 0.7, book 1.5, books 2, bookstore 3, bookshop 3, isbn 2,
        inbunden 2, boghandel 3, bokhandler 3, buchhandlung 3, kirjakauppa 3, kirja 2, buch 2, bog 1, boger 2,
        taschenbuch 2, paperback 2, hardback 2, pokkari 2, novel 1, reiseguide 1, guidebook 1, fachbuch 2,
        kurslitteratur 2, antikvariat 2, karta 0.7, tidning\w* 0.7, magazine 0.7, zeitschrift 0.8, magasin 0.6,
        larobok 2, lehrbuch 2, textbook 2, oppikirja 2
    """,
    "office": r"""
        kontorsvaror 3, papper\w* 1.5, kopieringspapper 2, parm 1.5, markpenna 1.5, penna 1, stationer\w* 3, toner 2,
        kontor 1, haftapparat 1.5, block 0.5, print\w* 1, photocopy 2, anteckningsblock 1.5, kuvert 1, kontorrekvisita
        3, kontorrekvisitter 3, papirhandel 2.5, burobedarf 3, schreibwaren 3, paperikauppa 2.5, toimisto 2,
        toimistotarvike 3, kuulakarkikyna 2, kyna 1, kugelschreiber 1.5, notizbuch 1.5, ordner 1, printerpapir 2,
        kopipapir 2, skrivarpapper 2, pens 1, notebook 1, envelopes 1.5, stapler 1.5, usb 0.7, hdmi 1, mus 0.5,
        tastatur 1, ballpoint 1.5, post-it 1.5, mapp 1, hullapp 1, paper a4 1.5, a4 0.7, usb-c 0.7, gel pen 1.5,
        whiteboard 1.5, whiteboardpenna 1.5, klisterlappar 1.5, sticky notes 1.5, druckerpapier 2, toimistotarvikkeet
        3, kontorartikler 3, kalender 0.7, ringbuch 1.5, ringperm 1.5, desk 0.7, lamineringsfickor 1.5,
        konttoritarvike\w* 3, tulostuspaperi 2, kopiopaperi 2, skrivarpatron 2, blackpatron 2, blekkpatron 2
    """,
    "hardware": r"""
        hardware 3, bygg\w* 2, jarn\w* 1, skruv\w* 2, verktyg\w* 2, farg 1, diy 3, spik 1.5, borr 1.5, electrical 1,
        paint 1.5, tool 1.5, virke 2, jernvare 2, byggevare 2, byggmarknad 3, baumarkt 3, eisenwaren 3, rautakauppa 3,
        rauta 1.5, ruuvi 2, ruuveja 2, naula 1.5, schrauben 2, dubel 1.5, werkzeug 2, bohrer 2, hammer 1.5, hammare
        1.5, skruer 2, skrue 2, vaerktoj 2, verktoy 2, maling 1, maali 1.5, farbe 1, screws 2, drill 1.5, timber 1.5,
        tape 0.5, plugg 1, trall 1, screwdriver 2, skruvdragare 2, rautaa 1, sekuntiliima 1, superlim 1,
        arbetshandskar 1, work gloves 1.5, arbeitshandschuhe 1.5, masking tape 1.5, maskeringstejp 1.5, lodning 1,
        forlangningssladd 1, schraube 1.5, nagel 1, spiker 1.5, skruvmejsel 2, bits 0.7, lim 0.5, sandpapper 1.5,
        sandpaper 1.5, schleifpapier 1.5, silikon 1, trekiler 1
    """,
    "pharmacy": r"""
        apotek\w* 3, pharmacy 3, farmasi 3, lakemedel 2, dispensed 2, apteekki 3, apotheke 3, chemist 3, chemists 3,
        medisin 1.5, medicin 1.5, laake 2, arzneimittel 2, rezept 2, resept 2, recept 2, reseptti 2, prescription 2.5,
        alvedon 2, ipren 2, ibuprofen 2, ibux 2, panodil 2, paracet 2, paracetamol 2, burana 2, aspirin 1.5, plaster
        1, plastre 1, vitamin 1, vitamiini 1, nenasumute 1.5, nasespray 1.5, nesespray 1.5, nasspray 1.5, nasenspray
        1.5, hostmedicin 1.5, halstabletter 1, handkram 0.7, pflaster 1, solkram 0.7, sunscreen 0.7, hustensaft 2,
        hostesaft 2, yskanlaake 2, sarkylaake 2, smartestillende 2, smertestillende 2, tabletten 1, tabletter 1,
        kapseln 0.7, allergitabletter 2, plasteri\w* 1, laastari 1.5, apoteket 3, salbe 1.2, salva 1, cough 1.5,
        ibumetin 2, pamol 2, voltaren 1.5, heldagskram 0.5, munskydd 0.7
    """,
    "other": r"""
        conference 2.5, konferen\w+ 2.5, konference 2.5, konferanse 2.5, massbiljett 2.5, messe 1.5, messebillett 2.5,
        massan 1.5, messukeskus 2.5, messecenter 2.5, deltagaravgift 3, deltagergebyr 3, deltakeravgift 3,
        osallistumismaksu 3, teilnahmegebuhr 3, registration fee 3, kursavgift 3, kursgebuhr 3, course fee 3,
        seminar\w* 2, workshop 1.5, porto 2, frimarke\w* 2.5, postage 2.5, briefmarken 2.5, stamps 2, postimerk\w+
        2.5, paket 0.7, elektronik 1.5, gadget 1.5, headset 1.5, charger 1.2, laddare 1, laptopladdare 1.5, ladekabel
        1.2, ladegerat 1.2, adapter 0.8, wireless mouse 1.5, blommor 1.5, blomster 1.5, flowers 1.5, blumen 1.5, kukat
        1.5, laundry 1.5, kemtvatt 2, reinigung 0.7, dry cleaning 2, passfoto 2, membership 1.5, medlemsavgift 2.5,
        kongress 1.5, event 0.7, expo 1.5, expohall 2, tvatt 1, renseri 1.5, kemisk tvatt 2, pesula 1.5, mobilskal
        1.5, sim-?kort 1, kontantkort 1, travel pillow 1
    """,
}

IN_NAME = {
    "hotel": r"hotel|gasthof|pension|motel|hostel|gjestehus|gastehaus|gasthem|guest ?house|vandrarhem|majatalo|b&b",
    "restaurant": r"krog|cafe|kafe|restaurang|restaurant|ravintola|pizz|bistro|gasthaus|burger|espresso|kahvila|kro\b|grill|sushi|biff|"
    r"konditor|bageri|bakeri|backerei|leipomo|bakery|brasseri|trattoria|osteria|kebab|tapas|diner|wirtshaus|stube|lounas|spise|vardshus",
    "taxi": r"taxi|taksi|taxa|cabs?\b|drosje|bilarna|rides\b",
    "books": r"bokhandel|boghandel|bokhand|books|buchhand|kirja",
    "fuel": r"tank|mack\b|petrol|bransle|fuel|bensin|benzin|huolto|laddning|lading|ladestation|energi|drivstoff|drivmedel",
    "train": r"tag\b|tag ab|tagresor|pendel|rail|bahn\b|tog\b|juna|raide|jernbane|jarnvag|skinne|banen\b|banan\b",
    "bus": r"buss|\bbus\b|busse|linjer|trafik|verkehrsverbund|liikenne|transit",
    "flight": r"flyg(?!buss|taxi)|\bair\b|airways|airline|lento|\bfly\b|flug|aviation",
    "ferry": r"rederi|farj|sea lines|linjen\b|faerge|ferge|ferry|ferries|lautta|fahre|laiva",
    "groceries": r"\bmat(?! ?&)|livs|narkop|storkop|halpa|oppet|hallen|supermark|kobmand|lebensm|ruoka|grocer|minimarket|kauppa|butikk?en|"
    r"foodhall|handelslag|billigkj|frischmarkt|\bmarkt\b|hallkop|"
    r"dagligvare|\bkiosk|foods?\b|frukt",
    "office": r"kontor|konttori|papper|papir|buro|toimisto|stationer|schreibwaren",
    "hardware": r"bygg|jarn(?!vag)|jern(?!bane)|eisen|rauta(?!tie)|hardware|baumarkt|farghandel|verktyg|tools?\b",
    "parking": r"parkering|parking|p-hus|parkhaus|parkraum|pysakoint|autohalli|p-plats|garage|\bpark(?:ing)? ?lot",
    "pharmacy": r"apotek|apothek|apteek|pharmac|chemist",
    "other": r"messe|massan|massa\b|expo|konferens|konferanse|seminar|kongress|blom|flor|elektronik",
    "toll": r"\btoll|bompeng|bropass|brotull|maut|bron\b|broen\b|vagavgift|tunnel|silta",
}
"""What the names of such merchants hold, also inside a longer word."""
