"""The shipped proxy lets nobody say where they come from, keeps nothing of what comes by, and says what is wrong."""

import http.client
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse

import start
from desk import heard_out
from tests.needle_scan.browser import HOST
from tests.proxy.server import INCLUDED, SHIPPED, Desk, Proxy, Reached, is_here
from tests.shipped import compose

FILE = (SHIPPED / "nginx.conf").read_text(encoding="utf-8")
SERVICE = compose()["services"]["proxy"]
SECRET = "NAALD-VAN-DER-BERG"
MB = 1024 * 1024
here = pytest.mark.skipif(not is_here(), reason="no nginx on this machine")


@pytest.fixture
def web() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


@pytest.fixture
def beside() -> Iterator[Desk]:
    desk = Desk("web-beside")
    yield desk
    desk.close()


@pytest.fixture
def proxy(web, beside, tmp_path) -> Iterator[Proxy]:
    server = Proxy(tmp_path, web.port, beside.port)
    yield server
    server.close()


@pytest.fixture
def lonely(tmp_path_factory) -> Iterator[Proxy]:
    """One behind which nobody is at work."""
    gone = Desk()
    gone.close()
    server = Proxy(tmp_path_factory.mktemp("lonely"), gone.port, gone.port)
    yield server
    server.close()


def whole(name: str) -> str:
    """A page of the proxy as it is sent: with its sheet in it."""
    pages = SHIPPED / "pages"
    page, sheet = ((pages / one).read_text(encoding="utf-8") for one in (name, "look.css"))
    assert INCLUDED in page
    return page.replace(INCLUDED, sheet)


def only(desk: Desk) -> Reached:
    (one,) = desk.reached
    return one


@here
def test_what_a_browser_says_of_itself_is_written_over(proxy, web):
    told = {"X_Forwarded_Proto": "http", "X_Forwarded_For": "10.9.8.7", "X_Workplace": "Noord", "X_Request_Id": SECRET}
    assert proxy.asked("GET", "/", **told)[0] == 200
    got = only(web).headers
    assert got["x-forwarded-proto"] == "https"
    assert got["x-forwarded-for"] == "127.0.0.1"
    assert "x-workplace" not in got
    assert re.fullmatch("[0-9a-f]{32}", got["x-request-id"])
    assert got["host"] == HOST


@here
def test_a_form_reaches_the_desk_when_it_is_whole(proxy, web):
    line = proxy.line()
    body = b"summary=" + b"x" * 400_000
    line.putrequest("POST", "/adviezen/nieuw/", skip_host=True)
    line.putheader("Host", HOST)
    line.putheader("Content-Length", str(len(body)))
    line.endheaders(body[:300_000])
    for _ in range(20):
        proxy.asked("GET", "/")
    assert {one.method for one in web.reached} == {"GET"}
    assert web.lines == 20
    line.send(body[300_000:])
    assert line.getresponse().status == 200
    line.close()
    assert [one.body for one in web.reached if one.method == "POST"] == [body]


@here
def test_nothing_of_what_came_by_is_said_or_kept(proxy, lonely, web):
    path, body = f"/meldingen/{SECRET}/bijlagen/", f"words={SECRET}".encode() * 100_000
    for one, status in ((proxy, 200), (lonely, 502)):
        assert one.asked("POST", path, body)[0] == status
        kept = [file for file in one.folder.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
        assert (one.said(), kept) == ("", [])
    assert SECRET in only(web).path


@here
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/adviezen/nieuw/", 4 * MB, 200),
        ("/adviezen/nieuw/", 6 * MB, 413),
        ("/meldingen/M-2026-0001/bijlagen/", 60 * MB, 200),
        ("/meldingen/M-2026-0001/bijlagen/", 65 * MB, 413),
    ],
)
def test_what_is_absurd_is_refused_in_plain_words(proxy, web, path, size, status):
    got, _, said = proxy.asked("POST", path, b"x" * size)
    assert (got, len(web.reached)) == (status, int(status == 200))
    assert (said == whole("te-groot.html")) == (status == 413)


@here
def test_when_the_desk_is_away_a_page_says_so_and_nobody_keeps_it(lonely):
    status, told, said = lonely.asked("POST", "/meldingen/nieuw/", b"title=x")
    assert status == 502
    assert said == whole("weg.html")
    assert told["content-type"] == "text/html; charset=utf-8"
    assert told["cache-control"] == "no-store"
    assert told["strict-transport-security"]
    assert lonely.asked("GET", "/-/weg.html")[0] == 404


@here
def test_where_no_room_is_left_a_page_says_so_and_nothing_is_printed(proxy, web):
    (proxy.folder / "body").rename(proxy.folder / "gone")
    status, told, said = proxy.asked("POST", f"/meldingen/{SECRET}/bijlagen/", f"words={SECRET}".encode() * 100_000)
    assert (status, said, told["cache-control"]) == (500, whole("weg.html"), "no-store")
    assert (proxy.said(), web.reached) == ("", [])


@here
def test_the_second_web_server_is_asked_only_while_the_first_is_away(proxy, web, beside):
    assert proxy.asked("POST", "/", b"x=1")[2] == "de desk: web"
    web.close()
    assert proxy.asked("POST", "/", b"x=2")[2] == "de desk: web-beside"
    assert (only(web).body, only(beside).body) == (b"x=1", b"x=2")


@here
def test_a_form_that_may_have_been_stored_is_not_sent_to_the_second_as_well(proxy, web, beside):
    web.breaks_off = True
    assert proxy.asked("POST", "/meldingen/nieuw/", b"title=x")[0] == 502
    assert (len(web.reached), beside.reached) == (1, [])


@here
def test_who_comes_without_a_certificate_is_sent_to_it(proxy, web):
    line = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=60)
    line.request("POST", "/inloggen/", b"password=x", {"Host": HOST})
    answer = line.getresponse()
    assert (answer.status, answer.getheader("Location")) == (308, f"https://{HOST}/inloggen/")
    line.close()
    assert web.reached == []


def test_what_waits_until_it_is_whole_waits_in_memory_p1():
    places = re.findall(r"^\s*(?:\w+_temp_path|pid) (\S+);", FILE, re.MULTILINE)
    assert len(places) == 6
    assert all(place.startswith("/tmp/") for place in places)
    assert SERVICE["read_only"] is True
    (room,) = (int(size) for size in re.findall(r"^/tmp:size=(\d+)g,", "\n".join(SERVICE["tmpfs"]), re.MULTILINE))
    most = [int(size) * MB for size in re.findall(r"client_max_body_size (\d+)m;", FILE)]
    at_once = [int(many) for many in re.findall(r"limit_conn \w+ (\d+);", FILE)]
    assert sum(size * many for size, many in zip(most, at_once, strict=True)) < room * 1024 * MB
    assert all(mount.endswith(":ro") for mount in SERVICE["volumes"])


def test_it_lets_through_what_the_desk_itself_answers():
    most = [int(size) * MB for size in re.findall(r"client_max_body_size (\d+)m;", FILE)]
    assert most[0] >= 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert most[1] >= 3 * settings.ATTACHMENT_MAX_BYTES
    assert most[1] == heard_out.MOST == start.LARGEST_BODY
    (documents,) = re.findall(r"location ~ (\S+) \{", FILE)
    key = "0b4f6c1e-8a39-4f57-9d3c-2f6a1d0e7b55"
    assert re.search(documents, reverse("attachments:list", args=["M-2026-0001"]))
    assert re.search(documents, reverse("portal:documents", args=[key]))


def test_lines_of_no_service_grow_without_an_end():
    for name, service in compose()["services"].items():
        assert service["logging"]["options"].keys() == {"max-size", "max-file"}, name
