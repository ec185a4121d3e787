"""How many alarms wait: for the frame of the privacy officer, and for nobody else."""

from desk.accounts.models import User
from desk.oversight.choices import Verdict
from desk.oversight.models import Alarm
from desk.oversight.permissions import may_oversee


def alarms_waiting(user: User) -> int:
    """Return how many alarms wait for a verdict; who does not oversee gets nothing, and asks the database nothing."""
    return Alarm.objects.filter(verdict=Verdict.PENDING).count() if may_oversee(user) else 0
