"""Two people at the terminal of the desk, each with both steps of signing in."""

import warnings
from getpass import GetPassWarning, getpass

from django.contrib.auth import authenticate
from django.core.management.base import CommandError
from django.http import HttpRequest
from django.utils import timezone

from desk.accounts import proofs, rules, signin, slowdown
from desk.accounts.models import User
from desk.accounts.proofs import Proof
from desk.audit.trail import System
from desk.audit.workplace import TERMINAL, at_the_terminal
from desk.rulebook import Refused

_LOCKED = "Dit account is een kwartier op slot: het wachtwoord of de code klopte te vaak niet."
_WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."


def somebody(username: str) -> User:
    """Return the colleague with this user name, who typed the password and a code of the app or on paper.

    Nothing typed is shown. Raises CommandError: a wrong password or code is an event and counts for the lock of the
    account, with those at the sign-in page in a browser that nobody knows; the trail tells them apart by their
    workplace. The clock is read after the typing: a code lives briefly.
    """
    with at_the_terminal():
        account = _first_step(_from_no_browser(), username)
        _second_step(_from_no_browser(), account)
    return account


def _first_step(request: HttpRequest, username: str) -> User:
    if seconds := slowdown.wait(request, timezone.now()):
        raise CommandError(f"Hier ging veel mis. Wacht {seconds} seconden en begin opnieuw.")
    account = authenticate(request, username=username, password=_typed(f"Wachtwoord van {username}: "))
    if not isinstance(account, User):
        signin.sign_in_failed(request, username)
        raise _refusal(request, _WRONG)
    signin.accept_at_terminal(by=System(), at=timezone.now(), account=account)
    return account


def _second_step(request: HttpRequest, account: User) -> None:
    """A passkey needs a browser: who has nothing else types a code on paper."""
    typed = _typed(f"Code van {account.username}, uit de app of op papier: ")
    if not signin.may_try(request, account):
        raise CommandError(_LOCKED)
    try:
        proof = _found(request, account, typed)
        signin.confirm_at_terminal(by=account, at=timezone.now(), request=request, proof=proof)
    except Refused as wrong:
        raise _refusal(request, " ".join(wrong.messages)) from None


def _found(request: HttpRequest, account: User, typed: str) -> Proof:
    try:
        proof = proofs.by_code(account, typed, timezone.now())
        rules.help_of_two_sets_up_a_step(proof.kind)
    except Refused as wrong:
        signin.factor_failed(request, account, wrong.rule)
        raise
    return proof


def _refusal(request: HttpRequest, sentence: str) -> CommandError:
    return CommandError(_LOCKED if getattr(request, "axes_locked_out", False) else sentence)


def _from_no_browser() -> HttpRequest:
    """A terminal has no address and no cookie of a known browser: what goes wrong counts with the strangers."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = TERMINAL
    return request


def _typed(asked: str) -> str:
    """Return what is typed unseen. Raises CommandError where it would be seen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            return getpass(asked)
    except (GetPassWarning, EOFError):
        raise CommandError("Hier kan niemand ongezien typen. Doe dit in een terminal.") from None
