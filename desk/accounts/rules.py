"""What an account must hold, and what two colleagues must be before they let a third in again."""

from django.db.models import F, Q

from desk.accounts.choices import Factor, Verdict
from desk.roles import TEAM_ROLES, Role
from desk.rulebook import Refused, empty, filled, one_of, rule, when

AGREE_ON_RECOVERY = [Role.TEAM_LEAD, Role.PRIVACY_OFFICER]

role_is_known = rule("role_is_known", one_of("role", Role.values), "Kies een rol uit de lijst.")
staff_have_a_name = rule("staff_have_a_name", filled("display_name"), "Vul in hoe deze collega op het scherm staat.")
# Team and region are the wall around a case: without them nobody could say what this person may see.
team_roles_have_a_team = rule(
    "team_roles_have_a_team",
    when(one_of("role", TEAM_ROLES), Q(team__isnull=False)),
    "Een medewerker of teamleider hoort bij een team. Kies het team.",
)
# Whoever is in a team sees its cases: somebody from outside never is.
professionals_have_no_team = rule(
    "professionals_have_no_team",
    when(Q(role=Role.PROFESSIONAL), Q(team__isnull=True)),
    "Een professional van buiten hoort niet bij een team van de desk.",
)
passkey_has_a_name = rule("passkey_has_a_name", filled("name"), "Geef de passkey een naam, zoals ‘laptop’.")

recovery_says_how_they_were_known = rule(
    "recovery_says_how_they_were_known", filled("reason"), "Schrijf op hoe u zeker weet dat het deze collega is."
)
recovery_is_asked_by_the_administrator = rule(
    "recovery_is_asked_by_the_administrator",
    Q(asked_role=Role.FUNCTIONAL_ADMINISTRATOR),
    "Alleen de functioneel beheerder vraagt herstel van toegang.",
)
recovery_is_agreed_by_lead_or_officer = rule(
    "recovery_is_agreed_by_lead_or_officer",
    one_of("decided_role", ["", *AGREE_ON_RECOVERY]),
    "Alleen een teamleider of privacy officer besluit over herstel van toegang.",
)
nobody_recovers_themselves = rule(
    "nobody_recovers_themselves",
    ~Q(person=F("asked_by")) & (Q(decided_by__isnull=True) | ~Q(person=F("decided_by"))),
    "Dit gaat over uw eigen toegang: twee anderen moeten het doen.",
)
who_asks_recovery_never_agrees = rule(
    "who_asks_recovery_never_agrees",
    Q(decided_by__isnull=True) | ~Q(asked_by=F("decided_by")),
    "U vroeg dit zelf: een ander moet akkoord geven.",
)
recovery_verdict_is_known = rule(
    "recovery_verdict_is_known", one_of("verdict", Verdict.values), "Kies akkoord of niet akkoord."
)
recovery_verdict_carries_its_stamps = rule(
    "recovery_verdict_carries_its_stamps",
    (Q(verdict=Verdict.PENDING, decided_by__isnull=True, decided_at__isnull=True) & empty("decided_role"))
    | (~Q(verdict=Verdict.PENDING) & Q(decided_by__isnull=False, decided_at__isnull=False) & filled("decided_role")),
    "Een besluit over herstel draagt naam, rol en moment.",
)
# The code goes from mouth to ear: whoever agreed gives it to the colleague, and the administrator never sees it.
only_agreed_recovery_has_a_code = rule(
    "only_agreed_recovery_has_a_code",
    (Q(verdict=Verdict.AGREED, code_until__isnull=False) & filled("code_hash"))
    | (~Q(verdict=Verdict.AGREED) & Q(code_until__isnull=True) & empty("code_hash")),
    "Alleen een akkoord geeft een code, met een eindtijd.",
)

link_names_its_provider = rule(
    "link_names_its_provider", filled("issuer"), "Een koppeling noemt de organisatie waarmee iemand inlogt."
)
link_keeps_no_readable_subject = rule(
    "link_keeps_no_readable_subject",
    Q(subject_hash__regex=r"\A[0-9a-f]{64}\Z"),
    "Wie iemand bij de organisatie is, staat hier alleen als hash.",
)

provider_has_an_address = rule(
    "provider_has_an_address",
    Q(issuer__regex=r"\Ahttps?://[^\s/?#@]+(/[^\s?#]*)?\Z"),
    "Vul het adres van de provider in, zoals ‘https://inloggen.school.nl’.",
)
provider_knows_the_desk = rule(
    "provider_knows_the_desk", filled("client_id"), "Vul in hoe de desk bij de provider heet (client ID)."
)
provider_shares_a_secret = rule(
    "provider_shares_a_secret", filled("sealed_secret"), "Vul het geheim in dat de provider gaf."
)
provider_has_a_label = rule(
    "provider_has_a_label", filled("label"), "Vul in hoe het account op de knop heet, zoals ‘uw schoolaccount’."
)
password_is_no_second_factor = rule(
    "password_is_no_second_factor",
    ~Q(amr__regex=r"(^|\s)pwd(\s|$)"),
    "Een wachtwoord (pwd) is geen tweede stap. Noem alleen waarden die daarna komen.",
)

ROW_RULES = [role_is_known, staff_have_a_name, team_roles_have_a_team, professionals_have_no_team]
PASSKEY_RULES = [passkey_has_a_name]
LINK_RULES = [link_names_its_provider, link_keeps_no_readable_subject]
PROVIDER_RULES = [
    provider_has_an_address,
    provider_knows_the_desk,
    provider_shares_a_secret,
    provider_has_a_label,
    password_is_no_second_factor,
]
RECOVERY_RULES = [
    recovery_says_how_they_were_known,
    recovery_is_asked_by_the_administrator,
    recovery_is_agreed_by_lead_or_officer,
    nobody_recovers_themselves,
    who_asks_recovery_never_agrees,
    recovery_verdict_is_known,
    recovery_verdict_carries_its_stamps,
    only_agreed_recovery_has_a_code,
]


def the_desk_makes_staff_alone(role: str) -> None:
    """Raise Refused when the page of colleagues would make a professional, or one would become a colleague."""
    if role == Role.PROFESSIONAL:
        raise Refused(
            "the_desk_makes_staff_alone", "Een professional van buiten krijgt toegang in het portaal.", "role"
        )


def code_counts_once(is_new: object) -> None:
    """Raise Refused for a code that was taken before: somebody may have read it over a shoulder."""
    if not is_new:
        raise Refused("code_counts_once", "Deze code is al gebruikt. Wacht op de volgende code.", "code")


def help_of_two_sets_up_a_step(kind: str) -> None:
    """Raise Refused where the code of two colleagues is shown for anything but a new second step."""
    if kind == Factor.COLLEAGUES:
        raise Refused(
            "help_of_two_sets_up_a_step",
            "Met deze code stelt u op de inlogpagina een nieuwe tweede stap in. Laat nu een andere collega tekenen.",
            "code",
        )


def a_second_factor_stays(others: int) -> None:
    """Raise Refused when the last second factor would go: nobody works without one."""
    if not others:
        raise Refused("a_second_factor_stays", "Dit is uw enige tweede stap. Stel eerst een andere in.")


def recovery_waits(waits: bool) -> None:
    """Raise Refused for a request that was decided on already."""
    if not waits:
        raise Refused("recovery_waits", "Hierover is al besloten.")


def recovery_is_for_who_works_here(is_active: bool) -> None:
    """Raise Refused when access would be given back to somebody who left."""
    if not is_active:
        raise Refused("recovery_is_for_who_works_here", "Deze collega is uit dienst.")


def a_colleague_links_once(is_free: bool) -> None:
    """Raise Refused when a colleague has an account of the organisation already."""
    if not is_free:
        raise Refused("a_colleague_links_once", "Er is al een account gekoppeld. Haal die koppeling eerst weg.")


def the_desk_lets_its_own_staff_in(is_staff: bool) -> None:
    """Raise Refused when somebody from outside would link an account of the desk's own organisation."""
    if not is_staff:
        raise Refused("the_desk_lets_its_own_staff_in", "Dit account is er voor medewerkers van de desk.")


def a_way_in_stays(has_password: bool) -> None:
    """Raise Refused when somebody without a password would take the link away: nothing would let them in."""
    if not has_password:
        raise Refused("a_way_in_stays", "U hebt hier geen wachtwoord. Vraag dat eerst aan de functioneel beheerder.")
