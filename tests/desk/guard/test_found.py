"""Everything that points to a person is found, kind by kind, in the spellings that counsellors use."""

import re

import pytest

from desk.guard import LABELS, find
from desk.guard.said import KINDS
from tests.desk.guard.examples import ASKED, CERTAIN

FOUND = {
    "bsn": [
        "999990639",
        "9999.90.639",
        "999 990 639",
        "999-990-639",
        "bsn 999/990/639",
        "bsn 9999\n90639",
        "BSN999990639vader",
        "vader999990639",
        "bsn 99999O639, met een letter O",
        "b.s.n. is 34922994",
        "burgerservicenummer: 12345678",
        "sofinummer van de oudere dame 34922994",
        "bsn 998925235, klopt volgens de beller niet",
        "998925235 is zijn bsn",
        "bsn is negen negen negen negen negen nul zes drie negen",
    ],
    "phone": [
        "0612345678",
        "06 12345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 1234 5678",
        "06.1987.0042",
        "0612 44 55 01",
        "06/12345678",
        "06,12,34,56,78",
        "06-00000000",
        "O6 12345678",
        "0 6 1 2 3 4 5 6 7 8",
        "+31 6 12345678",
        "+31 (0)6 1234 5678",
        "+316-12345678",
        "0031612345678",
        "0031 6 1234 5678",
        "0302456001",
        "030-2456001",
        "(030) 245 60 01",
        "0343 51 23 45",
        "+31 30 245 60 01",
        "088-9965099",
        "+32 470 12 34 56",
        "+49 151 23456789",
        "0049 151 23456789",
        "+48 601 223 344",
        "+90 532 123 45 67",
        "+380 50 123 4567",
        "tel. 612345678",
        "nul zes een twee drie vier vijf zes zeven acht",
        "nulzeseentweedrieviervijfzeszevenacht",
        "06 twaalf 34 zesenvijftig 78",
    ],
    "email": [
        "anna.devos@gmail.com",
        "ANNA@SCHOOL.NL",
        "a_b+c@mail.school.museum",
        "anna . devos @ gmail . com",
        "anna (at) posteo.net",
        "anna.devos [at] posteo [dot] net",
        "anna apenstaartje gmail punt com",
        "anna apestaart ziggo.nl",
        "l punt vandamme zeven at gmail punt com",
        "anna at hotmail.com",
        "mailto:anna%2Edevos%40gmail.com",
        "anna&#64;gmail.com",
        "j.hartkamp@obs-dezilverpoplier.nl",
    ],
    "postcode": [
        "3552EZ",
        "3552 EZ",
        "9712 hx",
        "3524bd",
        "3 5 2 4 b d",
        "postcode 3581 in",
        "1011\u00a0AB",
        "3581-KR",
        "3175 KG 27",
    ],
    "iban": [
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "NL91-ABNA-0417-1643-00",
        "NL91ABNA0417164301",
        "BE68 5390 0754 7034",
        "DE89 3704 0044 0532 0130 00",
        "rek NL91&nbsp;ABNA&nbsp;0417&nbsp;1643&nbsp;00",
    ],
    "birth_date": [
        "geboren 3 mei 2011",
        "geb. 03-05-'11",
        "geb 3/5/11",
        "geb.dat.: 03.05.2011",
        "geboortedatum 2011-05-03",
        "dob 12 June 2010",
        "born June 12, 2010",
        "dob baby 290926",
        "geboren te Utrecht, 3 mei 2011",
        "3 mei 2011 geboren",
        "jarig op 14 februari",
        "is jarig op eerste kerstdag 1979",
        "wordt 14 februari 16 jaar",
        "geboren veertien maart tweeduizendzeventien",
        "jongen is van 3 mei 2011",
        "een meisje (7 juli 2018)",
        "meisje, 02/11/09, weggelopen",
    ],
    "plate": [
        "AB-12-34",
        "12-34-AB",
        "12-AB-34",
        "GB-12-DF",
        "GB-DF-12",
        "12-GB-DF",
        "88-TBS-1",
        "1-GBD-23",
        "GB-123-D",
        "G-123-BD",
        "GVS-87-X",
        "G-12-VSX",
        "1-GB-234",
        "123-GB-4",
        "GBD-1-23",
        "FBR88T",
        "kenteken s d 4 8 2 r",
        "auto met 88 tbs 1",
        "1-ABK-937",
        "kenteken KLE-AB 123",
        "Poolse auto, kenteken WX 12345",
    ],
}


SENTENCES = [
    (kind, certain, marked)
    for table, certain in ((CERTAIN, True), (ASKED, False))
    for kind, sentences in table.items()
    for marked in sentences
]
TEXTS = [f"Beller gaf {text}." for texts in FOUND.values() for text in texts]
TEXTS += [re.sub(r"[\[\]]", "", marked) for _, _, marked in SENTENCES]
ROUNDS = 3


def with_first_suggestions(text: str) -> str:
    for finding in reversed(find(text)):
        text = text[: finding.start] + finding.suggestions[0] + text[finding.end :]
    return text


def test_each_kind_has_an_example():
    """A new kind of finding comes with a sentence in which it is found."""
    assert {*FOUND, *CERTAIN, *ASKED} == set(LABELS)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_the_guard_finds_it(kind, text):
    findings = find(f"Beller gaf {text}.")
    assert [finding.kind for finding in findings] == [kind]


@pytest.mark.parametrize(("kind", "certain", "marked"), SENTENCES)
def test_the_guard_finds_it_in_a_sentence_and_is_as_sure_as_it_can_be(kind, certain, marked):
    text = re.sub(r"[\[\]]", "", marked)
    found = [(one.kind, one.certain, text[one.start : one.end]) for one in find(text)]
    assert found == [(kind, certain, detail) for detail in re.findall(r"\[(.*?)\]", marked)]


@pytest.mark.parametrize("text", TEXTS)
def test_the_sentence_of_a_finding_never_repeats_what_was_found(text):
    for finding in find(text):
        found = text[finding.start : finding.end]
        assert found not in finding.reason + finding.suggestions[0]
        assert LABELS[finding.kind] in finding.reason


@pytest.mark.parametrize("kind", FOUND)
def test_a_text_is_clean_once_its_findings_are_replaced(kind):
    for example in FOUND[kind]:
        assert find(with_first_suggestions(f"Beller gaf {example}.")) == []


@pytest.mark.parametrize("text", TEXTS)
def test_who_takes_the_first_suggestion_each_time_is_soon_done(text):
    for _ in range(ROUNDS):
        text = with_first_suggestions(text)
    assert [finding for finding in find(text) if finding.certain] == []


@pytest.mark.parametrize(("kind", "suggestion"), [(kind, said) for kind, one in KINDS.items() for said in one.instead])
def test_what_the_guard_suggests_passes_the_guard(kind, suggestion):
    """Who replaces something never gets a new question for it."""
    assert find(f"Zij vertelt over {suggestion} en {suggestion} belde.") == []
    assert find(f"{suggestion.capitalize()} is bang. Gisteren sprak zij met {suggestion}.") == []


def test_a_date_that_only_looks_like_a_birthday_is_not_certain():
    assert [finding.certain for finding in find("jongen is van 3 mei 2011")] == [False]
    assert [finding.certain for finding in find("jongen, geboren 3 mei 2011")] == [True]


def test_findings_cover_the_number_and_nothing_else():
    text = "Bel 06-12345678 of mail anna@gmail.com vandaag."
    assert [text[finding.start : finding.end] for finding in find(text)] == ["06-12345678", "anna@gmail.com"]


def test_a_number_beside_another_kind_is_one_finding_without_a_tail():
    text = "zie NL91ABNA0417164300@bank.nl"
    findings = find(text)
    assert len(findings) == 1
    assert text[findings[0].start : findings[0].end] == "NL91ABNA0417164300@bank.nl"
