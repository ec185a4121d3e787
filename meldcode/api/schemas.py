"""The shape of what is sent and answered, made from the pages of the portal: the contract is the form.

Classes bear the names that the contract gives them, and that is Dutch (NL API Design Rules, interface-language).
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from meldcode.api.examples import REPORT
from meldcode.api.fields import Asked, codes_of, pages, person
from meldcode.api.names import PERSONS
from meldcode.people_forms import MOST_PERSONS

_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_BIRTH = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_MOST_CHOSEN = 40
_MAIL = 60
_MOST_LETTERS = 80  # of a day, or of the name of a municipality


class Told(BaseModel):
    """What is sent: nothing besides what is asked, and a text is a text."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _answer(one: Asked) -> tuple[Any, Any]:
    """Type and field. What must be there is written in the contract and judged by the page, in its own sentence."""
    extra: dict[str, Any] = {}
    words = list(one.words) or [code for code, _ in codes_of(one.code_list)]
    told: dict[str, Any] = {"description": one.label, "default": None, "json_schema_extra": _without_default(extra)}
    if one.kind == "tick":
        return bool, Field(**told)
    if one.kind == "count":
        return int, Field(ge=0, le=one.most, **told)
    if one.kind == "many":
        extra["items"] = {"type": "string", "enum": words}
        return list[str], Field(max_length=_MOST_CHOSEN, **told)
    if one.kind == "one":
        extra["enum"] = words
    if one.kind == "day":
        extra["format"] = "date"
    if one.kind == "town":
        told["description"] += " (naam, zoals in /codelijsten/gemeenten)"
    pattern = {"day": _DAY, "birth": _BIRTH}.get(one.kind)
    most = None if one.kind == "one" else one.most or _MOST_LETTERS
    return str, Field(pattern=pattern, max_length=most, **told)


def _without_default(extra: dict[str, Any]) -> Any:
    def finish(schema: dict[str, Any]) -> None:
        schema.pop("default", None)
        schema.update(extra)

    return finish


def _needed(names: list[str]) -> ConfigDict:
    def finish(schema: dict[str, Any]) -> None:
        if names:
            schema["required"] = names

    return ConfigDict(extra="forbid", strict=True, json_schema_extra=finish)


def _made(name: str, questions: list[Asked], more: dict[str, Any] | None = None) -> type[Told]:
    needed = [one.name for one in questions if one.needed] + list(more or {})
    base = type(f"Base{name}", (Told,), {"model_config": _needed(needed), "__doc__": None})
    fields: dict[str, Any] = {one.name: _answer(one) for one in questions} | (more or {})
    made: type[Told] = create_model(name, __base__=base, **fields)
    return made


_PERSON: Any = _made("Persoon", person())
_PERSONS: Any = (
    list[_PERSON],
    Field(max_length=MOST_PERSONS, default=[], json_schema_extra=_without_default({"minItems": 1})),
)
_PAGES: dict[str, Any] = {
    slug: _made(slug.capitalize(), questions, {PERSONS: _PERSONS} if key == "people" else None)
    for key, (slug, questions) in pages().items()
}
# Trafficking is a page of its own, for whoever saw signals of it.
_ON_PAGES: Any = {
    slug: (page, Field(default=None) if slug == "mensenhandel" else Field()) for slug, page in _PAGES.items()
}


class _Report(Told):
    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [REPORT]})
    melder: str = Field(
        max_length=_MAIL,
        description="E-mailadres van het werk van wie meldt: een account in het portaal, met toestemming",
    )


Melding: Any = create_model("Melding", __base__=_Report, **_ON_PAGES)


class Ontvangstbewijs(BaseModel):
    """What comes back of a report that was sent; it tells nothing of what was in it."""

    nummer: str = Field(examples=["M-2026-0042"])
    ontvangen: datetime
    hash: str = Field(description="SHA-256 van wat is verstuurd")
    ontvangstbewijs: str = Field(description="Ondertekend; te controleren op /portaal/ontvangstbewijs/")


class Stand(BaseModel):
    """Where a report stands, in the words its sender reads; nothing of what was in it."""

    nummer: str = Field(examples=["M-2026-0042"])
    ontvangen: datetime
    status: str = Field(examples=["ontvangen"])
    toelichting: str


class Standen(BaseModel):
    """One page of them, the newest first."""

    meldingen: list[Stand]
    volgende: str | None = Field(description="Waar de lijst verder gaat; null aan het eind")


class Code(BaseModel):
    code: str
    naam: str


class Codelijst(BaseModel):
    """Which answers there are."""

    naam: str
    titel: str
    codes: list[Code]


class Fout(BaseModel):
    """One refusal: where in what was sent, by which rule, and the sentence of the screen."""

    veld: str
    regel: str
    zin: str


class Probleem(BaseModel):
    """RFC 9457. It never repeats what was sent."""

    type: str = Field(examples=["about:blank"])
    title: str
    status: int
    detail: str
    fouten: list[Fout] = Field(default=[], json_schema_extra=_without_default({}))
