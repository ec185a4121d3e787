"""The case file, its reports, and what was told. The reporter lives apart, in identity.py; drafts in drafts.py."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from desk import codelists
from desk.accounts.models import Team, User
from desk.audit.histories import TiedHistory
from desk.codes import CodesField
from desk.directory.models import Municipality
from desk.reports import case_rules
from desk.reports.access.hidden import hidden_from
from desk.reports.access.models import Consent, Grant, Named, Seal, Wall
from desk.reports.choices import (
    IN_HAND,
    RUNNING,
    Answer,
    Arrival,
    CaseStatus,
    Channel,
    ObservationList,
    PassageKind,
    Seen,
    Status,
)
from desk.reports.drafts import Draft
from desk.reports.identity import Reporter
from desk.reports.meldcode_steps import MeldcodeSteps
from desk.reports.persons import Household, Person, Relation
from desk.reports.sharing import Sharing
from desk.roles import EXPERTS, TEAM_ROLES
from desk.ruled import Ruled


class Counter(models.Model):
    """The last number given out, per kind and year."""

    kind = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_counter_per_kind_and_year")]

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}"


class WithinReach(models.QuerySet["models.Model"]):
    """Records that belong to a team, shown to those who may see that team's cases."""

    def visible_to(self, user: User) -> "WithinReach":
        """Counsellor and team lead: the own team; experts: every team of the region; all others: nothing.

        What is sealed or behind a wall is not there: not in a list, a count or a search.
        """
        to_file = "pk" if self.model is CaseFile else "case_file"
        if user.is_active and user.role in TEAM_ROLES:
            return self.filter(team=user.team_id).exclude(hidden_from(user, to_file))
        if user.is_active and user.role in EXPERTS:
            return self.filter(team__region=user.region_id).exclude(hidden_from(user, to_file))
        return self.none()


class CaseFile(Ruled):
    """All reports on (partly) the same persons, under one main number."""

    number = models.CharField("dossiernummer", max_length=20, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    status = models.CharField("status", max_length=10, choices=CaseStatus, default=CaseStatus.OPEN)
    # A closed file takes no more reports: the next one gets a new file that follows it (annex A 3.1.2).
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", verbose_name="vervolg op", null=True, blank=True
    )
    opened_at = models.DateTimeField("geopend")
    closed_at = models.DateTimeField("gesloten", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "case_file"
    objects = WithinReach.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        constraints = case_rules.CASE_FILE_RULES
        indexes = [
            models.Index(
                fields=["closed_at", "id"], name="case_file_closed", condition=models.Q(closed_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def trail_number(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.status == CaseStatus.OPEN


class Report(Ruled):
    """One report: own number, own due date, own assessment and decision; the case number is that of its file."""

    number = models.CharField("meldingsnummer", max_length=20, unique=True)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="reports", verbose_name="dossier")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    # Nobody yet: it came through the portal and waits for the whole team.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="behandelaar", null=True, blank=True
    )
    status = models.CharField("status", max_length=10, choices=Status, default=Status.INTAKE)
    arrival = models.CharField("soort", max_length=10, choices=Arrival, default=Arrival.FIRST)
    channel = models.CharField("Hoe kwam de melding binnen?", max_length=10, choices=Channel)
    received_at = models.DateTimeField("Binnengekomen op")
    entered_at = models.DateTimeField("ingevoerd op")
    late_reason = models.CharField("Waarom is de melding nu pas ingevoerd?", max_length=500, blank=True)
    danger = models.CharField("Is er nu direct gevaar?", max_length=10, choices=Answer)
    danger_action = models.CharField("Wie heeft wat gedaan?", max_length=1000, blank=True)
    title = models.CharField("Waar gaat het over?", max_length=120)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="Gemeente"
    )
    occasions = CodesField(codelists.OCCASIONS, verbose_name="Aanleiding")
    natures = CodesField(codelists.NATURES, verbose_name="Aard van het geweld")
    trafficking = models.CharField(
        "Zijn er signalen van mensenhandel?", max_length=10, choices=Answer, default=Answer.UNKNOWN
    )
    trafficking_kinds = CodesField(codelists.TRAFFICKING_KINDS, verbose_name="Vormen van mensenhandel")
    labour_sectors = CodesField(codelists.LABOUR_SECTORS, verbose_name="Sector van het werk")
    help_present = models.CharField("Welke hulp is er al?", max_length=2000, blank=True)
    network = models.CharField("Wie staan er om het gezin heen?", max_length=2000, blank=True)
    protective = models.CharField("Wat gaat goed of beschermt?", max_length=2000, blank=True)
    request = models.CharField("Wat vraagt de melder aan Veilig Thuis?", max_length=2000, blank=True)
    persons_informed = models.CharField("Weten de personen van de melding?", max_length=10, choices=Answer, blank=True)
    not_informed_reason = models.CharField("Waarom nog niet?", max_length=1000, blank=True)
    meldcode_complete = models.CharField(
        "Heeft de professional de stappen van de meldcode gezet?", max_length=10, choices=Answer, blank=True
    )
    meldcode_note = models.CharField("Toelichting bij de meldcode", max_length=1000, blank=True)
    assess_by = models.DateField("beoordelen vóór")
    review_by = models.DateField("tweede paar ogen vóór", null=True, blank=True)
    conclude_by = models.DateField("afronden vóór", null=True, blank=True)
    overdue_since = models.DateField("te laat sinds", null=True, blank=True)
    acute = models.BooleanField("acuut", default=False)
    taken_in_at = models.DateTimeField("intake afgerond", null=True, blank=True)
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField("besloten", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken", null=True, blank=True)
    withdrawn_reason = models.CharField("Waarom trekt de melder de melding in?", max_length=500, blank=True)
    investigation_number = models.CharField("onderzoeksnummer", max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "report"
    history = TiedHistory()
    _history_user: User | None
    objects = WithinReach.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = case_rules.REPORT_RULES
        indexes = [
            models.Index(fields=["team", "status", "assess_by", "id"], name="report_worklist"),
            models.Index(fields=["owner", "status", "assess_by", "id"], name="report_of_owner"),
            models.Index(fields=["case_file", "received_at"], name="report_of_case"),
            # The list, newest first: of a team, of one status in it, of one colleague.
            models.Index(fields=["team", "-id"], name="report_newest"),
            models.Index(fields=["team", "status", "-id"], name="report_newest_of_status"),
            models.Index(fields=["owner", "-id"], name="report_newest_of_owner"),
            models.Index(
                fields=["assess_by"],
                name="report_to_flag",
                condition=models.Q(overdue_since__isnull=True, status__in=IN_HAND),
            ),
            # Terms that are over are counted all day long: among what runs, not among what ever was.
            models.Index(
                fields=["status", "conclude_by", "assess_by", "review_by"],
                name="report_running",
                condition=models.Q(status__in=RUNNING),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def trail_number(self) -> str:
        return self.number

    @property
    def is_in_hand(self) -> bool:
        return self.status in IN_HAND


class Passage(Ruled):
    """One thing that was seen or said, apart from what somebody makes of it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="passages")
    kind = models.CharField("Soort", max_length=20, choices=PassageKind, default=PassageKind.FACT)
    what = models.CharField("Wat?", max_length=4000)
    happened = models.CharField("Wanneer?", max_length=120, blank=True)
    place = models.CharField("Waar?", max_length=120, blank=True)
    how_often = models.CharField("Hoe vaak?", max_length=120, blank=True)
    who = models.CharField("Wie zag of zei dit?", max_length=120, blank=True)
    withheld = models.BooleanField("Niet laten doorklinken", default=False)

    class Meta:
        verbose_name = "passage"
        verbose_name_plural = "passages"
        constraints = case_rules.PASSAGE_RULES
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Observation(Ruled):
    """A signal or risk factor: seen, not seen or unknown, with its source. There is no score."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="observations")
    list = models.CharField(max_length=20, choices=ObservationList)
    code = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=Seen, default=Seen.UNKNOWN)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        constraints = [
            *case_rules.OBSERVATION_RULES,
            models.UniqueConstraint(fields=["report", "list", "code"], name="each_signal_is_answered_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        lists = {ObservationList.SIGNAL: codelists.SIGNALS, ObservationList.RISK_FACTOR: codelists.RISK_FACTORS}
        return lists[ObservationList(self.list)][self.code].label


class Note(Ruled):
    """An internal note: added, never changed, and never in anything that leaves the desk."""

    case_file = models.ForeignKey(CaseFile, models.CASCADE, related_name="notes")
    text = models.CharField("Notitie", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = "interne notitie"
        verbose_name_plural = "interne notities"
        constraints = [case_rules.note_says_something]

    def __str__(self) -> str:
        return f"notitie {self.pk}"


__all__ = [
    "CaseFile",
    "Consent",
    "Counter",
    "Draft",
    "Grant",
    "Household",
    "MeldcodeSteps",
    "Named",
    "Note",
    "Observation",
    "Passage",
    "Person",
    "Relation",
    "Report",
    "Reporter",
    "Seal",
    "Sharing",
    "Wall",
]
