"""Signs that a reader does not see, or sees as something else, hide nothing."""

import pytest

from desk.guard import find

DISGUISES = {
    "zero-width space": ("phone", "06\u200b1234\u200b5678"),
    "zero-width joiner": ("bsn", "9\u200d9\u200d9\u200d9\u200d9\u200d0\u200d6\u200d3\u200d9"),
    "soft hyphen": ("phone", "0612\xad345678"),
    "word joiner": ("iban", "nl91\u2060abna\u20600417164300"),
    "hard space": ("bsn", "999\xa0990\xa0639"),
    "thin space": ("phone", "06\u200912\u200934\u200956\u200978"),
    "full-width digits": ("phone", "０６１２３４５６７８"),
    "full-width letters": ("iban", "ＮＬ91ＡＢＮＡ0417164300"),
    "full-width at": ("email", "anna＠gmail．com"),
    "Arabic digits": ("bsn", "٩٩٩٩٩٠٦٣٩"),
    "Bengali digits": ("phone", "০৬১২৩৪৫৬৭৮"),
    "mathematical digits": ("phone", "𝟎𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖"),
    "circled digits": ("phone", "⓪⑥①②③④⑤⑥⑦⑧"),
    "keycaps": ("phone", "".join(digit + "\ufe0f\u20e3" for digit in "0612345678")),
    "superscript": ("bsn", "⁹⁹⁹⁹⁹⁰⁶³⁹"),
    "Cyrillic letters": ("email", "аnnа@gmаil.соm"),
    "Greek letters in a postcode": ("postcode", "3552 ΕΖ"),
    "Cyrillic letters in a plate": ("plate", "12-ТВ-34"),
    "middle dots": ("phone", "06·12·34·56·78"),
    "long dashes": ("phone", "06–12–34–56–78"),
    "curly apostrophe": ("birth_date", "3 mei ’11"),
    "combining accents": ("email", "anna\u0301@gma\u0301il.com"),
    "turned text": ("phone", "\u202e87654321-60\u202c"),
    "turned sign before plain order": ("phone", "\u202e0612345678"),
    "entities": ("phone", "06&nbsp;12&#51;45678"),
    "per cent signs": ("email", "anna%40gmail.com"),
    "null characters": ("phone", "06\x0012345678"),
    "Braille blanks": ("phone", "06\u280012345678"),
    "zero-width space in a name": ("name", "An\u200bnelies"),
    "soft hyphen in a name": ("name", "An\xadnelies"),
    "Cyrillic letters in a name": ("name", "Аnnеlies"),
    "full-width letters in a name": ("name", "Ａｎｎｅｌｉｅｓ"),
    "mathematical letters in a name": ("name", "𝐀𝐧𝐧𝐞𝐥𝐢𝐞𝐬"),
    "small capitals in a name": ("name", "ᴀɴɴᴇʟɪᴇs"),
    "negative squared letters in a name": ("name", "🅰🅽🅽🅴🅻🅸🅴🆂"),
    "combining accents in a name": ("name", "A\u0301nneli\u0308es"),
    "turned name": ("name", "\u202eseilennA\u202c"),
    "a name in single letters": ("name", "A n n e l i e s"),
    "a name with dots": ("name", "A.n.n.e.l.i.e.s"),
    "an entity in a name": ("name", "Ann&eacute;lies"),
    "a name in per cent signs": ("name", "%41%6e%6e%65%6c%69%65%73"),
    "Cyrillic letter in a street": ("address", "Kerkstraаt 12"),
    "hard space before a house number": ("address", "Kerkstraat\xa012"),
    "house number in words": ("address", "Kerkstraat twaalf"),
    "zero-width space in a passport number": ("document_number", "N\u200bXA12B3C4"),
    "hyphen that breaks no line": ("case_number", "PL0900\u20112026012345"),
    "Cyrillic letter in an account": ("handle", "@lаna_2010"),
    "half an account in words": ("iban", "NL91 ABNA nul vier een zeven een zes vier drie nul nul"),
    "a number over two lines": ("phone", "0612\n345678"),
    "commas": ("phone", "0612,345,678"),
    "words and digits": ("phone", "nul6 een2 345678"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_does_not_help(disguise):
    kind, hidden = DISGUISES[disguise]
    text = f"Gezin zegt {hidden} als antwoord." if kind != "birth_date" else f"geboren {hidden} dus"
    findings = find(text)
    # Behind a turned sign without its end the rest of the sentence is turned too, and reads as no word at all.
    assert [finding.kind for finding in findings if finding.certain] == [kind]
    found = text[findings[0].start : findings[0].end]
    assert found in hidden
    assert len(found) >= len(hidden) - 2


def test_the_offsets_point_into_the_text_as_it_was_typed():
    text = "Café\u0301\u200b &amp; zo: ０６-12\u200b345678!"
    (finding,) = find(text)
    assert text[finding.start : finding.end] == "０６-12\u200b345678"


@pytest.mark.parametrize("turned", ["\u202e87654321-60\u202c", "\u202eseilennA\u202c", "\u202emoc.liamg@anna\u202c"])
def test_of_turned_text_all_of_it_is_found(turned):
    text = f"Zij noemt {turned} als antwoord."
    (finding,) = find(text)
    assert text[finding.start : finding.end] == turned
