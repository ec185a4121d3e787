"""Puts every reading of a text before every recogniser. A new kind is one more line in the table."""

from collections.abc import Callable, Iterator

from desk.guard import birth_date, bsn, email, iban, phone, plate, postcode
from desk.guard.findings import Finding, Hit, merged
from desk.guard.normal import Reading, read, unturned
from desk.guard.spelled import spelled

Recogniser = Callable[[Reading], Iterator[Hit]]

# The digits of these may be written as words.
_SPELLED: dict[str, Recogniser] = {
    "bsn": bsn.hits,
    "phone": phone.hits,
    "postcode": postcode.hits,
    "birth_date": birth_date.hits,
}
_ALL = _SPELLED | {"email": email.hits, "iban": iban.hits, "plate": plate.hits}


def find(text: str) -> list[Finding]:
    """Everything in the text that points to a person, in order and without overlap."""
    return merged(_hits(text))


def _hits(text: str) -> Iterator[tuple[str, Hit]]:
    for plain in filter(None, (read(text), unturned(text))):
        yield from _recognised(plain, _ALL)
        in_digits = spelled(plain)
        if in_digits is not None:
            yield from _recognised(in_digits, _SPELLED)


def _recognised(reading: Reading, recognisers: dict[str, Recogniser]) -> Iterator[tuple[str, Hit]]:
    for kind, hits in recognisers.items():
        for hit in hits(reading):
            start, end = reading.span(hit.start, hit.end)
            yield kind, Hit(start, end, hit.certain)
