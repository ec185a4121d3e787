"""The organisations of the seed page, with their public numbers (domain.md 10.7)."""

from datetime import datetime, timedelta

from desk.accounts.models import User
from desk.directory.actions import save_organisation

_TRAFFICKING = ["sexual", "loverboy", "lovergirl", "labour", "criminal", "organ_removal", "begging", "surrogacy"]
_LOVERBOYS = ["sexual", "loverboy", "lovergirl"]

# name, party, what for, themes, phone, e-mail, website, days since the numbers were checked
ORGANISATIONS = [
    (
        "CoMensha",
        "comensha",
        "Advies, melding en opvang bij mensenhandel",
        _TRAFFICKING,
        "033 448 1186",
        "info@comensha.nl",
        "",
        11,
    ),
    (
        "Fier",
        "fier",
        "Mensenhandel en loverboys, anonieme chat voor jongeren",
        _LOVERBOYS,
        "",
        "",
        "https://www.fier.nl",
        11,
    ),
    (
        "Moviera, Zorgcoördinatie Mensenhandel",
        "care_coordination",
        "Begeleiding van slachtoffers, hulp bij aangifte",
        _TRAFFICKING,
        "088 374 47 44",
        "teamzm@moviera.nl",
        "",
        30,
    ),
    ("Politie, AVIM", "avim", "Rechercheurs mensenhandel", _TRAFFICKING, "0900-8844", "", "", 20),
    (
        "Expertisebureau Helse Liefde",
        "helse_liefde",
        "Ouders en begeleiders bij loverboys",
        _LOVERBOYS,
        "",
        "",
        "https://www.helseliefde.nl",
        210,
    ),
    ("Nederlandse Arbeidsinspectie", "labour_inspectorate", "Arbeidsuitbuiting", ["labour"], "0800 5151", "", "", 45),
    (
        "Meld Misdaad Anoniem",
        "anonymous_tips",
        "Anoniem een misdrijf melden",
        ["criminal", "labour"],
        "0800-7000",
        "",
        "",
        60,
    ),
    ("Wijkteam Oudemeer", "local_field", "Hulp dichtbij voor gezinnen en ouderen", [], "010 000 00 10", "", "", 15),
    ("Wijkteam Lindehaven", "local_field", "Hulp dichtbij voor gezinnen en ouderen", [], "010 000 00 11", "", "", 15),
    (
        "Steunpunt Mantelzorg Merenstreek",
        "adult_support",
        "Overbelaste mantelzorgers, respijtzorg",
        [],
        "010 000 00 12",
        "",
        "",
        100,
    ),
    ("Vrouwenopvang Merenstreek", "womens_shelter", "Veilige opvang, dag en nacht", [], "010 000 00 13", "", "", 8),
]


def list_organisations(by: User, at: datetime) -> None:
    """Fill the directory as the administrator would have done."""
    for name, party, what, themes, phone, email, website, days in ORGANISATIONS:
        save_organisation(
            by=by,
            at=at - timedelta(days=days),
            name=name,
            party=party,
            what=what,
            themes=themes,
            phone=phone,
            email=email,
            website=website,
        )
