"""One journey as far as it was walked: which pages there are, which are right, and what the answers come to."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk import guard
from desk.accounts.models import User
from desk.attachments.journeys import documents_of_batch
from desk.attachments.models import Attachment
from desk.deadlines import local_day
from desk.directory.public import of_the_directory
from desk.reports.form_parts import as_data
from meldcode import deciding, report_forms, step_forms, steps, weighing
from meldcode.frameworks import Framework, frameworks
from meldcode.journey import Journey
from meldcode.page_form import DocumentsPage, PageForm
from meldcode.people import membership
from meldcode.people_forms import PeopleForm


@dataclass(frozen=True)
class Page:
    """One page of the journey: its name in the address is Dutch."""

    key: str
    slug: str
    title: Any
    form: type[PageForm]
    is_optional: bool = False

    @property
    def is_step(self) -> bool:
        return self.key in steps.STEPS

    @property
    def number(self) -> int:
        return steps.STEPS.index(self.key) + 1 if self.is_step else 5


ALL = (
    Page("signals", "signalen", _("Wat ziet of hoort u?"), step_forms.SignalsForm),
    Page("consultation", "overleg", _("Met wie overlegde u?"), step_forms.ConsultationForm),
    Page("talk", "gesprek", _("Sprak u met uw cliënt?"), step_forms.TalkForm),
    Page("weighing", "wegen", _("Weeg het geweld"), step_forms.WeighingForm),
    Page("decision", "beslissen", _("Neem twee besluiten"), step_forms.DecisionForm),
    Page("people", "personen", _("Om wie gaat het?"), PeopleForm),
    Page("concern", "zorgen", _("Wat is er aan de hand?"), report_forms.ConcernForm),
    Page("trafficking", "mensenhandel", _("Signalen van mensenhandel"), report_forms.TraffickingForm),
    Page("support", "hulp", _("Hulp, en uw vraag aan ons"), report_forms.SupportForm),
    Page("openness", "openheid", _("Wie weet van uw melding?"), report_forms.OpennessForm),
    Page("documents", "documenten", _("Heeft u iets om mee te sturen?"), DocumentsPage, is_optional=True),
    Page("review", "nakijken", _("Kijk alles na en verstuur"), report_forms.ReviewForm),
)
DOCUMENTS = next(page for page in ALL if page.key == "documents")
BY_SLUG = {page.slug: page for page in ALL}


class Walk:
    """The answers of one journey, read once."""

    def __init__(self, user: User, journey: Journey, sent: dict[str, list[str]] | None = None) -> None:
        here = membership(user)
        assert here is not None
        self.here = here
        self.journey = journey
        self.framework: Framework = frameworks()[here.organisation.group]
        self.data = as_data(sent if sent is not None else journey.answers)
        self._forms: dict[str, PageForm] = {}

    def form(self, page: Page, data: Any = None) -> PageForm:
        """The form of a page with what was kept, or with `data` of this request; unbound when nothing was kept."""
        if data is None and page.key in self._forms:
            return self._forms[page.key]
        told = data if data is not None else (self.data if self.was_opened(page) else None)
        more: dict[str, Any] = {"region": self.here.organisation.region} if page.key == "people" else {}
        if page.key == steps.DECISION:
            more = {"weighed": self.weighed}
        made = page.form(told, framework=self.framework, public=lambda: self._public, **more)
        if data is None:
            self._forms[page.key] = made
        return made

    def was_opened(self, page: Page) -> bool:
        return any(name.startswith(f"{page.key}-") for name in self.data)

    def is_right(self, page: Page) -> bool:
        return page.is_optional or self.form(page).is_valid()

    @cached_property
    def _public(self) -> guard.Public:
        return of_the_directory()

    @cached_property
    def documents(self) -> list[Attachment]:
        """What was added to go along."""
        return documents_of_batch(self.journey.key)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages of this journey: the report only after step 5 decided on it, trafficking only with its signals."""
        pages = [page for page in ALL if page.is_step]
        if self._told("decision").get("report_needed") == steps.YES:
            no_trafficking = self._told("concern").get("trafficking") != steps.YES
            pages += [page for page in ALL if not page.is_step and not (page.key == "trafficking" and no_trafficking)]
        return pages

    @cached_property
    def first_open(self) -> Page:
        """The first page that still needs something; the last one when all are right."""
        return next((page for page in self.pages if not self.is_right(page)), self.pages[-1])

    def may_open(self, page: Page) -> bool:
        """Pages go in order: none opens before the ones in front of it are right."""
        return page in self.pages and self.pages.index(page) <= self.pages.index(self.first_open)

    def after(self, page: Page) -> Page | None:
        place = self.pages.index(page) + 1
        return self.pages[place] if place < len(self.pages) else None

    def before(self, page: Page) -> Page | None:
        place = self.pages.index(page)
        return self.pages[place - 1] if place else None

    def told(self, key: str) -> dict[str, Any]:
        """What a page says, where it is right; otherwise nothing."""
        page = next(page for page in ALL if page.key == key)
        return self.form(page).cleaned_data if self.is_right(page) else {}

    def _told(self, key: str) -> dict[str, Any]:
        """As `told`, where it may be half a page: one answer decides which pages there are."""
        page = next(page for page in ALL if page.key == key)
        form = self.form(page)
        form.is_valid()
        return getattr(form, "cleaned_data", {})

    @cached_property
    def weighed(self) -> weighing.Weighed:
        told = self.told(steps.WEIGHING)
        return weighing.weigh(self.framework.questions, told, told.get("norms", ()))

    @cached_property
    def answered(self) -> dict[str, steps.Step]:
        """Each step as it was marked; the days of steps 4 and 5 are those on which the pages were right."""
        signals, consulted, talk = (self.told(step) for step in steps.STEPS[:3])
        found: dict[str, steps.Step] = {}
        if signals:
            found[steps.SIGNALS] = steps.Step(steps.DONE, signals["on"])
        if consulted:
            found[steps.CONSULTATION] = _consultation(consulted, self.today)
        if talk:
            found[steps.TALK] = steps.Step(talk["mark"], talk["on"], talk["why"])
        if self.told(steps.WEIGHING):
            found[steps.WEIGHING] = steps.Step(steps.DONE, self.today)
        if self.told(steps.DECISION):
            found[steps.DECISION] = steps.Step(steps.DONE, self.today)
        return found

    @property
    def is_consulted(self) -> bool:
        """Did Veilig Thuis give advice on this already?"""
        return bool(self.told(steps.CONSULTATION).get("veilig_thuis", "") == steps.DONE)

    @property
    def today(self) -> date:
        return local_day(self.journey.saved_at)

    @property
    def kindcheck(self) -> tuple[str, str]:
        """(mark, reason) of the kindcheck."""
        told = self.told(steps.SIGNALS)
        if not steps.kindcheck_applies(told.get("client", ""), told.get("trigger", "")):
            return steps.NOT_APPLICABLE, "De situatie vraagt niet om een kindcheck."  # the desk reads Dutch
        return told["kindcheck"], told["kindcheck_why"]

    @property
    def advised(self) -> deciding.Advised:
        return deciding.advised(
            self.answered,
            self.weighed,
            self.framework,
            consulted=steps.DONE if self.is_consulted else steps.NOT_DONE,
            kindcheck_waits=self.kindcheck[0] == steps.NOT_DONE if self.told(steps.SIGNALS) else False,
        )


def _consultation(told: dict[str, Any], today: date) -> steps.Step:
    """Done when somebody was consulted. Of Veilig Thuis no day is known, so then it is today's (P2)."""
    marks = [told[name] for name in ("colleague", "officer", "veilig_thuis")]
    if steps.DONE in marks:
        return steps.Step(steps.DONE, told["on"] or today)
    mark = steps.NOT_DONE if steps.NOT_DONE in marks else steps.NOT_APPLICABLE
    return steps.Step(mark, None, told["why"])
