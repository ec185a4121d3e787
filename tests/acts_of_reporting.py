"""The stories of who reports through the portal: sending, stopping, and looking back."""

from typing import Any
from uuid import uuid4

from desk.directory.models import Municipality
from desk.reports import portal
from meldcode import documents, journeys, own_name, own_reports, sending, shared_reports, stopping
from meldcode.api import actions, reporting
from meldcode.api.models import SentBySystem
from meldcode.receipts import Receipt
from meldcode.walk import Walk
from tests import portal_answers, portal_stories, stories
from tests.meldcode.api import systems
from tests.playing import Cast, plays


def _eva(c: Cast) -> Any:
    school = portal_stories.an_organisation(by=c.ada, at=c.at)
    return portal_stories.a_professional(by=c.ada, at=c.at, organisation=school, name="Eva P.")


def _written(c: Cast, **other: dict[str, Any]) -> tuple[Any, journeys.Journey]:
    """Everything filled in, nothing sent yet; `other` are the answers of a page instead."""
    eva = _eva(c)
    town = Municipality.objects.create(region=c.north.region, name="Lindehaven")
    journey = journeys.begin(by=eva, at=c.at)
    for _slug, page, story in portal_answers.STORY:
        told = other.get(page, story)
        answers = {**told, "municipality": town.pk} if page == "people" else told
        fields = {
            name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
            for name, value in portal_answers.posted(page, answers).items()
        }
        journeys.keep(by=eva, at=c.at, key=journey.key, page=page, fields=fields)
    journey.refresh_from_db()
    return eva, journey


def sent_by_eva(c: Cast, **other: Any) -> tuple[Any, Receipt]:
    """Who sent it, and the receipt; `other` are the answers of a page instead."""
    eva, journey = _written(c, **other)
    return eva, sending.send(by=eva, at=c.at, key=journey.key)


def _document(c: Cast) -> tuple[Any, Any]:
    eva, journey = _written(c)
    told = {"stored": stories.a_letter(), "name": "brief.txt", "description": "Brief van school", "dated": None}
    return eva, documents.keep_document(by=eva, at=c.at, key=journey.key, submission=uuid4(), **told)


@plays("meldcode.keep_document")
def _(c: Cast) -> None:
    _document(c)


@plays("meldcode.drop_document")
def _(c: Cast) -> None:
    eva, row = _document(c)
    documents.drop_document(by=eva, at=c.at, key=row.batch, pk=row.pk)


@plays("reports.receive_report")
def _(c: Cast) -> None:
    eva, journey = _written(c)
    portal.receive_report(by=eva, at=c.at, **sending.as_report(Walk(eva, journey), by=eva, at=c.at))


@plays("meldcode.send")
def _(c: Cast) -> None:
    sent_by_eva(c)


@plays("meldcode.make_record")
def _(c: Cast) -> None:
    eva, journey = _written(c)
    stopping.make_record(by=eva, at=c.at, journey=journey)


@plays("meldcode.stop")
def _(c: Cast) -> None:
    eva, journey = _written(c)
    stopping.stop(by=eva, at=c.at, journey=journey)


@plays("meldcode.list_own")
def _(c: Cast) -> None:
    own_reports.list_own(by=_eva(c), at=c.at)


@plays("meldcode.read_receipt")
def _(c: Cast) -> None:
    eva, receipt = sent_by_eva(c)
    own_reports.read_receipt(by=eva, at=c.at, receipt=receipt)


@plays("meldcode.make_copy")
def _(c: Cast) -> None:
    eva, receipt = sent_by_eva(c)
    own_reports.make_copy(by=eva, at=c.at, receipt=receipt)


def _shielded(c: Cast) -> dict[str, Any]:
    eva, receipt = sent_by_eva(c, openness=portal_answers.SHIELDED)
    return {"by": eva, "at": c.at, "receipt": receipt}


@plays("meldcode.share_name")
def _(c: Cast) -> None:
    own_name.share_name(**_shielded(c), receiver="police")


@plays("meldcode.withdraw_sharing")
def _(c: Cast) -> None:
    told = _shielded(c)
    own_name.share_name(**told, receiver="police")
    own_name.withdraw_sharing(**told, receiver="police")


@plays("meldcode.open_name")
def _(c: Cast) -> None:
    own_name.open_name(**_shielded(c), sure=True)


def _token(c: Cast, purpose: str = "melden") -> Any:
    school = portal_stories.an_organisation(by=c.ada, at=c.at, domains=["school.example"])
    told = {"organisation": school, "name": "Iris K.", "is_officer": True}
    iris = portal_stories.a_professional(by=c.ada, at=c.at, **told)
    return iris, systems.a_system(by=iris, at=c.at, purpose=purpose).row


@plays("api.make_token")
def _(c: Cast) -> None:
    _token(c)


@plays("api.revoke_token")
def _(c: Cast) -> None:
    iris, token = _token(c)
    actions.revoke_token(by=iris, at=c.at, token=token)


@plays("api.allow_systems")
def _(c: Cast) -> None:
    actions.allow_systems(by=_eva(c), at=c.at)


@plays("api.forbid_systems")
def _(c: Cast) -> None:
    actions.forbid_systems(by=_eva(c), at=c.at)


@plays("api.send_for")
def _sent_for(c: Cast) -> Any:
    iris, token = _token(c)
    systems.who_agreed(by=iris, at=c.at, organisation=token.organisation, name="Mentor P.")
    Municipality.objects.create(region=c.north.region, name="Lindehaven")
    told = {"by": actions.Caller(token), "at": c.at, "token": token}
    reporting.send_for(**told, key=uuid4(), told=systems.a_report())
    return iris


@plays("api.list_sent")
def _(c: Cast) -> None:
    _, token = _token(c, "status")
    reporting.list_sent(by=actions.Caller(token), at=c.at, token=token, most=10)


@plays("api.read_sent")
def _(c: Cast) -> None:
    token = systems.a_system(by=_sent_for(c), at=c.at, purpose="status").row
    sent = SentBySystem.objects.select_related("receipt__report").get()
    reporting.read_sent(by=actions.Caller(token), at=c.at, token=token, sent=sent)


def _shared(c: Cast) -> tuple[Any, Any, Any]:
    eva, receipt = sent_by_eva(c)
    told = {"by": c.ada, "at": c.at, "organisation": eva.professional.organisation, "is_officer": True}
    iris = portal_stories.a_professional(**told, name="Iris K.")
    return eva, iris, shared_reports.share(by=eva, at=c.at, receipt=receipt, with_copy=True)


@plays("meldcode.share")
def _(c: Cast) -> None:
    _shared(c)


@plays("meldcode.stop_sharing")
def _(c: Cast) -> None:
    eva, _, shared = _shared(c)
    shared_reports.stop_sharing(by=eva, at=c.at, receipt=shared.receipt)


@plays("meldcode.list_shared")
def _(c: Cast) -> None:
    shared_reports.list_shared(by=_shared(c)[1], at=c.at)


@plays("meldcode.read_shared")
def _(c: Cast) -> None:
    _, iris, shared = _shared(c)
    shared_reports.read_shared(by=iris, at=c.at, shared=shared)


@plays("meldcode.make_shared_copy")
def _(c: Cast) -> None:
    _, iris, shared = _shared(c)
    shared_reports.make_shared_copy(by=iris, at=c.at, shared=shared)
