"""Who works at the desk, which roles touch cases, and who comes from outside. Source: domain.md 7."""

from django.db import models


class Role(models.TextChoices):
    COUNSELLOR = "counsellor", "Medewerker"
    TEAM_LEAD = "team_lead", "Teamleider"
    BEHAVIOURAL_SCIENTIST = "behavioural_scientist", "Gedragswetenschapper"
    CONFIDENTIAL_PHYSICIAN = "confidential_physician", "Vertrouwensarts"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    FUNCTIONAL_ADMINISTRATOR = "functional_administrator", "Functioneel beheerder"
    PROFESSIONAL = "professional", "Professional"


# Who works at the desk. A professional comes from outside and sees the portal alone.
STAFF = [role for role in Role if role != Role.PROFESSIONAL]
# The answers where a colleague's role is chosen or frozen on a record.
STAFF_ROLES = [(role.value, role.label) for role in STAFF]
# Roles that see the cases of their own team; experts see those of their region.
TEAM_ROLES = [Role.COUNSELLOR, Role.TEAM_LEAD]
EXPERTS = [Role.BEHAVIOURAL_SCIENTIST, Role.CONFIDENTIAL_PHYSICIAN]
CASE_ROLES = [*TEAM_ROLES, *EXPERTS]
# The second pair of eyes on a decision: team lead or behavioural scientist (domain.md 7, gate 1).
REVIEWERS = [Role.TEAM_LEAD, Role.BEHAVIOURAL_SCIENTIST]
