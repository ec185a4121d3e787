"""What the portal must know of an organisation, of who reports there, and of a link that lets somebody in."""

from django.db.models import F, Q

from desk.rulebook import Refused, empty, filled, one_of, rule, when
from meldcode.choices import Group, Mails, Purpose

MOST_JOURNEYS = 20  # that somebody has not sent or stopped yet

reporting_organisation_has_a_name = rule(
    "reporting_organisation_has_a_name", filled("name"), "Vul de naam van de organisatie in."
)
organisation_group_is_known = rule(
    "organisation_group_is_known", one_of("group", Group.values), "Kies de beroepsgroep uit de lijst."
)
# Small letters alone: an address is compared as one writes it down, on both databases.
mail_domain_is_a_domain = rule(
    "mail_domain_is_a_domain",
    Q(name__regex=r"\A([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\Z"),
    "Vul een domein in zoals ‘school.nl’: wat achter het apenstaartje staat.",
)

# A report bears the name of who reports (P3), with function and number to call back. Who left is forgotten here.
_works_here = Q(until__isnull=True)
professional_has_a_function = rule(
    "professional_has_a_function", when(_works_here, filled("function")), "Vul uw functie in."
)
professional_can_be_called = rule(
    "professional_can_be_called",
    when(_works_here, filled("work_phone")),
    "Vul het nummer in waarop u op uw werk te bereiken bent.",
)
professional_has_a_work_mail = rule(
    "professional_has_a_work_mail",
    when(_works_here, Q(work_email__contains="@")),
    "Vul uw e-mailadres van het werk in.",
)
who_left_is_no_officer_and_has_no_number = rule(
    "who_left_is_no_officer_and_has_no_number",
    when(Q(until__isnull=False), Q(is_officer=False) & empty("function", "work_phone", "work_email")),
    "Van wie hier niet meer werkt blijft geen nummer of adres staan.",
)
professional_leaves_after_coming = rule(
    "professional_leaves_after_coming",
    Q(until__isnull=True) | Q(until__gte=F("since")),
    "Iemand kan niet stoppen voordat die begon.",
)

mails_choice_is_known = rule("mails_choice_is_known", one_of("mails", Mails.values), "Kies wanneer u een mail wilt.")

invitation_purpose_is_known = rule(
    "invitation_purpose_is_known", one_of("purpose", Purpose.values), "Deze soort link bestaat niet."
)
invitation_goes_somewhere = rule(
    "invitation_goes_somewhere", Q(email__contains="@"), "Vul een e-mailadres van het werk in."
)
invitation_keeps_no_readable_token = rule(
    "invitation_keeps_no_readable_token",
    Q(token_hash__regex=r"\A[0-9a-f]{64}\Z"),  # noqa: S106 - the shape of a hash
    "Van de link staat hier alleen een hash.",
)
invitation_ends = rule("invitation_ends", Q(until__gt=F("made_at")), "Een link is maar een tijd geldig.")
# Whoever asks by mail proved an address and nothing more: that never makes a designated officer.
only_a_person_makes_an_officer = rule(
    "only_a_person_makes_an_officer",
    when(Q(is_officer=True), Q(purpose=Purpose.INVITED)),
    "Alleen een uitnodiging maakt iemand aandachtsfunctionaris.",
)
an_invitation_says_who_invites = rule(
    "an_invitation_says_who_invites",
    (Q(purpose=Purpose.INVITED) & Q(made_by__isnull=False)) | (~Q(purpose=Purpose.INVITED) & Q(made_by__isnull=True)),
    "Een uitnodiging komt van iemand met een naam; een link die iemand zelf vroeg niet.",
)
a_new_password_is_for_an_account = rule(
    "a_new_password_is_for_an_account",
    (Q(purpose=Purpose.PASSWORD) & Q(account__isnull=False)) | (~Q(purpose=Purpose.PASSWORD) & Q(account__isnull=True)),
    "Een nieuw wachtwoord hoort bij een account.",
)

receipt_has_a_digest = rule(
    "receipt_has_a_digest",
    Q(digest__regex=r"\A[0-9a-f]{64}\Z"),
    "Een ontvangstbewijs draagt de hash van wat is verstuurd.",
)
receipt_is_signed = rule("receipt_is_signed", filled("note"), "Een ontvangstbewijs is ondertekend.")

# The copy is content: it goes along only when its writer said so.
shared_copy_was_agreed_to = rule(
    "shared_copy_was_agreed_to",
    Q(with_copy=True) | empty("sealed_copy"),
    "De kopie gaat alleen mee als de melder dat wil.",
)

SHARED_RULES = [shared_copy_was_agreed_to]
RECEIPT_RULES = [receipt_has_a_digest, receipt_is_signed]
ORGANISATION_RULES = [reporting_organisation_has_a_name, organisation_group_is_known]
DOMAIN_RULES = [mail_domain_is_a_domain]
PROFESSIONAL_RULES = [
    professional_has_a_function,
    professional_can_be_called,
    professional_has_a_work_mail,
    professional_leaves_after_coming,
    who_left_is_no_officer_and_has_no_number,
    mails_choice_is_known,
]
INVITATION_RULES = [
    invitation_purpose_is_known,
    invitation_goes_somewhere,
    invitation_keeps_no_readable_token,
    invitation_ends,
    only_a_person_makes_an_officer,
    an_invitation_says_who_invites,
    a_new_password_is_for_an_account,
]

# Anybody gets an address there, so it proves no work anywhere.
FOR_ANYBODY = frozenset(
    {"gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "live.com", "live.nl", "msn.com", "outlook.com"}
    | {"icloud.com", "me.com", "yahoo.com", "ziggo.nl", "kpnmail.nl", "planet.nl", "home.nl", "hetnet.nl", "xs4all.nl"}
    | {"proton.me", "protonmail.com", "gmx.net", "casema.nl", "upcmail.nl", "chello.nl", "telfort.nl", "tele2.nl"}
)


def a_work_domain_is_not_for_anybody(domain: str) -> None:
    """Raise Refused for a domain where everybody can get an address."""
    if domain in FOR_ANYBODY:
        raise Refused(
            "a_work_domain_is_not_for_anybody",
            f"Bij {domain} kan iedereen een adres krijgen. Gebruik het domein van de organisatie.",
            "domains",
        )


def a_domain_leads_to_one_organisation(is_free: bool) -> None:
    """Raise Refused for a domain that another organisation has: the address would not say where somebody works."""
    if not is_free:
        raise Refused("a_domain_leads_to_one_organisation", "Dit domein is al van een andere organisatie.", "domains")


def the_address_is_of_the_organisation(is_own: bool) -> None:
    """Raise Refused for an address outside the domains of the organisation."""
    if not is_own:
        raise Refused(
            "the_address_is_of_the_organisation",
            "Dit adres hoort niet bij deze organisatie. Gebruik een e-mailadres van het werk.",
            "email",
        )


def the_address_is_known(is_known: bool) -> None:
    """Raise Refused for an address of nobody here. The screen says the same as to a known one."""
    if not is_known:
        raise Refused("the_address_is_known", "Dit adres is hier niet bekend.", "email")


def a_link_waits_a_while(is_new: bool) -> None:
    """Raise Refused when a link went to this address minutes ago: nobody's mailbox is filled from here."""
    if not is_new:
        raise Refused("a_link_waits_a_while", "Er ging net al een mail naar dit adres.", "email")


def the_link_still_counts(counts: bool) -> None:
    """Raise Refused for a link that was used, taken back, or is over."""
    if not counts:
        raise Refused("the_link_still_counts", "Deze link werkt niet meer. Vraag een nieuwe.")


def one_person_has_one_account(is_free: bool) -> None:
    """Raise Refused when somebody with this work address has an account already."""
    if not is_free:
        raise Refused("one_person_has_one_account", "Met dit adres is hier al een account.", "email")


def the_organisation_is_in_use(in_use: bool) -> None:
    """Raise Refused when the organisation no longer takes part in the portal."""
    if not in_use:
        raise Refused("the_organisation_is_in_use", "Deze organisatie doet niet mee in het portaal.")


def somebody_moves_elsewhere(is_elsewhere: bool) -> None:
    """Raise Refused when somebody would move to where they work already."""
    if not is_elsewhere:
        raise Refused("somebody_moves_elsewhere", "U hoort al bij deze organisatie.")


def who_left_stays_away(is_current: bool) -> None:
    """Raise Refused when somebody who left would be ended or changed again."""
    if not is_current:
        raise Refused("who_left_stays_away", "Deze collega heeft hier al geen toegang meer.")


def a_provider_is_reached_safely(is_safe: bool) -> None:
    """Raise Refused for a provider without https: whoever listens on the way would read the secret."""
    if not is_safe:
        raise Refused("a_provider_is_reached_safely", "Het adres begint met https://", "issuer")


def a_secret_stays_with_its_provider(is_its_own: bool) -> None:
    """Raise Refused when the secret of one provider would be sent to another: who typed the address would get it."""
    if not is_its_own:
        raise Refused(
            "a_secret_stays_with_its_provider",
            "Vul ook het geheim in: bij een andere provider of een andere naam hoort een ander geheim.",
            "client_secret",
        )


def there_is_a_provider(is_there: bool) -> None:
    """Raise Refused when what is not there would be taken away."""
    if not is_there:
        raise Refused("there_is_a_provider", "Deze organisatie heeft geen werkaccount ingesteld.")


def the_work_account_shows_an_address(is_shown: bool) -> None:
    """Raise Refused when the provider names no address, or did not check it: then it says not who somebody is here."""
    if not is_shown:
        raise Refused("the_work_account_shows_an_address", "Uw organisatie noemt geen gecontroleerd e-mailadres.")


def journeys_under_way_are_few(count: int) -> None:
    """Raise Refused when somebody would begin one more: each may hold documents, and a disk is as large as it is."""
    if count >= MOST_JOURNEYS:
        raise Refused(
            "journeys_under_way_are_few",
            "Er staan te veel meldingen van u open. Ga eerst verder met een daarvan, of stop er een.",
        )


def journey_is_complete(is_complete: bool) -> None:
    """Raise Refused when a report would be sent of which a page is not right, or that step 5 did not decide on."""
    if not is_complete:
        raise Refused("journey_is_complete", "Nog niet alles is ingevuld. Kijk de pagina’s na die nog open staan.")


def what_is_sent_was_read(is_the_same: bool) -> None:
    """Raise Refused when something changed on another device after the page was read that is declared true (P12)."""
    if not is_the_same:
        raise Refused(
            "what_is_sent_was_read",
            "Er is intussen iets veranderd, op een ander apparaat of in een ander venster. "
            "Lees de melding nog een keer na.",
        )


def who_opens_the_name_is_sure(is_sure: bool) -> None:
    """Raise Refused when a shield would be lifted in passing: what the family once knows cannot be taken back."""
    if not is_sure:
        raise Refused("who_opens_the_name_is_sure", "Zet een vinkje als u dit zeker weet.", "sure")


def documents_follow_the_decision(is_their_turn: bool) -> None:
    """Raise Refused for a document before step 5 decided to report: until then nothing here may name somebody."""
    if not is_their_turn:
        raise Refused("documents_follow_the_decision", "Documenten kunnen mee als u bij stap 5 besluit te melden.")


def a_report_is_shared_where_it_was_sent(is_there: bool) -> None:
    """Raise Refused when somebody who moved would share a report of the organisation they left."""
    if not is_there:
        raise Refused(
            "a_report_is_shared_where_it_was_sent", "U werkte toen nog ergens anders. Deze melding deelt u hier niet."
        )


def there_is_an_officer(is_there: bool) -> None:
    """Raise Refused when a report would be shared with nobody: whoever comes next was not agreed to."""
    if not is_there:
        raise Refused("there_is_an_officer", "Uw organisatie heeft nu geen aandachtsfunctionaris in het portaal.")


def the_report_is_shared(is_shared: bool) -> None:
    """Raise Refused when what is not shared would be taken back."""
    if not is_shared:
        raise Refused("the_report_is_shared", "U deelt deze melding niet.")


def copy_is_still_there(is_there: bool) -> None:
    """Raise Refused when the copy of what was sent is gone: it is kept for its days alone, for its sender alone."""
    if not is_there:
        raise Refused("copy_is_still_there", "De kopie is gewist. Uw ontvangstbewijs blijft geldig.")
