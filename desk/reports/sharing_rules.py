"""What must hold of a consent to give the name of a shielded reporter to somebody else than the family."""

from django.db.models import F, Q

from desk.reports.choices import Receiver
from desk.rulebook import Refused, filled, one_of, rule, when

name_goes_to_a_known_receiver = rule(
    "name_goes_to_a_known_receiver", one_of("receiver", Receiver.values), "Kies uit de lijst wie de naam mag weten."
)
# AVG art. 7(1): whoever leans on a consent must be able to show to which words it was given.
consent_has_its_words = rule(
    "consent_has_its_words", filled("words"), "Leg vast met welke woorden om toestemming is gevraagd."
)
# AVG art. 7(3): it is taken back as easily as it was given; what was told before that stays told.
consent_ends_after_it_began = rule(
    "consent_ends_after_it_began",
    when(Q(withdrawn_at__isnull=False), Q(withdrawn_at__gte=F("given_at"))),
    "Een toestemming kan niet worden ingetrokken voordat zij is gegeven.",
)
SHARING_RULES = [name_goes_to_a_known_receiver, consent_has_its_words, consent_ends_after_it_began]


def only_a_shielded_name_is_shared_apart(is_shielded: bool) -> None:
    """Raise Refused for a reporter who is open: then whoever helps the family may know already."""
    if not is_shielded:
        raise Refused(
            "only_a_shielded_name_is_shared_apart", "Uw naam is niet verborgen. U hoeft hiervoor niets te regelen."
        )


def what_was_given_is_taken_back(is_given: bool) -> None:
    """Raise Refused when there is no consent to take back."""
    if not is_given:
        raise Refused("what_was_given_is_taken_back", "Hiervoor gaf u geen toestemming, of u trok haar al in.")
