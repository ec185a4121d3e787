"""What must hold of a token, and of a report that a system sends for somebody."""

from django.db.models import F, Q

from desk.rulebook import Refused, filled, one_of, rule, when
from meldcode.api.choices import TokenPurpose

LONGEST_DAYS = 365
MOST_TOKENS = 20

token_purpose_is_known = rule(
    "token_purpose_is_known", one_of("purpose", TokenPurpose.values), "Kies waarvoor dit toegangsbewijs is."
)
token_says_which_system = rule(
    "token_says_which_system", filled("system"), "Vul in welk systeem dit toegangsbewijs gebruikt."
)
token_is_kept_as_a_hash = rule(
    "token_is_kept_as_a_hash",
    Q(token_hash__regex=r"\A[0-9a-f]{64}\Z"),  # noqa: S106 - the shape of a hash
    "Van het toegangsbewijs staat hier alleen een hash.",
)
# Nobody remembers a token that never ends: a year at most, then the organisation chooses again.
token_lasts_a_year_at_most = rule(
    "token_lasts_a_year_at_most",
    Q(days__gte=1, days__lte=LONGEST_DAYS),
    "Een toegangsbewijs is hooguit een jaar geldig.",
)
token_is_revoked_after_it_was_made = rule(
    "token_is_revoked_after_it_was_made",
    when(Q(revoked_at__isnull=False), Q(revoked_at__gte=F("made_at"))),
    "Een toegangsbewijs stopt niet voordat het er was.",
)
sent_body_is_kept_as_a_hash = rule(
    "sent_body_is_kept_as_a_hash",
    Q(body_hash__regex=r"\A[0-9a-f]{64}\Z"),
    "Van wat een systeem stuurde staat hier alleen een hash.",
)

TOKEN_RULES = [
    token_purpose_is_known,
    token_says_which_system,
    token_is_kept_as_a_hash,
    token_lasts_a_year_at_most,
    token_is_revoked_after_it_was_made,
]
SENT_RULES = [sent_body_is_kept_as_a_hash]


def the_token_still_counts(counts: bool) -> None:
    """Raise Refused for a token that was revoked or is over."""
    if not counts:
        raise Refused("the_token_still_counts", "Dit toegangsbewijs werkt al niet meer.")


def a_form_makes_one_token(is_new: bool) -> None:
    """Raise Refused for a form that was sent before: a token nobody saw would stay open for its days."""
    if not is_new:
        raise Refused(
            "a_form_makes_one_token", "Dit toegangsbewijs is al gemaakt. Zag u het niet? Trek het in en maak een nieuw."
        )


def an_organisation_keeps_few_tokens(how_many: int) -> None:
    """Raise Refused when an organisation has so many tokens that nobody knows any more what they are for."""
    if how_many >= MOST_TOKENS:
        raise Refused(
            "an_organisation_keeps_few_tokens", f"U heeft al {MOST_TOKENS} toegangsbewijzen. Trek eerst een in."
        )


def the_reporter_lets_systems_report(lets: bool) -> None:
    """Raise Refused for a reporter without account, second step or own consent; which one is nobody's business (P3).

    Who reports is never a system: a professional is never anonymous, and never named without having agreed.
    """
    if not lets:
        raise Refused(
            "the_reporter_lets_systems_report",
            "Voor deze melder kan een systeem niet melden. Nodig zijn een account bij uw organisatie in het portaal, "
            "een tweede stap, en de toestemming die de melder daar zelf aanzet.",
            "melder",
        )


def a_key_is_of_one_report(is_same: bool) -> None:
    """Raise Refused when a key of the organisation comes again with another content: nothing is stored twice."""
    if not is_same:
        raise Refused("a_key_is_of_one_report", "Met deze Idempotency-Key is al een andere melding verstuurd.")


def a_list_goes_on_after_an_own_report(is_own: bool) -> None:
    """Raise Refused for a list that would go on after a report the organisation's systems did not send."""
    if not is_own:
        raise Refused("a_list_goes_on_after_an_own_report", "Dit nummer is niet van uw organisatie.", "na")
