"""What an account must hold."""

from django.db.models import Q

from desk.roles import TEAM_ROLES, Role
from desk.rulebook import filled, one_of, rule, when

role_is_known = rule("role_is_known", one_of("role", Role.values), "Kies een rol uit de lijst.")
staff_have_a_name = rule("staff_have_a_name", filled("display_name"), "Vul in hoe deze collega op het scherm staat.")
# Team and region are the wall around a case: without them nobody could say what this person may see.
team_roles_have_a_team = rule(
    "team_roles_have_a_team",
    when(one_of("role", TEAM_ROLES), Q(team__isnull=False)),
    "Een medewerker of teamleider hoort bij een team. Kies het team.",
)

ROW_RULES = [role_is_known, staff_have_a_name, team_roles_have_a_team]
