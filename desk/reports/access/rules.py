"""What a way into a file must hold. Two people stand on a row wherever one judges what the other did (P8)."""

from collections.abc import Collection

from django.db.models import F, Q

from desk.reports.access.choices import Consented, Judgement, Sealed, Way
from desk.reports.choices import Disclosure
from desk.roles import REVIEWERS, Role
from desk.rulebook import Refused, filled, one_of, rule, says_enough, when

JUDGES = [Role.TEAM_LEAD, Role.PRIVACY_OFFICER]

way_in_is_known = rule("way_in_is_known", one_of("way", Way.values), "Kies een reden of noodtoegang.")
# Who may pick a reason from a list picks the first one (security.md 1, break-glass): the words are their own.
access_has_a_reason = rule(
    "access_has_a_reason",
    says_enough("reason"),
    "Schrijf in eigen woorden op waarom u dit dossier nu nodig heeft. Een paar woorden is te weinig.",
)
judgement_is_known = rule("judgement_is_known", one_of("judgement", Judgement.values), "Kies terecht of niet terecht.")
who_looked_never_judges = rule(
    "who_looked_never_judges",
    Q(judged_by__isnull=True) | ~Q(judged_by=F("worker")),
    "U keek zelf in dit dossier: een ander oordeelt daarover.",
)
judgement_carries_its_stamps = rule(
    "judgement_carries_its_stamps",
    Q(judgement=Judgement.PENDING, judged_by__isnull=True, judged_at__isnull=True, judged_as="")
    | (~Q(judgement=Judgement.PENDING) & Q(judged_by__isnull=False, judged_at__isnull=False) & filled("judged_as")),
    "Een oordeel over toegang draagt naam, rol en moment.",
)
judges_are_lead_or_officer = rule(
    "judges_are_lead_or_officer",
    one_of("judged_as", ["", *JUDGES]),
    "Een teamleider oordeelt over toegang, bij noodtoegang ook de privacy officer.",
)
unjustified_access_is_explained = rule(
    "unjustified_access_is_explained",
    when(Q(judgement=Judgement.UNJUSTIFIED), filled("remark")),
    "Schrijf op waarom het niet terecht was, en wat u met de medewerker afspreekt.",
)
GRANT_RULES = [
    way_in_is_known,
    access_has_a_reason,
    judgement_is_known,
    who_looked_never_judges,
    judgement_carries_its_stamps,
    judges_are_lead_or_officer,
    unjustified_access_is_explained,
]

seal_ground_is_known = rule("seal_ground_is_known", one_of("ground", Sealed.values), "Kies waarom u verzegelt.")
seal_has_a_reason = rule(
    "seal_has_a_reason", says_enough("reason"), "Schrijf in eigen woorden op waarom dit dossier verzegeld wordt."
)
lifted_seal_carries_its_stamps = rule(
    "lifted_seal_carries_its_stamps",
    Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
    | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & says_enough("lift_reason")),
    "Schrijf in eigen woorden op waarom de verzegeling eraf gaat.",
)
SEAL_RULES = [seal_ground_is_known, seal_has_a_reason, lifted_seal_carries_its_stamps]

wall_has_a_reason = rule(
    "wall_has_a_reason", says_enough("reason"), "Schrijf in eigen woorden op waarom deze collega dit niet mag zien."
)
wall_is_known_to_two_others = rule(
    "wall_is_known_to_two_others",
    ~Q(put_by=F("known_by")) & ~Q(worker=F("put_by")) & ~Q(worker=F("known_by")),
    "Twee anderen kennen de muur: u en een tweede, niet de collega zelf.",
)
lifted_wall_carries_its_stamps = rule(
    "lifted_wall_carries_its_stamps",
    Q(lifted_at__isnull=True, lifted_by__isnull=True) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
    "Een weggehaalde muur draagt naam en moment.",
)
wall_is_lifted_by_who_knows_it = rule(
    "wall_is_lifted_by_who_knows_it",
    Q(lifted_by__isnull=True) | Q(lifted_by=F("put_by")) | Q(lifted_by=F("known_by")),
    "Alleen wie de muur kent haalt hem weg.",
)
WALL_RULES = [
    wall_has_a_reason,
    wall_is_known_to_two_others,
    lifted_wall_carries_its_stamps,
    wall_is_lifted_by_who_knows_it,
]

reveal_is_asked_with_a_reason = rule(
    "reveal_is_asked_with_a_reason",
    says_enough("reason"),
    "Schrijf in eigen woorden op waarom u de melder wilt zien. Een paar woorden is te weinig.",
)
who_asks_to_reveal_never_consents = rule(
    "who_asks_to_reveal_never_consents",
    Q(decided_by__isnull=True) | ~Q(decided_by=F("worker")),
    "U vroeg dit zelf: een ander geeft toestemming.",
)
consent_is_known = rule("consent_is_known", one_of("verdict", Consented.values), "Kies wel of geen toestemming.")
consent_carries_its_stamps = rule(
    "consent_carries_its_stamps",
    Q(verdict=Consented.PENDING, decided_by__isnull=True, decided_at__isnull=True, decided_as="")
    | (~Q(verdict=Consented.PENDING) & Q(decided_by__isnull=False, decided_at__isnull=False) & filled("decided_as")),
    "Toestemming draagt naam, rol en moment.",
)
consent_is_of_lead_or_officer = rule(
    "consent_is_of_lead_or_officer",
    one_of("decided_as", ["", *JUDGES]),
    "Een teamleider of de privacy officer geeft toestemming.",
)
refused_reveal_is_explained = rule(
    "refused_reveal_is_explained", when(Q(verdict=Consented.REFUSED), filled("remark")), "Schrijf op waarom niet."
)
CONSENT_RULES = [
    reveal_is_asked_with_a_reason,
    who_asks_to_reveal_never_consents,
    consent_is_known,
    consent_carries_its_stamps,
    consent_is_of_lead_or_officer,
    refused_reveal_is_explained,
]


def there_is_such_a_file(is_there: bool) -> None:
    """Raise Refused for no file, a sealed one and one behind a wall alike: the answer tells nothing."""
    if not is_there:
        raise Refused("there_is_no_such_file", "Er is geen dossier of melding met dit nummer in uw regio.", "number")


def access_is_judged_once(waits: bool) -> None:
    """Raise Refused for what was judged."""
    if not waits:
        raise Refused("access_is_judged_once", "Hierover is al geoordeeld.")


def consent_is_decided_once(waits: bool) -> None:
    """Raise Refused for what was decided."""
    if not waits:
        raise Refused("consent_is_decided_once", "Hierover is al besloten.")


def shielded_reveal_needs_a_second(disclosure: str, has_consent: bool) -> None:
    """Raise Refused for a shielded reporter without a second person's consent; nobody there is no consent."""
    if disclosure == Disclosure.SHIELDED and not has_consent:
        raise Refused(
            "shielded_reveal_needs_a_second",
            "Deze melder is afgeschermd: een teamleider of de privacy officer moet eerst toestemming geven.",
        )


def seal_leaves_two_to_go_on(roles: Collection[str]) -> None:
    """Raise Refused for fewer than two people, or when none of them can be the second pair of eyes (P8)."""
    if len(roles) < 2 or not set(roles) & set(REVIEWERS):
        raise Refused(
            "seal_leaves_two_to_go_on",
            "Kies ten minste twee mensen, onder wie een teamleider of gedragswetenschapper: anders ligt het werk stil.",
            "people",
        )


def seal_keeps_who_works_on_it(missing: Collection[str]) -> None:
    """Raise Refused when somebody who works on a report in hand would no longer see it."""
    if missing:
        raise Refused(
            "seal_keeps_who_works_on_it",
            f"{', '.join(sorted(missing))} werkt aan een melding in dit dossier. Kies deze collega ook, of laat een "
            "ander de melding oppakken.",
            "people",
        )


def wall_is_known_to_the_privacy_officer(roles: Collection[str]) -> None:
    """Raise Refused when neither of the two is the privacy officer: who reads the trail reads of the wall as well."""
    if Role.PRIVACY_OFFICER not in roles:
        raise Refused(
            "wall_is_known_to_the_privacy_officer",
            "Een van de twee die de muur kennen is de privacy officer.",
            "known_by",
        )


def wall_is_lifted_once(stands: bool) -> None:
    """Raise Refused for a wall that is gone: who took it away, and when, stays as it was."""
    if not stands:
        raise Refused("wall_is_lifted_once", "Deze muur is al weg.")


def wall_is_not_before_work(works_on_it: bool) -> None:
    """Raise Refused when the colleague works on the file: it would vanish from their list."""
    if works_on_it:
        raise Refused(
            "wall_is_not_before_work",
            "Deze collega werkt aan een melding in dit dossier. Laat eerst een ander die oppakken.",
            "worker",
        )
