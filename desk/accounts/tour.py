"""The tour: what a new colleague in each role does first, in a handful of steps (Dutch)."""

from desk.roles import CASE_ROLES, Role

# (title, what you do, name of the page it opens)
Step = tuple[str, str, str]

_CALL: list[Step] = [
    (
        "De telefoon gaat",
        "Druk op A voor een advies. Alles staat op één pagina; begin met de vraag of er direct gevaar is. "
        "Schrijf geen namen op: een advies kent niemand.",
        "advice:new",
    ),
    (
        "Stil gesprek of opgehangen",
        "Eén toets, links in beeld. Het telt mee en er staat niets over de beller.",
        "worklist",
    ),
]
_REPORT: list[Step] = [
    (
        "Iemand wil melden",
        "Druk op M. U vult eerst in wie meldt en wat het gezin daarover weet. Daarna komen de personen en de zorgen. "
        "Wat u typt wordt vanzelf bewaard.",
        "reports:new",
    ),
    (
        "De drie vragen",
        "Na de intake beantwoordt u: is het onveilig, wat is nodig, wie pakt het op? Het besluit volgt uit een tabel. "
        "U stelt voor, een ander bevestigt.",
        "worklist",
    ),
]
_REVIEW: list[Step] = [
    (
        "Het tweede paar ogen",
        "Voorstellen en verzoeken om afscherming wachten bij Beoordelen. U bevestigt, of u stuurt terug met een "
        "opmerking bij een antwoord. Uw eigen voorstel bevestigt een ander.",
        "review:queue",
    ),
]
_TRAIL: list[Step] = [
    (
        "Het logboek",
        "Wie deed wat, wanneer en waarom. U ziet geen inhoud van zaken. Ook uw eigen lezen staat erin.",
        "audit:reading_room",
    ),
    (
        "Toezicht",
        "Kijkt iemand in een dossier van de eigen kring, of zonder taak? Dan ligt hier een alarm. Alleen u ziet het, "
        "en u oordeelt erover.",
        "oversight:alarms",
    ),
    (
        "Overzicht voor een betrokkene",
        "Wie zag een dossier in? U maakt het overzicht op nummer. De melder staat er nooit in.",
        "oversight:outside",
    ),
    ("Melder getoond", "Elke keer dat iemand een melder laat zien staat hier met de reden.", "audit:reading_room"),
]
_KEEP: list[Step] = [
    (
        "Medewerkers",
        "U maakt accounts en beëindigt ze. Vertrekt iemand, dan stoppen alle sessies direct.",
        "accounts:list",
    ),
    (
        "Eigen kring",
        "Bij elke medewerker legt u naam en adres van de eigen kring vast. Niemand leest dat terug, ook u niet.",
        "accounts:list",
    ),
    ("Wegwijzer", "Nummers van organisaties, met de dag waarop ze zijn nagezien.", "directory:list"),
    (
        "Codelijsten",
        "De lijsten van de wet en het CBS, met hun bron. Ze staan in de code: het is geen instelling.",
        "accounts:code_lists",
    ),
]


def steps_for(role: str) -> list[Step]:
    """Return the steps for somebody with this role."""
    if role == Role.PRIVACY_OFFICER:
        return _TRAIL
    if role == Role.FUNCTIONAL_ADMINISTRATOR:
        return _KEEP
    steps = list(_CALL)
    if role in (Role.COUNSELLOR, Role.TEAM_LEAD):
        steps += _REPORT
    if role in (Role.TEAM_LEAD, Role.BEHAVIOURAL_SCIENTIST):
        steps += _REVIEW
    return steps if role in CASE_ROLES else []
