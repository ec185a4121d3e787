"""The report of the trials of sending: made ready in the portal, and looked up in the database after each kill."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.utils import timezone

from desk.accounts.models import Region, Team, User
from desk.audit.check import check
from desk.audit.models import Event
from desk.audit.sealing.sweep import sweep
from desk.audit.tasks import seal_trail
from desk.directory.models import Municipality
from desk.reports.models import MeldcodeSteps, Passage, Person, Report, Reporter
from desk.roles import Role
from meldcode.copies import as_text
from meldcode.journey import Journey
from meldcode.receipts import Receipt, checked, digest_of
from meldcode.walk import Walk
from tests import portal_answers as answers
from tests import portal_stories
from tests.signing_in import signed_in

ACKNOWLEDGED, UNHEARD, ABSENT, LOST = "acknowledged, stored once", "stored once, the answer lost", "absent", "LOST"


@dataclass(frozen=True)
class Story:
    """One journey that is ready to be sent, the browser it is in, and the hash of what was written."""

    key: UUID
    user: User
    cookies: dict[str, str]
    digest: str


def set_up() -> User:
    """A region with a school, and Eva who works there."""
    region = Region.objects.create(name="Merenstreek")
    Team.objects.create(region=region, name="Noord")
    Municipality.objects.create(region=region, name="Lindehaven")
    ada = User(username="ada", display_name="Ada F.", role=Role.FUNCTIONAL_ADMINISTRATOR, region=region)
    ada.set_unusable_password()
    ada.save()
    at = timezone.now() - timedelta(minutes=5)
    school = portal_stories.an_organisation(by=ada, at=at)
    return portal_stories.a_professional(by=ada, at=at, organisation=school)


def a_story(eva: User) -> Story:
    """Walk the journey up to the last page."""
    client = signed_in(Client(headers={"host": "127.0.0.1"}), eva)
    day = f"{timezone.localdate() - timedelta(days=3):%d-%m-%Y}"
    pages = {"signals": answers.SIGNALS, "consultation": answers.CONSULTATION, "talk": answers.TALK}
    changed = {name: {**told, "on": day} for name, told in pages.items()}
    key = answers.walk(client, eva, until="review", **changed)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Story(key, eva, {settings.SESSION_COOKIE_NAME: cookie}, digest_of(as_text(_walk(eva, key))))


def give_the_worker_work() -> None:
    """Let it seal, as it does every minute."""
    seal_trail.delay()


def came_of(story: Story, number: str) -> str:
    """Return what is stored after the kill, held against what was answered."""
    reports, receipts, journeys = _counts(story)
    if (reports, receipts, journeys) == (1, 1, 0):
        if not number:
            return UNHEARD
        return ACKNOWLEDGED if Receipt.objects.get(journey=story.key).report.number == number else LOST
    if (reports, receipts, journeys) == (0, 0, 1) and not number and _is_whole(story):
        return ABSENT
    return f"{LOST}: {reports} reports, {receipts} receipts, {journeys} drafts, answered {bool(number)}"


def wrong_after(story: Story, first: str, again: str) -> list[str]:
    """Return what is not as it must be after sending it a second time; nothing when it is one whole report."""
    if _counts(story) != (1, 1, 0) or not again or (first and first != again):
        return [f"WRONG: {_counts(story)} after sending again"]
    receipt = Receipt.objects.select_related("report").get(journey=story.key)
    report, proof = receipt.report, checked(receipt.note)
    told = {
        "number": report.number == again and proof is not None and proof.number == again,
        "hash": proof is not None and story.digest == receipt.digest == proof.digest,
        "persons": Person.objects.filter(case_file=report.case_file).count() == 2,
        "facts": Passage.objects.filter(report=report).exists(),
        "reporter": Reporter.objects.filter(report=report).count() == 1,
        "steps": MeldcodeSteps.objects.filter(report=report).count() == 1,
        "trail": Event.objects.filter(act="report_filed", subject=again, outcome="done").count() == 1,
    }
    return [f"WRONG: {name}" for name, is_right in told.items() if not is_right]


def at_the_end() -> dict[str, Any]:
    """Seal what is left, check the whole trail, and count."""
    sweep(at=timezone.now(), everywhere=True)
    numbers = list(Report.objects.values_list("number", flat=True))
    told = {"reports": len(numbers), "receipts": Receipt.objects.count(), "drafts": Journey.objects.count()}
    twice = {"numbers given twice": len(numbers) - len(set(numbers))}
    return {**told, **twice, "events": Event.objects.count(), "wrong": check(at=timezone.now()).wrong}


def _counts(story: Story) -> tuple[int, int, int]:
    reports = Report.objects.filter(submission=story.key).count()
    receipts = Receipt.objects.filter(journey=story.key).count()
    return reports, receipts, Journey.objects.filter(key=story.key).count()


def _is_whole(story: Story) -> bool:
    """Is everything there that was written, readable by who wrote it and by nobody else?"""
    walk = _walk(story.user, story.key)
    is_right = all(walk.is_right(page) for page in walk.pages if page.key != "review")
    return is_right and digest_of(as_text(walk)) == story.digest


def _walk(user: User, key: UUID) -> Walk:
    return Walk(User.objects.get(pk=user.pk), Journey.objects.get(key=key))
