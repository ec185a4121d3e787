"""What an entry of the directory must hold."""

from desk import codelists
from desk.rulebook import filled, one_of, rule

organisation_has_a_name = rule("organisation_has_a_name", filled("name"), "Vul de naam van de organisatie in.")
organisation_says_what_for = rule(
    "organisation_says_what_for", filled("what"), "Schrijf op waarvoor iemand hier terecht kan."
)
organisation_can_be_reached = rule(
    "organisation_can_be_reached",
    filled("phone") | filled("email") | filled("website"),
    "Vul een telefoonnummer, e-mailadres of website in.",
)
party_is_known = rule("party_is_known", one_of("party", ["", *codelists.PARTIES.keys]), "Kies een soort uit de lijst.")

ROW_RULES = [organisation_has_a_name, organisation_says_what_for, organisation_can_be_reached, party_is_known]
