"""Words that are known already are found back: in another case, with other accents, and never inside another word."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.guard import mentions, places_of


def told(text: str, names: tuple[str, ...] = (), details: tuple[str, ...] = ()) -> list[str]:
    return [text[place.start : place.end] for place in mentions(text, names=names, details=details)]


def found(sought: str, text: str) -> list[str]:
    return [text[place.start : place.end] for place in places_of(sought, text)]


NAMES = [
    ("Annelies de Vries", "Zij sprak met [annelies] over thuis."),
    ("Annelies de Vries", "[ANNELIES] DE [VRIES] BELDE"),
    ("Annelies de Vries", "mevrouw de [vries] belde"),
    ("Annelies de Vries", "[Annelies]' tas stond er nog"),
    ("Annelies", "[An\u200bnelies] en [Аnnelies] en [Ａnnelies]"),
    ("Zoë Öztürk", "[Zoë], [zoe] en mevrouw [ozturk]"),
    ("Aisha", "[Aïsha] is weg"),
    ("Łukasz", "[lukasz] kwam langs"),
    ("Fatima el Amrani", "de buurman van [amrani] zag het"),
    ("Jan-Willem Smid", "[Jan]-[Willem] kwam binnen"),
    ("O'Brien", "[o’brien] belde"),
    ("Anna", "[Anna]-Maria en [anna]1"),
    # A name that is a word as well: only where it can be a name.
    ("Jan Boer", "de boer zag dat [Boer] weg was"),
    ("Jan Boer", "mevrouw [Boer] en haar man"),
    ("Jan Boer", "mevr. [boer] belde over de boer"),
    ("Anna de Groot", "zij is groot, zegt de [Groot]"),
    ("Sanne Visser", "[Sanne's] moeder belde"),
    ("Sanne Visser", "de zus van [sannes] vriend"),
]


@pytest.mark.parametrize(("name", "marked"), NAMES)
def test_every_part_of_a_name_gives_somebody_away(name, marked):
    text = marked.replace("[", "").replace("]", "")
    assert told(text, names=(name,)) == [part.partition("]")[0] for part in marked.split("[")[1:]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna", "Hanna en Annabel wonen hier, in de Annastraat."),
        ("Annelies de Vries", "De vriezer is stuk, zij woont aan de Vriesweg."),
        ("Annelies de Vries", "De moeder van de buren belde."),
        ("Piet van de Buren", "de kinderen van de buren spelen buiten"),
        ("mevrouw Sanne Visser", "mevrouw belt over haar moeder"),
        ("Jan Boer", "Boer is een mooi vak, de boer zegt het zelf."),
        ("Bo Li", "Bo en li zijn twee letters."),
    ],
)
def test_part_of_a_word_a_small_word_and_a_word_of_two_letters_are_no_mention(name, text):
    assert told(text, names=(name,)) == []


ONE_NUMBER = [
    "0612345678",
    "06-12345678",
    "06 12 34 56 78",
    "0612\u200b345678",
    "0 6 1 2 3 4 5 6 7 8",
    "０６１２３４５６７８",
]


@pytest.mark.parametrize("written", ONE_NUMBER)
@pytest.mark.parametrize("detail", ["0612345678", "06-1234 5678", "+31 6 12345678", "0031612345678"])
def test_a_number_is_found_in_any_spacing_and_without_its_country(detail, written):
    assert told(f"bel {written} vanavond", details=(detail,)) == [written]


@pytest.mark.parametrize("written", ["31612345678", "0031 6 12345678"])
def test_a_number_is_found_with_a_country_the_detail_does_not_have(written):
    assert told(f"bel {written} vanavond", details=("06-12345678",)) == [written]


@pytest.mark.parametrize("text", ["bel 06123456789", "bel 90612345678", "bel 0612345679", "kamer 12345 en 678"])
def test_a_number_with_another_digit_is_another_number(text):
    assert told(text, details=("0612345678",)) == []


def test_a_short_number_leads_to_nobody():
    assert told("kamer 12345, 12 jaar oud", details=("12345", "Kerkstraat 12")) == []


DETAILS = [
    ("anna.devries@gmail.com", "mail [Anna.DeVries@Gmail.com] terug"),
    ("De Meerpaalschool", "zit op de [meerpaalschool]"),
    ("school De Meerpaalschool", "de school heet [Meerpaalschool]"),
    ("Kerkstraat 12, 8527 Tjerkgaast", "woont in [tjerkgaast], in de [kerkstraat]"),
    ("huisarts te Tjerkgaast", "de huisarts uit [Tjerkgaast] weet het"),
    ("bsn 999990639", "het nummer [999 990 639], of [999-990-639]"),
]


@pytest.mark.parametrize(("detail", "marked"), DETAILS)
def test_what_leads_to_one_place_gives_somebody_away(detail, marked):
    text = marked.replace("[", "").replace("]", "")
    assert told(text, details=(detail,)) == [part.partition("]")[0] for part in marked.split("[")[1:]]


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        ("school De Meerpaalschool", "de school is dicht"),
        ("huisarts te Tjerkgaast", "de huisarts belde"),
        ("anna@gmail.com", "zij heeft gmail"),
    ],
)
def test_what_leads_to_many_gives_nobody_away(detail, text):
    assert told(text, details=(detail,)) == []


def test_a_workplace_that_is_called_after_a_thing_is_found():
    assert told("werkt op De Zilverpopulier", details=("school De Zilverpopulier",)) == ["Zilverpopulier"]


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\ud800", "@", "-", "0", "de"])
def test_who_knows_nothing_finds_nothing(nothing):
    text = "Zij belde met haar moeder op maandag."
    assert told(text, names=(nothing,), details=(nothing,)) == []
    assert told(nothing, names=("Annelies",), details=("0612345678",)) == []
    assert told(text) == []


PLACES = [
    ("Annelies", "[annelies], [ANNELIES], annelieses en [Annelies]"),
    ("Zoë", "[zoe] [ZOË] [Zoe\u0308] zoeken"),
    ("de vries", "[De  Vries] en [De\nVries]"),
    ("06 12", "[06  12] en 0612"),
    ("a.b", "[A.B] maar niet axb"),
    ("Ann", "Annelies, [Ann]"),
    ("(x)", "zie [(X)] hier"),
    ("fiets", "[ﬁets] en [ＦＩＥＴＳ]"),
    ("An\u200bna", "[anna] en [A\u200bnna]"),
    ("aan het huilen", "zij is [aan het  huilen]"),
    (".*", "geen patroon: [.*]"),
    ("", "niets"),
    ("  \n", "a b"),
    ("\u200b", "a\u200bb"),
]


@pytest.mark.parametrize(("sought", "marked"), PLACES)
def test_what_somebody_points_at_is_found_in_every_writing(sought, marked):
    text = marked.replace("[", "").replace("]", "")
    assert found(sought, text) == [part.partition("]")[0] for part in marked.split("[")[1:]]


TEXT = st.text(max_size=60)
PROSE = st.lists(
    st.sampled_from(["zij", "belde", "met", "Anna", "anna", "é", ".", ",", "\u200b", "06", "\n"]), max_size=30
)


@given(TEXT, st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=3))
@example("\u202eannA\u202c 0\u0301612345678", ["Anna"], ["0612345678", "a@b"])
@settings(deadline=None, max_examples=150)
def test_mentions_of_any_text_are_pieces_of_it_in_order(text, names, details):
    end = 0
    for place in mentions(text, names=names, details=details):
        assert end <= place.start < place.end <= len(text)
        end = place.end


@given(TEXT, TEXT)
@settings(deadline=None, max_examples=150)
def test_places_in_any_text_are_pieces_of_it_in_order(sought, text):
    end = 0
    for place in places_of(sought, text):
        assert end <= place.start < place.end <= len(text)
        end = place.end


@given(
    PROSE.map(" ".join), st.sampled_from(["Zorreguieta", "Łukasiewicz", "Öztürk", "Wiśniewska"]), PROSE.map(" ".join)
)
@settings(deadline=None, max_examples=100)
def test_a_name_is_found_wherever_it_stands_and_however_it_is_written(before, name, after):
    for written in (name, name.lower(), name.upper()):
        text = f"{before} {written} {after}"
        assert len(before) + 1 in {place.start for place in mentions(text, names=[f"Anneke {name}"], details=[])}
        assert len(before) + 1 in {place.start for place in places_of(name, text)}
