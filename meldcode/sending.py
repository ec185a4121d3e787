"""Sending the report, once: what was written becomes a report at the desk, and its sender gets a receipt."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied

from desk.accounts.models import Team, User
from desk.attachments.journeys import hand_over
from desk.audit import trail
from desk.audit.trail import Sender
from desk.deadlines import local_day
from desk.reports.choices import Disclosure
from desk.reports.drafts import seal
from desk.reports.portal import receive_report
from desk.rulebook import Refused
from meldcode import rules, steps, weighing
from meldcode.copies import as_parts, as_text
from meldcode.journey import Journey
from meldcode.journeys import under_way
from meldcode.permissions import may_report
from meldcode.receipts import Receipt, digest_of, signed
from meldcode.walk import Walk

# A shield asked here is looked at again after this, unless the team lead who decides chooses another day.
SHIELD_LASTS = timedelta(days=90)


@trail.act("portal_report_sent")
def send(*, by: User, at: datetime, key: UUID, read: str = "") -> Receipt:
    """Send the journey `key` of `by`. Sent twice it is one report: the second time gives the receipt of the first.

    In: `read` the digest of what stood on the page that was declared true. Raises PermissionDenied (another's, or
    nobody's), Refused (not complete, changed elsewhere since it was read), and what the desk refuses.
    """
    if not may_report(by):
        raise PermissionDenied
    journey = under_way(by, at).select_for_update().filter(key=key).first()
    sent = Receipt.objects.select_related("report").filter(journey=key, user=by).first()
    if sent is None and journey is None:
        raise PermissionDenied
    if sent is None and journey is not None:
        sent = _sent(journey, read, by=by, at=at)
    assert sent is not None
    trail.record("portal_report_sent", by=Sender(by), at=at, subject=sent)
    return sent


def not_theirs(*, by: User, at: datetime) -> None:
    """Record that somebody asked for a journey that is not theirs, or is not there: both answer alike (404)."""
    trail.refused("portal_report_sent", PermissionDenied(), by=Sender(by), at=at, given={})


def _sent(journey: Journey, read: str, *, by: User, at: datetime) -> Receipt:
    walk = Walk(by, journey)
    rules.what_is_sent_was_read(read in ("", digest_of(as_text(walk))))
    receipt = take_in(walk, by=by, at=at)
    journey.delete()
    return receipt


def take_in(walk: Walk, *, by: User, at: datetime) -> Receipt:
    """Make a report of what was walked, and its receipt: for a journey of the pages and for a system alike.

    Raises Refused (not complete), and what the desk refuses.
    """
    journey = walk.journey
    rules.journey_is_complete(all(walk.is_right(page) for page in walk.pages) and walk.pages[-1].key == "review")
    told, parts, digest = as_report(walk, by=by, at=at), as_parts(walk), digest_of(as_text(walk))
    report = receive_report(by=by, at=at, **told)
    if walk.documents:
        shielded = told["reporter"]["disclosure"] == Disclosure.SHIELDED
        hand_over(by=Sender(by), at=at, batch=journey.key, report=report, withheld=shielded)
    receipt = Receipt(
        report=report,
        user=by,
        journey=journey.key,
        at=at,
        digest=digest,
        note=signed(report.number, at, digest),
        sealed_copy=seal({"parts": [json.dumps(parts)]}, user_id=by.pk, form=f"receipt:{journey.key}"),
    )
    receipt.full_clean()
    receipt.save(force_insert=True)
    return receipt


def as_report(walk: Walk, *, by: User, at: datetime) -> dict[str, Any]:
    """Everything `receive_report` takes, from the pages as they were filled in."""
    people, concern, support, openness = (walk.told(key) for key in ("people", "concern", "support", "openness"))
    trafficking = walk.told("trafficking") if concern["trafficking"] == steps.YES else {}
    forms: dict[str, Any] = {page.key: walk.form(page) for page in walk.pages}
    return {
        "submission": walk.journey.key,
        "team": team_for(people["municipality"]),
        "reporter": _reporter(walk, by=by, at=at),
        "household": {name: people[name] for name in ("address", "postcode", "place", "composition")},
        "persons": forms["people"].persons_told,
        "passages": [*forms["concern"].passages, *(forms["trafficking"].passages if trafficking else [])],
        "observations": forms["trafficking"].observations if trafficking else [],
        "steps": _steps(walk),
        **{name: concern[name] for name in ("danger", "danger_action", "title", "occasions", "natures", "trafficking")},
        "municipality": people["municipality"],
        "trafficking_kinds": trafficking.get("kinds", ()),
        "labour_sectors": trafficking.get("sectors", ()),
        **{name: support[name] for name in ("help_present", "network", "protective", "request")},
        "persons_informed": openness["persons_informed"],
        "not_informed_reason": openness["not_informed_reason"],
        "meldcode_complete": steps.YES if walk.advised.is_complete else steps.NO,
    }


def team_for(municipality: Any) -> Team:
    """The team whose intake takes reports of this municipality: PORTAL_TEAMS, or else the first of the region."""
    teams = Team.objects.filter(region=municipality.region_id).order_by("name", "pk")
    named = teams.filter(name=settings.PORTAL_TEAMS.get(municipality.name, "")).first()
    team = named or teams.first()
    if team is None:
        raise Refused("region_has_a_team", "In deze regio is nog geen team. Bel 0800-2000.", "municipality")
    return team


def _reporter(walk: Walk, *, by: User, at: datetime) -> dict[str, Any]:
    """Who reports is who signed in: nothing of it is read from the form (P3)."""
    support, openness = walk.told("support"), walk.told("openness")
    shielded = openness["disclosure"] == Disclosure.SHIELDED
    shield = {
        "shield_ground": openness["shield_ground"],
        "shield_explanation": openness["shield_explanation"],
        "withheld": openness["withheld"],
        "safety_phone": openness["safety_phone"],
        "review_on": local_day(at) + SHIELD_LASTS,
    }
    return {
        "capacity": openness["capacity"],
        "disclosure": openness["disclosure"],
        "name": by.display_name,
        "organisation": walk.here.organisation.name,
        "function": walk.here.function,
        "phone": walk.here.work_phone,
        "email": walk.here.work_email,
        **{name: support[name] for name in ("reachable", "relation", "second_contact")},
        "wants_feedback": support["wants_feedback"] == steps.YES,
        "stays_involved": support["stays_involved"] == steps.YES,
        **(shield if shielded else {}),
    }


def _steps(walk: Walk) -> dict[str, Any]:
    """The columns of MeldcodeSteps."""
    signals, consulted, talk, decision = (walk.told(s) for s in ("signals", "consultation", "talk", "decision"))
    answers = walk.told("weighing")
    told: dict[str, Any] = {"framework": walk.framework.name, "framework_from": walk.framework.valid_from}
    for name in steps.STEPS[:-1]:
        step = walk.answered[name]
        told |= {f"{name}_mark": step.mark, f"{name}_on": step.on if step.mark == steps.DONE else None}
        told[f"{name}_why"] = step.why if step.mark != steps.DONE else ""
    told["kindcheck_mark"], told["kindcheck_why"] = walk.kindcheck
    told |= {f"kindcheck_{name}": signals[f"kindcheck_{name}"] for name in ("outcome", "children", "ages", "shared")}
    told |= {name: consulted[name] for name in ("colleague", "officer", "veilig_thuis")}
    told["consultation_why"] = consulted["why"]
    # Of an advice no day is kept (P2): when only Veilig Thuis was consulted, the day is that of sending.
    told |= {key: answers[key] for key in weighing.QUESTIONS}
    told |= dict.fromkeys(walk.weighed.norms, True)
    told |= {
        "signals_seen": signals["seen"],
        "talk_result": talk["result"],
        "decision_on": walk.answered[steps.DECISION].on,
        "decider": decision["decider"],
        "report_needed": decision["report_needed"],
        "deviates_why": decision["deviates_why"],
        "help_possible": decision["help_possible"],
        "help_what": decision["help_what"],
        "role_after": walk.told("support")["role_after"],
        "comensha": walk.told("trafficking").get("comensha", "")
        if "trafficking" in [p.key for p in walk.pages]
        else "",
    }
    openness = walk.told("openness")
    return told | {name: openness[name] for name in ("informed_how", "child_spoken", "child_spoken_why")}
