"""What comes again and again on a page: as safe as the templates around it, and strict about what it is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import UndefinedError

from desk.advice.choices import Seeker
from desk.advice.models import Advice
from desk.compiled import part
from desk.reports.models import Passage, Report

FOLDER = Path(settings.BASE_DIR) / "templates" / "compiled"
PARTS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
NOW = datetime(2026, 11, 23, 13, 6, tzinfo=UTC)
MARKUP = '<script>alert("x")</script>'


def test_there_are_parts():
    assert "desk/parts/field.html" in PARTS


@pytest.mark.parametrize("name", PARTS)
def test_a_part_can_be_made(name):
    assert engines["compiled"].get_template(name)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_told_nothing_says_so(name):
    with pytest.raises(UndefinedError):
        part(name)


def test_what_somebody_typed_is_never_markup():
    page = part("desk/parts/field.html", **_field(label=MARKUP, sentences=[MARKUP], optional=MARKUP))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 3


def test_a_choice_somebody_named_is_never_markup():
    choice = {
        "id": "id_x_0",
        "value": MARKUP,
        "label": MARKUP,
        "checked": True,
        "help": "",
        "off": MARKUP,
        "stop": False,
    }
    page = part("desk/parts/field.html", **_field(shape="plain", groups=[(MARKUP, [choice])], radio=True))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 4


def test_what_was_seen_and_said_is_never_markup():
    told = dict.fromkeys(("who", "happened", "place", "how_often"), MARKUP)
    passage = Passage(kind="fact", what=f"{MARKUP}\nen meer", **told)
    page = part("desk/reports/passages.html", passages=[passage])
    page += part("desk/reports/change_rows.html", changes=[(NOW, MARKUP, [MARKUP, "titel"])])
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 7
    assert page.count("<br>") == 4


def test_a_moment_is_the_time_on_the_wall():
    made = engines["compiled"].from_string('{{ at|date("H:i") }} {{ day|date("j F") }}')
    assert (
        made.render({"at": datetime(2026, 11, 23, 13, 6, tzinfo=UTC), "day": date(2026, 11, 23)}) == "14:06 23 november"
    )


@pytest.mark.parametrize("seeker", Seeker.values)
def test_a_choice_is_said_as_django_says_it(seeker):
    advice = Advice(seeker=seeker)
    made = engines["compiled"].from_string('{{ advice|said("seeker") }}')
    assert made.render({"advice": advice}) == str(advice.get_seeker_display())


def test_a_value_outside_the_list_is_said_as_it_is():
    made = engines["compiled"].from_string('{{ report|said("status") }}')
    assert made.render({"report": Report(status="elsewhere")}) == "elsewhere"


class Bound:
    """As much of a field of a form as its part looks at."""

    id_for_label, help_text, aria_describedby = "id_x", "", ""


def _field(**told):
    bare = dict.fromkeys(("label", "optional", "css", "control"), "") | {key: [] for key in ("groups", "sentences")}
    bare |= dict.fromkeys(("radio", "coded", "filter"), False)
    return {**bare, "field": Bound(), "id": "id_x", "html_name": "x", "shape": "line", **told}
