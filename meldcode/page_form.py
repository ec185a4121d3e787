"""What every page of the journey shares: its fields bear its name, and before step 5 no text may hold a name."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desk import guard
from desk.directory.public import of_the_directory
from desk.forms import LINE, DeskForm, TidyField
from desk.reports.form_parts import DayField
from desk.rulebook import Refused
from meldcode.frameworks import Framework

YES_NO = [("yes", _("Ja")), ("no", _("Nee"))]
YES_NO_UNKNOWN = [*YES_NO, ("unknown", _("Ik weet het niet"))]
MARKS = [("done", _("Gedaan")), ("not_done", _("Niet gedaan")), ("not_applicable", _("Niet van toepassing"))]
NO_NAME = _(
    "Hier staat iets dat naar een persoon wijst. Schrijf bijvoorbeeld ‘de leerling’ of ‘de moeder’, zonder naam."
)


# For a field the answers it follows from, as (question, answer): any one of them will do.
Depends = dict[str, tuple[tuple[str, str], ...]]
ANYTHING, NOTHING = "*", ""


class FollowingForm(DeskForm):
    """A form of which some questions follow from the answer to another one.

    What follows from an answer that was changed since is no answer any more: it is judged, sent and shown nowhere.
    """

    depends: Depends = {}

    def is_asked(self, name: str) -> bool:
        """Is this question asked, by the answers before it? After is_valid()."""
        wanted = self.depends.get(name, ())
        return not wanted or any(self.is_asked(question) and self._says(question, one) for question, one in wanted)

    def _says(self, question: str, wanted: str) -> bool:
        given = self.cleaned_data.get(question)
        if wanted in (ANYTHING, NOTHING):
            return bool(given) == (wanted == ANYTHING)
        return wanted in given if isinstance(given, list) else given == wanted

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        for name in self.fields:
            if not self.is_asked(name):
                self.errors.pop(name, None)
                answers[name] = self.fields[name].to_python(None)
        return answers

    def needs(self, name: str, sentence: Any, *, when: bool = True) -> None:
        """Ask for an answer that follows from another one."""
        if when and self.is_asked(name) and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(sentence, code="required"))


class PageForm(FollowingForm):
    """One page. `named` says from which page on a text may name somebody: not before reporting was decided on."""

    page = ""
    nameless: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, framework: Framework, public: Callable[[], guard.Public] = of_the_directory, **kwargs: Any
    ) -> None:
        """`public` gives what points to nobody: the walk asks the directory once for all its pages."""
        self.framework = framework
        self.public = public
        super().__init__(*args, prefix=self.page, **kwargs)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        texts = {name: answers.get(name, "") for name in self.nameless if answers.get(name)}
        public = self.public() if texts else None
        for name, text in texts.items():
            if public is not None and any(found.certain for found in guard.find(text, public)):
                self.add_error(name, ValidationError(NO_NAME, code="no_name_before_step_five"))
        return answers

    @property
    def unread(self) -> set[str]:
        """What the guard did not read because nothing asks for it: of that nothing is kept."""
        return {self.add_prefix(name) for name in self.nameless if not self.is_asked(name)}

    @property
    def may_be_kept(self) -> bool:
        """Is there no text that must name nobody and does so, or that the guard did not read because it is no text?"""
        refused = self.errors.as_data()
        named = any(one.code == "no_name_before_step_five" for errors in refused.values() for one in errors)
        unread = any(self[name].data for name in self.nameless if name in refused)
        return not (named or unread)


class DocumentsPage(PageForm):
    """What goes along: nothing of it is an answer, so it has no fields of its own; a page of its own takes it in."""

    page = "documents"


def at_this_field(check: Callable[[], object]) -> None:
    """Run a rule of the desk on one field: what it refuses is said there, whatever column the desk says it at."""
    try:
        check()
    except Refused as refusal:
        raise ValidationError(" ".join(refusal.messages), code=refusal.rule) from None


def radio(label: Any, choices: Any, *, required: bool = True, **kwargs: Any) -> forms.ChoiceField:
    """A question with short answers."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=required, **kwargs)


def many(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """A question with several answers."""
    kwargs.setdefault("required", False)
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


def text(label: Any, *, rows: int = 0, most: int = LINE, required: bool = False, **kwargs: Any) -> TidyField:
    """A text, on one line or more."""
    field = TidyField(label=label, rows=rows, max_length=most, required=required, **kwargs)
    field.widget.attrs["autocomplete"] = "off"
    return field


def day(label: Any, *, required: bool = False, **kwargs: Any) -> DayField:
    """A day as people write it."""
    return DayField(label=label, required=required, **kwargs)
