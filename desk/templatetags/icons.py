"""The icons of Lucide. An icon is drawn once for each size and name, not once for each place on a page."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags import lucide as drawn

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: object) -> SafeString:
    """Return the icon `name` as inline SVG, `size` pixels wide, with these attributes. Raises IconDoesNotExist."""
    return _icon(name, size, tuple(attributes.items()))


@lru_cache(maxsize=512)
def _icon(name: str, size: int, attributes: tuple[tuple[str, object], ...]) -> SafeString:
    return SafeString(drawn.lucide(name, size=size, **dict(attributes)))
