"""What the steps of the Meldcode must hold as a professional answered them. Source: domain.md 4.1 to 4.5, rule 28."""

from django.db.models import F, Q

from desk.reports.choices import Answer, KindcheckOutcome, StepMark
from desk.rulebook import empty, filled, one_of, rule, when

STEPS = ("signals", "consultation", "talk", "weighing")
CONSULTED = ("colleague", "officer", "veilig_thuis")
WEIGHED = ("suspicion", "unsafety", "help", "accepted", "result")
_ANSWERS = (*WEIGHED, "help_possible", "child_spoken", "comensha")
MOST_CHILDREN = 20
_NO_CHILDREN = Q(kindcheck_children__isnull=True) | Q(kindcheck_children=0)
_DONE, _SKIPPED = StepMark.DONE, [StepMark.NOT_DONE, StepMark.NOT_APPLICABLE]


def _each(*conditions: Q) -> Q:
    whole = conditions[0]
    for condition in conditions[1:]:
        whole &= condition
    return whole


def _mark(step: str) -> str:
    return f"{step}_mark"


step_marks_are_known = rule(
    "step_marks_are_known",
    _each(*(one_of(name, StepMark.values) for name in (*map(_mark, STEPS), "kindcheck_mark", *CONSULTED))),
    "Zeg van elke stap of u hem deed, niet deed, of dat hij niet van toepassing is.",
)
done_step_has_a_day = rule(
    "done_step_has_a_day",
    _each(*(when(Q(**{_mark(step): _DONE}), Q(**{f"{step}_on__isnull": False})) for step in STEPS)),
    "Vul in op welke dag u deze stap deed.",
)
skipped_step_has_a_reason = rule(
    "skipped_step_has_a_reason",
    _each(*(when(one_of(_mark(step), _SKIPPED), filled(f"{step}_why")) for step in (*STEPS, "kindcheck"))),
    "Schrijf op waarom u deze stap niet deed.",
)
# Domain.md 4.5: number and ages of the children, whether care is shared, and what came of it.
done_kindcheck_says_what_came_of_it = rule(
    "done_kindcheck_says_what_came_of_it",
    when(Q(kindcheck_mark=_DONE), one_of("kindcheck_outcome", KindcheckOutcome.values))
    & when(~Q(kindcheck_mark=_DONE), empty("kindcheck_outcome") & Q(kindcheck_children__isnull=True)),
    "Zeg wat er uit de kindcheck kwam.",
)
counted_children_have_their_ages = rule(
    "counted_children_have_their_ages",
    when(Q(kindcheck_children__gt=0), filled("kindcheck_ages") & one_of("kindcheck_shared", Answer.values))
    & when(_NO_CHILDREN, empty("kindcheck_ages", "kindcheck_shared"))
    & (Q(kindcheck_children__isnull=True) | Q(kindcheck_children__range=(0, MOST_CHILDREN))),
    "Vul in hoe oud de kinderen zijn, en of iemand anders meezorgt.",
)
# Step 1 of the Meldcode: nothing is talked over or decided before somebody saw something.
signals_come_first = rule(
    "signals_come_first",
    _each(
        *(
            Q(signals_on__isnull=True) | Q(**{f"{later}_on__isnull": True}) | Q(signals_on__lte=F(f"{later}_on"))
            for later in (*STEPS[1:], "decision")
        )
    ),
    "Stap 1 komt eerst: geen stap is eerder dan de signalen.",
)
decision_comes_last = rule(
    "decision_comes_last",
    _each(*(Q(**{f"{step}_on__isnull": True}) | Q(decision_on__gte=F(f"{step}_on")) for step in STEPS)),
    "Stap 5 komt het laatst: u besluit na de andere stappen.",
)
meldcode_answers_are_known = rule(
    "meldcode_answers_are_known",
    _each(*(one_of(name, ["", *Answer.values]) for name in _ANSWERS)),
    "Kies ja, nee of onbekend.",
)
weighing_goes_in_order = rule(
    "weighing_goes_in_order",
    when(Q(weighing_mark=_DONE), ~Q(suspicion=""))
    & when(~Q(unsafety=""), Q(suspicion=Answer.YES))
    & when(~Q(help=""), Q(unsafety=Answer.NO))
    & when(~Q(accepted=""), Q(help=Answer.YES))
    & when(~Q(result=""), Q(accepted=Answer.YES)),
    "De vijf vragen gaan op volgorde: een vraag volgt op het antwoord ervoor.",
)
# Professional norm: always report in acute or structural unsafety, disclosure included (domain.md rule 28).
unsafety_names_its_norm = rule(
    "unsafety_names_its_norm",
    when(Q(unsafety=Answer.YES), Q(acute=True) | Q(structural=True) | Q(disclosure=True)),
    "Kies waaruit de onveiligheid blijkt: acuut, structureel of onthulling.",
)
_HELP_FAILS = Q(help=Answer.NO) | Q(accepted=Answer.NO)
norms_follow_from_the_weighing = rule(
    "norms_follow_from_the_weighing",
    when(~Q(unsafety=Answer.YES), Q(acute=False, structural=False, disclosure=False))
    & when(Q(no_effective_help=True), _HELP_FAILS)
    & when(_HELP_FAILS, Q(no_effective_help=True))
    & when(Q(help_without_result=True), Q(result=Answer.NO))
    & when(Q(result=Answer.NO), Q(help_without_result=True)),
    "De norm volgt uit de antwoorden op de vijf vragen.",
)
# Step 5 has two decisions, in this order; a report is sent only when the first one was yes.
report_was_decided_on = rule(
    "report_was_decided_on",
    Q(report_needed=Answer.YES) & Q(decision_on__isnull=False),
    "U meldt pas als u bij stap 5 besluit dat melden nodig is.",
)
deviating_report_says_why = rule(
    "deviating_report_says_why",
    Q(acute=True)
    | Q(structural=True)
    | Q(disclosure=True)
    | Q(no_effective_help=True)
    | Q(help_without_result=True)
    | filled("deviates_why"),
    "De vijf vragen vragen niet om een melding. Schrijf op waarom u toch meldt.",
)

MELDCODE_RULES = [
    step_marks_are_known,
    done_step_has_a_day,
    skipped_step_has_a_reason,
    done_kindcheck_says_what_came_of_it,
    counted_children_have_their_ages,
    signals_come_first,
    decision_comes_last,
    meldcode_answers_are_known,
    weighing_goes_in_order,
    unsafety_names_its_norm,
    norms_follow_from_the_weighing,
    report_was_decided_on,
    deviating_report_says_why,
]
