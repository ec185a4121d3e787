"""Requests that no page of the desk makes: by hand, by a fault, by somebody who tries."""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlencode

from django.conf import settings

from tests.needle_scan.browser import HOST, OWN, SESSION, TOKEN, Browser
from tests.needle_scan.roads import LIST, NEW, REFUSED, Road, Step

_BORDER = "needle-border"
_MULTIPART = {"Content-Type": f"multipart/form-data; boundary={_BORDER}"}
# More than a web server keeps in memory unasked (512 kB), and more than Django does (2.5 MB).
_LONG, _LARGE = 700_000, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 100_000


def in_addresses(advice: str, text: str) -> Iterator[Step]:
    """In what a person may type in the bar of the browser, and in what the browser tells of itself."""
    asked = urlencode({"q": text, "next": text, "question_text": text})
    for page in (LIST, NEW, f"{LIST}{advice}/", f"{LIST}{advice}/weghalen/"):
        yield Step(f"asked of {page}", f"{page}?{asked}", (), frozenset({200}), "GET", in_address=True)
    yield Step("in a page that only takes forms", f"{LIST}zoeken/?{asked}", (), frozenset({405}), "GET")
    yield Step("without a last slash", f"{NEW[:-1]}?{asked}", (), frozenset({301}), "GET", in_address=True)
    for method, body in (("GET", None), ("POST", b"q=1"), ("DELETE", None)):
        answers = frozenset({403, 404})
        yield Step(f"{method} in the path", f"{LIST}{quote(text)}/", (), answers, method, body, in_address=True)
    said = {"User-Agent": text, "Referer": f"{OWN}/?{asked}", "HX-Current-URL": f"{OWN}/?{asked}", "HX-Prompt": text}
    yield Step("in what a browser says of itself", LIST, (), frozenset({200}), "GET", headers=said)
    yield Step("as the name of the host", LIST, (), REFUSED, "GET", headers={"Host": f"{quote(text)}.{HOST}"})


def in_no_form(browser: Browser, right: Road, text: str) -> Iterator[Step]:
    """In an upload, in JSON, in plain text, and with another verb."""
    token = {"X-CSRFToken": browser.cookies[TOKEN]}
    answers = frozenset({200, 302, 400, 405})
    named = _multipart([(f'form-data; name="upload"; filename="{text}.txt"', text)])
    typed = _multipart([(f'form-data; name="{name}"', str(said)) for name, said in right.sent(tags=text)])
    for name, headers, body in (
        ("an upload", _MULTIPART, named),
        ("a form with parts", _MULTIPART, typed),
        ("parts without an end", _MULTIPART, named[: len(named) // 2]),
        ("JSON", {"Content-Type": "application/json"}, json.dumps({"q": text}).encode()),
        ("plain text", {"Content-Type": "text/plain"}, text.encode()),
        (
            "an unknown alphabet",
            {"Content-Type": "application/x-www-form-urlencoded; charset=klingon"},
            b"q=" + quote(text).encode(),
        ),
    ):
        yield Step(name, NEW, (), answers, body=body, headers={**token, **headers})
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        yield Step(method, NEW, (), frozenset({200, 405}), method, quote(text).encode(), token)


def unreadable(right: Road, text: str) -> Iterator[Step]:
    """With signs that no database takes, and with more than any text may be."""
    for name, told in (
        ("NUL", f"{text}\0"),
        ("half a letter", text.encode() + b"\xed\xa0\x80"),
        ("no UTF-8", text.encode() + b"\xff\xfe"),
        ("too long", text * 5),
        ("a book", f"{text} ".ljust(_LONG, "x")),
        ("a library", f"{text} ".ljust(_LARGE, "x")),
    ):
        for field in ("question_text", "pasted"):
            yield Step(f"{name} in {field}", right.path, right.sent(**{field: told}))
    many = [*right.sent(question_text=text), *[("tags", text)] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)]
    yield Step("too many fields", right.path, many)


def too_large(browser: Browser, text: str) -> Iterator[Step]:
    """As an upload that does not fit in memory, under whatever name."""
    large = _multipart([(f'form-data; name="upload"; filename="{text}.txt"', f"{text} ".ljust(_LARGE, "x"))])
    headers = {**_MULTIPART, "X-CSRFToken": browser.cookies[TOKEN]}
    yield Step("a large upload", NEW, (), REFUSED, body=large, headers=headers)


def without_a_pass(browser: Browser, step: Step) -> Iterator[tuple[Browser, Step]]:
    """The same request when the session is over, when the token is, and from another site."""
    nobody, forgot = Browser(browser.port), Browser(browser.port, {SESSION: browser.cookies[SESSION]})
    stranger = Browser(browser.port, {**browser.cookies, SESSION: "x" * 32})
    over, foreign = frozenset({401}), {"Origin": "https://elders.example"}
    yield nobody, replace(step, name=f"{step.name}: signed out", may_answer=over)
    yield stranger, replace(step, name=f"{step.name}: session over", may_answer=over)
    yield forgot, replace(step, name=f"{step.name}: no token", may_answer=frozenset({403}))
    yield browser, replace(step, name=f"{step.name}: other site", may_answer=frozenset({403}), headers=foreign)


def at_the_door(text: str) -> Iterator[Step]:
    """Where somebody without a session is sent, and what is typed there."""
    wanted = f"{LIST}?{urlencode({'q': text})}"
    yield Step("a page without a session", wanted, (), frozenset({302}), "GET", in_address=True)
    sent = [("username", text), ("password", text), ("next", wanted)]
    yield Step("at the sign-in", "/inloggen/", sent)


def no_http(browser: Browser, right: Road, text: str) -> Iterator[tuple[str, bytes]]:
    """What breaks the rules of the line itself: (name, words)."""
    body = browser.form(right.sent(question_text=text))
    chunked = browser.head("POST", right.path, 0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    kept_open = browser.head("POST", right.path, 10).replace(b"Connection: close", b"Connection: keep-alive")
    yield "a form longer than it says", kept_open + body
    yield "a form behind a form", kept_open + body[:10] + text.encode() + b"\r\n\r\n"
    yield "pieces without a length", chunked + text.encode() + b"\r\n" + body
    yield "pieces that break off", chunked + b"%x\r\n" % len(body) + body[:-3]
    yield "a question with spaces", f"GET {NEW}?q={text} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    yield "an unknown verb", f"{text}\r\n\r\n".encode()
    yield "a head that is none", f"GET {NEW} HTTP/1.1\r\nHost: {HOST}\r\n{text}\r\n\r\n".encode()
    yield "a length that is none", browser.head("POST", right.path, 0).replace(b": 0", b": " + text.encode())


def _multipart(parts: list[tuple[str, str]]) -> bytes:
    told = [f"--{_BORDER}\r\nContent-Disposition: {head}\r\n\r\n{content}\r\n" for head, content in parts]
    return ("".join(told) + f"--{_BORDER}--\r\n").encode()
