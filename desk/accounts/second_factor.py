"""What a colleague does with the own second factor: set one up, take one away, make new codes for on paper."""

from datetime import datetime

from desk.accounts import proofs, rules, totp
from desk.accounts.choices import Factor
from desk.accounts.factors import AuthenticatorApp, Passkey, RecoveryCode
from desk.accounts.models import User
from desk.accounts.proofs import Proof
from desk.accounts.webauthn import Made
from desk.audit import trail
from desk.rulebook import Refused, answer

PAPER_CODES = 10


@trail.act("factor_set_up")
def set_up_app(*, by: User, at: datetime, secret: bytes, code: str, helped: Proof | None = None) -> Proof:
    """Keep the app of `by` when it shows the right code; an earlier app no longer counts.

    `helped` is the code of two colleagues that led here; it is used up now. Raises Refused.
    """
    step = totp.step_of(secret, "".join(char for char in code if char.isalnum()), at)
    if step is None:
        raise Refused("code_is_wrong", "Deze code klopt niet. Kijk in uw app en typ de code die er nu staat.", "code")
    if helped:
        proofs.use(helped, at)
    AuthenticatorApp.objects.filter(user=by).delete()
    app = AuthenticatorApp(user=by, sealed=totp.seal(secret, by.pk), last_step=step, added_at=at)
    app.full_clean()
    app.save(force_insert=True)
    trail.record("factor_set_up", by=by, at=at, subject=by, detail=_how(Factor.APP, helped))
    return Proof(Factor.APP, app, step, counted=True)


@trail.act("factor_set_up")
def add_passkey(*, by: User, at: datetime, made: Made, name: str, helped: Proof | None = None) -> Proof:
    """Keep a passkey of `by`. Raises Refused, ValidationError."""
    if helped:
        proofs.use(helped, at)
    key = Passkey(user=by, added_at=at, sign_count=made.sign_count)
    key.credential_id, key.credential = made.credential_id, made.credential
    answer(key, {"name": name}, ["name"])
    key.full_clean()
    key.save(force_insert=True)
    trail.record("factor_set_up", by=by, at=at, subject=by, detail=_how(Factor.PASSKEY, helped))
    return Proof(Factor.PASSKEY, key, made.sign_count, counted=True)


@trail.act("factor_removed")
def remove_factor(*, by: User, at: datetime, kind: str, pk: int) -> None:
    """Take an own app or passkey away; the last one stays. Raises Refused."""
    # Under a lock: two tabs that each take another one away would leave none.
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    apps, passkeys = AuthenticatorApp.objects.filter(user=by), Passkey.objects.filter(user=by)
    row = (apps if kind == Factor.APP else passkeys).filter(pk=pk)
    if not row.exists():
        raise Refused("record_is_gone", "Deze tweede stap is er niet meer.")
    rules.a_second_factor_stays(apps.count() + passkeys.count() - 1)
    row.delete()
    trail.record("factor_removed", by=by, at=at, subject=by, detail=Factor(kind).label)


@trail.act("paper_codes_made")
def make_paper_codes(*, by: User, at: datetime) -> list[str]:
    """Return ten new codes for on paper, shown once; the old ones no longer count."""
    codes = [totp.new_paper_code() for _ in range(PAPER_CODES)]
    RecoveryCode.objects.filter(user=by).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=by, code_hash=totp.hash_of(code, by.pk)) for code in codes)
    trail.record("paper_codes_made", by=by, at=at, subject=by)
    return codes


def _how(kind: Factor, helped: Proof | None) -> str:
    return f"{kind.label}, na {helped.kind.label}" if helped else str(kind.label)
