"""Who reports, and what may be known of them. The first rule is the promise the desk stands on."""

from datetime import date

from django.conf import settings
from django.db.models import F, Q

from desk import codelists
from desk.reports.choices import Answer, Disclosure, ReporterKind, ShieldGround, Status, Verdict
from desk.roles import Role
from desk.rulebook import OWN_WORDS, Refused, empty, filled, one_of, rule, when

_PROFESSIONAL = Q(kind=ReporterKind.PROFESSIONAL)
_CITIZEN = Q(kind=ReporterKind.CITIZEN)
_OPEN, _SHIELDED, _UNKNOWN = (Q(disclosure=d) for d in (Disclosure.OPEN, Disclosure.SHIELDED, Disclosure.UNKNOWN))
IDENTITY = (
    "name",
    "organisation",
    "function",
    "phone",
    "email",
    "postal_address",
    "reachable",
    "relation",
    "second_contact",
)

# What somebody may answer about a reporter; the verdict and the stamps are not among it.
REPORTER_ANSWERS = (
    *IDENTITY,
    *("kind", "capacity", "disclosure", "wants_feedback", "stays_involved", "ex_officio_reason", "consent_on"),
    *("cannot_be_traced", "pros_and_cons_discussed", "unknown_reason"),
    *("shield_ground", "shield_explanation", "safety_phone", "safety_agreement", "withheld", "review_on"),
)
# In what a shield is argued: with it an unknown reporter could be found again.
TELLING = ("shield_explanation", "safety_phone", "safety_agreement")

# P3. A professional reports under their own name (seed; Uitvoeringsbesluit Wmo 2015 art. 4.1.8).
professional_is_never_unknown = rule(
    "professional_is_never_unknown",
    ~(_PROFESSIONAL & _UNKNOWN),
    "Een professional meldt altijd onder eigen naam. Wil de beller anoniem blijven? Geef dan advies.",
)
unknown_is_for_citizens_only = rule(
    "unknown_is_for_citizens_only",
    ~(_UNKNOWN & one_of("kind", [ReporterKind.PERSON_CONCERNED, ReporterKind.EX_OFFICIO])),
    "Alleen een burger kan onbekend blijven.",
)
reporter_kind_is_known = rule("reporter_kind_is_known", one_of("kind", ReporterKind.values), "Kies wie meldt.")
disclosure_is_known = rule(
    "disclosure_is_known", one_of("disclosure", Disclosure.values), "Kies wat het gezin over de melder weet."
)
capacity_fits_the_reporter = rule(
    "capacity_fits_the_reporter",
    when(_PROFESSIONAL, one_of("capacity", codelists.PROFESSIONAL_CAPACITIES))
    & when(_CITIZEN, one_of("capacity", codelists.PRIVATE_CAPACITIES))
    & when(Q(kind=ReporterKind.PERSON_CONCERNED), one_of("capacity", codelists.PERSON_CONCERNED_CAPACITIES))
    & when(Q(kind=ReporterKind.EX_OFFICIO), one_of("capacity", ["P15"])),
    "Kies een hoedanigheid die past bij wie meldt.",
)
# A report presupposes that the reporter makes name and contact known (Handelingsprotocol 2019, via S6).
known_reporter_has_a_name = rule(
    "known_reporter_has_a_name",
    when(~_UNKNOWN & ~Q(kind=ReporterKind.EX_OFFICIO), filled("name")),
    "Vul de naam van de melder in. Wil de beller geen naam geven? Geef dan advies.",
)
known_reporter_can_be_reached = rule(
    "known_reporter_can_be_reached",
    when(~_UNKNOWN & ~Q(kind=ReporterKind.EX_OFFICIO), filled("phone") | filled("email") | filled("postal_address")),
    "Vul in hoe wij de melder bereiken: telefoon, e-mail of adres.",
)
professional_names_organisation = rule(
    "professional_names_organisation",
    when(_PROFESSIONAL & ~_UNKNOWN, filled("organisation") & filled("function")),
    "Vul de organisatie en de functie van de professional in.",
)
# P5. Art. 4.1.8(3)(b): the family hears of a citizen only with consent.
open_citizen_gave_consent = rule(
    "open_citizen_gave_consent",
    when(_CITIZEN & _OPEN, Q(consent_on__isnull=False)),
    "Een burger meldt pas open na toestemming. Vul de datum van de toestemming in.",
)
unknown_needs_traceability_talk = rule(
    "unknown_needs_traceability_talk",
    when(
        _UNKNOWN,
        Q(cannot_be_traced=Answer.YES) & Q(pros_and_cons_discussed=Answer.YES) & filled("unknown_reason"),
    ),
    "Onbekend melden kan alleen als de melding niet te herleiden is, de voor- en nadelen zijn besproken "
    "en de reden is opgeschreven.",
)
unknown_reporter_has_no_identity = rule(
    "unknown_reporter_has_no_identity",
    when(_UNKNOWN, empty(*IDENTITY, *TELLING)),
    "Van een onbekende melder bewaren wij niets: geen naam, nummer, organisatie of adres.",
)
# The protocol knows a report by Veilig Thuis itself (Handelingsprotocol 2019, ch. 4.5 and 5): a threat in an advice, a
# tip whose sender cannot be reached. Leaving "an advice knows nobody" is a decision, so its reason is kept.
ex_officio_says_why = rule(
    "ex_officio_says_why",
    when(Q(kind=ReporterKind.EX_OFFICIO), filled("ex_officio_reason")),
    "Schrijf op waarom Veilig Thuis zelf meldt.",
)
# P4. Art. 4.1.8(3)(a) and KNMG appendix 3: ground, motive, how safety is guarded, and until when.
shielded_professional_has_a_ground = rule(
    "shielded_professional_has_a_ground",
    when(_PROFESSIONAL & _SHIELDED, one_of("shield_ground", ShieldGround.values)),
    "Kies waarom de naam verborgen moet blijven.",
)
shielded_professional_explains = rule(
    "shielded_professional_explains",
    when(_PROFESSIONAL & _SHIELDED, filled("shield_explanation")),
    "Schrijf op waar het gevaar uit blijkt.",
)
shielded_professional_agrees_on_safety = rule(
    "shielded_professional_agrees_on_safety",
    when(_PROFESSIONAL & _SHIELDED, filled("safety_agreement") | filled("safety_phone")),
    "Schrijf op wat u met de melder over veiligheid afspreekt.",
)
# Who asked in the portal to be called has agreed on nothing yet: the shield acts, and nobody approves it so.
approved_shield_rests_on_an_agreement = rule(
    "approved_shield_rests_on_an_agreement",
    when(_PROFESSIONAL & _SHIELDED & Q(verdict=Verdict.APPROVED), filled("safety_agreement")),
    "Bel eerst met de melder en schrijf op wat u over veiligheid afspreekt.",
)
shielded_professional_is_reviewed = rule(
    "shielded_professional_is_reviewed",
    when(_PROFESSIONAL & _SHIELDED, Q(review_on__isnull=False)),
    "Kies een datum waarop de afscherming opnieuw wordt bekeken.",
)
secrecy_waits_for_a_verdict = rule(
    "secrecy_waits_for_a_verdict",
    when(
        (_PROFESSIONAL & _SHIELDED) | _UNKNOWN,
        ~Q(verdict=Verdict.NONE) & Q(asked_by__isnull=False, asked_at__isnull=False),
    ),
    "Afscherming van een professional en onbekend melden vragen het besluit van een teamleider.",
)
verdict_is_known = rule("verdict_is_known", one_of("verdict", Verdict.values), "Dit besluit bestaat niet.")
verdict_carries_its_stamps = rule(
    "verdict_carries_its_stamps",
    when(
        one_of("verdict", [Verdict.APPROVED, Verdict.REFUSED]),
        Q(decided_by__isnull=False, decided_at__isnull=False, decided_as=Role.TEAM_LEAD),
    )
    & when(
        one_of("verdict", [Verdict.NONE, Verdict.PENDING]),
        Q(decided_by__isnull=True, decided_at__isnull=True, decided_as=""),
    ),
    "Alleen een teamleider besluit over afscherming, met naam en moment.",
)
refused_secrecy_has_a_reason = rule(
    "refused_secrecy_has_a_reason",
    when(Q(verdict=Verdict.REFUSED), filled("verdict_reason")),
    "Schrijf op waarom u dit afwijst.",
)
# P8.
who_asks_never_decides = rule(
    "who_asks_never_decides",
    Q(decided_by__isnull=True) | Q(asked_by__isnull=True) | ~Q(decided_by=F("asked_by")),
    "U vroeg dit zelf: een andere teamleider moet besluiten.",
)
disclosing_is_one_way = rule(
    "disclosing_is_one_way",
    when(Q(disclosed_on__isnull=False), _OPEN),
    "De naam is al bekendgemaakt aan het gezin. Dat kan niet terug.",
)

REPORTER_RULES = [
    professional_is_never_unknown,
    unknown_is_for_citizens_only,
    reporter_kind_is_known,
    disclosure_is_known,
    capacity_fits_the_reporter,
    known_reporter_has_a_name,
    known_reporter_can_be_reached,
    professional_names_organisation,
    open_citizen_gave_consent,
    unknown_needs_traceability_talk,
    unknown_reporter_has_no_identity,
    ex_officio_says_why,
    shielded_professional_has_a_ground,
    shielded_professional_explains,
    shielded_professional_agrees_on_safety,
    approved_shield_rests_on_an_agreement,
    shielded_professional_is_reviewed,
    secrecy_waits_for_a_verdict,
    verdict_is_known,
    verdict_carries_its_stamps,
    refused_secrecy_has_a_reason,
    who_asks_never_decides,
    disclosing_is_one_way,
]


def shield_ground_is_allowed(ground: str) -> None:
    """Raise Refused for the third legal ground (trust) where the organisation has not switched it on.

    The seed speaks of safety only; the decree has three grounds (domain.md 0.3), so it is a setting, not a CHECK.
    """
    if ground == ShieldGround.TRUST and not settings.SHIELD_ON_TRUST:
        raise Refused(
            "shield_ground_is_allowed",
            "Afschermen kan hier alleen om veiligheid: van het slachtoffer, van de melder of van collega's.",
            "shield_ground",
        )


def reveal_has_a_reason(reason: str) -> None:
    """Raise Refused for fewer characters than own words have."""
    if len(reason) < OWN_WORDS:
        raise Refused("reveal_has_a_reason", "Schrijf in eigen woorden op waarom u de melder wilt zien.", "reason")


def secrecy_is_settled(disclosure: str, verdict: str) -> None:
    """Raise Refused when a report would leave the intake before a team lead decided on its reporter (P4, P5)."""
    if disclosure != Disclosure.OPEN and verdict in (Verdict.PENDING, Verdict.REFUSED):
        raise Refused(
            "secrecy_is_settled",
            "Een teamleider moet eerst besluiten over de afscherming van de melder."
            if verdict == Verdict.PENDING
            else "De afscherming is afgewezen. De melder kiest: open melden, of de melding intrekken.",
        )


def unknown_stays_unknown(disclosure: str) -> None:
    """Raise Refused when an unknown reporter would get a name after all (P5)."""
    if disclosure == Disclosure.UNKNOWN:
        raise Refused("unknown_stays_unknown", "Deze melder blijft onbekend. Wij vullen later geen naam in.")


def reporter_is_settled_in_the_intake(status: str, before: tuple[str, str], after: tuple[str, str]) -> None:
    """Raise Refused when, past the intake, a correction would change who reports or what the family knows.

    Otherwise a report could leave the intake as a citizen's and become a shielded professional's (P4).
    """
    if status != Status.INTAKE and before != after:
        raise Refused(
            "reporter_is_settled_in_the_intake",
            "De intake is af. Vraag afscherming, of leg vast dat de melder open meldt.",
            "disclosure",
        )


def review_lies_ahead(review_on: date | None, today: date) -> None:
    """Raise Refused for a shield that would be over before it begins: its review day must still come (P4)."""
    if review_on is not None and review_on <= today:
        raise Refused(
            "review_lies_ahead",
            "Kies een datum in de toekomst waarop de afscherming opnieuw wordt bekeken.",
            "review_on",
        )


def portal_reporter_is_a_professional(kind: str, disclosure: str) -> None:
    """Raise Refused for a report through the portal by another than a professional, or by an unknown one (P3)."""
    if kind not in ("", ReporterKind.PROFESSIONAL) or disclosure not in (Disclosure.OPEN, Disclosure.SHIELDED):
        raise Refused(
            "portal_reporter_is_a_professional",
            "In het portaal meldt u onder uw eigen naam. Anoniem melden bestaat hier niet.",
            "disclosure",
        )


def portal_takes_only_its_own_answers(are_its_own: bool, field: str = "") -> None:
    """Raise Refused for what no page of the portal asks, on whatever way it came in: a page or a system (P3)."""
    if not are_its_own:
        raise not_its_own(field)


def not_its_own(field: str = "") -> Refused:
    """Return the refusal of portal_takes_only_its_own_answers, where it is recorded and shown but not raised."""
    sentence = "Hier staat iets dat niet wordt gevraagd. Er is niets verstuurd."
    return Refused("portal_takes_only_its_own_answers", sentence, field)
