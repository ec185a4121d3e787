"""What a refused act was refused for, in the sentence of the rule."""

from functools import cache

from django.apps import apps

# Refusals that are no rule of a row: of the door, of a form, of two people at once.
_OTHERS = {
    "not_permitted": "Dit hoort niet bij deze rol of dit team.",
    "stale_version": "Een ander bewaarde dit intussen.",
    "required": "Niet alles was ingevuld.",
    "blank": "Niet alles was ingevuld.",
    "null": "Niet alles was ingevuld.",
    "invalid": "Een antwoord klopte niet.",
    "invalid_choice": "Een antwoord stond niet in de lijst.",
    "not_in_list": "Een antwoord stond niet in de lijst.",
    "max_length": "Een tekst was te lang.",
    "unique": "Dit bestond al.",
    "provider_account_is_unknown": "Dit account was hier niet gekoppeld.",
    "provider_account_is_of_another": "Dit account hoorde niet bij deze medewerker.",
    "provider_code_is_spent": "De organisatie nam haar eigen code niet meer aan.",
    "provider_did_not_ask_anew": "De organisatie vroeg niet opnieuw wie er zat.",
    "provider_said_no": "De organisatie liet deze persoon niet door.",
    "provider_state_is_wrong": "Dit antwoord hoorde niet bij een vraag van deze browser.",
    "provider_token_is_wrong": "Wat de organisatie zei was niet echt, niet voor deze desk of te oud.",
}


def words_of(rule: str) -> list[str]:
    """Return the sentences of the rules named in an event; a name without a sentence is said as it is."""
    return list(dict.fromkeys(_sentences().get(name, name) for name in rule.split(",") if name))


@cache
def _sentences() -> dict[str, str]:
    # Asked of the models that are installed: this app may not import those who stand above it.
    rules = (rule for model in apps.get_models() for rule in model._meta.constraints if rule.violation_error_code)
    return _OTHERS | {str(rule.violation_error_code): str(rule.violation_error_message) for rule in rules}
