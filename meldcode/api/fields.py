"""The questions of the pages of the portal, as a system is asked them: the same ones, and never others."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms

from desk.reports.form_parts import DayField
from meldcode import walk
from meldcode.api.names import LISTS, NAMES, PERSON, WORDS
from meldcode.frameworks import frameworks
from meldcode.page_form import PageForm
from meldcode.people_forms import PersonForm

_SAID = {value: word for word, value in WORDS.items()}


@dataclass(frozen=True)
class Asked:
    """One question of a page: what kind of answer it takes, and which answers there are (none: own words)."""

    name: str
    field: str
    kind: str  # text, count, day, birth, tick, town, one, many
    label: str
    needed: bool
    most: int | None = None
    words: tuple[str, ...] = ()
    code_list: str = ""

    def takes(self, told: Any) -> bool:
        """Is this one of the words there are? Codes of a list are judged by the page."""
        return not self.words or all(one in self.words for one in (told if self.kind == "many" else [told]))

    def posted(self, told: Any) -> list[str]:
        """Return the answer as the page sends it."""
        if self.kind == "tick":
            return ["on"] if told else []
        if self.kind == "count":
            return [str(told)]
        if self.kind == "birth":
            return ["-".join(reversed(told.split("-")))]
        found = list(told) if self.kind == "many" else [told]
        return [WORDS[one] for one in found] if self.words else found


@cache
def pages() -> dict[str, tuple[str, list[Asked]]]:
    """Return each page by its key: its name in the API, and its questions in order. Documents go by the page alone."""
    framework = next(iter(frameworks().values()))
    found = {}
    # A page without names here is for whoever sits at a screen; a test asks that this is a choice.
    for page in (page for page in walk.ALL if page.key in NAMES):
        form = page.form(None, framework=framework)
        found[page.key] = (page.slug, _asked(form, NAMES[page.key]))
    return found


@cache
def person() -> list[Asked]:
    """Return the questions about one person."""
    return _asked(PersonForm(None), PERSON)


def codes_of(name: str) -> list[tuple[str, str]]:
    """Return (code, label) of what may be answered from the list `name`; of capacities those of a professional."""
    found = next((code_list.choices() for listed, code_list in LISTS.values() if listed == name), [])
    used = {capacity for framework in frameworks().values() for capacity in framework.capacities}
    return [pair for pair in found if name != LISTS["capacity"][0] or pair[0] in used]


def _asked(form: PageForm | Any, names: dict[str, str]) -> list[Asked]:
    return [_question(name, field, form.fields[field]) for name, field in names.items()]


def _question(name: str, key: str, field: forms.Field) -> Asked:
    label, needed = str(field.label), field.required and key != "capacity"
    if key in LISTS:
        kind = "many" if isinstance(field, forms.MultipleChoiceField) else "one"
        return Asked(name, key, kind, label, needed, code_list=LISTS[key][0])
    if isinstance(field, forms.ModelChoiceField):
        return Asked(name, key, "town", label, needed)
    if isinstance(field, forms.ChoiceField):
        kind = "many" if isinstance(field, forms.MultipleChoiceField) else "one"
        given: Any = field.choices
        words = tuple(_SAID[str(value)] for value, _ in given if value)
        return Asked(name, key, kind, label, needed, words=words)
    most: Any = getattr(field, "max_value", None) or getattr(field, "max_length", None)
    return Asked(name, key, "birth" if key == "birth" else _kind(field), label, needed, most)


def _kind(field: forms.Field) -> str:
    kinds = {forms.BooleanField: "tick", forms.IntegerField: "count", DayField: "day"}
    return next((kind for known, kind in kinds.items() if isinstance(field, known)), "text")
