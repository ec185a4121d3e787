"""The documents of a report on its own page. Reports do not know this app: the template asks by name."""

from typing import Any

from django import template
from django.template import Context

from desk.attachments.reading import documents_of
from desk.reports.models import Report

register = template.Library()


@register.inclusion_tag("desk/attachments/section.html", takes_context=True)
def attachments_of(context: Context, report: Report) -> dict[str, Any]:
    """The documents of `report`, as the user of the page may handle them."""
    return {"report": report, **documents_of(report, context["request"].user, context.get("mask"))}
