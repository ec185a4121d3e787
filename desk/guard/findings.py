"""What the guard says about a text. The sentences never repeat the text that was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LABELS: dict[str, str] = {
    "bsn": "burgerservicenummer",
    "phone": "telefoonnummer",
    "email": "e-mailadres",
    "postcode": "postcode",
    "iban": "rekeningnummer",
    "birth_date": "geboortedatum",
    "plate": "kenteken",
}

_WHY: dict[str, str] = {
    "bsn": "Een advies heeft dit nummer niet nodig.",
    "phone": "Een advies heeft geen nummer nodig.",
    "email": "Een advies heeft geen adres nodig.",
    "postcode": "Noem hoogstens de gemeente of de regio.",
    "iban": "Een advies heeft geen nummer nodig.",
    "birth_date": "Een leeftijd in jaren is genoeg.",
    "plate": "Schrijf alleen dat er een auto of een scooter was.",
}

_INSTEAD: dict[str, str] = {
    "bsn": "(nummer weggelaten)",
    "phone": "(nummer weggelaten)",
    "email": "(e-mailadres weggelaten)",
    "postcode": "(adres weggelaten)",
    "iban": "(rekening weggelaten)",
    "birth_date": "(datum weggelaten)",
    "plate": "(kenteken weggelaten)",
}


class Hit(NamedTuple):
    """A place in one reading of the text, or in the text itself."""

    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True)
class Finding:
    start: int
    end: int
    kind: str
    certain: bool
    reason: str
    suggestion: str


def finding(kind: str, hit: Hit) -> Finding:
    verb = "is" if hit.certain else "lijkt"
    reason = f"Dit {verb} een {LABELS[kind]}. {_WHY[kind]}"
    return Finding(hit.start, hit.end, kind, hit.certain, reason, _INSTEAD[kind])


def merged(hits: Iterable[tuple[str, Hit]]) -> list[Finding]:
    """Overlapping hits become one finding over all of them, so that no tail of a number stays behind."""
    done: list[tuple[str, Hit]] = []
    for kind, hit in sorted(hits, key=lambda pair: (pair[1].start, -pair[1].end)):
        if done and hit.start < done[-1][1].end:
            done[-1] = _joined(done[-1], (kind, hit))
        else:
            done.append((kind, hit))
    return [finding(kind, hit) for kind, hit in done]


def _joined(one: tuple[str, Hit], other: tuple[str, Hit]) -> tuple[str, Hit]:
    def weight(pair: tuple[str, Hit]) -> tuple[bool, int]:
        return pair[1].certain, pair[1].end - pair[1].start

    kind = max(one, other, key=weight)[0]
    start, end = min(one[1].start, other[1].start), max(one[1].end, other[1].end)
    return kind, Hit(start, end, one[1].certain or other[1].certain)
