"""What happened, by whom. Rows are added and never change: triggers on both databases refuse the rest."""

import uuid

from django.db import models

from desk.audit import people, rules
from desk.audit.choices import ACTS, Outcome, Subject
from desk.audit.wishes import WANTED
from desk.audit.words import words_of
from desk.ruled import Ruled


class Event(Ruled):
    """One act. Holds no content; the actor's name and role are those of that moment, so no foreign key.

    The key is random: a counted key would put an advice between two events that do carry a clock.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField("dag")
    at = models.DateTimeField("tijdstip", null=True, blank=True)
    act = models.CharField("handeling", max_length=40)
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome, default=Outcome.DONE)
    rule = models.CharField("regel die weigerde", max_length=80, blank=True)
    actor_id = models.BigIntegerField("medewerker", null=True, blank=True)
    actor_name = models.CharField("naam", max_length=80)
    actor_role = models.CharField("rol", max_length=40, blank=True)
    subject_kind = models.CharField("soort", max_length=20, choices=Subject, blank=True)
    subject = models.CharField("nummer", max_length=40, blank=True)
    reason = models.CharField("reden", max_length=500, blank=True)
    detail = models.CharField("bijzonderheid", max_length=200, blank=True)
    workplace = models.CharField("werkplek", max_length=60, blank=True)
    # A digest over the ties and the destructions of this act, so that these are under the seal of the event.
    covers = models.CharField("zegel over wat ernaast ligt", max_length=64, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "regel in het logboek"
        verbose_name_plural = "logboek"
        constraints = rules.ROW_RULES
        indexes = [
            models.Index(fields=["day", "at"], name="event_day"),
            models.Index(fields=["subject", "at"], name="event_subject"),
            models.Index(fields=["actor_id", "day", "at"], name="event_actor"),
            models.Index(fields=["act", "day", "at"], name="event_act"),
            models.Index(fields=["day", "at"], name="event_refused", condition=models.Q(outcome=Outcome.REFUSED)),
        ]

    def __str__(self) -> str:
        return self.act

    @property
    def sentence(self) -> str:
        return ACTS[self.act][0].format(subject=self._about)

    @property
    def wish(self) -> str:
        """What a refused act would have been: '… wilde dossier C-2026-0388 openen'."""
        return WANTED[self.act].format(subject=self._about)

    @property
    def _about(self) -> str:
        return self.subject or ("een pagina" if self.act == "page_refused" else "zonder nummer")

    @property
    def actor_number(self) -> str:
        return people.number(self.actor_id) if self.actor_id else ""

    @property
    def is_reveal(self) -> bool:
        return self.act == "reporter_revealed" and self.outcome == Outcome.DONE

    @property
    def refused_for(self) -> list[str]:
        return words_of(self.rule)

    @property
    def is_refused(self) -> bool:
        return self.outcome == Outcome.REFUSED

    @property
    def icon(self) -> str:
        return "ban" if self.is_refused else ACTS[self.act][1]


class Stamp(models.Model):
    """What the database itself adds to an event: its own clock, and a salted digest over every column.

    No foreign key: when the words of an event are destroyed after their term, its leaf stays.
    """

    event_id = models.UUIDField(primary_key=True)
    recorded_at = models.DateTimeField(null=True, db_index=True)
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class Tie(models.Model):
    """A row of a history and the event of the act that wrote it. The digest is salted; the salt lies with the row."""

    event_id = models.UUIDField(db_index=True)
    source = models.CharField(max_length=60)
    number = models.BigIntegerField()
    shape = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    # Was its Shape there when the row was read? No column: only a tie that is made just now asks it.
    shape_is_known = False

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="history_row_is_tied_once")]

    @property
    def line(self) -> str:
        return f"tie {self.source} {self.number} {self.shape} {self.digest}\n"


class Shape(models.Model):
    """The columns that a tie is over, under their digest."""

    id = models.CharField(max_length=64, primary_key=True)
    columns = models.TextField()


class Destroyed(models.Model):
    """Rows that were destroyed after their term, by number or by place in the tree, and the event that says so."""

    event_id = models.UUIDField(db_index=True)
    source = models.CharField(max_length=60)
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "first"], name="destroyed_once")]

    @property
    def line(self) -> str:
        return f"destroyed {self.source} {self.first} {self.last}\n"


class Leaf(Ruled):
    """The place of an event in the tree, from 0. An event about an advice gets one when its day is over, by lot."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = rules.LEAF_RULES


class Head(Ruled):
    """The tree as it stood: how many leaves, what it takes to go on from there, and the note that was signed."""

    number = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # the database's clock at the newest event in it
    peaks = models.JSONField()
    note = models.TextField()

    class Meta:
        constraints = rules.HEAD_RULES
        indexes = [models.Index(fields=["at"], name="head_at")]


class Kept(models.Model):
    """A head that lies where the database cannot reach it."""

    head = models.OneToOneField(Head, models.PROTECT, primary_key=True, related_name="kept")
    at = models.DateTimeField()


class Mailed(models.Model):
    """A head that was mailed to somebody outside."""

    head = models.OneToOneField(Head, models.PROTECT, primary_key=True, related_name="mailed")
    at = models.DateTimeField()


class Restored(Ruled):
    """Two people declared that the database was put back: which heads at the anchor it does not hold any more."""

    number = models.BigIntegerField(primary_key=True)  # counted on with the heads, behind the last one that was lost
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    note = models.TextField()
    reason = models.CharField(max_length=500)
    # Of colleagues, as in an event: without a foreign key, this app lies below theirs.
    declared_by = models.BigIntegerField()
    confirmed_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = rules.RESTORED_RULES


class LostHead(models.Model):
    """What lies at the anchor, and was in the database before it was put back: the note as it was signed."""

    number = models.BigIntegerField(primary_key=True)
    restored = models.ForeignKey(Restored, models.PROTECT, related_name="lost")
    note = models.TextField()


class Verification(models.Model):
    """The trail was checked, and this came out."""

    at = models.DateTimeField(db_index=True)
    size = models.BigIntegerField()
    wrong = models.CharField(max_length=300, blank=True)
    notice = models.CharField(max_length=300, blank=True, default="", db_default="")
