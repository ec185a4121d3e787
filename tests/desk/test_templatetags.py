"""The components of the look, as the templates write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template import Context, Template
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide as as_the_package_draws

from desk.accounts.forms import SignInForm
from desk.codelists import CAPACITIES, OCCASIONS
from desk.forms import DeskForm, TidyField
from desk.roles import Role
from desk.templatetags.desk import nav_item, note_kind, short_contact
from desk.templatetags.icons import lucide
from desk.templatetags.words import day, days, label_of, moment, term

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)


class ReporterForm(DeskForm):
    role = forms.ChoiceField(
        label="Wie meldt?", choices=[("a", "Professional"), ("b", "Burger")], widget=forms.RadioSelect
    )
    name = TidyField(label="Naam", help_text="Voor- en achternaam.")
    reach = TidyField(label="Goed bereikbaar", required=False)
    why = TidyField(label="Waarom?", rows=3, max_length=600)
    capacity = forms.ChoiceField(label="Hoedanigheid", choices=CAPACITIES.grouped())
    occasions = forms.MultipleChoiceField(
        label="Aanleiding", choices=OCCASIONS.choices(), widget=forms.CheckboxSelectMultiple
    )
    told = forms.BooleanField(label="Het gezin weet ervan", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


def shown(source: str, **context) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def test_a_field_has_its_help_between_label_and_control():
    html = shown("{% field form.name %}", form=ReporterForm())
    assert html.index("<label") < html.index("Voor- en achternaam.") < html.index("<input")
    assert 'id="div_id_name"' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "mag leeg" not in html


def test_an_optional_field_says_so_unless_the_page_knows_better():
    form = ReporterForm()
    assert "(mag leeg)" in shown("{% field form.reach %}", form=form)
    assert "(mag leeg)" not in shown('{% field form.reach optional="" %}', form=form)


def test_a_wrong_field_is_marked_for_the_eye_and_for_the_screen_reader():
    html = shown("{% field form.name %}", form=ReporterForm({}))
    assert "has-error" in html
    assert "is-invalid" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert "Vul in: Naam" in html


def test_radios_are_tiles_in_a_radiogroup_with_a_legend():
    html = shown("{% field form.role %}", form=ReporterForm({"role": "b"}))
    assert '<fieldset class="mb-3" id="div_id_role" role="radiogroup">' in html
    assert '<legend class="form-label">Wie meldt?</legend>' in html
    assert '<div class="choices">' in html
    assert html.count('type="radio"') == 2
    assert 'value="b" id="id_role_1" checked' in html


def test_an_answer_that_is_not_allowed_stays_visible_with_its_reason():
    form = ReporterForm()
    form.fields["role"].option_help = {"a": "Meldt onder eigen naam."}
    form.fields["role"].option_off = {"b": "Dit kan nu niet."}
    html = shown('{% field form.role "options" %}', form=form)
    assert "<b>Professional</b><span>Meldt onder eigen naam.</span>" in html
    assert 'disabled aria-describedby="id_role_1_off"' in html
    assert 'id="id_role_1_off"' in html
    assert "Dit kan nu niet." in html


def test_a_code_list_shows_its_codes_in_two_columns_of_checkboxes():
    html = shown('{% field form.occasions "cols2 coded" %}', form=ReporterForm({"occasions": ["08"]}))
    assert '<div class="cols-2">' in html
    assert html.count('type="checkbox"') == 10
    assert '<span class="code">08</span> Kindermishandeling, anders' in html
    assert html.count(" checked") == 1
    assert "(één of meer)" in html


def test_a_long_list_can_be_filtered_and_keeps_its_groups():
    form = ReporterForm()
    form.fields["many"] = forms.MultipleChoiceField(
        label="Veel", choices=CAPACITIES.grouped(), widget=forms.CheckboxSelectMultiple
    )
    html = shown("{% field form.many %}", form=form)
    assert "data-filter" in html
    assert '<p class="group-name">Beroepsmatig</p>' in html


def test_a_select_keeps_its_groups():
    html = shown("{% field form.capacity %}", form=ReporterForm())
    assert 'class="form-select"' in html
    assert '<optgroup label="Beroepsmatig">' in html


def test_a_textarea_carries_its_limit_for_the_counter_and_never_cuts():
    html = shown("{% field form.why %}", form=ReporterForm())
    assert 'data-max="600"' in html
    assert "maxlength" not in html


def test_a_checkbox_stands_before_its_label_and_a_hidden_field_alone():
    form = ReporterForm()
    html = shown("{% field form.told %}", form=form)
    assert html.index("<input") < html.index("<label")
    assert "(mag leeg)" not in html
    assert shown("{% field form.version %}", form=form).startswith('<input type="hidden"')


def test_crispy_gives_the_same_field():
    form = ReporterForm({})
    by_tag = shown("{% field form.name %}", form=form)
    assert by_tag in shown("{% load crispy_forms_tags %}{{ form|crispy }}", form=form)


def test_what_was_typed_is_escaped():
    html = shown("{% field form.name %}{% errors form %}", form=ReporterForm({"name": "<b>x</b>"}))
    assert "<b>x</b>" not in html


def test_the_summary_counts_the_points_and_links_to_the_fields():
    html = shown('{% errors form about="de melder" %}', form=ReporterForm({"name": "Proef", "version": "1"}))
    assert "Nog 4 punten over de melder" in html
    assert '<a href="#id_role_0">Kies een antwoord: Wie meldt?</a>' in html
    assert '<a href="#id_why">Vul in: Waarom?</a>' in html
    assert 'role="alert"' in html


def test_the_summary_of_one_point_is_singular_and_a_general_point_has_no_link():
    form = ReporterForm({})
    form.is_valid()
    form.errors.clear()
    form.add_error(None, "Een ander heeft dit intussen bewaard.")
    html = shown("{% errors form %}", form=form)
    assert "Nog 1 punt<" in html
    assert "<li>Een ander heeft dit intussen bewaard.</li>" in html


def test_a_refused_hidden_field_is_named_without_a_link():
    form = ReporterForm({"version": "geen getal"})
    assert 'href="#id_version"' not in shown("{% errors form %}", form=form)


def test_without_errors_there_is_no_summary():
    assert shown("{% errors form %}", form=ReporterForm()) == ""
    assert shown("{% errors form %}", form=None) == ""


def test_the_sign_in_form_of_django_fits_too(db):
    html = shown("{% errors form %}{% field form.username %}", form=SignInForm(HttpRequest(), {"username": ""}))
    assert "Vul in: Gebruikersnaam" in html


@pytest.mark.parametrize(
    ("due", "options", "kind"),
    [
        (MONDAY, {"acute": True}, "acute"),
        (date(2026, 11, 20), {}, "late"),
        (MONDAY, {}, "today"),
        (date(2026, 11, 25), {}, "ok"),
        (date(2026, 11, 20), {"done": True}, "done"),
        (None, {}, "ok"),
    ],
)
def test_the_pill_says_how_much_time_is_left(due, options, kind):
    assert f"term--{kind}" in term(due, MONDAY, **options)


def test_a_pill_has_words_and_an_icon():
    html = shown("{% term due today acute=True %}", due=MONDAY, today=MONDAY)
    assert "Nu handelen" in html
    assert "<svg" in html
    assert "vandaag" in shown("{% term due today %}", due=MONDAY, today=MONDAY)
    assert "geen termijn" in shown("{% term due today %}", due=None, today=MONDAY)


@pytest.mark.parametrize(
    ("received", "due", "used"),
    [
        (date(2026, 11, 23), date(2026, 11, 30), 1),
        (date(2026, 11, 20), date(2026, 11, 27), 1),
        (date(2026, 11, 18), date(2026, 11, 25), 3),
        (date(2026, 11, 16), date(2026, 11, 23), 5),
        (date(2026, 11, 13), date(2026, 11, 20), 5),
    ],
)
def test_the_squares_show_the_working_days_that_were_used(received, due, used):
    assert days(received, due, MONDAY).count('class="u"') == used


def test_dates_are_said_in_words(settings, monkeypatch):
    now = datetime(2026, 11, 23, 14, 6, tzinfo=AMSTERDAM)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert day(MONDAY) == "ma 23 nov"
    assert day(date(2027, 2, 23)) == "di 23 feb 2027"
    assert day(None) == ""
    assert moment(now) == "vandaag 14:06"
    assert moment(datetime(2026, 11, 20, 16, 40, tzinfo=AMSTERDAM)) == "vr 20 nov, 16:40"
    assert moment(None) == ""


def test_labels_come_from_choices_code_lists_and_pairs():
    assert label_of("team_lead", Role) == "Teamleider"
    assert label_of("08", OCCASIONS) == "Kindermishandeling, anders"
    assert label_of("x", [("x", "Iks")]) == "Iks"
    assert label_of("onbekend", OCCASIONS) == "onbekend"


def test_a_note_has_its_icon_and_escapes_its_words():
    html = shown('{% note "stop" words strong="Let op." role="alert" %}', words="<i>x</i>")
    assert 'class="note note--stop" role="alert"' in html
    assert "<b>Let op.</b> &lt;i&gt;x&lt;/i&gt;" in html
    assert [note_kind(tag) for tag in ("success", "warning", "error", "info")] == ["done", "ask", "stop", ""]


def test_key_caps():
    assert shown('{% key "Ctrl" "S" %}') == '<kbd class="key">Ctrl</kbd><kbd class="key">S</kbd>'


def test_a_short_contact_is_told_in_the_rail():
    assert short_contact(Message(25, "Stil gesprek vastgelegd.", extra_tags="short 7")) == "7"
    assert short_contact(Message(25, "Bewaard.")) == ""


class Match:
    def __init__(self, view_name):
        self.view_name, self.namespace = view_name, view_name.rpartition(":")[0]


@pytest.mark.parametrize(
    ("page", "entry", "current"),
    [
        ("worklist", "worklist", "page"),
        ("reports:detail", "reports:list", "true"),
        ("assessment:questions", "reports:list", "true"),
        ("accounts:code_lists", "accounts:list", ""),
        ("advice:new", "reports:list", ""),
        ("search", "worklist", ""),
    ],
)
def test_the_menu_marks_where_the_page_belongs(page, entry, current):
    request = HttpRequest()
    request.resolver_match = Match(page)
    assert nav_item(Context({"request": request}), entry, "inbox", "Naam")["current"] == current


def test_a_kept_form_is_sent_to_its_own_address():
    request = HttpRequest()
    request.path, request.META["QUERY_STRING"] = "/meldingen/M-2026-0001/melder/", ""
    html = shown("<form {% keep %}>", request=request)
    assert 'hx-post="/meldingen/M-2026-0001/melder/"' in html
    assert 'hx-select="#main"' in html


@pytest.mark.parametrize("name", ["phone", "shield-alert", "a-arrow-down"])
def test_an_icon_is_drawn_as_its_package_draws_it(name):
    told = {"size": 20, "class": "icon <b>", "aria_hidden": "true"}
    assert lucide(name, **told) == as_the_package_draws(name, **told)


def test_an_icon_that_is_not_there_is_a_mistake_of_ours():
    with pytest.raises(IconDoesNotExist):
        lucide("no-such-icon")
