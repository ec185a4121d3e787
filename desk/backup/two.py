"""Two people at the terminal of the desk, each with their own password."""

from datetime import datetime
from getpass import getpass

from django.core.management.base import CommandError

from desk.accounts.models import User
from desk.audit import trail


def somebody(username: str, *, at: datetime) -> User:
    """Return the colleague with this user name, who typed the password.

    Raises CommandError; a wrong password is an event.
    """
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"Er werkt hier niemand met de naam {username}.")
    if not user.check_password(getpass(f"Wachtwoord van {username}: ")):
        trail.record("sign_in_failed", by=trail.System(), at=at, subject=user, detail=user.display_name)
        raise CommandError("Dit wachtwoord klopt niet.")
    return user
