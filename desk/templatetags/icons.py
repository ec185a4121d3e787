"""The icons of Lucide. An icon is drawn once for each size and name, not once for each place on a page."""

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django import template
from django.utils.safestring import SafeString
from lucide import IconDoesNotExist

register = template.Library()

_SVG = "{http://www.w3.org/2000/svg}"


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: object) -> SafeString:
    """Return the icon `name` as inline SVG, `size` pixels wide, with these attributes. Raises IconDoesNotExist."""
    return _icon(name, size, tuple(attributes.items()))


@cache
def _drawings() -> ZipFile:
    """The package reads the list of all its drawings anew for each icon: 20 ms, and the desk has seventy."""
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


@lru_cache(maxsize=512)
def _icon(name: str, size: int, attributes: tuple[tuple[str, object], ...]) -> SafeString:
    try:
        drawing = _drawings().read(f"{name}.svg")
    except KeyError:
        raise IconDoesNotExist(f"There is no icon {name!r}.") from None
    svg = ElementTree.fromstring(drawing)  # noqa: S314 - a file of the lock, not of a person
    for node in svg.iter():
        node.tag = node.tag.removeprefix(_SVG)
    svg.attrib |= {"width": str(size), "height": str(size)}
    svg.attrib |= {key.replace("_", "-"): str(value) for key, value in attributes}
    return SafeString(ElementTree.tostring(svg, encoding="unicode"))
