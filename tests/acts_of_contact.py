"""The stories of the thread with a reporter: a question, an answer, feedback, a wish to withdraw."""

from uuid import uuid4

from desk.audit.trail import System
from desk.contact import actions
from desk.contact.models import Message
from desk.contact.portal import receive_message
from meldcode import after, notices
from meldcode.people import Professional
from meldcode.receipts import Receipt
from tests import contact_stories as stories
from tests.acts_of_reporting import sent_by_eva
from tests.playing import Cast, plays


def _sent(c: Cast) -> Receipt:
    return sent_by_eva(c)[1]


def _asked(c: Cast) -> tuple[Receipt, Message]:
    receipt = _sent(c)
    return receipt, stories.asked(by=c.noor, at=c.at, report=receipt.report)


@plays("contact.ask")
def _(c: Cast) -> None:
    _asked(c)


@plays("contact.receive_message")
def _(c: Cast) -> None:
    receipt = _sent(c)
    told = {"report": receipt.report, "submission": uuid4(), "kind": "addition", "text": "Weer laat.", "who": "Ikzelf"}
    receive_message(by=receipt.user, at=c.at, **told)


@plays("contact.mark_seen")
def _(c: Cast) -> None:
    receipt = _sent(c)
    added = stories.added(receipt, at=c.at)
    actions.mark_seen(by=c.noor, at=c.at, report=receipt.report, until=added.pk)


@plays("contact.give_feedback")
def _(c: Cast) -> None:
    receipt = _sent(c)
    report = stories.decided(receipt.report, by=c.noor, second=c.joke, at=c.at)
    actions.give_feedback(by=c.noor, at=c.at, report=report, submission=uuid4(), step="handover")


@plays("contact.answer_wish")
def _(c: Cast) -> None:
    wish = stories.wished(_sent(c), at=c.at)
    told = {"granted": "no", "text": "Wij kijken eerst of het kind veilig is."}
    actions.answer_wish(by=c.noor, at=c.at, wish=wish, submission=uuid4(), **told)


@plays("meldcode.write")
def _(c: Cast) -> None:
    receipt, question = _asked(c)
    told = {"receipt": receipt, "submission": uuid4(), "kind": "answer", "about": question, "text": "Ja, vandaag."}
    after.write(by=receipt.user, at=c.at, **told)


@plays("meldcode.choose_mails")
def _(c: Cast) -> None:
    notices.choose_mails(by=_sent(c).user, at=c.at, mails="daily")


@plays("meldcode.note_told")
def _(c: Cast) -> None:
    receipt, _question = _asked(c)
    person = Professional.objects.get(user=receipt.user)
    notices.note_told(by=System(), at=c.at, news=notices.News(person, {receipt.pk: c.at}))
