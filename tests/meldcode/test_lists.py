"""The lists of the portal are turned by key, however much was reported or shared, and each page costs alike."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from meldcode import own_reports, shared_reports
from meldcode.receipts import Receipt, signed
from meldcode.shared import SharedReport
from tests import stories
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db
OWN, SHARED = "/portaal/meldingen/", "/portaal/gedeeld/"
NO_KEYS = ["na=x", "na=1", "voor=2026-11-23~1", "na=2026-11-23T10:00:00~1", "na=%00", "voor=" + "9" * 300]


def a_receipt(user, *, by, at) -> Receipt:
    """A receipt of a report that a colleague wrote down: a journey for each would take most of the time here."""
    report = stories.a_report(by=by, at=at)
    digest = "a" * 64
    told = {"user": user, "journey": uuid4(), "at": at, "digest": digest, "note": signed(report.number, at, digest)}
    receipt = Receipt(report=report, **told)
    receipt.full_clean()
    receipt.save()
    return receipt


@pytest.fixture
def five(pen, eva, noor, at, monkeypatch) -> list[str]:
    """The numbers of what Eva sent and shares, the newest first; two of a page."""
    monkeypatch.setattr(own_reports, "PAGE", 2)
    monkeypatch.setattr(shared_reports, "PAGE", 2)
    receipts = [a_receipt(eva, by=noor, at=at + timedelta(seconds=n)) for n in range(5)]
    for n, receipt in enumerate(receipts):
        shared_reports.share(by=eva, at=at + timedelta(minutes=n), receipt=receipt)
    return [receipt.report.number for receipt in reversed(receipts)]


@pytest.fixture
def officer(iris, client_of, five):
    return client_of(iris)


def numbers(page: str) -> list[str]:
    return re.findall(r">(M-\d{4}-\d+)</a>", page)


def next_of(page: str, way: str = "na") -> str:
    """What the address of the next page asks; nothing where there is none."""
    found = re.search(rf'href="(\?{way}=[^"]+)"', page)
    return found[1] if found else ""


def turned(client, path: str, way: str = "na") -> list[list[str]]:
    """Follow the link to the next page from here to the end; what each page holds."""
    page = client.get(path).content.decode()
    further = next_of(page, way)
    return [numbers(page), *(turned(client, path.partition("?")[0] + further, way) if further else [])]


def last_page(client, path: str) -> str:
    further = next_of(client.get(path).content.decode())
    return last_page(client, path.partition("?")[0] + further) if further else path


def test_own_reports_are_turned_to_the_end_and_back(pen, five):
    pages = [five[:2], five[2:4], five[4:]]
    assert turned(pen, OWN) == pages
    assert turned(pen, last_page(pen, OWN), "voor") == [pages[2], pages[1], pages[0]]


def test_what_colleagues_share_is_turned_to_the_end_and_back(officer, five):
    pages = [five[:2], five[2:4], five[4:]]
    assert turned(officer, SHARED) == pages
    assert turned(officer, last_page(officer, SHARED), "voor") == [pages[2], pages[1], pages[0]]


def test_what_came_at_one_moment_is_shown_once(pen, officer, five):
    Receipt.objects.update(at=timezone.now())
    SharedReport.objects.update(shared_at=timezone.now())
    assert turned(pen, OWN) == turned(officer, SHARED) == [five[:2], five[2:4], five[4:]]


def test_what_was_shared_last_stands_on_top(pen, eva, officer, five):
    oldest = Receipt.objects.get(report__number=five[-1])
    shared_reports.share(by=eva, at=timezone.now() + timedelta(hours=1), receipt=oldest)
    assert numbers(officer.get(SHARED).content.decode()) == [five[-1], five[0]]


def test_what_is_taken_back_leaves_no_empty_page(pen, eva, officer, five):
    end = last_page(officer, SHARED)
    shared_reports.stop_sharing(by=eva, at=timezone.now(), receipt=Receipt.objects.get(report__number=five[-1]))
    assert numbers(officer.get(end).content.decode()) == five[:2]


def test_a_key_that_nobody_was_given_is_a_sentence_and_the_first_page(pen, officer, five):
    for client, path, key in ((*where, key) for where in ((pen, OWN), (officer, SHARED)) for key in NO_KEYS):
        answer = client.get(f"{path}?{key}")
        assert answer.status_code == 400
        assert "Deze plek in de lijst kennen wij niet. Dit is het begin van de lijst." in answer.content.decode()
        assert numbers(answer.content.decode()) == five[:2]


def test_the_key_of_another_shows_nothing_of_theirs(pen, otto, client_of, five):
    key = next_of(pen.get(OWN).content.decode())
    stranger = client_of(otto)
    for path in (OWN, SHARED):
        answer = stranger.get(f"{path}{key}")
        assert (answer.status_code, numbers(answer.content.decode())) == (200, [])


def test_in_english_the_list_is_turned_in_english(pen, five):
    pen.post("/portaal/taal/", {"language": "en"})
    assert "Older reports" in pen.get(OWN).content.decode()
    end = pen.get(last_page(pen, OWN)).content.decode()
    assert "Newer reports" in end
    assert 'aria-label="Pages of this list"' in end
    assert "We do not know this place in the list." in pen.get(f"{OWN}?na=x").content.decode()


@pytest.mark.parametrize("path", [OWN, SHARED])
def test_a_page_asks_as_much_however_long_the_list_is(pen, officer, five, path, monkeypatch):
    client = pen if path == OWN else officer
    middle = path + next_of(client.get(path).content.decode())
    asked = [len(statements(client, address)[1]) for address in (path, middle, last_page(client, path))]
    monkeypatch.setattr(own_reports, "PAGE", 9)
    monkeypatch.setattr(shared_reports, "PAGE", 9)
    asked.append(len(statements(client, path)[1]))
    assert len(set(asked)) == 1, asked
    assert asked[0] <= BUDGET
