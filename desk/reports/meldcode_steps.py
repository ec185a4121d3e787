"""How a professional walked the Meldcode before reporting through the portal, as the desk reads it."""

from typing import Any

from django.db import models

from desk.reports import meldcode_rules
from desk.reports.choices import Answer, Channel, Decider, KindcheckOutcome, StepMark
from desk.ruled import Ruled

_STEP_NAMES = {
    "signals": "Signalen",
    "kindcheck": "Kindcheck",
    "consultation": "Overleg",
    "talk": "Gesprek",
    "weighing": "Wegen",
}
_CONSULTED = {"colleague": "een collega", "officer": "de aandachtsfunctionaris", "veilig_thuis": "Veilig Thuis"}
_QUESTIONS = {
    "suspicion": "Nog steeds een vermoeden?",
    "unsafety": "Acuut of structureel onveilig?",
    "help": "Zelf hulp geven of regelen die werkt?",
    "accepted": "Nemen zij de hulp aan?",
    "result": "Helpt het op tijd genoeg?",
}
_NORMS = {
    "acute": "acuut",
    "structural": "structureel",
    "disclosure": "onthulling",
    "no_effective_help": "niet genoeg hulp die werkt",
    "help_without_result": "hulp zonder resultaat",
}


def _mark(name: str) -> "models.CharField[str, str]":
    return models.CharField(name, max_length=20, choices=StepMark)


def _why() -> "models.CharField[str, str]":
    return models.CharField("Waarom niet?", max_length=500, blank=True)


def _answer(name: str) -> "models.CharField[str, str]":
    return models.CharField(name, max_length=10, choices=Answer, blank=True)


def _day() -> Any:
    return models.DateField("Op welke dag?", null=True, blank=True)


class MeldcodeSteps(Ruled):
    """One row beside a report that came through the portal. No number of an advice: the two are never linked (P2)."""

    report = models.OneToOneField("reports.Report", models.CASCADE, related_name="meldcode_steps", primary_key=True)
    framework = models.CharField("Afwegingskader", max_length=80)
    framework_from = models.DateField("geldig vanaf")

    signals_mark, signals_on, signals_why = _mark("Signalen"), _day(), _why()
    signals_seen = models.CharField("Wat ziet of hoort u?", max_length=2000, blank=True)
    kindcheck_mark, kindcheck_why = _mark("Kindcheck"), _why()
    kindcheck_outcome = models.CharField("Uit de kindcheck", max_length=20, choices=KindcheckOutcome, blank=True)
    kindcheck_children = models.PositiveSmallIntegerField("Hoeveel kinderen?", null=True, blank=True)
    kindcheck_ages = models.CharField("Hoe oud zijn zij?", max_length=200, blank=True)
    kindcheck_shared = _answer("Wordt de zorg gedeeld?")
    consultation_mark, consultation_on, consultation_why = _mark("Overleg"), _day(), _why()
    colleague, officer, veilig_thuis = _mark("Collega"), _mark("Aandachtsfunctionaris"), _mark("Veilig Thuis")
    talk_mark, talk_on, talk_why = _mark("Gesprek"), _day(), _why()
    talk_result = models.CharField("Wat kwam er uit het gesprek?", max_length=2000, blank=True)
    weighing_mark, weighing_on, weighing_why = _mark("Wegen"), _day(), _why()
    suspicion, unsafety = _answer("Vermoeden"), _answer("Onveilig")
    help, accepted, result = _answer("Hulp"), _answer("Aangenomen"), _answer("Resultaat")
    acute = models.BooleanField("acuut", default=False)
    structural = models.BooleanField("structureel", default=False)
    disclosure = models.BooleanField("onthulling", default=False)
    no_effective_help = models.BooleanField("niet genoeg hulp die werkt", default=False)
    help_without_result = models.BooleanField("hulp zonder resultaat", default=False)

    decision_on = models.DateField("Besloten op", null=True)
    decider = models.CharField("Wie besluit?", max_length=20, choices=Decider)
    report_needed = models.CharField("Is melden nodig?", max_length=10, choices=Answer)
    deviates_why = models.CharField("Waarom toch melden?", max_length=1000, blank=True)
    help_possible = _answer("Is hulp (ook) mogelijk?")
    help_what = models.CharField("Welke hulp?", max_length=1000, blank=True)

    informed_how = models.CharField("Wie weet het, sinds wanneer, en wat zeiden zij?", max_length=1000, blank=True)
    child_spoken = _answer("Is met het kind gesproken?")
    child_spoken_why = models.CharField("Hoe, of waarom niet?", max_length=1000, blank=True)
    comensha = _answer("Toestemming voor registratie bij CoMensha?")
    role_after = models.CharField("Wat blijft u zelf doen?", max_length=1000, blank=True)

    # Nothing waits in the thread with the reporter, nor will by itself: the work list looks no further (desk/contact).
    thread_rests = models.BooleanField("contact is klaar", default=False, db_default=False)

    class Meta:
        verbose_name = "stappen van de meldcode"
        verbose_name_plural = "stappen van de meldcode"
        constraints = meldcode_rules.MELDCODE_RULES
        indexes = [models.Index(fields=["report"], name="thread_goes_on", condition=models.Q(thread_rests=False))]

    def __str__(self) -> str:
        return "stappen van de meldcode"

    @property
    def steps(self) -> list[tuple[str, str, object, str]]:
        """(step, what was done, day, reason) in order, in words."""
        return [
            (
                words,
                getattr(self, f"get_{name}_mark_display")().lower(),
                getattr(self, f"{name}_on", None),
                getattr(self, f"{name}_why"),
            )
            for name, words in _STEP_NAMES.items()
        ]

    @property
    def kindcheck(self) -> list[tuple[str, str]]:
        """(question, answer) of what came of the kindcheck, in words; nothing when it was not done."""
        if not self.kindcheck_outcome:
            return []
        children = self.kindcheck_children
        asked = [
            ("Uit de kindcheck", self.get_kindcheck_outcome_display()),
            ("Kinderen", "niet bekend" if children is None else str(children)),
            ("Leeftijden", self.kindcheck_ages),
            ("Zorg gedeeld", self.get_kindcheck_shared_display()),
        ]
        return [(question, answer.lower()) for question, answer in asked if answer]

    @property
    def consulted(self) -> list[str]:
        return [words for name, words in _CONSULTED.items() if getattr(self, name) == StepMark.DONE]

    @property
    def weighed(self) -> list[tuple[str, str]]:
        """(question, answer) of the questions that were reached."""
        return [
            (words, getattr(self, f"get_{name}_display")().lower())
            for name, words in _QUESTIONS.items()
            if getattr(self, name)
        ]

    @property
    def norms(self) -> list[str]:
        return [words for name, words in _NORMS.items() if getattr(self, name)]


def steps_of(report: Any) -> MeldcodeSteps | None:
    """The steps beside a report, or None; only a report by form can have them, so for all others nothing is asked."""
    return getattr(report, "meldcode_steps", None) if report.channel == Channel.FORM else None


def wake_thread(report_id: int) -> None:
    """Something came in the thread with the reporter, or they may be told more: what waits there is looked at again.

    Written also where it did not rest, so that whoever lays threads to rest at this moment waits for it.
    """
    MeldcodeSteps.objects.filter(pk=report_id).update(thread_rests=False)
