"""Cases E01-E12 at every entrance: an answer with a sentence, never a fault of ours, and nothing of it stored.

Each form and each address gets a few of the table in turn; `make bad-input` gives all of them everything.
"""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any
from zlib import crc32

import pytest
from django.conf import settings
from django.test import Client

from tests.bad_input.pages import TYPED, Sheet
from tests.bad_input.roads import addresses, forms
from tests.bad_input.values import BAD
from tests.bad_input.watched import Seen, sent

pytestmark = pytest.mark.django_db
WHOLE = os.environ.get("MELDESK_BAD_INPUT") == "whole"
EACH = 2  # of the table in a field, of the strange requests at an address
# Signing out and locking answer nothing with words; a password is not given back.
_NO_WORDS = ("password", "code")


def in_turn(place: str, names: list[str]) -> list[str]:
    """A few of the names, others for each place, the same every time; all of them on request."""
    if WHOLE:
        return names
    first = crc32(place.encode()) % len(names)
    step = len(names) // EACH
    return [names[(first + step * number) % len(names)] for number in range(EACH)]


@pytest.fixture
def paths(records, about) -> dict[str, str]:
    return addresses(records, about)


@pytest.fixture
def clients(people, client_of, eva, iris) -> dict[str, Client]:
    return {**people, "eva": client_of(eva), "iris": client_of(iris)}


def told(sheet: Sheet, **changes: Any) -> dict[str, Any]:
    return {**sheet.fields, **changes}


def lost(sheet: Sheet, name: str, seen: Seen) -> bool:
    """Was the form given back without what somebody wrote in another field of it?"""
    wrote = [text for text in sheet.texts - {name} if not text.endswith(_NO_WORDS)]
    return bool(wrote) and seen.status == 400 and "<form" in seen.page and TYPED not in seen.page


def faults(place: str, client: Client, ask: Callable[[Client], Any]) -> Iterator[tuple[str, str]]:
    try:
        seen = sent(client, ask)
    except Exception as fault:  # noqa: BLE001 - every fault is told, with where it was
        yield place, f"{type(fault).__name__}: {str(fault)[:200]}"
        return
    yield from ((place, what) for what in seen.wrong())


def encoded(fields: dict[str, Any]) -> bytes:
    """The body of a form, with half letters as a hostile browser sends them."""
    from urllib.parse import quote_plus

    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    words = (f"{quote_plus(name)}={quote_plus(str(one).encode('utf-8', 'surrogatepass'))}" for name, one in pairs)
    return "&".join(words).encode()


FORM = "application/x-www-form-urlencoded"


def test_every_field_of_every_form(clients, paths):
    wrong: list[Any] = []
    fields = 0
    for who, client, sheet in forms(clients, paths):
        for name in sheet.fields:
            fields += 1
            for case in in_turn(f"{sheet.action.split('/')[1:2]}{name}", list(BAD)):
                place = f"{who} {sheet.action} {name}: {case}"
                body = encoded(told(sheet, **{name: BAD[case]}))
                try:
                    seen = sent(client, lambda c, b=body, a=sheet.action: c.post(a, b, content_type=FORM))
                except Exception as fault:  # noqa: BLE001 - every fault is told, with where it was
                    wrong.append((place, f"{type(fault).__name__}: {str(fault)[:200]}"))
                    continue
                wrong += [(place, what) for what in seen.wrong()]
                if lost(sheet, name, seen):
                    wrong.append((place, "what was typed is gone"))
    assert fields > 300
    assert wrong == []


BORDER = "grens"
_MULTIPART = f"multipart/form-data; boundary={BORDER}"
_FILE = f'--{BORDER}\r\nContent-Disposition: form-data; name="file"; filename="{{}}"\r\n\r\nx\r\n--{BORDER}--\r\n'
STRANGE: dict[str, Callable[[Client, str], Any]] = {
    "JSON": lambda c, p: c.post(p, json.dumps({"a": [1]}), content_type="application/json"),
    "deep JSON": lambda c, p: c.post(p, "[" * 50_000, content_type="application/json"),
    "no content type": lambda c, p: c.post(p, b"a=1", content_type=""),
    "an unknown alphabet": lambda c, p: c.post(p, b"a=%ff", content_type=f"{FORM}; charset=klingon"),
    "another alphabet": lambda c, p: c.post(p, "a=é".encode("utf-16"), content_type=f"{FORM}; charset=utf-16"),
    "no UTF-8": lambda c, p: c.post(p, b"title=\xff\xfe&version=%ff", content_type=FORM),
    "parts without a border": lambda c, p: c.post(p, b"x", content_type="multipart/form-data"),
    "a border that is none": lambda c, p: c.post(p, b"x", content_type="multipart/form-data; boundary=\xe9"),
    "parts without an end": lambda c, p: c.post(p, _FILE.format("a")[:60].encode(), content_type=_MULTIPART),
    "a file where none is asked": lambda c, p: c.post(p, _FILE.format("a.txt").encode(), content_type=_MULTIPART),
    "a file with a strange name": lambda c, p: c.post(
        p, _FILE.format("../\x00\u202e" + "x" * 300).encode(), content_type=_MULTIPART
    ),
    "base64 that is none": lambda c, p: c.post(
        p,
        f"--{BORDER}\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n".encode(),
        content_type=_MULTIPART,
    ),
    "too many fields": lambda c, p: c.post(
        p, "&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 9)), content_type=FORM
    ),
    "too much": lambda c, p: c.post(
        p, b"a=" + b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 9), content_type=FORM
    ),
    "nothing at all": lambda c, p: c.post(p, b"", content_type=FORM),
    "another verb": lambda c, p: c.generic("PUT", p, b"a=1", content_type=FORM),
    "an unknown verb": lambda c, p: c.generic("MELDEN", p),
    "a strange question": lambda c, p: c.get(f"{p}?q=%00&next=%ff&page=9%209&uit=%00&na=-1&van=0000-00-00&x=%ED%A0%80"),
    "a list as a question": lambda c, p: c.get(p + "?" + "&".join(f"na={n}" for n in range(2_000))),
    "a strange cookie": lambda c, p: c.get(p, headers={"cookie": "sessionid=%00\xff; taal=\x01; messages=[[[; device=;"}),
    "strange headers": lambda c, p: c.get(
        p,
        headers={
            "HX-Request": "true", "HX-Current-URL": "\x7f://", "X-Workplace": "x" * 5_000, "Referer": "\xff",
            "Accept-Language": ",;q=x" * 300, "X-Forwarded-For": "a,b," * 500, "If-Modified-Since": "nooit",
            "Range": "bytes=9-1,x", "Accept": "*/*;q=NaN",
        },
    ),
    "another host": lambda c, p: c.get(p, headers={"host": "elders.example:99999"}),
}  # fmt: skip


def test_every_address_gets_strange_requests(clients, paths):
    wrong: list[Any] = []
    for name, path in paths.items():
        for who in ("eva", "nobody") if name.startswith("portal:") else ("joke", "nobody"):
            for case in in_turn(f"{name}{who}", list(STRANGE)):
                wrong += faults(f"{who} {name}: {case}", clients[who], lambda c, case=case, p=path: STRANGE[case](c, p))
    assert wrong == []


PARTS = [
    "%00",
    "%ED%A0%80",
    "%E2%80%AE",
    "9" * 400,
    "-1",
    "..%2f..",
    "M-2026-0001%0a",
    "%F0%9F%98%80",
    "x" * 3_000,
    "'--",
]


def test_every_part_of_every_address(clients, paths):
    """What stands in an address is a number or a key; whatever stands there instead is not there."""
    wrong: list[Any] = []
    for name, path in paths.items():
        parts = path.split("/")
        for place in [n for n, part in enumerate(parts) if any(char.isdigit() for char in part)]:
            for part in PARTS if WHOLE else in_turn(f"{name}{place}", PARTS):
                asked = "/".join([*parts[:place], part, *parts[place + 1 :]])
                who = "eva" if name.startswith("portal:") else "joke"
                for ask in (Client.get, Client.post):
                    wrong += faults(f"{who} {name} {part[:20]}", clients[who], lambda c, a=asked, ask=ask: ask(c, a))
    assert wrong == []
