"""What was filled in, in words: the review page, the record for somebody's own file, and the copy of what was sent."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from desk.attachments.models import Attachment
from meldcode import deciding, steps, weighing
from meldcode.page_form import PageForm
from meldcode.walk import Page, Walk

# By what unsafety shows itself is said in what follows from it.
_HIDDEN = {"rows", "declared", "norms"}


class Section(NamedTuple):
    """A heading, the page it comes from, and (question, answer) under it."""

    title: str
    page: Page
    lines: list[tuple[str, str]]


def sections(walk: Walk, pages: Iterable[Page] | None = None) -> list[Section]:
    """Everything that was filled in, page by page; what was left empty is left out."""
    found = []
    for page in pages if pages is not None else walk.pages:
        if page.key == "documents":
            found.append(Section(_("Documenten"), page, _documents(walk)))
        if page.key == "review" or not walk.was_opened(page):
            continue
        found.append(Section(_title(page), page, _lines(walk, page)))
        if page.key == "people":
            found += _persons(walk, page)
    return [section for section in found if section.lines]


def steps_taken(walk: Walk) -> list[Section]:
    """The steps as far as they were walked: all that a record for one's own file holds."""
    return sections(walk, [page for page in walk.pages if page.is_step])


Part = tuple[str, list[tuple[str, str]]]


def as_parts(walk: Walk) -> list[Part]:
    """What is sent, as (heading, [(question, answer)])."""
    return [(_("Melder"), who(walk)), *((part.title, part.lines) for part in sections(walk))]


def as_text(walk: Walk) -> str:
    """What is sent, as plain text; its hash stands on the receipt."""
    blocks = as_parts(walk)
    return "\n".join(f"{title}\n" + "".join(f"{name}: {value}\n" for name, value in lines) for title, lines in blocks)


def who(walk: Walk) -> list[tuple[str, str]]:
    """Who reports, as the account says."""
    here = walk.here
    return [
        (_("Naam"), here.user.display_name),
        (_("Organisatie"), here.organisation.name),
        (_("Functie"), here.function),
        (_("Telefoon"), here.work_phone),
        (_("E-mail"), here.work_email),
    ]


def _title(page: Page) -> str:
    return f"{_('Stap')} {page.number}: {steps.NAMES[page.key].lower()}" if page.is_step else str(page.title)


def _lines(walk: Walk, page: Page) -> list[tuple[str, str]]:
    form = walk.form(page)
    form.is_valid()
    if page.key == steps.WEIGHING:
        return _weighed(walk, form)
    return _asked(form)


def _asked(form: Any) -> list[tuple[str, str]]:
    """(question, answer) of what is asked; after is_valid(). What follows from an answer that was changed is not."""
    shown = (field for field in form if field.name not in _HIDDEN and form.is_asked(field.name))
    return [(str(field.label), words) for field in shown if (words := _words(field))]


def _weighed(walk: Walk, form: PageForm) -> list[tuple[str, str]]:
    lines = _asked(form)
    norms = [_(weighing.NORMS[norm]) for norm in walk.weighed.norms]
    if walk.weighed.consequence:
        words = weighing.in_words(walk.weighed.consequence, is_consulted=walk.is_consulted)
        lines.append((_("Wat volgt"), " ".join([_(words), *norms])))
    return lines


def _persons(walk: Walk, page: Page) -> list[Section]:
    form: Any = walk.form(page)
    found = []
    for number, person in enumerate(form.filled, 1):
        person.is_valid()
        found.append(Section(f"{_('Persoon')} {number}", page, _asked(person)))
    return found


def _documents(walk: Walk) -> list[tuple[str, str]]:
    """What goes along, each with its SHA-256: so the receipt proves which documents there were."""
    return [(one.name, _document(one, walk.today)) for one in walk.documents]


def about(document: Attachment) -> str:
    """What a document is, as its sender reads it: kind, size and day."""
    dated = f", {document.dated:%d-%m-%Y}" if document.dated else ""
    return f"{_(document.get_kind_display())}, {filesizeformat(document.size)}{dated}"


def _document(document: Attachment, today: date) -> str:
    old = f" ({_('ouder dan een jaar')})" if document.is_old_on(today) else ""
    told = [document.description, f"{about(document)}{old}"]
    told += [f"SHA-256: {document.sent_digest}"] if document.sent_digest else []
    if not document.digest:
        told.append(_("De virusscanner weigerde dit bestand. Het is vernietigd."))
    return "\n".join(told)


def _words(field: BoundField) -> str:
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return _("ja") if value else ""
    if isinstance(field.field, forms.ModelChoiceField):
        found = field.form.cleaned_data.get(field.name) if hasattr(field.form, "cleaned_data") else None
        return str(found or "")
    if isinstance(field.field, forms.MultipleChoiceField | forms.ChoiceField):
        labels = _labels(field.field)
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels[one] for one in chosen if one in labels and one)
    return str(value or "").strip()


def _labels(field: Any) -> dict[str, str]:
    pairs = [
        pair for key, label in field.choices for pair in (label if isinstance(label, list | tuple) else [(key, label)])
    ]
    return {str(key): str(label) for key, label in pairs}


def advice_of(walk: Walk) -> str:
    """What the steps so far come to, in one sentence."""
    return _(deciding.SAYS[walk.advised.what])
