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


@pytest.mark.parametrize("text", CLEAN)
def test_the_guard_leaves_it_alone(text):
    assert find(text) == []


@pytest.mark.parametrize("public", [*data.lines("public_numbers"), *data.lines("public_addresses")])
def test_what_helper_organisations_publish_is_clean(public):
    assert find(f"Beller gewezen op {public} voor hulp.") == []


def test_one_digit_away_from_a_public_number_is_a_number_of_somebody():
    assert [finding.kind for finding in find("bel 033 448 1187")] == ["phone"]
