"""What the functional administrator does with accounts, and what everybody may switch for themselves."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet

from desk.accounts import rules, session, session_store
from desk.accounts.models import LinkedAccount, Region, Session, Team, User
from desk.accounts.permissions import may_administer
from desk.audit import trail
from desk.roles import Role
from desk.rulebook import Refused, answer, lock

_ANSWERS = ("display_name", "role", "team", "region")


@trail.act("account_created")
def create_account(*, by: User, at: datetime, password: str, **answers: Any) -> User:
    """Make an account (username, display_name, role, team, region). Raises PermissionDenied, ValidationError."""
    if not may_administer(by):
        raise PermissionDenied
    user = User()
    answer(user, answers, (*_ANSWERS, "username"))
    rules.the_desk_makes_staff_alone(user.role)
    set_password(user, password)
    user.full_clean()
    user.save()
    trail.record("account_created", by=by, at=at, subject=user, detail=user.get_role_display())
    return user


@trail.act("account_changed")
def change_account(*, by: User, at: datetime, account: User, version: int, password: str = "", **answers: Any) -> User:
    """Change an account; one that leaves service loses all its sessions at once. Raises also Stale."""
    if not may_administer(by):
        raise PermissionDenied
    current = lock(account, version)
    rules.the_desk_makes_staff_alone(current.role)
    answer(current, answers, (*_ANSWERS, "is_active"))
    rules.the_desk_makes_staff_alone(current.role)
    if password:
        set_password(current, password)
    current.full_clean()
    current.save()
    if not User.objects.filter(role=Role.FUNCTIONAL_ADMINISTRATOR, is_active=True).exists():
        raise Refused("an_administrator_stays", "Dit is de enige functioneel beheerder. Wijs eerst een andere aan.")
    if not current.is_active:
        # Free again for the account somebody gets who comes back.
        LinkedAccount.objects.filter(user=current).delete()
    if password or not current.is_active:
        end_sessions(current)
    trail.record("account_changed", by=by, at=at, subject=current, detail=current.get_role_display())
    return current


@trail.act("shortcuts_switched")
def switch_shortcuts(*, by: User, at: datetime, shortcuts_on: bool) -> User:
    """Turn the single-key shortcuts on or off for oneself (WCAG 2.1.4)."""
    by.shortcuts_on = shortcuts_on
    by.save(update_fields=["shortcuts_on"])
    trail.record("shortcuts_switched", by=by, at=at, subject=by)
    return by


def end_sessions(user: User, but: str | None = None) -> None:
    """End every session of `user`, except the one with the key `but`."""
    end_all_sessions(User.objects.filter(pk=user.pk), but)


def end_all_sessions(users: QuerySet[User], but: str | None = None) -> None:
    """End every session of all `users`, however many they are, in one statement."""
    session_store.take_over()
    Session.objects.filter(account__in=users.order_by().values("pk")).exclude(pk=but or "").delete()


@trail.act("session_ended")
def end_over_session(*, by: Any, at: datetime, account: User, key: str, why: str) -> None:
    """End one session whose time is over, though nobody came back to it."""
    Session.objects.filter(pk=key).delete()
    trail.record("session_ended", by=by, at=at, subject=account, detail=session.REASONS[why])


def set_password(user: User, password: str) -> None:
    """Give `user`, not yet saved, a password. Raises ValidationError for one that is too easy."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise ValidationError({"password": weak.error_list}) from weak
    user.set_password(password)


@trail.act("region_set_up")
def set_up_region(
    *, by: Any, at: datetime, region: str, teams: list[str], username: str, display_name: str, password: str
) -> User:
    """Make the region with its teams and the first functional administrator, who makes every other account.

    Raises Refused when an administrator exists: from then on accounts are made by a person with a name.
    """
    if User.objects.filter(role=Role.FUNCTIONAL_ADMINISTRATOR).exists():
        raise Refused("region_is_set_up_once", "Er is al een functioneel beheerder. Die maakt de accounts.")
    home, _ = Region.objects.get_or_create(name=region)
    for name in teams:
        Team.objects.get_or_create(region=home, name=name)
    user = User(username=username, display_name=display_name, role=Role.FUNCTIONAL_ADMINISTRATOR, region=home)
    set_password(user, password)
    user.full_clean()
    user.save()
    trail.record("region_set_up", by=by, at=at, subject=user)
    return user
