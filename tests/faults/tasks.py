"""Each task of the worker: what it has to do, how often that must be done, and how that is counted."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from desk.attachments import store
from desk.attachments.choices import WAITING
from desk.attachments.models import Attachment
from desk.audit.models import Destroyed, Event, Leaf, Verification
from desk.audit.trail import System
from desk.oversight.models import ReviewedDay
from desk.reports import typed
from desk.reports.drafts import Draft
from desk.reports.meldcode_steps import MeldcodeSteps
from desk.retention.models import Destruction
from meldcode import joining
from meldcode.models import Journey
from meldcode.people import Invitation, Organisation
from tests import contact_stories, portal_answers, portal_stories, stories
from tests.faults.town import DOMAIN, Town
from tests.signing_in import signed_in

LONG_AGO = timedelta(days=100)
LINK, GLASS = "Er staat iets voor u klaar", "Meldesk: er wacht iets op uw oordeel"


def made_ready(town: Town) -> dict[str, tuple[object, ...]]:
    """Give every task something to do; return what a task is told that is told something."""
    noor, now = town.noor, timezone.now()
    then = now - LONG_AGO
    stories.a_report(by=noor, at=then)
    stories.approved_shield(by=noor, lead=town.joke, at=then)
    by_task, _ = (stories.an_attachment(by=noor, at=now, report=town.reports[0]) for _ in range(2))
    stories.an_attachment(by=noor, at=now, report=town.reports[1], clean=True)
    Attachment.objects.filter(state="clean").update(scanned_at=now - timedelta(days=2))
    left_behind = store.folder() / stories.a_letter().name
    os.utime(left_behind, (then.timestamp(), then.timestamp()))
    grants = [stories.breaks_glass(by=town.bram, at=now, case_file=report.case_file) for report in town.reports[:2]]
    typed.keep_draft(by=noor, at=then, form="report", fields={"title": ["Oud"]})
    held = signed_in(Client(headers={"host": "127.0.0.1"}), town.tariq).session
    held["seen"] -= 1801
    held.save()
    links = [_link(town, name) for name in ("een", "twee")]
    _news(town)
    _old_journey()
    return {
        "desk.attachments.scanning.scan_attachment": (str(by_task.pk),),
        "desk.reports.tasks.tell_of_broken_glass": (grants[0].pk,),
        "meldcode.tasks.send_link": (links[0].pk,),
    }


def _link(town: Town, name: str) -> Invitation:
    return joining.ask_link(by=System(), at=timezone.now(), email=f"{name}@{DOMAIN}")


def _client(user: Any) -> Client:
    return signed_in(Client(headers={"host": "127.0.0.1"}), user)


def _professional(town: Town) -> Any:
    told = {"by": town.ada, "at": timezone.now(), "organisation": Organisation.objects.get()}
    return portal_stories.a_professional(**told)


def _news(town: Town) -> None:
    """Eva sent a report, and the desk asks her something."""
    eva = _professional(town)
    day = f"{timezone.localdate() - timedelta(days=3):%d-%m-%Y}"
    pages = {
        "signals": portal_answers.SIGNALS,
        "consultation": portal_answers.CONSULTATION,
        "talk": portal_answers.TALK,
    }
    receipt = portal_answers.sent(_client(eva), eva, **{name: {**told, "on": day} for name, told in pages.items()})
    contact_stories.asked(by=town.noor, at=timezone.now(), report=receipt.report)
    portal_answers.begin(_client(eva), eva)


def _old_journey() -> None:
    """What Eva began afterwards and left alone."""
    Journey.objects.update(saved_at=timezone.now() - LONG_AGO)


def acts(code: str, **about: Any) -> Callable[[], int]:
    """Count the events of an act."""
    return lambda: Event.objects.filter(act=code, outcome="done", **about).count()


def mails(subject: str) -> int:
    """Count the mails with this subject."""
    said = [path.read_text(errors="replace") for path in Path(os.environ["MELDESK_VAR"], "mails").iterdir()]
    return sum(text.count(f"Subject: {subject}\n") for text in said)


def _days() -> int:
    return ReviewedDay.objects.values("day").distinct().count() - ReviewedDay.objects.count()


def places_wrong() -> int:
    """How many leaves too many, or places without a leaf, there are."""
    places = sorted(Leaf.objects.values_list("position", flat=True))
    return sum(place != number for number, place in enumerate(places))


# (what there must be when it was done once, what there is). Two links were asked for; the one Eva came by is over. Of
# three documents one was clean from the start; a fourth file is known to no row.
TASKS: dict[str, tuple[int, Callable[[], int]]] = {
    "desk.audit.tasks.seal_trail": (0, places_wrong),
    "desk.audit.tasks.check_trail": (0, lambda: Verification.objects.exclude(wrong="").count()),
    "desk.audit.tasks.destroy_events": (0, Destroyed.objects.count),
    "desk.retention.tasks.list_destructions": (0, Destruction.objects.count),
    "desk.contact.tasks.rest_threads": (0, MeldcodeSteps.objects.filter(thread_rests=True).count),
    "desk.advice.tasks.forget_removed": (0, acts("advice_scrubbed")),
    "desk.accounts.tasks.end_over_sessions": (1, acts("session_ended")),
    "desk.reports.tasks.purge_drafts": (0, Draft.objects.count),
    "meldcode.tasks.purge_journeys": (0, Journey.objects.count),
    "desk.reports.tasks.review_shields": (1, acts("shield_review_due")),
    "desk.attachments.scanning.scan_attachment": (3, acts("attachment_scanned")),
    "desk.attachments.tasks.sweep_attachments": (0, lambda: Attachment.objects.filter(state__in=WAITING).count()),
    "desk.attachments.tasks.remove_orphans": (3, lambda: len(list(store.names()))),
    "desk.attachments.rescanning.rescan_attachments": (1, acts("attachments_rescanned")),
    "desk.reports.tasks.tell_of_broken_glass": (2, acts("glass_told")),
    "desk.reports.tasks.tell_what_waits": (2, lambda: mails(GLASS)),
    "desk.reports.tasks.flag_overdue": (2, acts("report_overdue")),
    "desk.oversight.tasks.review_looks": (0, _days),
    "meldcode.tasks.send_link": (2, acts("portal_link_mailed")),
    "meldcode.tasks.send_waiting_links": (3, lambda: mails(LINK)),
    "meldcode.tasks.send_news": (1, acts("portal_notice_mailed")),
    "meldcode.tasks.clear_links": (2, Invitation.objects.count),
}
