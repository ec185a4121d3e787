"""A pasted e-mail or chat keeps the words of the person, and loses who sent it, when, and what came before."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.guard import body_of, public
from tests.desk.guard.work import seconds, steps

WORDS = "Ik maak me zorgen over mijn buren.\nZij schreeuwen elke avond."
HEADERS = [
    "Van: Anna de Vries <anna.devries@gmail.com>",
    "Aan: info@veiligthuis.nl",
    "CC: Bram Bakker",
    "Onderwerp: zorgen om de buren",
    "Verzonden: maandag 3 mei 2026 10:30",
    "*Van:* Anna de Vries",
    "> Van: Anna de Vries",
    "From: Anna de Vries",
    "Date: Mon, 3 May 2026 10:30:00 +0200",
    "Subject: neighbours",
    "Reply-To: anna@gmail.com",
    "X-Originating-IP: 10.0.0.1",
    "Onderwerp: een lange regel\n  die op de volgende doorgaat\n\ten nog een",
]
GREETINGS = [
    "Geachte heer, mevrouw,",
    "Beste medewerker van Veilig Thuis",
    "Hallo",
    "Hoi Petra!",
    "Goedemorgen,",
    "L.S.",
    "Dear Petra,",
    "Aan wie dit leest,",
]
CLOSINGS = [
    "Met vriendelijke groet,\nAnna de Vries",
    "mvg Anna",
    "Groetjes, Anna",
    "Hoogachtend,\n\nA. de Vries",
    "Kind regards,\nAnna",
    "Gr. Anna",
    "Verstuurd vanaf mijn iPhone",
    "-- \nAnna de Vries\nKerkstraat 12",
    "De informatie in dit bericht is vertrouwelijk.",
]
EARLIER = [
    "-----Oorspronkelijk bericht-----\nVan: Petra\nwat eerder was",
    "---------- Forwarded message ----------\nwat eerder was",
    "Begin doorgestuurd bericht:\n\nwat eerder was",
    "Op ma 3 mei 2026 om 10:30 schreef Petra <petra@gmail.com>:\nwat eerder was",
    "On Mon, 3 May 2026 at 10:30, Petra wrote:\nwat eerder was",
    "________________________________\nwat eerder was",
    "> wat eerder was\n> en daarvoor",
    "  > wat eerder was",
]


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_is_left_out(header):
    assert body_of(f"{header}\n\n{WORDS}") == WORDS


def test_all_headers_together_are_left_out():
    assert body_of("\n".join(HEADERS) + f"\n\n{WORDS}") == WORDS


@pytest.mark.parametrize("greeting", GREETINGS)
def test_a_greeting_is_left_out(greeting):
    assert body_of(f"{greeting}\n\n{WORDS}") == WORDS


@pytest.mark.parametrize("closing", CLOSINGS)
def test_what_stands_under_the_words_is_left_out(closing):
    assert body_of(f"{WORDS}\n\n{closing}") == WORDS


@pytest.mark.parametrize("earlier", EARLIER)
def test_earlier_mail_is_left_out(earlier):
    assert body_of(f"{WORDS}\n\n{earlier}") == WORDS


def test_an_answer_below_what_is_quoted_is_kept():
    earlier = "Op ma 3 mei 2026 om 10:30 schreef Petra <petra@gmail.com>:\n> wat eerder was\n"
    assert body_of(f"{earlier}{WORDS}\n> nog iets van eerder") == WORDS


@pytest.mark.parametrize(
    "told",
    [
        "Van mijn buurvrouw hoorde ik dat.\nOp straat zei zij niets.",
        "Hij zei:\nhallo daar, en sloeg haar.",
        "Aan het eind van de dag wilde zij weg.",
        "Dat was om 10:30 en om 11:30 weer.",
        "Zij vraagt:\n\n- waar kan ik heen?\n- wie gelooft mij?",
        "Onderwerpen zijn er genoeg.\nDatum weet ik niet meer.",
        "Een regel\n\n\nen na drie witte regels nog een",
    ],
)
def test_what_somebody_tells_is_kept_as_it_was_told(told):
    assert body_of(told) == told


def test_lines_end_in_every_way_a_machine_ends_them():
    assert body_of("Hallo,\r\n\r\nZij belt.\r\nZij huilt.") == "Zij belt.\nZij huilt."
    assert body_of("Hallo,\rZij belt.\rZij huilt.") == "Zij belt.\nZij huilt."


CHATS = [
    "[10:30] Anna: ik ben bang\n[10:31] Veilig Thuis: vertel\n[10:32] Anna: hij slaat",
    "12-03-2026 10:30 - Anna de Vries: ik ben bang\n12-03-2026 10:31 - medewerker: vertel\n"
    "12-03-2026 10:32 - Anna: hij slaat",
    "[12/03/2026, 10:30:05] Anna: ik ben bang\n[12/03/2026, 10:31:09] Agent: vertel\n"
    "[12/03/2026, 10:32:00] Anna: hij slaat",
    "Anna (10:30): ik ben bang\nMedewerker (10:31): vertel\nAnna (10:32): hij slaat",
    "Anna [10:30] ik ben bang\nVT [10:31] vertel\nAnna [10:32] hij slaat",
]  # fmt: skip


@pytest.mark.parametrize("chat", CHATS)
def test_a_chat_keeps_the_turns_without_names_and_times(chat):
    assert body_of(chat) == "Chatter: ik ben bang\nVT: vertel\nChatter: hij slaat"


def test_a_turn_of_several_lines_stays_whole():
    chat = "[10:30] Anna: ik ben bang\n\nen ik slaap niet\n[10:31] Veilig Thuis: vertel"
    assert body_of(chat) == "Chatter: ik ben bang\nen ik slaap niet\nVT: vertel"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("bel 06-12345678 vanavond", "bel (nummer weggelaten) vanavond"),
        ("mail anna@gmail.com terug", "mail (e-mailadres weggelaten) terug"),
        ("rekening NL91ABNA0417164300 is leeg", "rekening (rekening weggelaten) is leeg"),
        ("bsn 999990639 staat erop", "bsn (nummer weggelaten) staat erop"),
        ("postcode 3552 EZ weet zij nog", "postcode een adres in de regio weet zij nog"),
    ],
)
def test_numbers_and_addresses_go_at_once(told, kept):
    assert body_of(told) == kept


def test_names_stay_for_somebody_to_choose_what_they_become():
    assert body_of("Beste lezer,\nAnnelies de Vries is bang.") == "Annelies de Vries is bang."


def test_what_is_public_at_this_desk_stays():
    told = "Verwezen naar 030-2456001 vandaag."
    assert body_of(told, public(numbers=["+31 30 245 60 01"])) == told
    assert body_of(told) != told


SOURCE = "Received: from here\nMIME-Version: 1.0\nSubject: zorgen\nFrom: Anna <anna@gmail.com>\n"
PARTS = {
    "plain": "Content-Type: text/plain; charset=utf-8\n\nDe buren gillen, café.",
    "quoted-printable": "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "De buren gillen, caf=C3=A9.",
    "base64": "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    "RGUgYnVyZW4gZ2lsbGVuLCBjYWbDqS4=",
    "two parts": 'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>anders</p>\n'
    "--b\nContent-Type: text/plain; charset=utf-8\n\nDe buren gillen, café.\n--b--",
    "a page": "Content-Type: text/html; charset=utf-8\n\n<p>De buren gillen,\ncaf&eacute;.</p>",
}


@pytest.mark.parametrize("part", PARTS)
def test_of_the_source_of_a_mail_only_the_text_is_left(part):
    assert " ".join(body_of(SOURCE + PARTS[part]).split()) == "De buren gillen, café."


def test_a_page_keeps_its_lines():
    page = "Content-Type: text/html\n\n<p>Beste lezer,</p><p>De buren</p><div>gillen<br>elke nacht</div>"
    assert body_of(SOURCE + page) == "De buren\ngillen\nelke nacht"


def test_a_long_header_of_a_machine_costs_no_words():
    assert body_of(f"{SOURCE}X-MS-Exchange-AntiSpam: {'aB3+' * 2_000}\n{PARTS['base64']}") == "De buren gillen, café."


def test_how_a_page_looks_is_no_word_of_anybody():
    page = "Content-Type: text/html\n\n<style>p {color: red}</style><script>alert(1)</script><p>De buren gillen</p>"
    assert body_of(SOURCE + page) == "De buren gillen"


def test_an_unknown_alphabet_loses_no_words():
    assert "De buren gillen" in body_of(f"{SOURCE}Content-Type: text/plain; charset=klingon\n\nDe buren gillen")


NOTHING = ["", " ", "\n", "\r\n\r\n", "Van: Anna\nAan: Petra", "> wat eerder was", "Hallo"]


@pytest.mark.parametrize("pasted", NOTHING)
def test_where_nobody_tells_anything_nothing_is_left(pasted):
    assert body_of(pasted) == ""


HOSTILE = [
    "\x00\ud800\udfff",
    "MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--\n--",
    f"{SOURCE}Content-Type: text/html\n\n<!--<![CDATA[&#99999999;</<",
    "MIME-Version: 1.0\nContent-Type: \ud800=",
    "MIME-Version: 1.0\nContent-Type: " + "(" * 5_000,
    "MIME-Version: 1.0\n" + "Content-Type: message/rfc822\n\n" * 2_000,
]


@pytest.mark.parametrize("pasted", HOSTILE)
def test_a_paste_of_any_making_is_read(pasted):
    assert isinstance(body_of(pasted), str)


MAIL = [
    "Van: ",
    "Op 3 mei schreef Anna:",
    "> ",
    "\n",
    "\r",
    "[10:30] ",
    "Anna: ",
    "10:30 ",
    "Hallo",
    "--",
    "Groet",
    "_" * 12,
]
MAIL += [
    "MIME-Version: 1.0\n",
    "Content-Type: text/html\n",
    "; charset=x",
    "multipart/mixed; boundary=b",
    "--b\n",
    "<p>",
]
MAIL += ["Zij belt.", "06-12345678", "=C3", "&#", "\u202e", "(10:31): ", "Veilig Thuis"]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(MAIL), max_size=40).map("".join)))
@example("Received: x\n\n")
@settings(deadline=None, max_examples=300)
def test_every_text_can_be_pasted_and_no_line_is_made_up(pasted):
    assert isinstance(body_of(pasted), str)


LINES = st.sampled_from(
    ["Zij belt elke dag.", "Hij slaat de deur dicht.", "", "De buren horen het.", "Het kind eet niet."]
)


@given(st.lists(LINES, max_size=12))
@settings(deadline=None)
def test_plain_words_are_kept_line_for_line(lines):
    told = "\n".join(lines)
    assert body_of(told) == told.strip()


LONG = ["\n", ">", "> \n", " ", "-", "_", "op ", "Van: a\n", "x-", "[10:30] a: b\n", "10:30 a:", "a (10:30)"]
LONG += ["Op 1 schreef ", "\t \n", "a:", "[", "\r", "Hallo\n", "groet "]
PAGE = f"{SOURCE}Content-Type: text/html\n\n"


@pytest.mark.parametrize(
    ("before", "piece", "size"),
    [
        *(("", piece, 4_000) for piece in LONG),
        *((PAGE, piece, 2_000) for piece in ("<", "<!--", "&", "<p>", "</", '<a b="')),
    ],
)
def test_four_times_the_paste_takes_about_four_times_the_work(before, piece, size):
    short, long = (before + (piece * n)[:n] for n in (size, 4 * size))
    assert steps(body_of, long) < 6 * max(steps(body_of, short), 1_000)


@pytest.mark.parametrize("piece", ["a", '"', '"a', ";", "("])
def test_a_long_header_takes_no_longer_than_long_prose(piece):
    prose = "Zij belt elke dag. " * 320
    short, long = (f"{SOURCE}Content-Type: {(piece * size)[:size]}" for size in (1_500, 6_000))
    assert seconds(body_of, long) < 8 * max(seconds(body_of, short, 3), seconds(body_of, prose, 3) / 4)
