"""Is this the second factor of this colleague? Finding a proof changes nothing; using it makes sure it counts once."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from desk.accounts import rules, totp, webauthn
from desk.accounts.choices import Factor, Verdict
from desk.accounts.factors import AuthenticatorApp, LinkedAccount, Passkey, Recovery, RecoveryCode
from desk.accounts.models import User
from desk.rulebook import Refused


@dataclass(frozen=True)
class Proof:
    """What was shown: the row behind it, and how far its counter came. `counted`: it counts no second time already."""

    kind: Factor
    row: AuthenticatorApp | Passkey | RecoveryCode | Recovery | LinkedAccount
    count: int = 0
    counted: bool = False


def has_factor(account: User) -> bool:
    """Did this colleague set up a second factor?"""
    return AuthenticatorApp.objects.filter(user=account).exists() or Passkey.objects.filter(user=account).exists()


def open_recovery(account: User) -> Recovery | None:
    """The agreed help of two colleagues that was not used up yet: its code is then the only way in."""
    found = Recovery.objects.filter(person=account, verdict=Verdict.AGREED, closed_at__isnull=True)
    return found.order_by("-decided_at").first()


def by_code(account: User, typed: str, at: datetime) -> Proof:
    """Return the proof behind a typed code: of the app, on paper, or from two colleagues. Raises Refused."""
    code = "".join(char for char in typed if char.isalnum())
    found = _of_app(account, code, at) if code.isdigit() and len(code) == 6 else _on_paper(account, code, at)
    if found is None:
        raise Refused("code_is_wrong", "Deze code klopt niet. Kijk in uw app en typ de code die er nu staat.", "code")
    return found


def by_passkey(request: HttpRequest, account: User, answer: str) -> Proof:
    """Return the proof behind the answer of the browser. Raises Refused."""
    key, count = webauthn.shown(request, account, answer)
    return Proof(Factor.PASSKEY, key, count)


def by_provider(link: LinkedAccount) -> Proof:
    """Return the proof that the provider saw this colleague; its errand was taken, so it counts once."""
    return Proof(Factor.PROVIDER, link, counted=True)


def practice_code(account: User, at: datetime) -> str:
    """Return the next code of an account of the fictional region, for its sign-in page; empty on a desk that works."""
    app = AuthenticatorApp.objects.filter(user=account).first() if settings.PRACTICE_SECRET else None
    if app is None or totp.unseal(app.sealed, account.pk) != settings.PRACTICE_SECRET:
        return ""
    return totp.code_of_step(settings.PRACTICE_SECRET, max(totp.step_at(at), app.last_step + 1))


def use(proof: Proof, at: datetime) -> None:
    """Let the proof count, once: of two at the same moment the database lets one through. Raises Refused."""
    row, pk = proof.row, proof.row.pk
    if proof.counted:
        return
    if isinstance(row, AuthenticatorApp):
        fresh = AuthenticatorApp.objects.filter(pk=pk, last_step__lt=proof.count).update(last_step=proof.count)
    elif isinstance(row, Passkey):
        # Devices that do not count say zero for ever; a count that stands still is a copy of the passkey.
        behind = Q(sign_count__lt=proof.count) if proof.count or row.sign_count else Q(sign_count=0)
        fresh = Passkey.objects.filter(behind, pk=pk).update(sign_count=proof.count)
    elif isinstance(row, RecoveryCode):
        fresh = RecoveryCode.objects.filter(pk=pk, used_at__isnull=True).update(used_at=at)
    else:
        fresh = Recovery.objects.filter(pk=pk, closed_at__isnull=True).update(closed_at=at)
    rules.code_counts_once(fresh)


def _of_app(account: User, code: str, at: datetime) -> Proof | None:
    app = AuthenticatorApp.objects.filter(user=account).first()
    secret = totp.unseal(app.sealed, account.pk) if app else None
    step = totp.step_of(secret, code, at) if secret else None
    if app is None or step is None:
        return None
    rules.code_counts_once(step > app.last_step)
    return Proof(Factor.APP, app, step)


def _on_paper(account: User, code: str, at: datetime) -> Proof | None:
    kept = totp.hash_of(code, account.pk)
    paper = RecoveryCode.objects.filter(user=account, code_hash=kept).first()
    if paper:
        rules.code_counts_once(paper.used_at is None)
        return Proof(Factor.RECOVERY, paper)
    help_ = open_recovery(account)
    if help_ and help_.code_hash == kept and help_.code_until and help_.code_until > at:
        return Proof(Factor.COLLEAGUES, help_)
    return None
