"""The records of the portal, each in the module that tells of it."""

from meldcode.api.models import ApiToken, SentBySystem, SystemConsent
from meldcode.journey import Journey
from meldcode.people import Invitation, MailDomain, Organisation, Professional
from meldcode.receipts import Receipt
from meldcode.shared import SharedReport

__all__ = [
    "ApiToken",
    "Invitation",
    "Journey",
    "MailDomain",
    "Organisation",
    "Professional",
    "Receipt",
    "SentBySystem",
    "SharedReport",
    "SystemConsent",
]
