"""The acts that are interrupted: what is sent, how one sees that it is stored, and where it is when it is not."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests
from django.conf import settings
from django.test import Client
from django.utils import timezone

from desk.accounts.models import Region, Team, User
from desk.advice.models import Advice
from desk.assessment.models import Assessment
from desk.audit.models import Event
from desk.reports import typed
from desk.reports.identity import Reporter
from desk.reports.models import Note, Report
from desk.roles import Role
from tests import stories
from tests.signing_in import signed_in

PATIENCE = 60  # seconds


@dataclass
class Save:
    """One form of one person. `stored` and `events` count what the database holds of it."""

    name: str
    page: str
    fields: dict[str, Any]
    stored: Callable[[], int]
    events: Callable[[], int]
    # Is what was typed still at our side? Of an advice it is in the page alone (P1), so there is nothing to ask.
    is_kept: Callable[[], bool] = lambda: True
    browser: dict[str, str] = field(default_factory=dict)
    status: int = 0
    text: str = ""

    def send(self, address: str) -> None:
        """Press the button; `status` stays 0 when no answer comes."""
        self.status, self.text = 0, ""
        token = secrets.token_hex(16)
        try:
            answer = requests.post(
                f"{address}{self.page}",
                data={**self.fields, "csrfmiddlewaretoken": token},
                cookies={**self.browser, settings.CSRF_COOKIE_NAME: token},
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException:
            return
        self.status, self.text = answer.status_code, answer.text

    @property
    def is_acknowledged(self) -> bool:
        return self.status in {200, 302}


def people() -> dict[str, User]:
    """A colleague for each act, in the region that is there or in a new one."""
    region, _ = Region.objects.get_or_create(name="Merenstreek")
    team, _ = Team.objects.get_or_create(region=region, name="Noord")
    made = {}
    for number, name in enumerate(SAVES):
        told = {"display_name": f"C. {number}", "role": Role.COUNSELLOR, "region": region, "team": team}
        user, _ = User.objects.get_or_create(username=f"c{number}", defaults=told)
        user.set_unusable_password()
        user.save()
        made[name] = user
    return made


def cookies(user: User) -> dict[str, str]:
    """Sign somebody in."""
    client = signed_in(Client(headers={"host": "127.0.0.1"}), user)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def warmth(user: User) -> dict[str, Any]:
    """Return what `forked` opens before it forks: the pages that are saved here."""
    number = _assessed(user).report.number
    pages = ["/", "/adviezen/nieuw/", "/meldingen/nieuw/", f"/meldingen/{number}/hulp/"]
    return {"cookies": cookies(user), "pages": [*pages, f"/meldingen/{number}/drie-vragen/"]}


def _word() -> str:
    return f"Afspraak {uuid4().hex}"


def _done(act: str, subject: str) -> int:
    return Event.objects.filter(act=act, subject=subject, outcome="done").count()


def _keep(user: User, form: str, fields: dict[str, Any]) -> Callable[[], bool]:
    """Keep the form as a browser does at a pause; return what says whether it is there, whole."""
    lists = {name: value if isinstance(value, list) else [str(value)] for name, value in fields.items()}
    typed.keep_draft(by=user, at=timezone.now(), form=form, fields=lists)
    return lambda: (typed.draft_of(by=user, at=timezone.now(), form=form) or ({}, None))[0] == lists


def _advice(user: User) -> Save:
    key = uuid4()
    answers = {"key": str(key), "danger": "no", "channel": "phone", "opened_on": f"{timezone.localdate():%d-%m-%Y}"}
    answers |= {"seeker": "parent", "capacity": "N03", "occasions": ["08"], "natures": ["03"], "trafficking": "no"}
    answers |= {"question_text": "De dochter heeft een oudere vriend.", "advice_text": "Rustig contact houden."}
    answers |= {"advice_given": ["confidant"], "moments": "1", "close": "1"}
    mine = Advice.objects.filter(pk=key)

    def events() -> int:
        # A finished one is one event of closing; the day alone stands in it, so its number is what it is found by.
        return sum(_done(act, number) for number in mine.values_list("number", flat=True) for act in _OPENED)

    return Save("advice", "/adviezen/nieuw/", answers, mine.count, events)


_OPENED = ("advice_opened", "advice_closed")


def _draft(user: User) -> Save:
    """What is being typed. Cut off, it is what was kept at the pause before, whole."""
    report = stories.a_report(by=user, at=timezone.now())
    form = f"section:{report.number}:hulp"
    is_kept = _keep(user, form, {"help_present": _word(), "version": "1"})
    fields = {"help_present": _word(), "version": "1"}

    def stored() -> int:
        kept = typed.draft_of(by=user, at=timezone.now(), form=form)
        return int(kept is not None and kept[0] == {name: [value] for name, value in fields.items()})

    return Save("draft", "/meldingen/concept/", {**fields, "key": form}, stored, stored, is_kept)


def _section(user: User) -> Save:
    report = stories.a_report(by=user, at=timezone.now())
    fields = {"help_present": _word(), "network": "Oma", "version": str(report.version)}
    is_kept = _keep(user, f"section:{report.number}:hulp", fields)
    written = Report.history.filter(help_present=fields["help_present"])
    return Save(
        "section",
        f"/meldingen/{report.number}/hulp/",
        fields,
        written.count,
        lambda: _done("report_changed", report.number),
        is_kept,
    )


def _filing(user: User) -> Save:
    key, now = uuid4(), timezone.localtime()
    fields: dict[str, Any] = {"submission": str(key), "danger": "no", "channel": "phone", "title": "Zorgen om leerling"}
    fields |= {"received_on": f"{now:%d-%m-%Y}", "received_time": f"{now:%H:%M}", "occasions": ["08"]}
    fields |= {"natures": ["03"], **stories.TEACHER}
    mine = Report.objects.filter(submission=key)

    def stored() -> int:
        whole = Reporter.objects.filter(report__submission=key).count()
        return whole if whole == mine.count() else 100 * whole + mine.count()

    def events() -> int:
        return sum(_done("report_filed", number) for number in mine.values_list("number", flat=True))

    return Save("filing", "/meldingen/nieuw/", fields, stored, events, _keep(user, "new", fields))


def _assessed(user: User) -> Assessment:
    return stories.a_draft(by=user, at=timezone.now(), report=stories.taken_in(by=user, at=timezone.now()))


def _answers(draft: Assessment) -> dict[str, Any]:
    told = stories.answers_yes(safety_conditions=_word())
    contacts = {f"contact_{party}": who for party, who in told.pop("contacts").items()}
    return {**{name: value for name, value in told.items() if value is not False}, **contacts, "version": draft.version}


def _questions(user: User) -> Save:
    draft = _assessed(user)
    fields, number = _answers(draft), draft.report.number
    written = Assessment.history.filter(safety_conditions=fields["safety_conditions"])
    return Save(
        "questions",
        f"/meldingen/{number}/drie-vragen/",
        {**fields, "act": "save"},
        written.count,
        lambda: _done("assessment_saved", number),
        _keep(user, f"questions:{number}", fields),
    )


def _proposal(user: User) -> Save:
    draft = _assessed(user)
    fields, number = _answers(draft), draft.report.number
    proposed = Assessment.objects.filter(report__number=number, state="proposed")
    return Save(
        "proposal",
        f"/meldingen/{number}/drie-vragen/",
        {**fields, "act": "propose"},
        proposed.count,
        lambda: _done("decision_proposed", number),
        _keep(user, f"questions:{number}", fields),
    )


def _note(user: User) -> Save:
    number = stories.a_report(by=user, at=timezone.now()).case_file.number
    key = uuid4()
    fields = {"text": _word(), "submission": str(key)}
    mine = Note.objects.filter(submission=key)
    return Save("note", f"/dossiers/{number}/notitie/", fields, mine.count, lambda: _done("note_added", number))


SAVES: dict[str, Callable[[User], Save]] = {
    "advice": _advice,
    "draft": _draft,
    "section": _section,
    "filing": _filing,
    "questions": _questions,
    "proposal": _proposal,
    "note": _note,
}
