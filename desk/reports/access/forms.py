"""The forms of the ways into a file. A reason has no default and no list: who may pick one picks the first."""

from collections.abc import Iterable
from typing import Any

from django import forms

from desk.accounts.models import User
from desk.forms import DeskForm, TidyField, VersionField
from desk.reports.access.choices import Consented, Judgement, Sealed
from desk.reports.models import CaseFile
from desk.roles import CASE_ROLES, EXPERTS, Role


class NumberField(TidyField):
    """The number of a file or a report, in capitals."""

    def __init__(self) -> None:
        told = "Nummer van het dossier of de melding"
        super().__init__(label=told, max_length=20, help_text="Zoals C-2026-0412.")

    def to_python(self, value: Any) -> str:
        return super().to_python(value).upper()


class ReasonForm(DeskForm):
    """Why somebody looks in a file they do not work on."""

    reason = TidyField(
        label="Waarom heeft u dit dossier nu nodig?",
        max_length=500,
        rows=2,
        help_text="In uw eigen woorden, zonder namen. De teamleider leest dit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["autocomplete"] = "off"


class DoorForm(ReasonForm):
    number = NumberField()
    field_order = ("number", "reason")


class JudgeForm(DeskForm):
    judgement = forms.ChoiceField(
        label="Moest deze collega hier kijken?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label.capitalize()) for one in Judgement if one],
    )
    remark = TidyField(label="Toelichting", max_length=1_000, rows=2, required=False)
    version = VersionField()
    rule_fields = {"unjustified_access_is_explained": "remark"}


class ConsentForm(DeskForm):
    remark = TidyField(label="Toelichting", max_length=1_000, required=False)
    verdict = forms.ChoiceField(choices=[(one.value, one.label) for one in Consented if one])
    version = VersionField()
    rule_fields = {"refused_reveal_is_explained": "remark"}


class PeopleField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Return the colleagues. Raises ValidationError, also for a number that SQLite cannot even look for."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError("Kies collega’s uit de lijst.", "invalid_choice") from None

    def label_from_instance(self, person: Any) -> str:
        return _told(person)


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return _told(person)


def _told(person: User) -> str:
    team = f", team {person.team}" if person.team_id else ""
    return f"{person.display_name}, {person.get_role_display().lower()}{team}"


class NamesForm(DeskForm):
    people = PeopleField(User.objects.none(), label="Wie ziet dit dossier nog?", required=False)
    version = VersionField()

    def __init__(self, *args: Any, by: User, case_file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.queryset = _could_see(case_file).exclude(pk=by.pk)


class SealForm(NamesForm):
    ground = forms.ChoiceField(label="Waarom verzegelen?", widget=forms.RadioSelect, choices=Sealed.choices)
    reason = TidyField(label="Toelichting", max_length=500, rows=2)
    version = None  # type: ignore[assignment]
    field_order = ("ground", "reason", "people")


class LiftForm(DeskForm):
    reason = TidyField(label="Waarom kan de verzegeling eraf?", max_length=500, rows=2)
    version = VersionField()
    rule_fields = {"lifted_seal_carries_its_stamps": "reason"}


class WallForm(DeskForm):
    number = NumberField()
    worker = PersonField(
        User.objects.none(), label="Voor wie bestaat dit dossier niet?", empty_label="Kies een collega"
    )
    known_by = PersonField(User.objects.none(), label="Wie weet dit ook?", empty_label="Kies de tweede")
    reason = TidyField(
        label="Waarom?",
        max_length=500,
        rows=2,
        help_text="Bijvoorbeeld hoe deze collega de mensen kent, zonder namen.",
    )
    rule_fields = {"wall_is_known_to_two_others": "known_by"}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        second = [Role.TEAM_LEAD, Role.PRIVACY_OFFICER] if by.role == Role.PRIVACY_OFFICER else [Role.PRIVACY_OFFICER]
        self._offer("worker", CASE_ROLES, by)
        self._offer("known_by", second, by)

    def _offer(self, name: str, roles: Iterable[str], by: User) -> None:
        field: Any = self.fields[name]
        people = User.objects.active().filter(region=by.region_id, role__in=list(roles)).exclude(pk=by.pk)
        field.queryset = people.order_by("display_name")


class LiftWallForm(DeskForm):
    version = VersionField()


def _could_see(case_file: CaseFile) -> Any:
    """Who could see the file if it were not sealed, by name."""
    people = User.objects.active().filter(role__in=CASE_ROLES)
    team, region = people.filter(team=case_file.team_id), people.filter(region=case_file.team.region_id)
    return (team | region.filter(role__in=EXPERTS)).order_by("display_name")
