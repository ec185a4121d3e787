"""A whole report as a system sends it; every name and address in it is made up."""

from typing import Any

REPORT: dict[str, Any] = {
    "melder": "mentor@school.example",
    "signalen": {
        "gezien": "De leerling komt vaak te laat en heeft blauwe plekken.",
        "sinds": "2026-11-02",
        "client": "jongere",
        "gevaarVoorKinderen": "nee",
    },
    "overleg": {
        "collega": "gedaan",
        "aandachtsfunctionaris": "niet-van-toepassing",
        "veiligThuis": "niet-gedaan",
        "op": "2026-11-05",
    },
    "gesprek": {"gedaan": "gedaan", "op": "2026-11-09", "uitkomst": "Moeder zegt dat zij het niet meer aankan."},
    "wegen": {"vermoeden": "ja", "onveilig": "ja", "normen": ["structureel"]},
    "beslissen": {
        "meldenNodig": "ja",
        "besluitDoor": "ikzelf",
        "hulpMogelijk": "ja",
        "welkeHulp": "Elke week een gesprek.",
    },
    "personen": {
        "adres": "Proefstraat 1",
        "postcode": "1234 AB",
        "plaats": "Lindehaven",
        "gemeente": "Lindehaven",
        "wie": [
            {"rol": "kind", "achternaam": "Proefkind", "geboren": "2011-03-14", "opAdres": True},
            {"rol": "vermoedelijke-pleger", "aanduiding": "vader", "opAdres": True},
        ],
    },
    "zorgen": {
        "gevaar": "nee",
        "titel": "Zorgen om leerling van 15, blauwe plekken",
        "aanleidingen": ["08"],
        "aard": ["01"],
        "feiten": "Drie keer blauwe plekken op de armen in twee weken.",
        "feitenWie": "Ikzelf",
        "mensenhandel": "nee",
    },
    "hulp": {"vraag": "Onderzoek of het thuis veilig is.", "blijftBetrokken": "ja", "wilTerugkoppeling": "ja"},
    "openheid": {
        "geinformeerd": "nee",
        "nietGeinformeerdReden": "Vader is dreigend.",
        "kindGesproken": "ja",
        "openheid": "open",
    },
    "nakijken": {"naarWaarheid": True},
}
