"""The short answers of an advice contact."""

from django.db import models


class Channel(models.TextChoices):
    PHONE = "phone", "Telefoon"
    CHAT = "chat", "Chat"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Brief"
    VISIT = "visit", "Bezoek"


class Seeker(models.TextChoices):
    """The caller roles of the seed (domain.md 10.3); perpetrator and victim may overlap, the caller says which."""

    VICTIM = "victim", "Slachtoffer"
    BYSTANDER = "bystander", "Omstander"
    PARENT = "parent", "Ouder"
    PERPETRATOR = "perpetrator", "Pleger"
    PROFESSIONAL = "professional", "Professional"


class Danger(models.TextChoices):
    NO = "no", "Nee"
    YES = "yes", "Ja"
    UNCLEAR = "unclear", "Niet duidelijk"


class DangerAction(models.TextChoices):
    """Who did what. Coded, because a sentence about it would soon hold an address."""

    CALLER_CALLED = "caller_called", "De beller belde zelf 112"
    WE_CALLED = "we_called", "Wij belden 112 en bleven aan de lijn"
    POLICE_PRESENT = "police_present", "De politie was er al"
    CALLER_LEFT = "caller_left", "De beller bracht zich in veiligheid"
    PASSED = "passed", "Het gevaar was voorbij"
    REFUSED = "refused", "De beller wilde geen 112, de risico's zijn besproken"


class Theme(models.TextChoices):
    NO = "no", "Nee"
    YES = "yes", "Ja"
    NOT_DISCUSSED = "not_discussed", "Niet besproken"


class ShortKind(models.TextChoices):
    SILENT = "silent", "Stil gesprek"
    HANG_UP = "hang_up", "Opgehangen"
    WRONG_NUMBER = "wrong_number", "Verkeerd verbonden"
    OUTSIDE_TASK = "outside_task", "Buiten onze taak"
