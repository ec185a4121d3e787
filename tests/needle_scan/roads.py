"""Every address of an advice, with needles in every field that it reads, and ways to send them that no page has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.forms import Form

from desk.advice import forms
from desk.advice.models import TEXTS
from tests.desk.advice.test_views import typed
from tests.needle_scan.browser import Answer, Browser, Fields
from tests.needle_scan.needles import Needle

LIST, NEW = "/adviezen/", "/adviezen/nieuw/"
DONE, REFUSED = frozenset({200, 302}), frozenset({400})
# A hidden field or a key may be read or passed over: nothing breaks, and nothing is kept.
EITHER = DONE | REFUSED
# What the buttons of the page add to the fields of its form.
_BUTTONS = ("mend", "paste", "close", "next", "field", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Step:
    """One request. `may_answer` are the answers that are right."""

    name: str
    path: str
    fields: Fields = ()
    may_answer: frozenset[int] = REFUSED
    method: str = "POST"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    # What stands in the address itself comes back in the address that the desk leads to.
    in_address: bool = False

    def taken(self, browser: Browser, **how: Any) -> Answer:
        """Go this road."""
        body = self.body if self.body is not None or self.method == "GET" else browser.form(self.fields)
        return browser.send(self.method, self.path, body, dict(self.headers), **how)


@dataclass(frozen=True)
class Road:
    """An address that takes a form: what is right in it, and which of its fields carry words to a database."""

    name: str
    path: str
    right: Mapping[str, Any]
    form: type[Form]
    texts: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """Return every field that is read, what the buttons of the page add included."""
        return tuple(dict.fromkeys((*self.form.base_fields, *_BUTTONS)))

    def full_of(self, text: str) -> Fields:
        """Return the form with as much of a text as fits in every field for text."""
        return self.sent(**{name: text[: self.form.base_fields[name].max_length].strip() for name in self.texts})

    def sent(self, **other: Any) -> Fields:
        """Return the right answers with some replaced; every form of a new advice has a key of its own."""
        own = {"key": str(uuid4())} if "key" in self.right else {}
        whole = {**self.right, **own, **other}
        return [(name, one) for name, said in whole.items() for one in (said if isinstance(said, list) else [said])]


def roads(advice: str) -> list[Road]:
    """Return every road that takes a form; `advice` is the key of an open one."""
    one, key = f"{LIST}{advice}/", str(uuid4())
    read = {"field": TEXTS[0], TEXTS[0]: "Zij wacht."}
    scrubbed = {"kind": "name", "words": "is er niet", "version": "1"}
    return [
        Road("new", NEW, typed(), forms.NewAdviceForm, TEXTS),
        Road("detail", one, typed(version="1"), forms.OpenAdviceForm, TEXTS),
        Road("check", f"{LIST}nalezen/", read, forms.AdviceForm),
        Road("search", f"{LIST}zoeken/", {"q": "vriend"}, forms.SearchForm, ("q",)),
        Road("by_code", f"{LIST}code/", {"spoken_code": "a b"}, forms.CodeForm, ("spoken_code",)),
        Road("short", f"{LIST}kort/", {"kind": "silent", "key": key}, forms.ShortContactForm),
        Road("short_undo", f"{LIST}kort/weg/", {"key": key}, forms.ShortContactForm),
        Road("scrub", f"{one}weghalen/", scrubbed, forms.ScrubForm, ("words",)),
    ]


def in_texts(road: Road, needles: Iterable[Needle]) -> Iterator[Step]:
    """Each needle alone, in each text, with everything else right: only the guard stands in between."""
    for name in road.texts:
        for needle in needles:
            text = needle.typed if name == "words" else f"Zij noemt {needle.typed}."
            yield Step(f"{road.name}: {needle.kind} in {name}", road.path, road.sent(**{name: text}))


def in_fields(road: Road, text: str) -> Iterator[Step]:
    """All needles in each field that the road knows, text or not, in what the buttons add, and as a field's name."""
    for name in road.known:
        token = name == "csrfmiddlewaretoken"
        answers = frozenset({403}) if token else EITHER
        yield Step(f"{road.name}: all in {name}", road.path, road.sent(**{name: text}), answers)
    yield Step(f"{road.name}: all as a name", road.path, road.sent(**{text: text}), EITHER)
    everywhere = dict.fromkeys(set(road.known) - {"csrfmiddlewaretoken"}, text)
    yield Step(f"{road.name}: all in all", road.path, road.sent(**everywhere), EITHER)
