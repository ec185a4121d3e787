"""Holds one day of looks against the rules, and says what the privacy officer should have a look at."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from django.utils import timezone

from desk.accounts.models import User
from desk.audit.models import Event
from desk.oversight import bounds, circle, kin
from desk.oversight.choices import PART, Kind, Verdict
from desk.oversight.gathering import Looked, Pair, day_of, files_of, gather, have_part, looks_in, rows_of, window_of
from desk.oversight.long_closed import closed_of_others, is_closed
from desk.oversight.models import Alarm
from desk.roles import Role


class Finding(NamedTuple):
    """What a rule saw: which colleague (0: several), which file (none: many), and why, without personal data."""

    kind: Kind
    worker: int
    subject: str
    evidence: str


def findings(day: date) -> list[Finding]:
    """Return what the rules see in the looks of this day; the same day gives the same, however often it is asked."""
    looked = gather(day)
    others = looked.others()
    return [
        *_of_circle(looked),
        *_of_closed(looked, others, day),
        *_of_night(looked, others, day),
        *_of_volume(looked, others, day),
        *_of_crowd(looked, others, day),
    ]


def _of_circle(looked: Looked) -> Iterator[Finding]:
    known = kin.circles({worker for worker, _ in looked.seen})
    pairs = sorted(pair for pair in looked.seen if pair[0] in known)
    families = kin.families({file for _, file in pairs})
    for worker, file in pairs:
        if file in families:
            works = (worker, file) in looked.works
            common = kin.shared(worker, known[worker], families[file], works=works)
            hits = {kind: said for kind, rule in circle.OF_CIRCLE.items() if (said := rule(common))}
            if hits:
                seen = looked.seen[worker, file]
                evidence = [*hits.values(), circle.when_seen(seen, local=[_clock(at) for at in seen.moments])]
                yield Finding(next(iter(hits)), worker, looked.files[file].number, " ".join(evidence))


def _of_closed(looked: Looked, others: dict[int, list[int]], day: date) -> Iterator[Finding]:
    """Not of leads, who check the files of their team; what they read is a matter of volume."""
    before = looked.window.first - timedelta(days=bounds.CLOSED_DAYS.value)
    leads = set(User.objects.filter(role=Role.TEAM_LEAD).values_list("pk", flat=True))
    for worker in sorted(others.keys() - leads):
        if any(is_closed(looked.files[pk], before) for pk in others[worker]):
            recent = closed_of_others(worker, day, before)
            since = window_of(day, bounds.CLOSED_WEEK.value).first
            week = {file for file, moments in recent.items() if any(at >= since for at in moments)}
            days = {file: len({day_of(at) for at in moments}) for file, moments in recent.items()}
            often = max(days, key=lambda file: (days[file], file), default="")
            if said := circle.closed_files(len(week), days.get(often, 0)):
                many = len(week) >= bounds.CLOSED_FILES.value
                yield Finding(Kind.CLOSED_FILES, worker, "" if many else often, said)


def _of_night(looked: Looked, others: dict[int, list[int]], day: date) -> Iterator[Finding]:
    for worker in sorted(others):
        files = [pk for pk in others[worker] if any(map(_is_night, looked.seen[worker, pk].opened))]
        if files:
            nights = _nights_with_work(worker, day)
            said = circle.night(len(files), worked=day in nights, nights=len(nights - {day}))
            if said:
                subject = looked.files[files[0]].number if len(files) == 1 else ""
                yield Finding(Kind.NIGHT, worker, subject, said)


def _nights_with_work(worker: int, day: date) -> set[date]:
    """The nights of the last weeks, this one among them, in which this colleague worked on a report."""
    window = window_of(day, bounds.USUAL_DAYS.value)
    worked = Event.objects.filter(
        day__range=window.days, at__gte=window.first, at__lt=window.last, actor_id=worker, act__in=PART
    )
    return {day_of(at) for _, _, at in rows_of(worked) if _is_night(at)}


def _of_volume(looked: Looked, others: dict[int, list[int]], day: date) -> Iterator[Finding]:
    many = [worker for worker in sorted(others) if len(others[worker]) >= bounds.VOLUME_LEAST.value]
    if not many:
        return
    today = Counter(worker for (worker, _), seen in looked.seen.items() if seen.opened)
    roles = dict(User.objects.filter(pk__in=today).values_list("pk", "role"))
    for worker in many:
        same = [today[one] for one in today if one != worker and roles.get(one) == roles.get(worker)]
        said = circle.volume(len(others[worker]), today[worker], _busiest_day(worker, day), median(same or [0]))
        if said:
            yield Finding(Kind.VOLUME, worker, "", said)


def _busiest_day(worker: int, day: date) -> int:
    """The most files this colleague opened in a day of the last weeks, apart from days that were an alarm."""
    alarms = Alarm.objects.filter(kind=Kind.VOLUME, worker=worker).exclude(verdict=Verdict.FALSE_ALARM)
    apart = set(alarms.values_list("day", flat=True))
    window = window_of(day - timedelta(days=1), bounds.USUAL_DAYS.value)
    looks = rows_of(looks_in(window).filter(actor_id=worker))
    rows = [(subject, day_of(at)) for _, subject, at in looks]
    home = {number: file.pk for file in files_of({s for s, _ in rows}).values() for number in file.numbers}
    files = {(home[subject], when) for subject, when in rows if subject in home}
    return max(Counter(when for _, when in files if when not in apart).values(), default=0)


def _of_crowd(looked: Looked, others: dict[int, list[int]], day: date) -> Iterator[Finding]:
    """Counsellors alone: a lead oversees and an expert is asked, so neither leaves a part behind."""
    window = window_of(day, bounds.CROWD_WEEK.value)
    files = {pk: looked.files[pk] for pks in others.values() for pk in pks}
    home = {number: pk for pk, file in files.items() for number in file.numbers}
    counsellors = set(User.objects.filter(role=Role.COUNSELLOR).values_list("pk", flat=True))
    looks = rows_of(looks_in(window))
    seen: set[Pair] = {(who, home[n]) for who, n, _ in looks if n in home and who in counsellors}
    counted = Counter(file for _, file in seen)
    busy = [file for file, count in counted.items() if count >= bounds.CROWD_FILES.value]
    parts = have_part({who for who, file in seen if file in busy}, busy)
    for file in sorted(busy):
        if said := circle.crowd(len({who for who, one in seen if one == file and (who, one) not in parts})):
            yield Finding(Kind.CROWD, 0, files[file].number, said)


def _is_night(at: datetime) -> bool:
    hour = timezone.localtime(at).hour
    return hour >= bounds.NIGHT_BEGINS.value or hour < bounds.DAY_BEGINS.value


def _clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H.%M}"
