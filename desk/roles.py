"""Who works at the desk, and which roles touch cases. Source: domain.md 7."""

from django.db import models


class Role(models.TextChoices):
    COUNSELLOR = "counsellor", "Medewerker"
    TEAM_LEAD = "team_lead", "Teamleider"
    BEHAVIOURAL_SCIENTIST = "behavioural_scientist", "Gedragswetenschapper"
    CONFIDENTIAL_PHYSICIAN = "confidential_physician", "Vertrouwensarts"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    FUNCTIONAL_ADMINISTRATOR = "functional_administrator", "Functioneel beheerder"


# Roles that see the cases of their own team; experts see those of their region.
TEAM_ROLES = [Role.COUNSELLOR, Role.TEAM_LEAD]
EXPERTS = [Role.BEHAVIOURAL_SCIENTIST, Role.CONFIDENTIAL_PHYSICIAN]
CASE_ROLES = [*TEAM_ROLES, *EXPERTS]
# The second pair of eyes on a decision: team lead or behavioural scientist (domain.md 7, gate 1).
REVIEWERS = [Role.TEAM_LEAD, Role.BEHAVIOURAL_SCIENTIST]
