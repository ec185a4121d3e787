"""Requests that no page of the desk makes: other content, other words around it, another verb."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

from django.conf import settings
from django.test import Client

FORM = "application/x-www-form-urlencoded"


def encoded(fields: dict[str, Any]) -> bytes:
    """The body of a form, with half letters as a hostile browser sends them."""
    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    words = (f"{quote_plus(name)}={quote_plus(str(one).encode('utf-8', 'surrogatepass'))}" for name, one in pairs)
    return "&".join(words).encode()


def _as_it_is(client: Client, path: str, body: bytes, content_type: str) -> Any:
    """Django's own client would read the body in that alphabet first."""
    return client.generic("POST", path, body, content_type=content_type)


BORDER = "grens"
_BASE64 = "Content-Transfer-Encoding: base64"
_QUESTION = "q=%00&next=%ff&page=9%209&uit=%00&na=-1&van=0000-00-00&x=%ED%A0%80"
_COOKIE = "sessionid=%00\xff; taal=\x01; messages=[[[; device=;"
_MULTIPART = f"multipart/form-data; boundary={BORDER}"
_FILE = f'--{BORDER}\r\nContent-Disposition: form-data; name="file"; filename="{{}}"\r\n\r\nx\r\n--{BORDER}--\r\n'
STRANGE: dict[str, Callable[[Client, str], Any]] = {
    "JSON": lambda c, p: c.post(p, json.dumps({"a": [1]}), content_type="application/json"),
    "deep JSON": lambda c, p: c.post(p, "[" * 50_000, content_type="application/json"),
    "no content type": lambda c, p: c.post(p, b"a=1", content_type=""),
    "an unknown alphabet": lambda c, p: _as_it_is(c, p, b"a=%ff", f"{FORM}; charset=klingon"),
    "another alphabet": lambda c, p: _as_it_is(c, p, "a=é".encode("utf-16"), f"{FORM}; charset=utf-16"),
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
        f"--{BORDER}\r\nContent-Disposition: form-data; name=a\r\n{_BASE64}\r\n\r\n!\r\n".encode(),
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
    "a strange question": lambda c, p: c.get(f"{p}?{_QUESTION}"),
    "a list as a question": lambda c, p: c.get(p + "?" + "&".join(f"na={n}" for n in range(2_000))),
    "a strange cookie": lambda c, p: c.get(p, headers={"cookie": _COOKIE}),
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
