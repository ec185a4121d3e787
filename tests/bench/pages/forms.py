"""What stands in the fields of a form on a page, as a browser would send it."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

_UNSENT = {"submit", "button", "image", "reset", "file"}


class _Reader(HTMLParser):
    """Collects the fields of every form of a page, by the address that the form is sent to."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self._open: list[tuple[str, str]] | None = None
        self._select = ""
        self._text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = []
            self.forms.append((told.get("action", ""), self._open))
        if self._open is None or "disabled" in told:
            return
        if "formaction" in told:
            self.forms.append((told["formaction"], self._open))
        name = told.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in told:
            self._open.append((self._select, told.get("value", "")))
        elif tag == "textarea" and name:
            self._text = (name, [])
        elif tag == "input" and name and _is_sent(told):
            self._open.append((name, told.get("value", "on" if told.get("type") == "checkbox" else "")))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text and self._open is not None:
            name, parts = self._text
            self._open.append((name, "".join(parts).removeprefix("\n")))
            self._text = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._open = None


def _is_sent(told: Mapping[str, str]) -> bool:
    kind = told.get("type", "text")
    return kind not in _UNSENT and (kind not in {"checkbox", "radio"} or "checked" in told)


def fields_of(page: str, address: str, shown_at: str) -> dict[str, Any]:
    """Return the fields of the form on `page` that is sent to `address`; a form without address goes to its own page.

    Raises LookupError when there is no such form.
    """
    reader = _Reader()
    reader.feed(page)
    wanted = address.partition("?")[0]
    for action, fields in reader.forms:
        if (action or shown_at).partition("?")[0] == wanted:
            return _grouped(fields)
    raise LookupError(f"no form that goes to {wanted} on {shown_at}")


def _grouped(fields: list[tuple[str, str]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, value in fields:
        if name in told:
            told[name] = [*(told[name] if isinstance(told[name], list) else [told[name]]), value]
        else:
            told[name] = value
    return told
