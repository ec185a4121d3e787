"""Cases E01-E12 at every entrance: an answer with a sentence, never a fault of ours, and nothing of it stored.

Each form and each address gets a few of the table in turn; `make bad-input` gives all of them everything.
"""

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from zlib import crc32

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as amount
from hypothesis import strategies as st

from tests.bad_input.pages import TYPED, Sheet
from tests.bad_input.roads import addresses, forms
from tests.bad_input.strange import FORM, PARTS, STRANGE, encoded
from tests.bad_input.values import BAD
from tests.bad_input.watched import Seen, sent

pytestmark = pytest.mark.django_db
WHOLE = os.environ.get("MELDESK_BAD_INPUT") == "whole"
EACH = 1  # of the table in a field, of the strange requests at an address
# Signing out and locking answer nothing with words; a password is not given back.
_NO_WORDS = ("password", "code")
# Half letters, signs that are not seen, numbers in all their shapes, and the same name more than once.
_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
_NUMBER = st.one_of(st.integers(), st.floats(), st.decimals(), st.dates(), st.datetimes()).map(str)
WORDS = st.one_of(_TEXT, _NUMBER, st.lists(_TEXT, max_size=4))
Forms = list[tuple[str, Client, Sheet]]


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
    """Was the form given back without what somebody wrote in another field of it? Nobody types in a hidden one."""
    wrote = [text for text in sheet.texts - {name} if not text.endswith(_NO_WORDS)]
    return (
        bool(wrote)
        and name not in sheet.hidden
        and seen.status == 400
        and "<form" in seen.page
        and TYPED not in seen.page
    )


def faults(place: str, client: Client, ask: Callable[[Client], Any]) -> Iterator[tuple[str, str]]:
    try:
        seen = sent(client, ask)
    except Exception as fault:  # noqa: BLE001 - every fault is told, with where it was
        yield place, f"{type(fault).__name__}: {str(fault)[:200]}"
        return
    yield from ((place, what) for what in seen.wrong())


def _posts(client: Client, *, path: str, body: bytes) -> Any:
    return client.post(path, body, content_type=FORM)


def test_every_form(clients, paths, subtests: pytest.Subtests):
    """In one test, because to find the forms takes as long as to send them."""
    found = list(forms(clients, paths, of_all=WHOLE))
    with subtests.test("every field of every form"):
        every_field_of_every_form(found)
    with subtests.test("signs of HTML in every text at once"):
        signs_of_html_in_every_text_at_once(found)
    with subtests.test("whatever a machine thinks of in a form"):
        whatever_a_machine_thinks_of_in_a_form(found)


def every_field_of_every_form(found: Forms) -> None:
    wrong: list[Any] = []
    known: set[tuple[str, str]] = set()
    fields = 0
    for who, client, sheet in found:
        for name in sheet.fields:
            # A hidden field that many forms have is the same field.
            place = (sheet.action.split("/")[1], name)
            if place in known and not WHOLE:
                continue
            known.add(place)
            fields += 1
            for case in in_turn(f"{sheet.action.split('/')[1:2]}{name}", list(BAD)):
                where = f"{who} {sheet.action} {name}: {case}"
                body = encoded(told(sheet, **{name: BAD[case]}))
                try:
                    seen = sent(client, partial(_posts, path=sheet.action, body=body))
                except Exception as fault:  # noqa: BLE001 - every fault is told, with where it was
                    wrong.append((where, f"{type(fault).__name__}: {str(fault)[:200]}"))
                    continue
                wrong += [(where, what) for what in seen.wrong()]
                if lost(sheet, name, seen):
                    wrong.append((where, "what was typed is gone"))
    assert fields > 150
    assert not wrong, "\n".join(": ".join(one) for one in wrong)


def signs_of_html_in_every_text_at_once(found: Forms) -> None:
    """Where a form is taken, the page after it shows what was typed; where it is refused, the form does."""
    wrong: list[Any] = []
    shown = 0
    for who, client, sheet in found:
        signs = told(sheet, **dict.fromkeys(sheet.texts, BAD["E05 script"]))
        body = encoded(signs)
        follow = partial(Client.post, path=sheet.action, data=body, content_type=FORM, follow=True)
        seen = sent(client, lambda c, follow=follow: follow(c))
        wrong += [(f"{who} {sheet.action}", what) for what in seen.wrong()]
        shown += "&lt;script&gt;alert(1)" in seen.page
    assert shown > 25
    assert not wrong, "\n".join(": ".join(one) for one in wrong)


def whatever_a_machine_thinks_of_in_a_form(known: Forms) -> None:
    """Hypothesis chooses a form, a field and the words in it."""

    @amount(max_examples=2_000 if WHOLE else 50, derandomize=True, deadline=None)
    @given(st.sampled_from(range(len(known))), st.data())
    def one(number: int, data: st.DataObject) -> None:
        who, client, sheet = known[number]
        name = data.draw(st.sampled_from(sorted(sheet.fields) or ["x"]))
        word = data.draw(WORDS)
        body = encoded(told(sheet, **{name: word}))
        found = list(
            faults(f"{who} {sheet.action} {name}", client, lambda c: c.post(sheet.action, body, content_type=FORM))
        )
        assert found == []

    one()


@pytest.mark.parametrize(
    ("page", "is_html", "is_wrong"),
    [
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;", True, False),
        ("<p><script>alert(1)</script>", True, True),
        ('<a href="javascript:alert(1)">', True, True),
        ("<p>javascript:alert(1)", True, False),
        ('{"name": "<script>alert(1)</script>"}', False, False),
    ],
)
def test_words_that_a_browser_takes_for_more_are_seen(page, is_html, is_wrong):
    assert bool(list(Seen(200, page, set(), is_html).wrong())) is is_wrong


def test_every_address_gets_strange_requests(clients, paths):
    wrong: list[Any] = []
    for name, path in paths.items():
        for who in ("eva", "nobody") if name.startswith("portal:") else ("joke", "nobody"):
            for case in in_turn(f"{name}{who}", list(STRANGE)):
                wrong += faults(f"{who} {name}: {case}", clients[who], lambda c, case=case, p=path: STRANGE[case](c, p))
    assert not wrong, "\n".join(": ".join(one) for one in wrong)


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
    assert not wrong, "\n".join(": ".join(one) for one in wrong)
