"""What a system does for a professional: send a report in their name, and ask where it stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from meldcode import sending
from meldcode.api import answers, rules, secret
from meldcode.api.actions import touch
from meldcode.api.models import ApiToken, SentBySystem, SystemConsent
from meldcode.api.permissions import may_be_reporter, may_follow, may_send
from meldcode.journey import Journey
from meldcode.people import Organisation, Professional
from meldcode.receipts import Receipt
from meldcode.walk import Walk


@trail.act("portal_report_sent")
def send_for(*, by: trail.Actor, at: datetime, token: ApiToken, key: UUID, told: dict[str, Any]) -> Receipt:
    """Send the report `told` in the name of the professional it names. The same key again gives the same receipt.

    In: the pages of the portal, as its API calls them, and the work mail of the reporter. Raises PermissionDenied,
    Refused (the token just ended, the key is of another report), ValidationError: what the pages and the desk refuse,
    by place in what was sent.
    """
    if not may_send(token, at):
        raise PermissionDenied
    # Held until the end: of two requests at the same moment the second finds what the first stored.
    Organisation.objects.select_for_update(of=("self",)).get(pk=token.organisation_id)
    current = ApiToken.objects.select_related("organisation__region").get(pk=token.pk)
    rules.the_token_still_counts(current.counts(at))
    body_hash = secret.hash_of_body(told)
    there = _sent(current).filter(key=key).first()
    sent = there or _stored(current, key, body_hash, told, at=at)
    rules.a_key_is_of_one_report(sent.body_hash == body_hash)
    touch(current, at)
    # Who reported did so once: that the system asks again for the receipt is the system's own doing.
    who = by if there else Sender(sent.receipt.user)
    trail.record("portal_report_sent", by=who, at=at, subject=sent.receipt, detail=f"via {token.number}")
    return sent.receipt


@trail.act("portal_sent_listed")
def list_sent(
    *, by: trail.Actor, at: datetime, token: ApiToken, after: str = "", most: int
) -> tuple[Sequence[SentBySystem], str]:
    """Return what the systems of the organisation sent, the newest first, and the number to go on after (or nothing).

    Of who works there and lets systems report; what they switch off is followed no longer.

    Raises PermissionDenied, Refused for a number that is not one of theirs.
    """
    if not may_follow(token, at):
        raise PermissionDenied
    rows = _followed(token).order_by("-pk")
    if after:
        last = _sent(token).filter(receipt__report__number=after).first()
        rules.a_list_goes_on_after_an_own_report(last is not None)
        assert last is not None
        rows = rows.filter(pk__lt=last.pk)
    found = list(rows[: most + 1])
    touch(token, at)
    trail.record("portal_sent_listed", by=by, at=at, subject=token)
    return found[:most], found[most - 1].receipt.report.number if len(found) > most else ""


@trail.act("portal_sent_read")
def read_sent(*, by: trail.Actor, at: datetime, token: ApiToken, sent: SentBySystem) -> SentBySystem:
    """Record that a system asks where a report stands. Raises PermissionDenied for what it does not follow."""
    if not may_follow(token, at) or not _followed(token).filter(pk=sent.pk).exists():
        raise PermissionDenied
    touch(token, at)
    trail.record("portal_sent_read", by=by, at=at, subject=sent.receipt)
    return sent


def find_sent(token: ApiToken, number: str) -> SentBySystem | None:
    """Return what was sent through this organisation's systems under this number, while its reporter lets them."""
    return _followed(token).filter(receipt__report__number=number).first()


def find_another(number: str) -> Receipt | None:
    """Return what came through the portal under this number from anybody, for the trail alone."""
    return Receipt.objects.select_related("report").filter(report__number=number).first()


def _sent(token: ApiToken) -> Any:
    rows = SentBySystem.objects.select_related("receipt__report", "receipt__user")
    return rows.filter(organisation=token.organisation_id)


def _followed(token: ApiToken) -> Any:
    """What was sent for somebody who works there still and lets systems report: the same as lets_systems_report."""
    here = {"user__professional__organisation": token.organisation_id, "user__professional__until__isnull": True}
    given = SystemConsent.objects.filter(organisation=token.organisation_id, **here)
    given = given.filter(since__gte=F("user__professional__since"), user__is_active=True)
    return _sent(token).filter(receipt__user__in=given.values("user"))


def _stored(token: ApiToken, key: UUID, body_hash: str, told: dict[str, Any], *, at: datetime) -> SentBySystem:
    reporter = _reporter(token, told["melder"])
    submission = secret.submission_of(token.organisation_id, key)
    journey = Journey(key=submission, user=reporter, begun_at=at, saved_at=at)
    fields = answers.as_posted(told, region=token.organisation.region)
    walk = Walk(reporter, journey, sent=fields)
    answers.hold(walk, told)
    with answers.by_place():
        receipt = sending.take_in(walk, by=reporter, at=at)
    sent = SentBySystem(receipt=receipt, organisation=token.organisation, token=token, key=key, body_hash=body_hash)
    sent.full_clean()
    sent.save(force_insert=True)
    return sent


def _reporter(token: ApiToken, mail: str) -> User:
    here = Professional.objects.select_related("user").filter(
        work_email=mail.strip().lower(), organisation=token.organisation_id, until__isnull=True
    )
    found = here.first()
    rules.the_reporter_lets_systems_report(found is not None and may_be_reporter(found.user, token.organisation))
    assert found is not None
    return found.user
