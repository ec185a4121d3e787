"""A PDF made here, of text alone: no network, no other program, and the typeface of the desk as a subset."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT, _SIZE, _LINE = "Source", 11, 5.5


def document(title: str, at: datetime, parts: Iterable[tuple[str, list[tuple[str, str]]]]) -> bytes:
    """Return a PDF with `title`, the moment, and (heading, [(question, answer)]) for each part."""
    # A quarter of all that is loaded at a start, with what it brings along for pictures; few processes draw a page.
    from fpdf import FPDF

    made = FPDF(format="A4")
    made.set_auto_page_break(auto=True, margin=20)
    made.set_margins(20, 20)
    made.set_title(title)
    made.set_lang("nl")
    made.set_creation_date(at)
    made.add_font(_FONT, "", settings.FONT_DIR / "SourceSansPro-Regular.ttf")
    made.add_font(_FONT, "B", settings.FONT_DIR / "SourceSansPro-Semibold.ttf")
    made.add_page()
    _write(made, title, bold=True, size=18)
    _write(made, f"{settings.ORGANISATION_NAME}, {timezone.localtime(at):%d-%m-%Y %H:%M}")
    for heading, lines in parts:
        made.ln(_LINE)
        _write(made, heading, bold=True, size=13)
        for question, answer in lines:
            _write(made, question, bold=True)
            _write(made, answer)
    return bytes(made.output())


def _write(made: "FPDF", text: str, *, bold: bool = False, size: int = _SIZE) -> None:
    made.set_font(_FONT, "B" if bold else "", size)
    # What the typeface does not have is shown as a square by a reader; here it is said in words.
    font: Any = made.current_font
    drawn = "".join(char if char == "\n" or ord(char) in font.cmap else "?" for char in text)
    made.multi_cell(0, size * 0.5, drawn, new_x="LMARGIN", new_y="NEXT")
