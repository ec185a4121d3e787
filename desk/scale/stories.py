"""The story of one report as the actions would tell it: the same rows, the same events, in the same order.

tests/desk/scale plays a sample of them through the actions and compares.
"""

from collections.abc import Callable

from desk.assessment.models import Assessment, Ground
from desk.reports.choices import Arrival, Status
from desk.reports.models import Note, Report
from desk.review.models import Decision
from desk.roles import Role
from desk.scale import answers, families, reporters, texts
from desk.scale.days import HOUR, MINUTE, moment, spread, term
from desk.scale.plan import CLOSING, CONVERTED, WITHDRAWN
from desk.scale.rows import NULL, History, Record, Table
from desk.scale.trail import SYSTEM, Actor, key
from desk.scale.world import Piece, World

REPORTS, ASSESSMENTS = (
    History(Table(Report), Report.history.model),
    History(Table(Assessment), Assessment.history.model),
)
GROUNDS, DECISIONS, NOTES = Table(Ground), Table(Decision), Table(Note)
# How many keys each report may use, so that no piece waits for another.
_VERSIONS, _ANSWERED, _TIES = 4, 3, 7
_EARLY = 6 * HOUR
_TERM = 5  # working days
Steps = list[tuple[int, Callable[[int], None]]]
LONG = 300  # notes in the file with a long history


class Telling:
    """Tells report number `n` (from 0) into `piece`, up to the last moment of the calendar."""

    def __init__(self, world: World, piece: Piece, n: int) -> None:
        plan = world.plan
        self.world, self.piece, self.plan, self.n, self.rng = world, piece, plan, n, piece.rng
        self.file, self.path, self.ended = plan.file[n], plan.path[n], plan.ended[n]
        self.opens = plan.first_of[self.file] == n
        self.team = world.teams[plan.team[self.file]]
        self.owner: Actor = self.rng.choice(self.team.counsellors)
        self.lead: Actor = self.rng.choice(self.team.leads)
        self.family = families.family(world.seed, plan.family[self.file])
        self.town = world.towns[plan.family[self.file] % len(world.towns)]
        self.number, self.case = plan.report_number(n), plan.file_number(self.file)
        self.kind = reporters.kind_of(self.rng, professional=self.path == CONVERTED)
        self.noted = 0
        self.versions, self.answered, self.ties = n * _VERSIONS, n * _ANSWERED, n * _TIES

    def tell(self) -> None:
        """Play what comes before the end, in order."""
        for at, step in sorted(self._steps(), key=lambda step: step[0]):
            if at > self.world.days.end:
                break
            step(at)
        self.piece.add(REPORTS.table, self.report.row)
        self.piece.add(reporters.REPORTERS, self.reporter)
        if hasattr(self, "assessment"):
            self.piece.add(ASSESSMENTS.table, self.assessment.row)

    def _steps(self) -> Steps:
        entered = self.plan.entered[self.n]
        steps: Steps = [(entered, self._file)]
        if self.opens:
            steps.append((entered + 5 * MINUTE, self._people))
        if self.path == WITHDRAWN:
            return [*steps, (self.ended, self._withdraw)]
        ready = entered + 2 * HOUR
        if self.kind in reporters.WAITS:
            judged = self._on(1, 9 * HOUR)
            steps.append((judged, self._approve))
            ready = judged + 30 * MINUTE
        steps.append((ready, self._take_in))
        if self.rng.random() < 0.25:
            steps.append((ready + 20 * MINUTE, self._note))
        if self.n == self.world.long:
            steps += [(at, self._note) for at in spread(self.ended, self.world.days.end, LONG)]
        return steps + self._weighing()

    def _weighing(self) -> Steps:
        worked = self.plan.worked[self.n]
        began = self._on(max(worked - 1, 1), 10 * HOUR + 30 * MINUTE) + int(self.rng.random() * HOUR)
        proposed = began + 40 * MINUTE if self.rng.random() < 0.4 else self.ended - 90 * MINUTE
        steps: Steps = [
            (began, self._start),
            (max(proposed, began + MINUTE), self._propose),
            (self.ended, self._confirm),
        ]
        if worked > _TERM:
            steps.append((self._on(_TERM, 24 * HOUR + _EARLY), self._late))
        return steps

    def _on(self, ahead: int, clock: int) -> int:
        """That time of the working day so far ahead; behind the calendar a moment that does not come."""
        day = self.world.days.working(self.plan.day[self.n], ahead)
        return self.world.days.end + 1 if day is None else self.world.days.midnight[day] + clock

    def _file(self, at: int) -> None:
        day, received = self.plan.day_of(self.n), self.plan.received[self.n]
        self.assess_by = term("assessment", day)
        arrival = Arrival.FOLLOW_UP if not self.opens else Arrival.FIRST
        if self.opens and self.plan.follows[self.file] >= 0:
            arrival = Arrival.REPEAT
        professional = self.kind in reporters.PROFESSIONALS
        told = answers.of_report(
            self.rng, about_children=self.family.about_children, professional=professional, path=self.path
        )
        self.report = Record(
            REPORTS,
            id=str(self.n + 1),
            number=self.number,
            submission=key(self.rng),
            case_file_id=str(self.file + 1),
            team_id=str(self.plan.team[self.file]),
            owner_id=self.owner.key,
            arrival=str(arrival),
            municipality_id=self.town[0],
            received_at=moment(received - received % HOUR if self.kind == reporters.UNKNOWN else received),
            entered_at=moment(at),
            assess_by=self.assess_by,
            **told,
        )
        self.reporter = reporters.reporter(self.n, self.kind, self.world.days, self.plan.day[self.n], self.rng)
        if self.kind in reporters.WAITS:
            reporters.asked(self.reporter, self.owner, at)
        self._wrote(self.report, REPORTS, self.owner, at)
        self._told("report_filed", self.owner, at, detail=arrival.label)

    def _people(self, at: int) -> None:
        add, day = self.piece.add, self.plan.day_of(self.n)
        add(families.HOUSEHOLDS, families.household(self.family, self.file, self.town[1]))
        self._told_of_file("household_saved", self.owner, at)
        for row in families.persons(self.family, self.file, day, self.rng):
            add(families.PERSONS, row)
            self._told_of_file("person_saved", self.owner, at)
        for row in families.relations(self.family, self.file):
            add(families.RELATIONS, row)
            self._told_of_file("relation_saved", self.owner, at)

    def _approve(self, at: int) -> None:
        reporters.approved(self.reporter, self.lead, at)
        act = "shield_approved" if self.kind == reporters.SHIELDED else "unknown_approved"
        self._told(act, self.lead, at)

    def _take_in(self, at: int) -> None:
        self.report.set(
            status=str(Status.ASSESSING), taken_in_at=moment(at), taken_in_by_id=self.owner.key, version="2"
        )
        self._wrote(self.report, REPORTS, self.owner, at)
        self._told("report_taken_in", self.owner, at)

    def _withdraw(self, at: int) -> None:
        self.report.set(
            status=str(Status.WITHDRAWN), withdrawn_at=moment(at), withdrawn_reason=texts.WITHDRAWN, version="2"
        )
        self._wrote(self.report, REPORTS, self.owner, at)
        self._told("report_withdrawn", self.owner, at)
        self._close_file(self.owner, at)

    def _note(self, at: int) -> None:
        told = {"text": self.rng.choice(texts.NOTES), "by_id": self.owner.key, "at": moment(at)}
        self.piece.add(
            NOTES, NOTES.row(id=self._note_key(), case_file_id=str(self.file + 1), submission=key(self.rng), **told)
        )
        self._told_of_file("note_added", self.owner, at)

    def _note_key(self) -> str:
        """One of each report; of the one with a long history the others come behind those of all."""
        self.noted += 1
        return str(self.n + 1 if self.noted == 1 else self.plan.reports + self.noted)

    def _late(self, at: int) -> None:
        """The sweep of the night flags it, without a version."""
        self.report.set(overdue_since=self.assess_by)
        self._told("report_overdue", SYSTEM, at)

    def _start(self, at: int) -> None:
        self.assessment = Record(
            ASSESSMENTS,
            id=str(self.n + 1),
            report_id=str(self.n + 1),
            made_by_id=self.owner.key,
            made_at=moment(at),
        )
        self._wrote(self.assessment, ASSESSMENTS, self.owner, at)
        self._told("assessment_started", self.owner, at, detail="versie 1")

    def _propose(self, at: int) -> None:
        day = self.world.days.all[self._day(at)]
        kind, text, source = self.rng.choice(texts.GROUNDS)
        own = {"id": str(self.n + 1), "assessment_id": str(self.n + 1)}
        self.piece.add(GROUNDS, GROUNDS.row(**own, kind=kind, text=text, source=source, dated=day.isoformat()))
        told = answers.of_questions(self.rng, self.path)
        stamps = {"proposed_by_id": self.owner.key, "proposed_at": moment(at), "version": "2"}
        self.assessment.set(state="proposed", **stamps, **told)
        acute = self.report.value("acute") == "1"
        review_by = term("acute_review", day) if acute else self.assess_by
        self.report.set(status=str(Status.PROPOSED), review_by=review_by, version="3")
        self._wrote(self.assessment, ASSESSMENTS, self.owner, at)
        self._wrote(self.report, REPORTS, self.owner, at)
        self._told("decision_proposed", self.owner, at, detail=answers.OUTCOMES[self.path].label)

    def _confirm(self, at: int) -> None:
        outcome, closing = answers.OUTCOMES[self.path], self.path in CLOSING
        code = answers.TERMS.get(self.path)
        conclude_by = term(code, self.world.days.all[self._day(at)]) if code else NULL
        given = {"investigation_number": self.plan.investigations.get(self.n, ""), "conclude_by": conclude_by}
        by = {"proposed_by_id": self.owner.key, "decided_by_id": self.lead.key, "decided_as": str(Role.TEAM_LEAD)}
        own = dict.fromkeys(("id", "report_id", "assessment_id"), str(self.n + 1))
        row = DECISIONS.row(**own, **by, **given, verdict="confirmed", outcome=str(outcome), at=moment(at))
        self.piece.add(DECISIONS, row)
        self.assessment.set(state="confirmed", version="3")
        status = Status.CLOSED if closing else Status.DECIDED
        closed_at = moment(at) if closing else NULL
        self.report.set(status=str(status), decided_at=moment(at), closed_at=closed_at, version="4", **given)
        self._wrote(self.assessment, ASSESSMENTS, self.lead, at)
        self._wrote(self.report, REPORTS, self.lead, at)
        self._told("decision_confirmed", self.lead, at, detail=outcome.label)
        self._close_file(self.lead, at)

    def _close_file(self, by: Actor, at: int) -> None:
        if self.plan.closes[self.file] == at:
            self._told_of_file("case_file_closed", by, at)

    def _day(self, at: int) -> int:
        return (at - self.world.days.midnight[0] + 2 * HOUR) // (24 * HOUR)

    def _wrote(self, record: Record, history: History, by: Actor, at: int) -> None:
        self.ties += 1
        if history is REPORTS:
            self.versions += 1
        else:
            self.answered += 1
        number = self.versions if history is REPORTS else self.answered
        self.piece.trail.wrote(record, history, number, self.ties, by=by, at=at)

    def _told(self, act: str, by: Actor, at: int, detail: str = "") -> None:
        self.piece.trail.tell(act, "report", self.number, by=by, at=at, detail=detail)

    def _told_of_file(self, act: str, by: Actor, at: int) -> None:
        self.piece.trail.tell(act, "case_file", self.case, by=by, at=at)
