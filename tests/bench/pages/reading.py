"""Every page that is opened: made from the table of addresses, with the pages of lists, search and trail besides."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from django.test import Client
from django.urls import NoReverseMatch, reverse

from desk.reports.intake_parts import SLUGS
from tests.bench.pages import stock
from tests.bench.pages.plan import Ask
from tests.bench.pages.records import About
from tests.bench.pages.stock import World
from tests.desk.accounts.addresses import routes

NOBODY = "nobody"
# Whoever can open a page opens it; the first of these who can.
_AT_THE_DESK = ("noor", "joke", "samir", "ada", "tariq", NOBODY)
_IN_THE_PORTAL = ("eva", "iris", "ada", NOBODY)


def opened(world: World, about: About, extra: Mapping[str, Any], browsers: Mapping[str, Client]) -> Iterator[Ask]:
    """Yield every page that opens for somebody here; what opens for nobody is left to the saves and the reasons."""
    for name in dict.fromkeys(route.rstrip("+") for route in routes()):
        if paths := addresses(name, about):
            yield from _for_whom(name, tuple(paths), browsers)
    yield from _more_of_reports(world, extra)
    yield from _more_of_the_trail(world, extra)
    yield from _of_systems(about, extra)


def addresses(name: str, about: About) -> list[str]:
    """Return the addresses of this name, about each record that is known for it."""
    if name == "reports:section":
        return [reverse(name, kwargs={**one, "section": slug}) for one in about[name] for slug in SLUGS]
    for known in (about.get(name), [{}], about.get(name.partition(":")[0] + ":")):
        with suppress(NoReverseMatch):
            return [reverse(name, kwargs=one) for one in known or []] or _nothing()
    return []


def _nothing() -> list[str]:
    raise NoReverseMatch


def _for_whom(name: str, paths: tuple[str, ...], browsers: Mapping[str, Client]) -> Iterator[Ask]:
    if name == "reports:detail":
        paths = tuple(f"{path}?lezen=1" for path in paths)  # else her own intake opens
    for who in _IN_THE_PORTAL if name.startswith("portal:") else _AT_THE_DESK:
        # Two of them tell who may; one of the others that answers something else is counted as an error later.
        if {status(browsers[who], path) for path in {paths[0], paths[-1]}} == {200}:
            yield Ask(name, name, who, paths)
            return


def status(client: Client, path: str) -> int:
    """Return what is answered; a file is read to its end, or it would stay open."""
    answer = client.get(path)
    list(answer)
    return int(answer.status_code)


def _more_of_reports(world: World, extra: Mapping[str, Any]) -> Iterator[Ask]:
    number = extra["long"].number
    yield Ask("worklist, own", "worklist", "noor", ("/?lijst=mijn",))
    yield Ask("worklist, team", "worklist", "noor", ("/?lijst=team",))
    yield Ask("worklist, team lead", "worklist", "joke", ("/", "/?lijst=team"))
    deep = tuple(f"/meldingen/?na={key}" for key in stock.deep_keys(world))
    yield Ask("reports:list, deep", "reports:list", "noor", deep)
    yield Ask("reports:list, one status", "reports:list", "noor", ("/meldingen/?status=closed",))
    yield Ask("reports:detail, long history", "reports:detail", "noor", (f"/meldingen/{number}/?lezen=1",))
    yield Ask("reports:looks, long history", "reports:looks", "noor", (f"/meldingen/{number}/inzage/",))
    file_number = extra["long"].case_file.number
    yield Ask("reports:case_file, long history", "reports:case_file", "noor", (f"/dossiers/{file_number}/",))


def _more_of_the_trail(world: World, extra: Mapping[str, Any]) -> Iterator[Ask]:
    room, noor = reverse("audit:reading_room"), world.noor.pk
    files = [f"{room}?nummer={case_file.number}" for case_file in extra["files"]]
    month = f"van={world.at:01-%m-%Y}&tot={world.at:%d-%m-%Y}"
    yield Ask("audit:reading_room, person", "audit:reading_room", "samir", (f"{room}?{month}&wie={noor}",))
    yield Ask("audit:reading_room, file", "audit:reading_room", "samir", tuple(files))
    yield Ask("audit:reading_room, month", "audit:reading_room", "samir", (f"{room}?{month}",))
    yield Ask("audit:reading_room, deep", "audit:reading_room", "samir", (f"{room}?{month}&blad=20",))


def _of_systems(about: About, extra: Mapping[str, Any]) -> Iterator[Ask]:
    shown = {"Authorization": f"Bearer {extra['follows']}"}
    for name in ("api:sent", "api:one"):
        yield Ask(name, name, NOBODY, tuple(addresses(name, about)), headers=shown)
