"""What a document must be before it lies with a report. It never replaces the description (domain.md rule 30)."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from desk.attachments.choices import Kind, State
from desk.attachments.cleaning.verdict import Fault
from desk.rulebook import OWN_WORDS, Refused, empty, filled, one_of, rule

# Older than this a document says little about now (paper form S25; domain.md 4.7).
RECENT = timedelta(days=365)
MOST = 10  # documents with one report

_JUDGED = one_of("state", [State.CLEAN, State.REFUSED])

attachment_is_of_one_report = rule(
    "attachment_is_of_one_report",
    Q(report__isnull=False, batch__isnull=True) | Q(report__isnull=True, batch__isnull=False),
    "Een bijlage hoort bij één melding, of bij één formulier dat nog niet is verstuurd.",
)
# Rule 30: it stands beside what is told, so it says what it is.
attachment_is_described = rule(
    "attachment_is_described",
    filled("description"),
    "Schrijf op wat dit is. Een bijlage vervangt de beschrijving niet.",
)
attachment_has_a_name = rule("attachment_has_a_name", filled("name"), "Een bijlage heeft een naam.")
attachment_kind_is_known = rule(
    "attachment_kind_is_known", one_of("kind", Kind.values), "Dit soort bestand neemt de desk niet aan."
)
attachment_state_is_known = rule("attachment_state_is_known", one_of("state", State.values), "Deze stand bestaat niet.")
attachment_weighs_something = rule("attachment_weighs_something", Q(size__gt=0), "Dit bestand is leeg.")
judged_attachment_has_its_moment = rule(
    "judged_attachment_has_its_moment",
    (_JUDGED & Q(scanned_at__isnull=False)) | (~_JUDGED & Q(scanned_at__isnull=True)),
    "Schoon of geweigerd draagt het moment van de scan.",
)
# What the scanner refused is destroyed; every other row has a file and knows it again.
refused_attachment_has_no_file = rule(
    "refused_attachment_has_no_file",
    (Q(state=State.REFUSED) & empty("stored", "digest"))
    | (~Q(state=State.REFUSED) & filled("stored") & Q(digest__regex=r"^[0-9a-f]{64}$")),
    "Van een geweigerd bestand blijft niets bewaard; elk ander bestand ligt in de kluis.",
)
# Empty of what came before this was kept.
attachment_proves_what_was_sent = rule(
    "attachment_proves_what_was_sent",
    Q(sent_digest__regex=r"^([0-9a-f]{64})?$"),
    "Van elk bestand blijft de hash bewaard van hoe het binnenkwam.",
)
ROW_RULES = [
    attachment_is_of_one_report,
    attachment_is_described,
    attachment_has_a_name,
    attachment_kind_is_known,
    attachment_state_is_known,
    attachment_weighs_something,
    judged_attachment_has_its_moment,
    refused_attachment_has_no_file,
    attachment_proves_what_was_sent,
]

_KINDS = "Kies een pdf, een foto (JPEG, PNG of HEIC) of platte tekst. Is het een brief uit Word? Bewaar hem als pdf."
_FAULTS = {
    Fault.EMPTY: "Dit bestand is leeg. Kies een ander bestand.",
    Fault.LARGE: "Dit bestand is te groot: hoogstens {most} MB. Maak het kleiner, of stuur het in delen.",
    Fault.KIND: f"Dit soort bestand neemt de desk niet aan. {_KINDS}",
    Fault.BROKEN: "Dit bestand is niet te lezen. Misschien is het niet heel overgekomen. Probeer het opnieuw.",
    Fault.PIXELS: "Deze foto heeft te veel beeldpunten. Maak hem kleiner en probeer het opnieuw.",
    Fault.LOCKED: "Op deze pdf zit een wachtwoord. Bewaar hem zonder wachtwoord en probeer het opnieuw.",
    Fault.NO_ROOM: "De desk kan nu geen bestand bewaren. Uw tekst staat er nog. Zeg het de functioneel beheerder.",
}


def refusal_of(fault: Fault) -> Refused:
    """Return the refusal of a file with this fault; its code is the fault (security.md E07 to E09)."""
    most = settings.ATTACHMENT_MAX_BYTES // (1024 * 1024)
    return Refused(fault, _FAULTS[fault].format(most=most), "file")


def attachments_fit_the_report(count: int) -> None:
    """Raise Refused when a report has as many attachments as it may have."""
    if count >= MOST:
        raise Refused(
            "attachments_fit_the_report",
            f"Bij deze melding liggen al {MOST} bijlagen. Haal er eerst een weg.",
        )


def document_is_not_from_the_future(dated: date | None, today: date) -> None:
    """Raise Refused for a document with a date after today."""
    if dated is not None and dated > today:
        raise Refused("document_is_not_from_the_future", "Deze datum ligt in de toekomst.", "dated")


def is_old(dated: date | None, today: date) -> bool:
    """Is the document older than a year? That warns and refuses nothing (domain.md rule 30)."""
    return dated is not None and today - dated > RECENT


def only_a_clean_attachment_is_given(state: str) -> None:
    """Raise Refused for a file that the scanner did not find clean."""
    if state == State.REFUSED:
        raise Refused("only_a_clean_attachment_is_given", "De virusscanner weigerde dit bestand. Het is vernietigd.")
    if state != State.CLEAN:
        raise Refused(
            "only_a_clean_attachment_is_given",
            "Dit bestand is nog niet gescand op virussen. De desk geeft het pas daarna.",
        )


def attachment_is_whole(whole: bool) -> None:
    """Raise Refused for a file that is gone, or is not as it was put away."""
    if not whole:
        raise Refused(
            "attachment_is_whole", "Dit bestand is beschadigd of weg. De desk geeft het niet. Zeg het de beheerder."
        )


def removal_has_a_reason(reason: str) -> None:
    """Raise Refused when somebody takes a document away without a reason in own words."""
    if len(reason) < OWN_WORDS:
        raise Refused("removal_has_a_reason", "Schrijf in eigen woorden op waarom deze bijlage weg moet.", "reason")
