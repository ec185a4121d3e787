"""The forms of the second pair of eyes."""

from django import forms

from desk.assessment.choices import Question
from desk.forms import NOTE, DeskForm, TidyField, VersionField

TEXT = 2 * NOTE


class ConfirmForm(DeskForm):
    """Confirm: a word with it is welcome, not asked."""

    version = VersionField()
    remark = TidyField(label="Toelichting", max_length=TEXT, required=False)
    rule_fields = {"returning_needs_a_remark": "remark"}


class SendBackForm(ConfirmForm):
    """Send back: what must still be done, and at which answer."""

    question = forms.ChoiceField(
        label="Over welk antwoord?",
        choices=[("", "Kies"), *Question.choices],
        required=False,
        error_messages={"required": "Kies bij welk antwoord dit hoort."},
    )
    rule_fields = {
        **ConfirmForm.rule_fields,
        "remark_is_tied_to_an_answer": "question",
        "remark_says_something": "remark",
    }


class ReturningForm(SendBackForm):
    """The same bar, when it is sent back."""

    remark = TidyField(
        label="Toelichting",
        max_length=TEXT,
        error_messages={"required": "Schrijf op wat er nog moet gebeuren."},
    )
    question = forms.ChoiceField(
        label="Over welk antwoord?",
        choices=SendBackForm.base_fields["question"].choices,
        error_messages={"required": "Kies bij welk antwoord dit hoort."},
    )


class RemarkForm(DeskForm):
    """A question about one answer, without deciding."""

    question = forms.ChoiceField(choices=Question.choices, widget=forms.HiddenInput)
    text = TidyField(
        label="Opmerking", rows=2, max_length=TEXT, error_messages={"required": "Schrijf de opmerking op."}
    )
    rule_fields = {"remark_says_something": "text"}


class ReplyForm(DeskForm):
    text = TidyField(label="Antwoord", rows=2, max_length=TEXT, error_messages={"required": "Schrijf het antwoord op."})
    rule_fields = {"reply_says_something": "text"}


class SecrecyForm(DeskForm):
    """The verdict on a shield or an unknown reporter."""

    version = VersionField()
    remark = TidyField(label="Toelichting", max_length=NOTE, required=False)
    rule_fields = {"refused_secrecy_has_a_reason": "remark"}


class ApproveSecrecyForm(SecrecyForm):
    """Agreeing, until the day that was asked, or until another one when that day has passed."""

    safety_agreement = TidyField(
        label="Wat sprak u met de melder af over veiligheid?", rows=2, max_length=2 * NOTE, required=False
    )
    rule_fields = {**SecrecyForm.rule_fields, "approved_shield_rests_on_an_agreement": "safety_agreement"}
    review_on = forms.DateField(
        label="Opnieuw bekijken op",
        required=False,
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"class": "w-auto", "size": 12, "placeholder": "dd-mm-jjjj"}, format="%d-%m-%Y"),
        error_messages={"invalid": "Deze datum bestaat niet. Schrijf haar als dd-mm-jjjj."},
    )
