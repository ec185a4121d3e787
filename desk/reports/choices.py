"""The short answers of a report."""

from django.db import models


class Channel(models.TextChoices):
    """Never chat: a chat knows nobody, so it gives advice and asks to call (domain.md 1.3)."""

    PHONE = "phone", "Telefoon"
    FORM = "form", "Formulier"
    LETTER = "letter", "Brief"
    EMAIL = "email", "E-mail"


class Answer(models.TextChoices):
    YES = "yes", "Ja"
    NO = "no", "Nee"
    UNKNOWN = "unknown", "Onbekend"


class ReporterKind(models.TextChoices):
    PROFESSIONAL = "professional", "Professional"
    CITIZEN = "citizen", "Burger"
    PERSON_CONCERNED = "person_concerned", "Direct betrokkene"
    EX_OFFICIO = "ex_officio", "Veilig Thuis (ambtshalve)"


class Disclosure(models.TextChoices):
    OPEN = "open", "Open"
    SHIELDED = "shielded", "Afgeschermd"
    UNKNOWN = "unknown", "Onbekend"


class ShieldGround(models.TextChoices):
    """Uitvoeringsbesluit Wmo 2015 art. 4.1.8(3)(a): the three legal grounds."""

    VICTIM_SAFETY = "victim_safety", "De naam brengt het slachtoffer of het gezin in gevaar"
    PROFESSIONAL_SAFETY = "professional_safety", "De naam brengt de melder of collega's in gevaar"
    TRUST = "trust", "De naam verstoort het vertrouwen ernstig"


class Receiver(models.TextChoices):
    """Who may know the name of a shielded reporter, when the reporter says so; the family is not among them."""

    LOCAL_TEAM = "local_team", "Het lokale team"
    POLICE = "police", "De politie"


class Verdict(models.TextChoices):
    NONE = "", "niet nodig"
    PENDING = "pending", "wacht op besluit"
    APPROVED = "approved", "goedgekeurd"
    REFUSED = "refused", "afgewezen"


class Status(models.TextChoices):
    INTAKE = "intake", "Intake"
    ASSESSING = "assessing", "In beoordeling"
    PROPOSED = "proposed", "Wacht op besluit"
    DECIDED = "decided", "Besloten"
    CLOSED = "closed", "Gesloten"
    WITHDRAWN = "withdrawn", "Ingetrokken"


# In hand: no decision yet, so it may change and has a term. Running: in hand, or decided with a follow-up.
IN_HAND = [Status.INTAKE, Status.ASSESSING, Status.PROPOSED]
RUNNING = [*IN_HAND, Status.DECIDED]


class Arrival(models.TextChoices):
    """How a report relates to earlier ones on the case (domain.md 3.5)."""

    FIRST = "first", "Eerste melding"
    REPEAT = "repeat", "Hermelding"
    FOLLOW_UP = "follow_up", "Vervolgmelding"


class PersonRole(models.TextChoices):
    PRESUMED_VICTIM = "presumed_victim", "Vermoedelijk slachtoffer"
    PRESUMED_PERPETRATOR = "presumed_perpetrator", "Vermoedelijke pleger"
    CHILD = "child", "Kind"
    HOUSEHOLD_MEMBER = "household_member", "Ander lid van het huishouden"
    DEPENDANT = "dependant", "Afhankelijk van zorg"
    NETWORK = "network", "Uit de kring, woont elders"


class Sex(models.TextChoices):
    FEMALE = "female", "Vrouw"
    MALE = "male", "Man"
    UNKNOWN = "unknown", "Onbekend"


class RelationKind(models.TextChoices):
    PARENT = "parent", "is ouder van"
    PARTNER = "partner", "is partner van"
    EX_PARTNER = "ex_partner", "is ex-partner van"
    HARMS = "harms", "oefent dwang of geweld uit op"
    SUPPORTS = "supports", "geeft steun aan"


class PassageKind(models.TextChoices):
    FACT = "fact", "Feit"
    QUOTE = "quote", "Uitspraak van het kind, letterlijk"
    STATEMENT = "statement", "Uitspraak van een ander"
    INTERPRETATION = "interpretation", "Interpretatie"


class StepMark(models.TextChoices):
    DONE = "done", "Gedaan"
    NOT_DONE = "not_done", "Niet gedaan"
    NOT_APPLICABLE = "not_applicable", "Niet van toepassing"


class KindcheckOutcome(models.TextChoices):
    """What came of the kindcheck (domain.md 4.5): no concern closes it, the others lead through the steps."""

    NO_CONCERN = "no_concern", "Geen zorgen over kinderen"
    CONCERN = "concern", "Zorgen over kinderen"
    EVASIVE = "evasive", "Geen antwoord, of een ontwijkend antwoord"
    # Of a kindcheck that was sent before this was asked.
    NOT_KEPT = "not_kept", "Niet vastgelegd"


class Decider(models.TextChoices):
    """Who finally decides on reporting, by the code of the organisation (Besluit verplichte meldcode)."""

    SELF = "self", "Ikzelf"
    OFFICER = "officer", "De aandachtsfunctionaris"
    MANAGER = "manager", "Mijn leidinggevende"


class Seen(models.TextChoices):
    SEEN = "seen", "Gezien"
    NOT_SEEN = "not_seen", "Niet gezien"
    UNKNOWN = "unknown", "Onbekend"


class ObservationList(models.TextChoices):
    SIGNAL = "signal", "Signaal"
    RISK_FACTOR = "risk_factor", "Risicofactor"


class CaseStatus(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Gesloten"
