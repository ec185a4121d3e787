"""The work list: which reports, in which order and group, and what each asks of the person who looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from desk.accounts.ready import Build, ask, records
from desk.keyset import By, Page, Place, first_of, first_page, page_of
from desk.reports.access.standing import share_work
from desk.reports.choices import Answer, Arrival, Disclosure, Status, Verdict
from desk.reports.identity import Reporter
from desk.reports.masked import Mask, masks
from desk.reports.meldcode_steps import MeldcodeSteps
from desk.reports.models import Report
from desk.reports.permissions import may_change
from desk.reports.waiting import BEING_DONE, in_hand, is_left_behind, mine, waiting_for
from desk.roles import REVIEWERS, Role

LONGEST = 25  # rows on a page of the work list
OTHERS = 8  # rows of what waits for somebody else
IN_ORDER = (By("acute", bool, down=True), By("due", date), By("id", int))
TABS = {"mij": waiting_for, "mijn": mine, "team": in_hand}
GROUPS = ["Acuut", "Te laat", "Vandaag", "Deze week", "Later"]


@dataclass(frozen=True)
class Item:
    """One row: the report, its mask, and what `todo` asks of who looks. No name of anybody concerned."""

    report: Any
    mask: Mask
    due: date
    group: str
    todo: str
    hint: str
    url: str

    @property
    def tags(self) -> list[tuple[str, str]]:
        """(kind, words); kind 'report' carries the shield."""
        return [
            (kind, words)
            for shown, kind, words in (
                (self.report.arrival != Arrival.FIRST, "", self.report.get_arrival_display().lower()),
                (getattr(self.report, "by_portal", False), "", "via het portaal"),
                (self.report.trafficking == Answer.YES, "", "mensenhandel"),
                (self.mask.is_shielded, "report", "afgeschermd"),
                (self.mask.is_unknown, "report", "onbekende melder"),
            )
            if shown
        ]


def work_list(user: Any, tab: str, today: date, place: Place | None = None, **filters: Any) -> Page[Item]:
    """A page of the rows of one tab, acute first and then by the day they are due; `filters` are columns of Report."""
    chosen = {name: value for name, value in filters.items() if value}
    if place or chosen:
        page = page_of(_shown(TABS[tab](user).filter(**chosen)), IN_ORDER, place, LONGEST)
    else:
        page = first_page(records(_FIRST[tab], user), IN_ORDER, LONGEST)
    share_work(user, page.rows)
    faces = masks(page.rows)
    return replace(page, rows=[item(report, faces[report.pk], user, today) for report in page.rows])


def _shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with what is shown of them, and the day they are due."""
    once_proposed = Report.history.filter(id=OuterRef("pk"), status=Status.PROPOSED)
    by_portal = MeldcodeSteps.objects.filter(report=OuterRef("pk"))
    told = {"came_back": Exists(once_proposed), "by_portal": Exists(by_portal)}
    return _with_due(rows).select_related("municipality", "owner", "team").annotate(**told)


def _with_due(rows: QuerySet[Any]) -> QuerySet[Any]:
    proposed = When(status=Status.PROPOSED, review_by__isnull=False, then=F("review_by"))
    return rows.annotate(due=Case(proposed, default=F("assess_by")))


def _first(tab: Callable[[Any], QuerySet[Any]]) -> Build:
    def build(user: Any) -> QuerySet[Any]:
        # What is shown is looked up for the rows of this page, not for all of which these are the first.
        these = first_of(_with_due(tab(user)), IN_ORDER, LONGEST).values("pk")
        return first_of(_shown(Report.objects.filter(pk__in=these)), IN_ORDER, LONGEST)

    return build


# A page without a filter is opened all day: its question is put together once.
_FIRST = {name: _first(tab) for name, tab in TABS.items()}


def grouped(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The rows under their headings; a heading without rows is left out."""
    items = list(items)
    return [(name, found) for name in GROUPS if (found := [item for item in items if item.group == name])]


def counts(user: Any, today: date) -> dict[str, int]:
    """How many reports `user` works on, the whole team has in hand, and how many of those are late; one query."""
    [counted] = ask(_counted, user, today)
    return dict(zip(("mijn", "team", "late"), counted, strict=True))


def _counted(user: Any, today: date) -> QuerySet[Any, Any]:
    conditions = {"mijn": Q(owner=user), "team": None, "late": Q(assess_by__lt=today)}
    all_together = in_hand(user).order_by().values(one=Value(1))
    found = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return all_together.annotate(**found).values_list(*conditions)


def with_others(user: Any) -> list[tuple[str, str, str]]:
    """(number, what it waits for, since when and what holds meanwhile) for own reports that another must decide on."""
    return [_waits(*row) for row in ask(_with_others, user)]


def _with_others(user: Any) -> QuerySet[Any, Any]:
    """What is proposed and what is asked are looked up apart: both are few, and what somebody ever did is not."""
    own = Report.objects.visible_to(user).filter(owner=user)
    # The cut lies inside: SQLite takes neither a cut nor an order in a part of a union.
    first = own.filter(status=Status.PROPOSED).order_by("assess_by", "pk").values("pk")[:OTHERS]
    proposed = Report.objects.filter(pk__in=first).values("pk")
    asked = Reporter.objects.filter(verdict=Verdict.PENDING, report__in=own.values("pk")).values("pk")
    asked = asked.exclude(disclosure=Disclosure.OPEN).exclude(report__status=Status.WITHDRAWN)
    rows = Reporter.objects.filter(pk__in=proposed.union(asked)).order_by("report__assess_by", "pk")
    return rows.values_list("report__number", "report__status", "disclosure")[:OTHERS]


def _waits(number: str, status: str, disclosure: str) -> tuple[str, str, str]:
    if status == Status.PROPOSED:
        return number, "besluit van een ander", ""
    what = "afscherming van de melder" if disclosure == Disclosure.SHIELDED else "onbekend blijven van de melder"
    return number, what, "Werkt al."


def item(report: Any, mask: Mask, user: Any, today: date) -> Item:
    """One row for `user`."""
    due = getattr(report, "due", report.assess_by)
    todo, hint = _todo(report, mask, user)
    return Item(report, mask, due, _group(report, due, today), todo, hint, _place(report, mask, user))


def _group(report: Any, due: date, today: date) -> str:
    if report.acute:
        return "Acuut"
    if due <= today:
        return "Vandaag" if due == today else "Te laat"
    return "Deze week" if due <= today + timedelta(days=6 - today.weekday()) else "Later"


def _todo(report: Any, mask: Mask, user: Any) -> tuple[str, str]:
    if decides_on_secrecy(mask, user):
        return _secrecy(mask)
    if reviews(report, user):
        return "Beoordeel het voorstel", f"Van {report.owner.display_name}"
    if report.owner_id == user.pk:
        return _own(report, mask)
    return _of_others(report, user)


def _of_others(report: Any, user: Any) -> tuple[str, str]:
    if report.status in BEING_DONE and is_left_behind(report):
        return "Pak op", _left_by(report)
    if report.acute and user.role == Role.TEAM_LEAD:
        return "Kijk mee, of pak het op", f"{report.owner.display_name} werkt hieraan"
    return f"{report.owner.display_name} werkt hieraan" if report.owner else "", report.get_status_display()


def _left_by(report: Any) -> str:
    if report.owner is None:
        return "Kwam binnen via het portaal"
    return f"Was van {report.owner.display_name}, die hier niet meer aan werkt"


def _secrecy(mask: Mask) -> tuple[str, str]:
    if mask.is_unknown:
        return "Besluit of de melder onbekend blijft", "De intake wacht op u"
    return "Besluit over de afscherming van de melder", "De afscherming werkt al"


def _own(report: Any, mask: Mask) -> tuple[str, str]:
    if report.status == Status.PROPOSED:
        return "Wacht op besluit van een ander", "U hoeft nu niets te doen"
    if report.status == Status.ASSESSING:
        if getattr(report, "came_back", False):
            return "Verbeter het voorstel", "Het kwam terug met een opmerking"
        return "Begin met de drie vragen", "De intake is af"
    if report.status == Status.INTAKE:
        return _intake(report, mask)
    return "Niets meer te doen", report.get_status_display()


def _intake(report: Any, mask: Mask) -> tuple[str, str]:
    if mask.was_refused:
        return "Vraag de melder te kiezen", "Open melden, of de melding intrekken"
    if mask.waits:
        return "Rond de intake af", "De teamleider besluit nog over de melder"
    return "Rond de intake af", "Direct gevaar gemeld" if report.danger == Answer.YES else ""


def _place(report: Any, mask: Mask, user: Any) -> str:
    """Where the work of this row is done."""
    name = "reports:detail"
    if decides_on_secrecy(mask, user):
        name = "review:secrecy"
    elif reviews(report, user):
        name = "review:proposal"
    elif report.status == Status.ASSESSING and report.owner_id == user.pk and may_change(user, report):
        name = "assessment:questions"
    return _address(name, report.number)


# Making an address costs more than all else that a row shows; a number has the same one for ever.
@lru_cache(maxsize=20_000)
def _address(name: str, number: str) -> str:
    return reverse(name, args=[number])


def decides_on_secrecy(mask: Mask, user: Any) -> bool:
    return mask.waits and user.role == Role.TEAM_LEAD and mask.asked_by_id != user.pk


def reviews(report: Any, user: Any) -> bool:
    return report.status == Status.PROPOSED and report.owner_id != user.pk and user.role in REVIEWERS
