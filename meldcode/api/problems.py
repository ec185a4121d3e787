"""Every refusal as RFC 9457 says it, in plain Dutch; what was sent never comes back."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
# What each status says: title and detail.
SAYS = {
    400: ("Ongeldige invoer", "Wat u stuurde klopt niet. Er is niets opgeslagen."),
    401: ("Niet toegelaten", "Stuur een geldig toegangsbewijs mee: Authorization: Bearer."),
    403: ("Niet toegestaan", "Dit toegangsbewijs is voor iets anders."),
    404: ("Niet gevonden", "Dit is er niet, of het is niet van uw organisatie."),
    405: ("Methode bestaat niet", "Dit adres kent deze methode niet. De kop Allow zegt welke wel."),
    409: ("Sleutel al gebruikt", "Met deze Idempotency-Key is al een andere melding verstuurd."),
    413: ("Te groot", "Wat u stuurde is te groot."),
    415: ("Verkeerde soort inhoud", "Stuur application/json."),
    429: ("Te veel verzoeken", "Wacht zo lang als de kop Retry-After zegt."),
    500: ("Fout bij ons", "Er ging iets mis bij ons. Probeer het later opnieuw, met dezelfde Idempotency-Key."),
    503: ("Even niet beschikbaar", "Dit is nu niet vast te leggen, dus gebeurt het niet. Probeer het later opnieuw."),
}
Fault = tuple[str, str, str]


def body(status: int, faults: Iterable[Fault] = (), detail: str = "") -> bytes:
    """Return a problem as JSON; a status nobody foresaw is said as what it looks like most."""
    title, said = SAYS.get(status, SAYS[500 if status >= 500 else 400])
    told: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail or said}
    if found := [{"veld": place, "regel": name, "zin": sentence} for place, name, sentence in faults]:
        told["fouten"] = found
    return json.dumps(told, ensure_ascii=False).encode()


def answer(
    status: int, faults: Iterable[Fault] = (), *, detail: str = "", headers: dict[str, str] | None = None
) -> HttpResponse:
    """Return the answer that refuses."""
    return HttpResponse(body(status, faults, detail), status=status, content_type=CONTENT_TYPE, headers=headers)


def faults_of(refusal: ValidationError) -> list[Fault]:
    """Return what was refused: place, rule and sentence of each."""
    found = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
    return [
        ("" if place == NON_FIELD_ERRORS else place, str(error.code or "invalid"), " ".join(error.messages))
        for place, errors in found.items()
        for error in errors
    ]
