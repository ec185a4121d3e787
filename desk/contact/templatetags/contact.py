"""The thread on the page of its report, and what waits because of it. Reports ask by name."""

from typing import Any

from django import template
from django.template import Context

from desk.contact.reading import kept_back, thread_of, waiting_for
from desk.reports.models import Report
from desk.reports.permissions import may_change

register = template.Library()


@register.inclusion_tag("desk/contact/section.html", takes_context=True)
def contact_of(context: Context, report: Report) -> dict[str, Any]:
    """The thread of a report that came through the portal; of any other nothing."""
    if not context.get("meldcode"):
        return {"by_portal": False}
    mask, user = context["mask"], context["request"].user
    told = thread_of(report, wants_feedback=mask.wants_feedback and not mask.is_unknown)
    may_write = may_change(user, report)
    shown = {"report": report, "thread": told, "kept_back": kept_back(told.messages, mask)}
    return {"by_portal": True, "may_write": may_write, "today": context["today"], **shown}


@register.inclusion_tag("desk/contact/waiting.html", takes_context=True)
def contact_waiting(context: Context) -> dict[str, Any]:
    """What waits for the user of the work list because a reporter wrote, or is to be told something."""
    return {"lines": waiting_for(context["request"].user, context["today"])}
