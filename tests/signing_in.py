"""How somebody gets in: through the pages with both steps, or at once for tests about something else."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from desk.accounts import session, totp
from desk.accounts.choices import Factor
from desk.accounts.factors import AuthenticatorApp
from desk.accounts.models import User
from desk.accounts.session_store import SessionStore

PASSWORD = "een-lang-wachtwoord"
SECRET = b"twintig-bytes-geheim"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(client: Client, user: User) -> Client:
    """Give `client` a session in which `user` showed password and second factor just now.

    Straight into the store: half of the tests do this, and what else happens at the door is told by those who walk in.
    """
    held = SessionStore()
    held[SESSION_KEY], held[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    held[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.begin(held, timezone.now(), Factor.APP)
    held.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = held.session_key
    return client


def let_in(user: User) -> User:
    """Give a colleague a password and an app."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    now = timezone.now()
    AuthenticatorApp.objects.update_or_create(
        user=user, defaults={"sealed": totp.seal(SECRET, user.pk), "added_at": now, "last_step": 0}
    )
    return user


def next_code(user: User) -> str:
    """The code this colleague reads from the app, or the one after it when that one was used."""
    used = AuthenticatorApp.objects.get(user=user).last_step
    step = max(totp.step_at(timezone.now()), used + 1)
    return totp.code_at(SECRET, datetime.fromtimestamp(step * totp.STEP, tz=UTC))


def walks_in(client: Client, user: User, **more: str) -> Any:
    """Both steps through the pages; returns the answer to the second."""
    first = client.post("/inloggen/", {"username": user.username, "password": PASSWORD, **more})
    assert first.url == "/inloggen/tweede-stap/", first
    return client.post("/inloggen/tweede-stap/", {"code": next_code(user)})
