"""What a system told, laid on the pages of the portal: they judge it, so that each refusal is the one of the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from desk.accounts.models import Region
from desk.directory.models import Municipality
from desk.reports.rules import not_its_own, portal_takes_only_its_own_answers
from desk.templatetags.fields import sentences
from meldcode.api.fields import Asked, pages, person
from meldcode.api.names import PERSONS
from meldcode.page_form import PageForm
from meldcode.walk import Walk

Fields = dict[str, list[str]]
NOT_IN_LIST = "Dit antwoord staat niet in de lijst."
_TRAFFICKING = "mensenhandel"


def as_posted(told: dict[str, Any], *, region: Region) -> Fields:
    """Return the answers as the pages of the portal send them.

    Raises ValidationError by place, for an answer of no list, and for a page that the other answers leave out.
    """
    fields: Fields = {}
    wrong: dict[str, list[ValidationError]] = {}
    follows = told["zorgen"].get(_TRAFFICKING) == "ja"
    portal_takes_only_its_own_answers(follows or _TRAFFICKING not in told, _TRAFFICKING)
    for key, (slug, questions) in pages().items():
        if slug != _TRAFFICKING or follows:
            _post(fields, wrong, questions, told.get(slug, {}), slug, f"{key}-", region)
    persons = told["personen"].get(PERSONS, [])
    for place, one in enumerate(persons):
        _post(fields, wrong, person(), one, f"personen.{PERSONS}.{place}", f"people-{place}-", region)
    fields["people-rows"] = [str(len(persons) or 1)]
    if wrong:
        raise ValidationError(wrong)
    return fields


def hold(walk: Walk, told: dict[str, Any]) -> None:
    """Raise ValidationError with all that the pages refuse, by place in what was told."""
    wrong: dict[str, list[ValidationError]] = {}
    for page in (page for page in walk.pages if page.key in pages()):
        form: Any = walk.form(page)
        form.is_valid()
        _gather(wrong, form, pages()[page.key][0], pages()[page.key][1])
        for place, one in enumerate(getattr(form, "persons", [])[: len(told["personen"].get(PERSONS, []))]):
            _gather(wrong, one, f"personen.{PERSONS}.{place}", person())
    if wrong:
        raise ValidationError(wrong)


@contextmanager
def by_place() -> Iterator[None]:
    """Let what the desk refuses of a column be told at its place in what was sent."""
    try:
        yield
    except ValidationError as refusal:
        if not hasattr(refusal, "error_dict"):
            raise
        told = refusal.error_dict
    else:
        return
    places = {one.field: f"{slug}.{one.name}" for slug, questions in pages().values() for one in questions}
    wrong: dict[str, list[ValidationError]] = {}
    for column, errors in told.items():
        said = [_said(error, " ".join(error.messages)) for error in errors]
        wrong.setdefault(places.get(column, NON_FIELD_ERRORS), []).extend(said)
    raise ValidationError(wrong)


def _post(
    fields: Fields,
    wrong: dict[str, list[ValidationError]],
    questions: list[Asked],
    told: dict[str, Any],
    place: str,
    prefix: str,
    region: Region,
) -> None:
    for one in questions:
        here = f"{place}.{one.name}"
        if one.name not in told:
            # A browser sends an empty text, and nothing for what was not chosen.
            fields |= {} if one.kind in ("one", "many", "tick", "count") else {prefix + one.field: [""]}
        elif one.takes(told[one.name]):
            fields[prefix + one.field] = (
                _town(told[one.name], region) if one.kind == "town" else one.posted(told[one.name])
            )
        else:
            wrong[here] = [_no_answer(one)]


def _no_answer(one: Asked) -> ValidationError:
    if one.field == "disclosure":
        # Recorded as what it is: a wish to be nobody (P3).
        return ValidationError("Een professional meldt met naam. Kies open of afgeschermd.", not_its_own().rule)
    return ValidationError(NOT_IN_LIST, "invalid_choice")


def _town(name: str, region: Region) -> list[str]:
    found = Municipality.objects.filter(region=region, name=name).first()
    # A name of nowhere is no number of a municipality either, and the page says so.
    return [str(found.pk) if found else "0"]


def _gather(wrong: dict[str, list[ValidationError]], form: PageForm | Any, place: str, questions: list[Asked]) -> None:
    names = {one.field: one.name for one in questions}
    for field, errors in form.errors.as_data().items():
        where = f"{place}.{names[field]}" if field in names else place
        said = sentences(form[field]) if field in names else [" ".join(error.messages) for error in errors]
        wrong.setdefault(where, []).extend(_said(*one) for one in zip(errors, said, strict=True))


def _said(error: ValidationError, sentence: str) -> ValidationError:
    """The sentence of the page; but Django's own for a list quotes the answer, which never goes back."""
    quotes = error.code == "invalid_choice" or "value" in (error.params or {})
    return ValidationError(NOT_IN_LIST if quotes else sentence, code=error.code)
