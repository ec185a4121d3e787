"""What points to nobody stays untouched: a guard that cries wolf is switched off."""

import pytest

from desk.guard import data, find

CLEAN = [
    "",
    "Politie 0900-8844, bij gevaar 112, praten kan met 113 of 0800-0113.",
    "Veilig Thuis is dag en nacht bereikbaar op 0800-2000, gratis.",
    "Referred to CoMensha, +31 33 448 1186, or 0031 33 448 1186.",
    "CoMensha: INFO@comensha.nl, 'teamzm@moviera.nl'.",
    "Wet van 14 maart 2013, art. 4.1.11 Wmo 2015 en art. 7 Wet meldcode.",
    "Op 12-03-2026 om 10:30 was er ruzie, op 06-12-2015 10:30 ook.",
    "om 05-12-2015 10 uur; sinds 1 januari 2015; op zaterdag 3 mei 2014 uit huis.",
    "Zitting wordt 14 februari verwacht, of 14 februari 16.00 uur.",
    "Kind is geboren in Syrië, gezin 3 jaar hier.",
    "Baby is net geboren, op 12-03-2026 is er een gesprek.",
    "in 2019 en 1500 en 1500 euro, 2000 km, 2019 in 3581 op 2500 kg, € 1250 pp.",
    "IN 2019 EN 2020 IS ER NIETS GEBEURD.",
    "DE LADING WEEGT 1500 KG OF MEER",
    "Richtlijn 2019 EU, regio 2026 VT.",
    "Ordernr 335191665 van de webshop, ordernr 123456782 ook.",
    "Trackingcode 3SABCD1234567, ISBN 9789031363841, factuur 2026-00417.",
    "Bonnummer 2026-000123, kamer 214, vergaderruimte 3.14, code 4821.",
    "bsn niet gevraagd, gesprek 12-03-2026 of 2026-03-12",
    "ma-12-10 en 10-en-12 en 12-mei-9, auto om 10 uur 5 keer, motor 28 juli.",
    "kenteken onbekend, 2 auto's, 15 km verderop. 1 meisje van 15 is nu 3 dagen weg.",
    "Kinderen zijn 3, 6 en 10, hij is 1.90 en 100 kilo, bloeddruk 120/80.",
    "Eerste kerstdag was er politie, daarna 3 weken rust.",
    "look at fier.nl, en mail later, apenstaartje vergeten.",
    "Twee van de drie kinderen zijn acht en negen, een op de vijf heeft nul zorgen.",
    "Schuld 12.500, bedrag 12.345.678,90.",
]

WORDS_AND_NAMES_OF_THINGS = [
    "Verwezen naar Veilig Thuis Gelderland-Midden en Slachtofferhulp Nederland.",
    "Overleg met de Raad voor de Kinderbescherming, William Schrikker en Leger des Heils.",
    "Jeugdbescherming Brabant, Sterk Huis, Jellinek en Novadic-Kentron zijn betrokken.",
    "zij wil naar blijf groep of moviera",
    "Kindertelefoon 0800-0432, Luisterlijn 088 0767 000, CSG 0800-0188.",
    "Kijk op www.veiligthuis.nl of 113.nl, of mail info@basisschool.nl.",
    "Emma Kinderziekenhuis en Sophia Kinderziekenhuis.",
    "De roos in de tuin stond in bloei tijdens de storm.",
    "Zij is boos, hij is trouw, de boer is druk en de bakker ook.",
    "zij schrijft mark en storm met een kleine letter, als woord",
    "Jan Modaal, zwarte piet, Nijntje en Harry Potter.",
    "Moeder heeft Parkinson, oma Alzheimer, kind Asperger en Gilles de la Tourette.",
    "Syndroom van Down, ziekte van Crohn, Munchausen by proxy.",
    "Cliënt verhuist van Amsterdam naar Den Haag, opa woont in Groningen.",
    "gezin komt uit rotterdam en zit nu in den bosch",
    "Vader komt uit Marokko, moeder uit Oekraïne, oma uit Suriname.",
    "Moeder is Turks, vader Marokkaans, buren zijn Pools; tolk Tigrinya is nodig.",
    "Op maandag, dinsdag en woensdag is vader thuis, donderdag niet.",
    "Maandag belt zij terug. In januari en mei was het rustig, voor 1 mei wil zij weg.",
    "Kerst, Pasen, Ramadan en Suikerfeest.",
    "Meisje van 15, jongen van 3 jaar, baby van 8 maanden, oma 83 jaar.",
    "Het kind is 6 weken oud en weegt 4200 gram, vader is 1,85 m lang.",
    "Schuld van 12.500 euro, huur € 850,- en boete van 1.250,50 euro.",
    "Artikel 1:255 BW, art. 8 EVRM, art. 7.4.1 Jeugdwet, art 300 Sr.",
    "Wet van 26 november 2014; Wmo 2015, artikel 5.2.6; de Wvggz en de Wzd.",
    "Zij drinkt 3 glazen wijn per dag en gebruikt 20 mg oxazepam.",
    "Stap 2 van de meldcode, groep 8, klas 4, kamer 12, bijlage 3, blz. 12.",
    "Hij stuurt 40 appjes per dag via WhatsApp, Instagram en Snapchat.",
    "Leerkracht van groep 5 ziet blauwe plekken, de huisarts ook.",
    "De burgemeester legt een huisverbod op en de agent kwam twee keer langs.",
    "Zij noemt hem haar vriend. Hij heet anders dan zij.",
    "Ze sliep in de auto aan de snelweg A12, kamer 10, 3 hoog.",
    "The neighbour hears a child cry every night at 10 pm.",
    "She is afraid of her husband and wants to go to a shelter.",
]


@pytest.mark.parametrize("text", CLEAN + WORDS_AND_NAMES_OF_THINGS)
def test_the_guard_leaves_it_alone(text):
    assert find(text) == []


@pytest.mark.parametrize("organisation", data.lines("organisations"))
def test_an_organisation_that_helps_is_clean_in_capitals_and_without(organisation):
    for name in (organisation, organisation.title()):
        assert find(f"Zij wil hulp van {name} en zoekt een plek.") == []


@pytest.mark.parametrize("city", data.lines("cities"))
def test_a_large_town_is_clean(city):
    assert find(f"Het gezin woont in {city} sinds een jaar.") == []


@pytest.mark.parametrize("public", [*data.lines("public_numbers"), *data.lines("public_addresses")])
def test_what_helper_organisations_publish_is_clean(public):
    assert find(f"Beller gewezen op {public} voor hulp.") == []


def test_one_digit_away_from_a_public_number_is_a_number_of_somebody():
    assert [finding.kind for finding in find("bel 033 448 1187")] == ["phone"]


@pytest.mark.parametrize("text", ["AUTO VAN 1500 KG STOND DAAR", "DE BUS OM 08 UUR GING", "OP 12 MEI KWAM ZIJN AUTO"])
def test_what_is_shouted_beside_a_car_is_asked_about_and_not_refused(text):
    assert [finding.certain for finding in find(text)] in ([], [False])


@pytest.mark.parametrize("plate", ["B 123 KLM", "CJ-12-WVP", "WX 1234C"])
def test_a_plate_of_another_country_beside_a_car_is_refused(plate):
    assert [(finding.kind, finding.certain) for finding in find(f"de auto {plate} reed weg")] == [("plate", True)]
