"""The rules by which an alarm is raised: plain functions from what was seen to a sentence, or to nothing.

Who must look after logs regularly and by system follows from NEN 7510 (A.12.4) and AVG art. 32; which looks are
suspect is what supervisors found at hospitals and municipalities: own file, family, neighbours, the well-known, many at
once, at night, and what was closed long ago. No sentence holds a name, an address or a birth date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desk.oversight import bounds
from desk.oversight.choices import Kind


@dataclass(frozen=True)
class Shared:
    """What the circle of a colleague has in common with a file. `works`: did they work on the case itself?"""

    own: bool = False
    home: bool = False
    surname: bool = False
    rare: bool = False
    area: bool = False
    postcode: bool = False
    works: bool = False


@dataclass(frozen=True)
class Seen:
    """The moments at which a colleague opened a file in one day, and those at which the desk refused it."""

    opened: list[datetime] = field(default_factory=list)
    refused: list[datetime] = field(default_factory=list)

    @property
    def moments(self) -> list[datetime]:
        return sorted([*self.opened, *self.refused])


# ---- one file and one colleague


def own_file(shared: Shared) -> str:
    """Surname and birth date of a person in the file are those of the colleague, whatever the work."""
    return "Achternaam en geboortedatum van iemand in dit dossier zijn die van deze collega." if shared.own else ""


def same_home(shared: Shared) -> str:
    """Postcode and house number are those of the colleague: relatives, a former partner, also when it is their work."""
    return "Postcode en huisnummer in dit dossier horen bij de kring van deze collega." if shared.home else ""


def same_surname(shared: Shared) -> str:
    """A rare surname of the circle, or another one in the same part of town, without working on the case."""
    if not shared.surname or shared.works:
        return ""
    if shared.rare:
        return "Een zeldzame achternaam uit de kring van deze collega, zonder eigen werk aan de zaak."
    if shared.area:
        return "Een achternaam uit de kring van deze collega, in dezelfde buurt, zonder eigen werk aan de zaak."
    return ""


def same_postcode(shared: Shared) -> str:
    """The street of the colleague (a postcode is some twenty doors), without working on the case."""
    near = shared.postcode and not shared.works
    return "Dezelfde postcode als de kring van deze collega, zonder eigen werk aan de zaak." if near else ""


OF_CIRCLE = {
    Kind.OWN_FILE: own_file,
    Kind.SAME_HOME: same_home,
    Kind.SAME_SURNAME: same_surname,
    Kind.SAME_POSTCODE: same_postcode,
}


# ---- one colleague and one day; "others" are files in which the colleague has no part


def volume(others: int, files: int, busiest: int, colleagues: float) -> str:
    """Far more files than this colleague opened on any day before, and than colleagues in the same role that day.

    In: `others` files without a task and `files` in all; the own `busiest` day; the median of the `colleagues`.
    """
    most = max(bounds.VOLUME_OVER.value * busiest / 100, bounds.VOLUME_TIMES.value * colleagues)
    if others < bounds.VOLUME_LEAST.value or files <= most:
        return ""
    return (
        f"{files} dossiers op één dag, waarvan {others} zonder taak. "
        f"Zelf nog niet meer dan {busiest}, collega's die dag {colleagues:.0f}."
    )


def night(others: int, *, worked: bool, nights: int) -> str:
    """Files of others at night by somebody who did no work on any report that night.

    In: `nights` with work in the last weeks: who works nights answers the phone, and looks something up for it.
    """
    least = bounds.NIGHT_FILES.value if nights >= bounds.NIGHTS_USUAL.value else 1
    if worked or others < least:
        return ""
    once = "1 dossier" if others == 1 else f"{others} dossiers"
    return f"{once} tussen 23.00 en 06.00 uur geopend zonder taak; geen ander werk in die nacht."


def closed_files(files: int, days_of_one: int) -> str:
    """Files that closed long ago and in which the colleague never had a part: several, or one that is opened again.

    In: how many `files` in the last week; on how many days in the last two weeks the one that is opened most.
    """
    if files >= bounds.CLOSED_FILES.value:
        return f"{files} lang gesloten dossiers in een week geopend, zonder daar ooit een taak in te hebben."
    if days_of_one >= 2:
        return f"Een lang gesloten dossier op {days_of_one} dagen geopend, zonder daar ooit een taak in te hebben."
    return ""


# ---- one file and everybody


def crowd(counsellors: int) -> str:
    """A case everybody talks about: more counsellors without a task look into it than a case discussion explains."""
    if counsellors < bounds.CROWD_FILES.value:
        return ""
    return f"{counsellors} collega's zonder taak openden dit dossier in een week."


def when_seen(seen: Seen, *, local: Sequence[str]) -> str:
    """How often and when, in words. In: `local` the clock times of the moments."""
    times = len(seen.opened)
    words = [f"{times} keer geopend"] if times else []
    words += [f"{len(seen.refused)} keer geweigerd"] if seen.refused else []
    clock = f"om {local[0]}" if len(local) == 1 else f"tussen {local[0]} en {local[-1]}"
    return f"{', '.join(words)}, {clock} uur."
