"""Getting in by a link, moving, leaving: what each act does, and what is refused and kept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from desk.accounts.models import Session, User
from desk.audit.models import Event
from desk.audit.trail import System
from desk.roles import Role
from meldcode import joining, journeys, links, organisations, tasks
from meldcode.journey import Journey
from meldcode.people import Invitation, Professional, membership
from meldcode.permissions import may_end, may_invite, may_report
from tests import depths, portal_stories
from tests.signing_in import PASSWORD
from tests.stories import fresh

pytestmark = pytest.mark.django_db
WORK = {"function": "Mentor", "work_phone": "010 000 00 20"}


def test_who_follows_a_link_works_there_and_can_report(school, iris, at):
    roos = portal_stories.a_professional(by=iris, at=at, organisation=school, name="Roos D.")
    assert (roos.role, roos.region, roos.team) == (Role.PROFESSIONAL, school.region, None)
    assert membership(roos).organisation == school
    assert may_report(roos)
    assert not may_invite(roos)


def test_a_link_counts_once(school, iris, at):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    portal_stories.joined(at=at, invitation=invitation, name="Roos D.")
    for again in (invitation, fresh(invitation)):
        with pytest.raises(ValidationError, match="werkt niet meer"):
            portal_stories.joined(at=at, invitation=again, name="Nog een")


@pytest.mark.parametrize(("days", "counts"), [(6, True), (7, False)])
def test_an_invitation_counts_seven_days(days, counts, school, iris, at):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    assert invitation.counts(at + timedelta(days=days)) is counts


def test_a_later_invitation_takes_the_place_of_the_earlier(school, iris, at):
    told = {"by": iris, "at": at, "organisation": school, "name": "Roos"}
    first, second = portal_stories.an_invitation(**told), portal_stories.an_invitation(**told)
    assert not fresh(first).counts(at)
    assert fresh(second).counts(at)


def test_the_table_holds_no_link(school, iris, at, settings):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    token = links.token_of(invitation.nonce)
    assert token not in {invitation.nonce, invitation.token_hash}
    assert links.open_link(token) == invitation
    settings.FACTOR_KEY = "another key, with which nothing of this was made at all"
    assert links.token_of(invitation.nonce) != token


def test_a_password_that_is_too_easy_makes_no_account(school, iris, at):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    with pytest.raises(ValidationError) as refusal:
        joining.join(by=System(), at=at, invitation=invitation, name="Roos D.", password="kort", **WORK)
    assert "password" in refusal.value.error_dict
    assert fresh(invitation).counts(at)


@pytest.mark.parametrize("email", ["roos@elders.example", "roos@gmail.com", "roos@delinde.example.elders.example"])
def test_an_officer_invites_to_addresses_of_the_organisation(email, school, iris, at):
    told = {"by": iris, "at": at, "organisation": school, "email": email}
    depths.refused_by("the_address_is_of_the_organisation", joining.invite, **told)


def test_nobody_invites_for_another_organisation(school, otto, eva, noor, at):
    for stranger in (otto, eva, noor):
        with pytest.raises(PermissionDenied):
            joining.invite(by=stranger, at=at, organisation=school, email="roos@delinde.example")
    assert Event.objects.filter(act="portal_invited", outcome="refused", rule="not_permitted").count() == 3


def test_who_works_there_is_not_invited_again(school, iris, eva, at):
    told = {"by": iris, "at": at, "organisation": school, "email": eva.username}
    depths.refused_by("one_person_has_one_account", joining.invite, **told)


# ---- by work mail


def test_a_work_address_brings_a_link_and_an_unknown_one_nothing(school, at):
    assert joining.ask_link(by=System(), at=at, email="Roos@DeLinde.example").purpose == "asked"
    depths.refused_by("the_address_is_known", joining.ask_link, by=System(), at=at, email="roos@elders.example")
    assert Invitation.objects.count() == 1


def test_a_mailbox_is_not_filled_from_here(school, at):
    told = {"by": System(), "email": "roos@delinde.example"}
    joining.ask_link(at=at, **told)
    depths.refused_by("a_link_waits_a_while", joining.ask_link, at=at + timedelta(minutes=4), **told)
    assert joining.ask_link(at=at + timedelta(minutes=6), **told)


def test_who_has_an_account_gets_a_link_for_a_new_password(eva, client_of, at):
    client_of(eva)
    asked = joining.ask_link(by=System(), at=at, email=eva.username)
    assert asked.purpose == "password"
    joining.set_new_password(by=System(), at=at, invitation=asked, password="vier-losse-woorden-samen")
    assert fresh(eva).check_password("vier-losse-woorden-samen")
    assert not Session.objects.exists()


def test_a_link_for_a_password_makes_no_account(eva, at):
    asked = joining.ask_link(by=System(), at=at, email=eva.username)
    told = {"by": System(), "at": at, "invitation": asked, "password": PASSWORD}
    depths.refused_by("the_link_still_counts", joining.join, name="Een ander", **WORK, **told)


def test_an_invitation_sets_no_password(school, iris, at):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    told = {"by": System(), "at": at, "invitation": invitation, "password": PASSWORD}
    depths.refused_by("the_link_still_counts", joining.set_new_password, **told)


# ---- one person, one organisation


def test_who_moves_keeps_the_account_and_nothing_of_the_old_organisation(eva, iris, otto, practice, at):
    invitation = portal_stories.an_invitation(by=otto, at=at, organisation=practice, name="Eva")
    journeys.begin(by=eva, at=at)
    joining.move(by=eva, at=at, invitation=invitation, **WORK)
    eva = fresh(eva)
    assert (eva.username, membership(eva).organisation) == ("eva@oudemeer.example", practice)
    assert not may_end(iris, membership(eva))
    assert Professional.objects.filter(user=eva).count() == 1
    assert not Journey.objects.exists()


def test_a_mailbox_of_before_sets_no_password_after_a_move(eva, otto, practice, at):
    asked = joining.ask_link(by=System(), at=at, email=eva.username)
    invitation = portal_stories.an_invitation(by=otto, at=at, organisation=practice, name="Eva")
    joining.move(by=eva, at=at, invitation=invitation, **WORK)
    told = {"by": System(), "at": at, "invitation": fresh(asked), "password": PASSWORD}
    depths.refused_by("the_link_still_counts", joining.set_new_password, **told)


def test_what_was_not_sent_and_the_copies_stay_with_nobody_who_left(eva, iris, at):
    journeys.begin(by=eva, at=at)
    joining.end(by=iris, at=at, person=Professional.objects.get(user=eva))
    assert not Journey.objects.exists()


def test_an_officer_who_moves_is_an_officer_there_only_when_invited_as_one(iris, otto, practice, at):
    invitation = portal_stories.an_invitation(by=otto, at=at, organisation=practice, name="Iris")
    joining.move(by=iris, at=at, invitation=invitation, **WORK)
    assert not may_invite(fresh(iris))


def test_nobody_moves_to_where_they_are(eva, school, iris, at):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Roos")
    told = {"by": eva, "at": at, "invitation": invitation, **WORK}
    depths.refused_by("somebody_moves_elsewhere", joining.move, **told)


def test_staff_do_not_move_into_the_portal(noor, school, iris, at):
    invitation = portal_stories.an_invitation(by=iris, at=at, organisation=school, name="Noor")
    with pytest.raises(PermissionDenied):
        joining.move(by=noor, at=at, invitation=invitation, **WORK)


@pytest.mark.parametrize("who", ["iris", "ada", "eva"])
def test_access_ends_at_once_and_the_number_is_forgotten(who, eva, at, client_of, request):
    client = client_of(eva)
    person = Professional.objects.get(user=eva)
    joining.end(by=request.getfixturevalue(who), at=at, person=person)
    assert client.get("/portaal/mijn/").status_code == 302
    person, eva = fresh(person), fresh(eva)
    assert (person.work_phone, person.work_email, eva.is_active) == ("", "", False)
    assert "eva" not in eva.username
    assert not may_report(eva)


def test_a_stranger_ends_nobody(eva, otto, noor, at):
    for stranger in (otto, noor):
        with pytest.raises(PermissionDenied):
            joining.end(by=stranger, at=at, person=Professional.objects.get(user=eva))
    assert may_report(fresh(eva))


def test_who_left_is_not_ended_twice(eva, iris, at):
    person = Professional.objects.get(user=eva)
    joining.end(by=iris, at=at, person=person)
    depths.refused_by("who_left_stays_away", joining.end, by=iris, at=at, person=person)


def test_the_address_of_who_left_is_free_for_who_comes_after(eva, iris, school, at):
    joining.end(by=iris, at=at, person=Professional.objects.get(user=eva))
    other = portal_stories.a_professional(by=iris, at=at, organisation=school, name="Eva Q.")
    assert other.pk != eva.pk


def test_who_was_ended_comes_back_by_an_invitation_alone(eva, iris, school, at):
    asked = {"by": System(), "at": at, "email": eva.username}
    joining.end(by=iris, at=at, person=Professional.objects.get(user=eva))
    depths.refused_by("the_address_is_known", joining.ask_link, **asked)
    portal_stories.a_professional(by=iris, at=at, organisation=school, name="Eva P.")
    assert joining.ask_link(**asked)


def test_a_link_that_was_asked_before_the_end_brings_nobody_back(school, eva, iris, at):
    asked = joining.ask_link(by=System(), at=at, email="eva.p@delinde.example")
    Professional.objects.filter(user=eva).update(work_email=asked.email)
    joining.end(by=iris, at=at, person=Professional.objects.get(user=eva))
    told = {"by": System(), "at": at, "invitation": asked, "password": PASSWORD}
    depths.refused_by("the_link_still_counts", joining.join, name="Eva P.", **WORK, **told)


def test_an_organisation_that_stops_lets_nobody_in(school, eva, ada, at, client_of):
    client = client_of(eva)
    told = {"organisation": school, "version": school.version, "domains": ["delinde.example"], "in_use": False}
    organisations.change_organisation(by=ada, at=at, **told)
    assert client.get("/portaal/mijn/").status_code == 302
    assert not may_report(fresh(eva))
    depths.refused_by("the_address_is_known", joining.ask_link, by=System(), at=at, email="roos@delinde.example")


def test_an_administrator_keeps_the_own_region(school, at):
    from desk.accounts.models import Region

    elsewhere = User(role=Role.FUNCTIONAL_ADMINISTRATOR, region=Region.objects.create(name="Elders"), is_active=True)
    elsewhere.username, elsewhere.display_name = "olga", "Olga T."
    elsewhere.save()
    told = {"by": elsewhere, "at": at, "organisation": school}
    with pytest.raises(PermissionDenied):
        organisations.change_organisation(version=school.version, domains=[], **told)
    with pytest.raises(PermissionDenied):
        joining.invite(email="roos@delinde.example", **told)


# ---- the mail


def test_the_mail_says_nothing_but_where_to_go(school, iris, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = portal_stories.an_invitation(by=iris, at=_now(), organisation=school, name="Roos")
    (sent,) = mail.outbox
    assert sent.to == ["roos@delinde.example"]
    assert links.address_of(invitation) in sent.body
    for word in ("Veilig Thuis", "Meldcode", "melding", "Linde", "Iris", "Roos"):
        assert word not in sent.subject + sent.body
    assert fresh(invitation).mailed_at


def test_a_mail_goes_once_and_waits_for_a_server_that_is_away(school, iris, monkeypatch):
    invitation = portal_stories.an_invitation(by=iris, at=_now(), organisation=school, name="Roos")
    with monkeypatch.context() as away:
        away.setattr(tasks, "send_mail", _is_away)
        assert tasks.send_link(invitation.pk) == 0
    assert (tasks.send_waiting_links(), tasks.send_waiting_links(), tasks.send_link(invitation.pk)) == (1, 0, 0)


def test_a_queue_that_is_away_keeps_nobody_from_inviting(school, iris, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(joining.send_link, "apply_async", _is_away)
    with django_capture_on_commit_callbacks(execute=True):
        portal_stories.an_invitation(by=iris, at=_now(), organisation=school, name="Roos")
    assert tasks.send_waiting_links() == 1


def test_links_that_are_over_are_forgotten_with_their_addresses(school, eva, iris):
    waits = portal_stories.an_invitation(by=iris, at=_now(), organisation=school, name="Roos")
    assert tasks.clear_links() == 2
    assert list(Invitation.objects.all()) == [waits]
    assert tasks.clear_links() == 0


def _now():
    from django.utils import timezone

    return timezone.now()


def _is_away(*_, **__):
    raise OSError("Needle")
