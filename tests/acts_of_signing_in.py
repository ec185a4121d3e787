"""The stories of getting in, of the own second step, and of locking the screen."""

from typing import Any
from unittest.mock import patch

from django.test import RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from desk.accounts import linked, recovery, second_factor, totp
from desk.accounts.provider import Seen
from desk.accounts.tasks import end_over_sessions
from desk.accounts.webauthn import Made
from desk.audit import trail
from desk.backup.two import somebody
from desk.openid import OpenID
from tests.at_the_terminal import Typed
from tests.playing import PLAYED, Cast, plays
from tests.signing_in import PASSWORD, SECRET, let_in, next_code, signed_in, walks_in

_THERE = OpenID("https://organisatie.example", "meldesk", "geheim", "uw werkaccount")


@plays("accounts.sign_in")
def _(c: Cast) -> None:
    walks_in(c.client, let_in(c.noor))


@plays("accounts.go_halfway")
def _(c: Cast) -> None:
    walks_in(c.client, let_in(c.noor))


@plays("accounts.go_on_with_help")
def _(c: Cast) -> None:
    let_in(c.noor)
    code = recovery.agree_on_recovery(**(a_recovery(c) | {"at": timezone.now()}))
    c.client.post(reverse("login"), {"username": c.noor.username, "password": PASSWORD})
    c.client.post(reverse("second_step"), {"code": code})


@plays("accounts.sign_out")
def _(c: Cast) -> None:
    signed_in(c.client, c.noor).post(reverse("logout"))


@plays("accounts.end_session")
def _(c: Cast) -> None:
    held = signed_in(c.client, c.noor).session
    held["seen"] -= 1801
    held.save()
    c.client.get(reverse("worklist"))


@plays("accounts.end_over_session")
def _(c: Cast) -> None:
    held = signed_in(c.client, c.noor).session
    held["seen"] -= 1801
    held.save()
    end_over_sessions()


@plays("accounts.lock_screen")
def _(c: Cast) -> None:
    signed_in(c.client, let_in(c.noor)).post(reverse("lock"))


@plays("accounts.unlock_screen")
def _(c: Cast) -> None:
    PLAYED["accounts.lock_screen"](c)
    c.client.post(reverse("unlock"), {"password": PASSWORD})


@plays("accounts.confirm_identity")
def _(c: Cast) -> None:
    signed_in(c.client, let_in(c.noor)).post(reverse("accounts:confirm"), {"password": PASSWORD})


@plays("accounts.accept_at_terminal")
def _(c: Cast) -> None:
    _at_the_terminal(c)


@plays("accounts.confirm_at_terminal")
def _(c: Cast) -> None:
    _at_the_terminal(c)


def _at_the_terminal(c: Cast) -> None:
    let_in(c.noor)
    with patch("desk.backup.two.getpass", Typed(PASSWORD, lambda _: next_code(c.noor))):
        somebody("noor")


@plays("accounts.link_account")
@override_settings(OIDC=_THERE)
def _link_account(c: Cast) -> Any:
    return linked.link_account(by=c.noor, at=c.at, here=_THERE, seen=Seen("onderwerp", strong=False))


@plays("accounts.unlink_own")
def _(c: Cast) -> None:
    _link_account(c)
    c.noor.set_password(PASSWORD)
    linked.unlink_own(by=c.noor, at=c.at)


@plays("accounts.unlink_colleague")
def _(c: Cast) -> None:
    _link_account(c)
    linked.unlink_colleague(by=c.ada, at=c.at, account=c.noor)


@plays("accounts.go_halfway_there")
def _(c: Cast) -> None:
    link = _link_account(c)
    request = RequestFactory().get("/")
    request.session = c.client.session
    linked.go_halfway_there(by=trail.System(), at=c.at, request=request, link=link, wanted="")


def an_app(c: Cast) -> Any:
    code = totp.code_at(SECRET, c.at)
    return second_factor.set_up_app(by=c.noor, at=c.at, secret=SECRET, code=code).row


@plays("accounts.remove_factor")
def _(c: Cast) -> None:
    app = an_app(c)
    second_factor.add_passkey(by=c.noor, at=c.at, made=Made("id", "sleutel", 0), name="Laptop")
    second_factor.remove_factor(by=c.noor, at=c.at, kind="app", pk=app.pk)


def a_recovery(c: Cast) -> dict[str, Any]:
    asked = recovery.ask_recovery(by=c.ada, at=c.at, person=c.noor, reason="Ik zag haar zelf, met haar pas.")
    return {"by": c.joke, "at": c.at, "recovery": asked, "version": asked.version}
