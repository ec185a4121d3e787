"""What the frame around every page shows: who you are, where you may go, and what waits for you."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from desk.accounts.permissions import may_administer, may_agree_on_recovery
from desk.accounts.session import is_locked, seconds_left
from desk.advice.permissions import may_give_advice
from desk.audit.check import warning
from desk.audit.permissions import may_read_trail
from desk.oversight.permissions import may_oversee, may_read_team_trail
from desk.oversight.waiting import alarms_waiting
from desk.reports.access.permissions import may_judge_access
from desk.reports.permissions import may_file_reports, may_see_cases
from desk.retention.permissions import may_read_register
from desk.review.permissions import may_review
from desk.review.queue import Waits, how_many
from desk.rights_table.permissions import may_read_rights
from desk.roles import Role


@dataclass
class Frame:
    """Counts cost one query together and are taken only when the page shows the frame."""

    user: Any
    lasts: dict[str, int]
    organisation: str = settings.ORGANISATION_NAME
    practice: bool = settings.PRACTICE

    @property
    def user_name(self) -> str:
        return str(self.user.display_name)

    @property
    def role_label(self) -> str:
        return str(self.user.get_role_display())

    @property
    def team_name(self) -> str:
        return str(self.user.team or "")

    @property
    def shortcuts_on(self) -> bool:
        return bool(self.user.shortcuts_on)

    @property
    def can_work_cases(self) -> bool:
        return may_file_reports(self.user)

    @property
    def can_see_cases(self) -> bool:
        return may_see_cases(self.user)

    @property
    def can_give_advice(self) -> bool:
        return may_give_advice(self.user)

    @property
    def can_review(self) -> bool:
        return may_review(self.user)

    @property
    def can_read_trail(self) -> bool:
        return may_read_trail(self.user)

    @property
    def can_read_team_trail(self) -> bool:
        return may_read_team_trail(self.user)

    @property
    def can_oversee(self) -> bool:
        return may_oversee(self.user)

    @property
    def alarms(self) -> int:
        return alarms_waiting(self.user)

    @property
    def can_administer(self) -> bool:
        return may_administer(self.user)

    @cached_property
    def trail_warning(self) -> str:
        """For whoever answers for the trail, and whoever can mend what is wrong."""
        return warning(at=timezone.now()) if self.can_read_trail or self.can_administer else ""

    @property
    def can_read_rights(self) -> bool:
        return may_read_rights(self.user)

    @property
    def can_read_register(self) -> bool:
        return may_read_register(self.user)

    @property
    def can_recover(self) -> bool:
        return may_agree_on_recovery(self.user)

    @property
    def can_judge_access(self) -> bool:
        return may_judge_access(self.user)

    @property
    def access(self) -> int:
        return self._waits.access if self.can_judge_access else 0

    @property
    def glass(self) -> int:
        """Broken glass that waits for a judgement: told on every page until it is judged."""
        return self._waits.glass if self.can_judge_access else 0

    @property
    def waiting(self) -> int:
        return self._waits.work

    @property
    def reviews(self) -> int:
        return self._waits.reviews

    @cached_property
    def _waits(self) -> Waits:
        return how_many(self.user)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` for a signed-in colleague; nothing before that, when locked, or in the portal."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or is_locked(request.session) or "began" not in request.session:
        return {}
    if user.role == Role.PROFESSIONAL:
        return {}
    return {"frame": Frame(user, seconds_left(request.session, timezone.now()))}
