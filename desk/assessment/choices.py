"""The answers to the three questions, and the decisions that may follow."""

from django.db import models


class Unsafe(models.TextChoices):
    YES = "yes", "Ja"
    NO = "no", "Nee, de melding sluit"
    UNCLEAR = "unclear", "Nog niet duidelijk"


class Answer(models.TextChoices):
    YES = "yes", "Ja"
    NO = "no", "Nee"
    UNKNOWN = "unknown", "Onbekend"


class CircleCan(models.TextChoices):
    ENOUGH = "enough", "Ja, genoeg"
    WITH_HELP = "with_help", "Ja, met hulp erbij"
    NO = "no", "Nee"


class Physician(models.TextChoices):
    CONSULTED = "consulted", "Ja, de vertrouwensarts is gevraagd"
    NOT_NEEDED = "not_needed", "Nee"


class Outcome(models.TextChoices):
    """The decisions after the safety assessment (domain.md 3.4)."""

    NO_FOLLOW_UP = "no_follow_up", "Geen vervolg door Veilig Thuis"
    CONVERTED_TO_ADVICE = "converted_to_advice", "Omgezet in advies"
    INVESTIGATION = "investigation", "Onderzoek door Veilig Thuis"
    CONDITIONS_AND_FOLLOW_UP = "conditions_and_follow_up", "Voorwaarden en Vervolg"
    HANDOVER = "handover", "Overdracht na de beoordeling"
    REGIONAL_TAILORED_WORK = "regional_tailored_work", "Inzet regionaal maatwerk"


class State(models.TextChoices):
    DRAFT = "draft", "in bewerking"
    PROPOSED = "proposed", "voorgesteld"
    RETURNED = "returned", "teruggestuurd"
    TAKEN_BACK = "taken_back", "ingetrokken"
    CONFIRMED = "confirmed", "bevestigd"


class GroundKind(models.TextChoices):
    FACT = "fact", "Feit"
    STATEMENT = "statement", "Uitspraak"
    INTERPRETATION = "interpretation", "Interpretatie"


class Question(models.TextChoices):
    UNSAFE = "q1", "Vraag 1"
    NEEDED = "q2", "Vraag 2"
    WHO = "q3", "Vraag 3"
    OUTCOME = "outcome", "Besluit"
