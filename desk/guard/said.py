"""The words of the guard (Dutch): what each kind is, why it must go, and what may stand in its place."""

import re
from dataclasses import dataclass

from desk.guard import data
from desk.guard.text.fold import fold


@dataclass(frozen=True)
class Kind:
    """`label` is said of one find, `why` to whoever typed it, `instead` are the replacements, the likeliest first."""

    label: str
    why: str
    instead: tuple[str, ...]


_NUMBER = ("", "(nummer weggelaten)")
# The first is what one key writes: it must be true of anybody.
_PERSON = ("iemand", "de moeder", "de vader", "het kind")

KINDS: dict[str, Kind] = {
    "name": Kind("naam", "Schrijf welke rol iemand heeft.", _PERSON),
    "bsn": Kind("burgerservicenummer", "Een advies heeft geen nummer nodig.", _NUMBER),
    "phone": Kind("telefoonnummer", "Een advies heeft geen nummer nodig.", _NUMBER),
    "email": Kind("e-mailadres", "Een advies heeft geen adres nodig.", ("", "(e-mailadres weggelaten)")),
    "iban": Kind("rekeningnummer", "Een advies heeft geen nummer nodig.", ("", "(rekening weggelaten)")),
    "address": Kind("adres", "Noem hoogstens de gemeente of de regio.", ("een adres in de regio", "")),
    "postcode": Kind("postcode", "Noem hoogstens de gemeente of de regio.", ("", "een adres in de regio")),
    "place": Kind("kleine plaats", "Noem hoogstens de gemeente of de regio.", ("een dorp in de regio", "de regio")),
    "birth_date": Kind("geboortedatum", "Een leeftijd in jaren is genoeg.", ("(datum weggelaten)", "")),
    "plate": Kind("kenteken", "Schrijf alleen dat er een auto of een scooter was.", ("", "een auto")),
    "handle": Kind("naam op internet", "Schrijf alleen dat iemand een account heeft.", ("een account", "")),
    "url": Kind("webadres", "Schrijf alleen wat voor site of profiel het is.", ("een website", "")),
    "case_number": Kind("zaaknummer", "Een advies is met geen dossier verbonden.", ("", "een lopende zaak")),
    "document_number": Kind("nummer van een papier", "Schrijf alleen welk papier het is.", _NUMBER),
    "code": Kind("nummer of code", "Een advies heeft geen nummer van iemand nodig.", _NUMBER),
    "role": Kind(
        "functie met een plaats", "Samen wijst dat naar één mens.", ("iemand met een bekende functie", "een bekende")
    ),
    "class": Kind("klas of groep", "Samen met de rest wijst dat naar één kind.", ("een schoolklas", "")),
    "hidden": Kind("verborgen tekst", "Wat hier staat, kan niemand nalezen.", ("",)),
}

LABELS: dict[str, str] = {name: kind.label for name, kind in KINDS.items()}

_LAST_WORD = re.compile(r"([^\W\d_]+)[\s:=(\"'‘“.]{1,3}$")


def reason(kind: str, certain: bool) -> str:
    """One or two sentences that never repeat the text."""
    said = KINDS[kind]
    return f"Dit is een {said.label}. {said.why}" if certain else f"Is dit een {said.label}? {said.why}"


def suggestions(kind: str, before: str) -> tuple[str, ...]:
    """What may stand in its place; behind "moeder" or "mevrouw" the name can just be left out."""
    listed = KINDS[kind].instead
    if kind == "name" and (last := _LAST_WORD.search(before[-40:])):
        if fold(last[1]) in data.words("roles") | data.words("titles"):
            return ("", *listed)
    return listed
