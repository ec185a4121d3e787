"""What holds for a message to or from a reporter, and for the two moments of feedback (domain.md rule 14)."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from desk.contact.choices import (
    AT_THE_END,
    FEEDBACK,
    FIRST_STEPS,
    FROM_THE_DESK,
    FROM_THE_REPORTER,
    SPEAKS_OF,
    Granted,
    Kind,
    Part,
)
from desk.guard import LABELS, Finding
from desk.reports.choices import RUNNING, Status
from desk.rulebook import Refused, empty, filled, one_of, rule, when

message_kind_is_known = rule("message_kind_is_known", one_of("kind", Kind.values), "Dit soort bericht bestaat niet.")
# Of the reporter no name stands here: it would tell who reports (P6).
message_comes_from_one_side = rule(
    "message_comes_from_one_side",
    (one_of("kind", FROM_THE_DESK) & Q(by__isnull=False)) | (one_of("kind", FROM_THE_REPORTER) & Q(by__isnull=True)),
    "Een bericht komt van een collega met een naam, of van de melder zonder naam.",
)
message_says_something = rule(
    "message_says_something", filled("text") | one_of("kind", FEEDBACK), "Schrijf eerst iets op."
)
# As on the pages of the report: a fact has a source, and stands apart from what somebody makes of it.
added_fact_has_a_source = rule(
    "added_fact_has_a_source", when(Q(kind=Kind.ADDITION), filled("who")), "Schrijf op wie dit zag of zei."
)
desk_adds_no_facts = rule(
    "desk_adds_no_facts",
    when(one_of("kind", FROM_THE_DESK), empty("who", "happened", "view") & Q(withheld=False)),
    "De desk vraagt en vertelt; feiten komen van de melder.",
)
correction_says_of_what = rule(
    "correction_says_of_what",
    (Q(kind=Kind.CORRECTION) & one_of("part", Part.values)) | (~Q(kind=Kind.CORRECTION) & empty("part")),
    "Kies welk deel van de melding niet klopt.",
)
message_speaks_of_another = rule(
    "message_speaks_of_another",
    (one_of("kind", SPEAKS_OF) & Q(about__isnull=False)) | (~one_of("kind", SPEAKS_OF) & Q(about__isnull=True)),
    "Een antwoord hoort bij een vraag, en een besluit bij een wens.",
)
verdict_says_yes_or_no = rule(
    "verdict_says_yes_or_no",
    (Q(kind=Kind.VERDICT) & one_of("granted", Granted.values)) | (~Q(kind=Kind.VERDICT) & empty("granted")),
    "Kies of de melding wordt ingetrokken.",
)
feedback_says_which_step = rule(
    "feedback_says_which_step",
    (Q(kind=Kind.FEEDBACK_1) & one_of("step", FIRST_STEPS))
    | (Q(kind=Kind.FEEDBACK_2) & one_of("step", AT_THE_END))
    | (~one_of("kind", FEEDBACK) & empty("step")),
    "Terugkoppeling zegt welke stap is gezet.",
)
MESSAGE_RULES = [
    message_kind_is_known,
    message_comes_from_one_side,
    message_says_something,
    added_fact_has_a_source,
    desk_adds_no_facts,
    correction_says_of_what,
    message_speaks_of_another,
    verdict_says_yes_or_no,
    feedback_says_which_step,
]


# A name or a place may have to be said; the desk asks first. A number of somebody never has to.
_NAMES = frozenset({"name", "role", "place"})


def reporter_is_in_the_portal(is_there: bool) -> None:
    """Raise Refused for a report that did not come through the portal: nobody reads there what is written."""
    if not is_there:
        raise Refused("reporter_is_in_the_portal", "Deze melding kwam niet via het portaal. Bel de melder.")


def report_still_runs(status: str) -> None:
    """Raise Refused when a report is closed or withdrawn: new worries are a new report, with a term of its own."""
    if status not in RUNNING:
        raise Refused(
            "report_still_runs", "Deze melding is gesloten. Zijn er nieuwe zorgen? Doe een nieuwe melding of bel ons."
        )


def correction_comes_before_the_work(status: str, is_taken: bool) -> None:
    """Raise Refused for a correction of a report that a colleague works on; then it is an addition."""
    if is_taken or status != Status.INTAKE:
        raise Refused(
            "correction_comes_before_the_work",
            "Een collega werkt al aan uw melding. Schrijf het als aanvulling: dan ziet die collega allebei.",
        )


def question_is_answered_once(is_open: bool) -> None:
    """Raise Refused when a question has its answer already, or is not there."""
    if not is_open:
        raise Refused("question_is_answered_once", "Op deze vraag is al antwoord gegeven. Schrijf een aanvulling.")


def one_wish_at_a_time(waits: bool) -> None:
    """Raise Refused when a wish to withdraw waits for the desk already."""
    if waits:
        raise Refused("one_wish_at_a_time", "U vroeg dit al. Wij kijken er nog naar.")


def wish_is_decided_once(is_open: bool) -> None:
    """Raise Refused when somebody decided on this wish already."""
    if not is_open:
        raise Refused("wish_is_decided_once", "Hierover is al besloten.")


def withdrawal_comes_in_the_intake(status: str) -> None:
    """Raise Refused for a withdrawal after the intake: Veilig Thuis has a task of its own then."""
    if status != Status.INTAKE:
        raise Refused(
            "withdrawal_comes_in_the_intake",
            "Na de intake gaat een melding niet meer weg. Laat haar staan en schrijf op waarom.",
            "granted",
        )


def feedback_is_wanted(is_wanted: bool) -> None:
    """Raise Refused when the reporter asked for no feedback, or is unknown (domain.md rule 14)."""
    if not is_wanted:
        raise Refused("feedback_is_wanted", "Deze melder wilde geen terugkoppeling.")


def feedback_has_its_moment(is_due: bool) -> None:
    """Raise Refused for feedback before the decision, before the first one, given already, or that has no end."""
    if not is_due:
        raise Refused("feedback_has_its_moment", "Deze terugkoppeling is al gegeven, of is nog niet aan de orde.")


def case_is_finished(kind: str, finished: bool) -> None:
    """Raise Refused for feedback at the end when nobody says that it is the end: it is told once."""
    if kind == Kind.FEEDBACK_2 and not finished:
        raise Refused(
            "case_is_finished",
            "Dit bericht kan één keer en zegt dat Veilig Thuis klaar is. Is dat zo? Zet dan het vinkje.",
            "finished",
        )


def shared_text_holds_no_number_or_address(findings: Iterable[Finding]) -> None:
    """Raise Refused when feedback holds a number, an address or an account: it tells of steps and of nobody."""
    kinds = dict.fromkeys(LABELS[found.kind] for found in findings if found.certain and found.kind not in _NAMES)
    if kinds:
        raise Refused(
            "shared_text_holds_no_number_or_address",
            f"In deze tekst staat een {' en een '.join(kinds)}. De melder hoort welke stap is gezet, en niets over "
            "personen: haal dit weg.",
            "text",
        )


def warnings_were_seen(warnings: Collection[str], sure: bool) -> None:
    """Raise Refused when a text for the reporter has something of inside in it, and nobody said that it may go."""
    if warnings and not sure:
        raise Refused(
            "warnings_were_seen",
            f"{' '.join(warnings)} De melder leest dit. Schrijf het anders, of zet het vinkje dat het zo mag.",
            "text",
        )


PASTED = 40  # characters in a row: a sentence, and not a turn of phrase that two people use


def is_pasted(text: str, inside: Sequence[str]) -> bool:
    """Does `text` hold a run of PASTED characters that stands in a text of inside too, whatever case and spaces?"""
    plain = _plain(text)
    runs = {plain[at : at + PASTED] for at in range(len(plain) - PASTED + 1)}
    return bool(runs) and any(
        one[at : at + PASTED] in runs for one in map(_plain, inside) for at in range(len(one) - PASTED + 1)
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
