"""What comes again and again on a page, a field or a row, is made into Python once (Jinja2), the page around it is not.

A form of thirty questions spent two thirds of its time in walking through the templates of its fields.
"""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Model
from django.template import engines
from django.template.defaultfilters import date as date_format
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from jinja2 import Environment, StrictUndefined

from desk.templatetags.icons import lucide
from desk.templatetags.words import day, days, key, label_of, moment, term


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment with our tags as functions and filters; a name that is not given is an error."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    made.globals |= {"url": _url, "lucide": lucide, "term": term, "days": days, "key": key}
    made.filters |= {"day": day, "moment": moment, "date": _date}
    made.filters |= {"label_of": label_of, "said": _said, "linebreaksbr": linebreaksbr}
    return made


def part(name: str, **given: Any) -> SafeString:
    """Return the template `name` of templates/compiled with what is given. Raises UndefinedError for what is not."""
    return SafeString(engines["compiled"].get_template(name).render(given))


def warm() -> None:
    """Make all parts into Python now, and not when the first page of this process asks for them."""
    made: Any = engines["compiled"]
    for name in made.env.list_templates():
        made.get_template(name)


def _date(value: date | datetime, how: str) -> str:
    """As `date` of the templates around it: of a moment, the time that the clock on the wall shows."""
    return str(date_format(timezone.localtime(value) if isinstance(value, datetime) else value, how))


def _said(record: Model, column: str) -> str:
    """What `get_…_display` says. Django puts the choices together anew for each row, which took a third of a list."""
    value = getattr(record, column)
    return str(_labels(type(record), column).get(value, value))


@cache
def _labels(model: type[Model], column: str) -> dict[Any, Any]:
    field: Any = model._meta.get_field(column)
    return dict(field.flatchoices)


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)
