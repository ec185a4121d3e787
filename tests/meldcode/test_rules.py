"""Each row rule of the portal, refused in the action, in bulk and in SQL."""

from datetime import timedelta
from typing import Any

import pytest

from desk.audit.trail import System
from meldcode import joining, organisations
from meldcode.people import Invitation, MailDomain, Organisation, Professional
from tests import depths, portal_stories

pytestmark = pytest.mark.django_db


def entered(ada, at, **broken: Any) -> Organisation:
    return portal_stories.an_organisation(by=ada, at=at, **{"name": "Andere school", "domains": [], **broken})


@pytest.mark.parametrize("name", ["", "  "])
def test_reporting_organisation_has_a_name(name, school, ada, at):
    rule = "reporting_organisation_has_a_name"
    depths.refused_at_three_depths(rule, school, {"name": name}, lambda: entered(ada, at, name=name))


@pytest.mark.parametrize("group", ["", "school"])
def test_organisation_group_is_known(group, school, ada, at):
    rule = "organisation_group_is_known"
    depths.refused_at_three_depths(rule, school, {"group": group}, lambda: entered(ada, at, group=group))


@pytest.mark.parametrize("name", ["school", "https://school.nl", "school .nl", "-school.nl"])
def test_mail_domain_is_a_domain(name, school, ada, at):
    row = MailDomain.objects.get(organisation=school)
    rule = "mail_domain_is_a_domain"
    depths.refused_at_three_depths(rule, row, {"name": name}, lambda: entered(ada, at, domains=[name]))


def check_details(rule, broken, eva, at):
    row = Professional.objects.get(user=eva)
    told = {"function": row.function, "work_phone": row.work_phone, **broken}
    depths.refused_at_three_depths(rule, row, broken, lambda: joining.change_details(by=eva, at=at, **told))


@pytest.mark.parametrize("function", ["", "  "])
def test_professional_has_a_function(function, eva, at):
    check_details("professional_has_a_function", {"function": function}, eva, at)


@pytest.mark.parametrize("phone", ["", "  "])
def test_professional_can_be_called(phone, eva, at):
    check_details("professional_can_be_called", {"work_phone": phone}, eva, at)


def test_professional_has_a_work_mail(eva):
    _in_the_database("professional_has_a_work_mail", Professional.objects.get(user=eva), {"work_email": "eva"})


def test_professional_leaves_after_coming(eva, at):
    row = Professional.objects.get(user=eva)
    gone = {"function": "", "work_phone": "", "work_email": ""}
    _in_the_database("professional_leaves_after_coming", row, {"until": at - timedelta(days=1), **gone})


@pytest.mark.parametrize("left", [{"work_phone": "010 000 00 20"}, {"is_officer": True}])
def test_who_left_is_no_officer_and_has_no_number(left, eva, at):
    row = Professional.objects.get(user=eva)
    gone = {"until": at + timedelta(days=1), "function": "", "work_phone": "", "work_email": ""}
    _in_the_database("who_left_is_no_officer_and_has_no_number", row, {**gone, **left})


def test_invitation_purpose_is_known(iris, at, school):
    row = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    _in_the_database("invitation_purpose_is_known", row, {"purpose": "spy", "made_by_id": None})


def test_invitation_goes_somewhere(iris, at, practice, otto):
    row = portal_stories.an_invitation(by=otto, at=at, organisation=practice, name="Roos")
    practice.domains.all().delete()
    act = {"by": otto, "at": at, "organisation": practice, "email": "roos"}
    depths.refused_at_three_depths("invitation_goes_somewhere", row, {"email": "roos"}, lambda: joining.invite(**act))


@pytest.mark.parametrize("kept", ["", "a-token-that-opens"])
def test_invitation_keeps_no_readable_token(kept, iris, at, school):
    row = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    _in_the_database("invitation_keeps_no_readable_token", row, {"token_hash": kept})


def test_invitation_ends(iris, at, school):
    row = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    _in_the_database("invitation_ends", row, {"until": at})


def test_only_a_person_makes_an_officer(school, at):
    row = _asked(at)
    _in_the_database("only_a_person_makes_an_officer", row, {"is_officer": True})


def test_an_invitation_says_who_invites(school, iris, at):
    _in_the_database("an_invitation_says_who_invites", _asked(at), {"made_by_id": iris.pk})
    row = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    _in_the_database("an_invitation_says_who_invites", row, {"made_by_id": None})


def test_a_new_password_is_for_an_account(school, eva, at):
    _in_the_database("a_new_password_is_for_an_account", _asked(at), {"account_id": eva.pk})


def test_an_organisation_is_entered_once(school, ada, at):
    depths.refused_by("organisation_is_entered_once", portal_stories.an_organisation, by=ada, at=at, domains=[])


@pytest.mark.parametrize(
    ("domain", "rule"),
    [("gmail.com", "a_work_domain_is_not_for_anybody"), ("delinde.example", "a_domain_leads_to_one_organisation")],
)
def test_a_domain_says_where_somebody_works(domain, rule, school, ada, at):
    told = {"name": "Andere school", "group": "childcare", "domains": [domain]}
    depths.refused_by(rule, organisations.add_organisation, by=ada, at=at, **told)


def _asked(at) -> Invitation:
    return joining.ask_link(by=System(), at=at, email="roos@delinde.example")


def _in_the_database(rule: str, row: Any, broken: dict[str, Any]) -> None:
    """No form can ask this of the action; whoever writes in the database gets the same no, and so does full_clean()."""
    for name, value in broken.items():
        setattr(row, name, value)
    depths.refused_by_the_action(rule, row.full_clean, columns=set(broken))
    depths.refused_in_bulk(rule, row, broken)
    depths.refused_in_sql(rule, row, broken)
