"""What the desk writes to a reporter. Whatever was warned of needs somebody's word that it may go."""

from typing import Any
from uuid import uuid4

from django import forms

from desk.contact.choices import Granted, Kind, Step
from desk.contact.moments import Moment
from desk.forms import DeskForm, TidyField


class SharedForm(DeskForm):
    """A text that the reporter reads."""

    text = TidyField(label="Tekst", rows=4, max_length=1000)
    sure = forms.BooleanField(label="Ik heb het bekeken: dit mag zo naar de melder.", required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    rule_fields = {"message_says_something": "text"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())

    @property
    def warned(self) -> bool:
        """Is the tick asked for? Only after something was found."""
        found = self.errors.as_data() if self.is_bound else {}
        return any(one.code == "warnings_were_seen" for errors in found.values() for one in errors)


class SeenForm(DeskForm):
    """The last message that stood on the page."""

    until = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class QuestionForm(SharedForm):
    field_order = ["text", "sure", "submission"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Uw vraag aan de melder"
        self.fields["text"].help_text = "De melder leest dit in het portaal. Eén vraag per bericht."


class FeedbackForm(SharedForm):
    text = TidyField(
        label="Kort erbij",
        rows=2,
        max_length=300,
        required=False,
        help_text="Niets over personen. Bijvoorbeeld: bel ons als er iets verandert.",
    )
    step = forms.ChoiceField(label="Welke stap is gezet?", widget=forms.RadioSelect)
    finished = forms.BooleanField(label="Veilig Thuis is klaar met deze zaak.", required=False)
    field_order = ["step", "text", "finished", "sure", "submission"]
    rule_fields = {"feedback_has_its_moment": "step"}

    def __init__(self, *args: Any, moment: Moment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The action decides what fits: the same form, sent twice, may find that the next moment has come.
        self.fields["step"].choices = Step.choices
        self.fields["step"].widget.choices = [(step.value, step.label) for step in moment.steps]
        if moment.kind != Kind.FEEDBACK_2:
            del self.fields["finished"]
        if len(moment.steps) == 1:
            self.initial.setdefault("step", moment.steps[0].value)


class WishForm(SharedForm):
    granted = forms.ChoiceField(label="Wat besluit u?", choices=Granted.choices, widget=forms.RadioSelect)
    field_order = ["granted", "text", "sure", "submission"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Waarom?"
        self.fields["text"].help_text = "De melder leest dit in het portaal."
