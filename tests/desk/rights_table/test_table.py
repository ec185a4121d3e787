"""The table of rights: complete, as the code answers, and in the documents as it is."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from desk.audit.choices import ACTS
from desk.reports.permissions import may_change, may_open, may_reveal_reporter
from desk.rights_table.fields import REPORTER, UNSEEN, WHOLE
from desk.rights_table.guarded import actions, permissions_of
from desk.rights_table.markdown import document
from desk.rights_table.samples import RELATIONS
from desk.rights_table.table import allowed, in_short, open_acts, rows
from desk.roles import Role

APPS = (
    "accounts",
    "advice",
    "assessment",
    "attachments",
    "audit",
    "contact",
    "directory",
    "oversight",
    "reports",
    "retention",
)
APPS += ("review",)
# What somebody does with the own account, or the desk by itself: nobody is asked for a right.
OPEN = {
    *("factor_removed", "factor_set_up", "identity_confirmed", "paper_codes_made", "password_accepted"),
    *("provider_accepted", "provider_linked", "provider_unlinked"),
    *("recovery_code_accepted", "region_set_up", "screen_locked", "screen_unlocked", "session_ended"),
    # The portal, which knows its own accounts, asks before it calls these.
    *("attachment_kept", "attachment_dropped", "attachments_handed_over"),
    *(
        "events_destroyed",
        "shortcuts_switched",
        "signed_in",
        "signed_out",
        "looks_reviewed",
        "alarm_raised",
        "glass_told",
    ),
}
BY_CODE = {relation.code: relation for relation in RELATIONS}


def may(role: Role, relation: str, permission) -> bool:
    return allowed(role, BY_CODE[relation], [permission])


def test_an_act_without_a_permission_is_one_we_know():
    assert {code for code, _ in open_acts()} == OPEN


def test_every_action_is_in_the_table():
    listed = {row.code for row in rows()} | OPEN
    assert set(actions()) == listed
    assert listed <= set(ACTS)


def test_each_action_asks_what_the_table_says():
    for code, doing in actions().items():
        for action in doing:
            asked = {permission.__name__ for permission in permissions_of(action)}
            listed = {name for row in rows() if row.code == code for name in row.permissions}
            assert asked <= listed, code
            assert asked or code in OPEN, code


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMINISTRATOR])
def test_who_sees_no_cases_opens_none_in_any_way(role):
    for relation in RELATIONS:
        assert not may(role, relation.code, may_open), relation


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("relation", ["wall", "region", "sealed", "other"])
def test_behind_any_wall_nobody_opens(role, relation):
    assert not may(role, relation, may_open)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("relation", ["glass", "other_reason"])
def test_who_came_in_from_outside_changes_and_decides_nothing(role, relation):
    assert not may(role, relation, may_change)
    assert not may(role, relation, may_reveal_reporter)


def test_a_lead_of_another_team_confirms_nothing():
    confirming = next(row for row in rows() if row.title == "Het besluit bevestigen")
    assert dict(zip(Role, confirming.cells, strict=True))[Role.TEAM_LEAD] == "eigen team"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ([], ""),
        (["work", "team", "team_reason"], "eigen team"),
        (["work", "team_reason"], "eigen werk, eigen team met reden"),
        (["work", "team", "team_reason", "other", "other_reason", "glass"], "hele regio"),
    ],
)
def test_relations_are_told_in_short(where, said):
    assert in_short(where) == said


def test_every_record_has_its_row_or_is_never_shown():
    known = {*WHOLE, *UNSEEN, "reports.Reporter"}
    there = {model._meta.label for label in APPS for model in apps.get_app_config(label).get_models()}
    assert there - known - NO_CONTENT == set()
    assert known - there == set()


# Rows about teams, places and means of signing in; the pages about those are in the table of addresses.
NO_CONTENT = {
    *("accounts.Region", "accounts.Team", "accounts.AuthenticatorApp", "accounts.Passkey", "accounts.RecoveryCode"),
    *(
        "accounts.LinkedAccount",
        "accounts.Provider",
        "accounts.Recovery",
        "accounts.Session",
        "audit.Verification",
        "directory.Municipality",
        "directory.Organisation",
    ),
    *("advice.Keyword", "advice.Doubt"),
}


def test_each_column_of_a_reporter_is_told_once():
    apart = [name for _, names, _, _ in REPORTER for name in names]
    assert len(apart) == len(set(apart))


def test_the_document_is_what_the_code_says():
    written = (Path(settings.BASE_DIR) / "docs" / "rights.md").read_text(encoding="utf-8")
    assert written == document(), "run: python manage.py write_readme"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["samir", "ada", "joke"])
def test_the_page_shows_every_act_and_every_field(who, request, client_of):
    page = client_of(request.getfixturevalue(who)).get("/rechten/").content.decode()
    for row in rows():
        assert row.title in page
    assert "Melder: wie het is" in page


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["noor", "bram", "saskia"])
def test_who_does_not_answer_for_rights_does_not_read_them_here(who, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/rechten/").status_code == 403
