"""What is written in the region. Nobody is in it; the guard reads every sentence once, before any of it is stored."""

from collections.abc import Iterable

from desk import guard
from desk.advice.texts import texts_pass_the_guard
from desk.reports.case_rules import title_names_nobody

CHILD_TITLES = (
    "Zorgen om leerling van 15, oudere vriend",
    "Kind vaak alleen thuis in de avond",
    "Ruzie tussen ouders bij het ophalen",
    "Peuter met vieze kleren en zonder eten",
    "Kind vertelt op school over slaan thuis",
    "Vader drinkt veel, kinderen zijn bang",
    "Baby met blauwe plekken bij het consultatiebureau",
    "Veel verzuim, kind zorgt voor jonger broertje",
)
HOME_TITLES = (
    "Buren horen geschreeuw en glas",
    "Partner controleert telefoon en geld",
    "Dreiging na einde van de relatie",
    "Ontspoorde zorg, mevrouw van 81",
    "Vrouw van 34 met letsel bij de huisarts",
    "Zoon van 19 slaat zijn moeder",
    "Geld verdwijnt bij een oudere man",
    "Man stuurt bedreigingen naar zijn ex-partner",
)
UNSAFE = (
    "Verzuim, schulden en een blauwe plek wijzen dezelfde kant op.",
    "Er is meermaals geslagen; de kinderen waren erbij.",
    "Het kind vertelt het steeds op dezelfde manier, ook aan een ander.",
    "De politie kwam dit jaar drie keer aan de deur.",
)
SAFE = (
    "Beide ouders en de zoon vertellen hetzelfde: het was een ruzie om het huiswerk.",
    "School en huisarts zien geen zorgen.",
    "De situatie is veranderd: de hulp loopt en wordt geaccepteerd.",
    "Het bleek een misverstand tussen de buren.",
)
CONDITIONS = (
    "De kinderen slapen bij oma tot er een gesprek is geweest.",
    "Vader komt niet in huis zonder dat een ander erbij is.",
    "De wijkverpleegkundige komt elke dag langs.",
    "Moeder belt bij dreiging de politie en gaat naar de buren.",
)
HELP = ("Gezinsbehandeling en hulp bij schulden.", "Hulp bij verslaving.", "Traumabehandeling voor het kind.")
STRENGTH = ("Moeder wil hulp en is bereikbaar.", "Ouders maken samen afspraken.", "Het gezin vraagt zelf om rust.")
CIRCLE = ("Oma kan ophalen.", "De buurvrouw vangt de kinderen op.", "Een tante komt om de dag langs.")
ACTED = "De politie is ter plaatse. De kinderen zijn bij de buren."
STAYS = "Betrokkenen werken niet mee; Veilig Thuis onderzoekt het zelf."
GROUNDS = (
    ("fact", "Twintig dagen verzuim in dit schooljaar.", "Leerplicht"),
    ("fact", "Een blauwe plek op de linkerarm.", "Mentor"),
    ("statement", "Ik durf niet naar huis als hij er is.", "Het kind"),
    ("statement", "Het was een ruzie, om half elf in de avond.", "Ouders, apart gesproken"),
    ("fact", "De woning is schoon en er is eten.", "Wijkteam"),
)
WITHDRAWN = "De melder bespreekt het eerst zelf met het gezin."
RETURNED = "Noem bij vraag 1 wie dit zag."
NOTES = (
    "Teruggebeld: niemand nam op. Morgen opnieuw.",
    "De school belde over het verzuim van deze week.",
    "Met het wijkteam afgesproken wie het gesprek voert.",
    "Moeder belde zelf; zij wil weten wat er nu gebeurt.",
    "Dossier besproken in het teamoverleg.",
    "De huisarts bevestigt de afspraak van volgende week.",
)
QUESTIONS = (
    "Zorgen om een leerling. Zij heeft sinds kort dure spullen en een oudere vriend.",
    "Een jongere moet van een vriend geld verdienen en twijfelt of dat uitbuiting is.",
    "Mantelzorger is op en knijpt soms. Wil weten wie kan helpen.",
    "Buren horen vaak geschreeuw en een huilend kind.",
    "Een peuter komt vaak in vieze kleren en zonder eten.",
    "De beller wordt thuis geslagen en zoekt een veilige plek.",
    "Een zoon scheldt en duwt zijn moeder; zij wil geen aangifte doen.",
    "Een collega vraagt hoe zij begint over de zorgen om een client.",
    "Ouders maken ruzie bij het wisselen van huis; de kinderen slapen slecht.",
    "Een oudere man tekent papieren die hij niet begrijpt.",
)
ADVICES = (
    "Rustig contact houden en opschrijven wat er gebeurt.",
    "Eerst met de ouders in gesprek, met een collega erbij.",
    "De stappen van de meldcode doorgenomen.",
    "Een veiligheidsplan gemaakt voor het weekend.",
    "Uitgelegd wat er na een melding gebeurt.",
    "Bel opnieuw als er iets verandert.",
)
REFERRED = "De opvang heeft dag en nacht plek voor een gesprek."
TAGS = ("verzuim", "schulden", "mantelzorg", "vechtscheiding", "eerder advies", "")

_OF_ADVICES = {
    "question_text": QUESTIONS,
    "advice_text": ADVICES,
    "referral_text": (REFERRED,),
    "tags": TAGS,
}


def prove(public: guard.Public) -> int:
    """Put every sentence before the guard as the actions do. Out: how many. Raises ValidationError where it objects."""
    for field, texts in _OF_ADVICES.items():
        for one in texts:
            texts_pass_the_guard({field: one}, public)
    for title in (*CHILD_TITLES, *HOME_TITLES):
        title_names_nobody(title, guard.find(title, public))
    assert not [one for one in _all() if {"\t", "\n", "\\"} & set(one)], "these would end a row"
    return sum(map(len, _OF_ADVICES.values())) + len(CHILD_TITLES) + len(HOME_TITLES)


def _all() -> Iterable[str]:
    for texts in globals().copy().values():
        for one in texts if isinstance(texts, tuple) else (texts,):
            yield from one if isinstance(one, tuple) else (one,) if isinstance(one, str) else ()
