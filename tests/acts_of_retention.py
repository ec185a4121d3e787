"""One small story for each action of retention."""

from datetime import timedelta
from typing import Any

from desk.retention import actions as retention
from desk.retention.listing import Listed
from desk.retention.models import Destruction
from desk.retention.reapplying import reapply_destruction
from tests.playing import PLAYED, Cast, plays
from tests.stories_of_retention import an_old_file, proposed_to_go


@plays("retention.propose_destruction")
def _a_proposal(c: Cast) -> Destruction:
    return proposed_to_go(by=c.samir, at=c.at, case_file=an_old_file(by=c.noor, second=c.joke, at=c.at))


def _decides(c: Cast) -> dict[str, Any]:
    row = _a_proposal(c)
    return {"by": c.joke, "at": c.at, "destruction": row, "version": row.version}


@plays("retention.keep_longer")
def _(c: Cast) -> None:
    until = (c.at + timedelta(days=365)).date()
    retention.keep_longer(**_decides(c), reason="Er loopt een klacht over dit dossier.", kept_longer_until=until)


PLAYED |= {
    "retention.read_register": lambda c: retention.read_register(by=c.samir, at=c.at),
    "retention.read_destruction": lambda c: retention.read_destruction(by=c.samir, at=c.at, destruction=_a_proposal(c)),
    "retention.destroy_case_file": lambda c: retention.destroy_case_file(**_decides(c)),
}


@plays("retention.reapply_destruction")
def _again(c: Cast) -> None:
    old = an_old_file(by=c.noor, second=c.joke, at=c.at)
    told = Listed(old.number, "M-2005-0001", "Rijksoverheid", c.at.date(), c.at.date())
    reapply_destruction(by=c.samir, at=c.at, second=c.joke, case_file=old, told=told)
