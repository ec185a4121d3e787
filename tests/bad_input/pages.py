"""Reads the forms of a page: where each is sent, and what a browser would send when somebody filled it in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TYPED = "Dit typte iemand hier."
DAY = "20-11-2026"
_LEFT_OUT = {"csrfmiddlewaretoken"}
_BY_TYPE = {"email": "iemand@delinde.example", "number": "1", "password": "een-lang-wachtwoord", "date": DAY}


@dataclass
class Sheet:
    """One form. `texts` are the fields in which somebody wrote in own words, `hidden` those that nobody sees."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path, self.sheets = path, list[Sheet]()
        self._open: Sheet | None = None
        self._chosen = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told: dict[str, Any] = dict(attrs)
        if tag == "form":
            self._open = Sheet((told.get("action") or self._path).split("#")[0])
            if (told.get("method") or "").lower() == "post":
                self.sheets.append(self._open)
        elif self._open is not None and tag in ("input", "textarea", "select", "button", "option"):
            getattr(self, f"_{tag}")(self._open, told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._chosen = ""

    def _input(self, sheet: Sheet, told: dict[str, Any]) -> None:
        name, kind, value = told.get("name"), told.get("type") or "text", told.get("value") or ""
        if not name or name in _LEFT_OUT or kind in ("submit", "button", "search"):
            return
        if kind == "file":
            sheet.files.add(name)
        elif kind in ("checkbox", "radio"):
            # Of a group one is chosen, as somebody would: else the form is refused for what was left open.
            if "checked" in told or name not in sheet.fields:
                sheet.fields[name] = [value or "on"]
        elif kind == "hidden" or value:
            sheet.fields[name] = [value]
            sheet.hidden |= {name} if kind == "hidden" else set()
        else:
            self._write(sheet, name, _BY_TYPE.get(kind) or _guessed(name))

    def _write(self, sheet: Sheet, name: str, words: str) -> None:
        sheet.fields[name] = [words]
        if words == TYPED:
            sheet.texts.add(name)

    def _textarea(self, sheet: Sheet, told: dict[str, Any]) -> None:
        if told.get("name"):
            self._write(sheet, told["name"], TYPED)

    def _select(self, sheet: Sheet, told: dict[str, Any]) -> None:
        self._chosen = told.get("name") or ""

    def _option(self, sheet: Sheet, told: dict[str, Any]) -> None:
        if self._chosen and told.get("value") and ("selected" in told or self._chosen not in sheet.fields):
            sheet.fields[self._chosen] = [told["value"]]

    def _button(self, sheet: Sheet, told: dict[str, Any]) -> None:
        """A button with a name says what is meant; the first one counts, as when somebody presses Enter."""
        if told.get("name") and told["name"] not in sheet.fields:
            sheet.fields[told["name"]] = [told.get("value") or ""]
            sheet.hidden.add(told["name"])


def _guessed(name: str) -> str:
    last = name.rpartition("-")[2]
    if last.endswith("_on") or last in ("on", "dated", "birth", "from", "until", "day"):
        return DAY
    if last.endswith("_time"):
        return "14:00"
    if "phone" in last:
        return "010 000 00 30"
    return TYPED


def sheets_of(page: str, path: str) -> list[Sheet]:
    """Return every form of a page that is sent with POST."""
    reader = _Reader(path)
    reader.feed(page)
    return reader.sheets
