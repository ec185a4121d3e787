"""What goes to and fro between the desk and the reporter, and what of the steps taken may be told (Dutch)."""

from django.db import models

from desk.assessment.choices import Outcome


class Kind(models.TextChoices):
    QUESTION = "question", "Vraag"
    ANSWER = "answer", "Antwoord"
    ADDITION = "addition", "Aanvulling"
    CORRECTION = "correction", "Correctie"
    WITHDRAWAL = "withdrawal", "Wil de melding intrekken"
    VERDICT = "verdict", "Besluit over intrekken"
    FEEDBACK_1 = "feedback_1", "Terugkoppeling na de beoordeling"
    FEEDBACK_2 = "feedback_2", "Terugkoppeling aan het eind"


FEEDBACK = [Kind.FEEDBACK_1, Kind.FEEDBACK_2]
FROM_THE_DESK = [Kind.QUESTION, Kind.VERDICT, *FEEDBACK]
FROM_THE_REPORTER = [Kind.ANSWER, Kind.ADDITION, Kind.CORRECTION, Kind.WITHDRAWAL]
# One row speaks of another one: an answer of its question, a verdict of the wish it decides on.
SPEAKS_OF = {Kind.ANSWER: Kind.QUESTION, Kind.VERDICT: Kind.WITHDRAWAL}


class Part(models.TextChoices):
    """Which part of what was sent is corrected."""

    PEOPLE = "people", "Personen en adres"
    CONCERN = "concern", "Wat is gezien en gezegd"
    HELP = "help", "Hulp, netwerk en vraag"
    STEPS = "steps", "De stappen van de meldcode"
    SELF = "self", "Gegevens van de melder"


class Granted(models.TextChoices):
    YES = "yes", "De melding is ingetrokken"
    NO = "no", "De melding blijft staan"


class Step(models.TextChoices):
    """The steps a reporter is told of (Wmo 2015, art. 4.1.1(2)(g)): which step, and nothing about anybody."""

    NO_FOLLOW_UP = "no_follow_up", "Veilig Thuis heeft de melding beoordeeld en neemt geen vervolgstappen."
    ADVICE = "advice", "Veilig Thuis heeft de melding beoordeeld en omgezet in advies."
    HANDOVER = "handover", "Veilig Thuis heeft de melding beoordeeld en draagt haar over aan een andere organisatie."
    INVESTIGATION = "investigation", "Veilig Thuis heeft de melding beoordeeld en begint een onderzoek."
    STAYS = "stays", "Veilig Thuis heeft de melding beoordeeld en blijft zelf betrokken."
    ENDED = "ended", "Veilig Thuis is klaar. Er komen geen vervolgstappen van ons."
    ENDED_HANDOVER = "ended_handover", "Veilig Thuis is klaar. Een andere organisatie gaat verder."


# The decision says what is told after the assessment; nobody chooses something else.
AFTER_THE_DECISION: dict[str, Step] = {
    Outcome.NO_FOLLOW_UP: Step.NO_FOLLOW_UP,
    Outcome.CONVERTED_TO_ADVICE: Step.ADVICE,
    Outcome.HANDOVER: Step.HANDOVER,
    Outcome.INVESTIGATION: Step.INVESTIGATION,
    Outcome.CONDITIONS_AND_FOLLOW_UP: Step.STAYS,
    Outcome.REGIONAL_TAILORED_WORK: Step.STAYS,
}
FIRST_STEPS = list(dict.fromkeys(AFTER_THE_DECISION.values()))
AT_THE_END = [Step.ENDED, Step.ENDED_HANDOVER]
# After these the desk itself goes on, so there is an end to tell of; with the others both moments are one.
GOES_ON = [Outcome.INVESTIGATION, Outcome.CONDITIONS_AND_FOLLOW_UP, Outcome.REGIONAL_TAILORED_WORK]
