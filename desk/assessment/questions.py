"""The outcome table: which decision follows from the three answers, outcome by outcome. Source: domain.md 3.3, 3.4."""

from dataclasses import dataclass

from desk.assessment.choices import Answer, Outcome, Unsafe


@dataclass(frozen=True)
class Facts:
    """What the table looks at; nothing else may decide."""

    unsafe: str
    established: str = Answer.UNKNOWN  # is it established what happened?
    cooperates: str = Answer.UNKNOWN  # do those concerned accept help?
    other_can_take_it: bool = False  # a party of question 3 can take responsibility
    regional_task: bool = False
    professional: bool = False
    meldcode_complete: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the table: the decision that follows and the sentence on the screen (Dutch)."""

    number: int
    outcome: Outcome
    because: str


TABLE: tuple[Row, ...] = (
    Row(1, Outcome.CONVERTED_TO_ADVICE, "Niet onveilig, en de professional heeft de meldcode nog niet doorlopen."),
    Row(2, Outcome.NO_FOLLOW_UP, "Er is geen onveiligheid: de melding sluit."),
    Row(3, Outcome.INVESTIGATION, "Nog niet duidelijk of het onveilig is: eerst onderzoeken."),
    Row(4, Outcome.INVESTIGATION, "Onveilig, en betrokkenen werken niet mee."),
    Row(5, Outcome.INVESTIGATION, "Onveilig, en nog niet vast staat wat er is gebeurd."),
    Row(6, Outcome.HANDOVER, "Onveilig, en een ander kan het oppakken."),
    Row(7, Outcome.REGIONAL_TAILORED_WORK, "Onveilig, en de regio heeft hiervoor een eigen aanpak."),
    Row(8, Outcome.CONDITIONS_AND_FOLLOW_UP, "Onveilig en vastgesteld: voorwaarden stellen en volgen."),
)


def outcome_of(facts: Facts) -> Row:
    """Return the one line of the table that holds for `facts`."""
    return TABLE[_line(facts) - 1]


def _line(facts: Facts) -> int:
    if facts.unsafe == Unsafe.NO:
        return 1 if may_be_converted(facts) else 2
    if facts.unsafe == Unsafe.UNCLEAR:
        return 3
    if facts.cooperates == Answer.NO:
        return 4
    return 5 if facts.established == Answer.NO else _line_of_the_unsafe(facts)


def _line_of_the_unsafe(facts: Facts) -> int:
    """Unsafe, and help is accepted: an approach of the region goes before a handover, and both before a service."""
    if facts.regional_task:
        return 7
    if facts.other_can_take_it:
        return 6
    # Conditions are set only for what is established (domain.md 3.4); not known yet is a reason to investigate.
    return 8 if facts.established == Answer.YES else 5


def may_be_converted(facts: Facts) -> bool:
    """Converted to advice: only for a professional whose steps of the Meldcode are not complete (domain.md 3.4)."""
    return facts.professional and facts.meldcode_complete == Answer.NO


def allowed(facts: Facts) -> list[Outcome]:
    """Return the decisions that may be taken at all; another than `outcome_of` is a deviation and needs a reason."""
    if facts.unsafe == Unsafe.NO:
        return [Outcome.NO_FOLLOW_UP, *([Outcome.CONVERTED_TO_ADVICE] if may_be_converted(facts) else [])]
    return [
        Outcome.INVESTIGATION,
        Outcome.CONDITIONS_AND_FOLLOW_UP,
        Outcome.HANDOVER,
        Outcome.REGIONAL_TAILORED_WORK,
    ]
