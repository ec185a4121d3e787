"""A long number or a code that nobody can place: not a date, an amount or the number of an order. The guard asks."""

import re
import string
from collections.abc import Iterator

from desk.guard.findings import Hit

_CODE = re.compile(
    r"(?<!\d[ \-/.])(?<![\w.,:/\-€$£+#@])(?:(?:[A-Z]{1,4}[-/. ]?){1,2}|[A-Za-z]{1,8}-?)?(?=\d)"
    r"\d[\dA-Za-z]{0,19}(?:[-/. ]\d[\dA-Za-z]{0,19}|[-/][A-Za-z]{1,4}(?![a-z])){0,6}(?:[ ]?[A-Z]{1,2}(?!\w))?"
)
_FEWEST_DIGITS = 6
_DATE = re.compile(
    r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}"
    r"|(?:19|20)\d\d(?:[-/ ](?:19|20)?\d\d)+|\d{1,2}[.:]\d\d)"
    r"(?:[ ,]{1,2}\d{1,2}[.:u]?\d{0,2}u?)?|\d{1,2}[.:]\d\du?-\d{1,2}[.:]\d\du?"
    r"|\d{1,2}[-/]\d{1,2}[ ,]{1,2}\d{1,2}[.:]\d\du?"
)
_TELEPHONE = re.compile(r"0[\d \-]{8,16}|(?:31|32|33|44|48|49)[ \-]?\d[\d \-]{7,12}|14 ?0\d{2,3}")
_AMOUNT = re.compile(r"\d{1,3}(?:[., ]\d{3})+(?:,\d\d|,-)?")
# Papers of shops, couriers and computers; books; measures.
_NAMED = re.compile(
    r"(?i)(?:€|eur|euro|order|bestel\w{0,6}|fact\w{0,6}|sleutel\w{0,6}|rit|track\w{0,10}|pakket\w{0,3}|pakje|zending\w{0,3}"
    r"|verzend\w{0,6}|retour\w{0,4}|ticket|artikel\w{0,3}|isbn|issn|ean|polis|kvk|btw|invoice|iso|nen|cao|barcode|claim"
    r"|wifi|code|pin|puk|bon|kassabon|serie\w{0,3}|batch|lot|meterstand|stand|rr|bp|regulation|verordening|richtlijn|wet"
    r"|rol|referentie|bedrag|schuld|boete|huur|loon|versie|model|sha|hash|id)"
    r"[- ]?(?:nummer|number|nr|no|code)?s?[\s.:#=(]{0,3}$"
)
_UNIT = re.compile(
    r"(?i)[ ]?(?:€|eur|euro|mg|ml|kg|gr|gram|km|m2|m|cm|mb|gb|%|stuks|x|keer|volgers|followers|views|uur|u|min)(?!\w)"
)


def hits(text: str) -> Iterator[Hit]:
    for match in _CODE.finditer(text):
        code = match.group().rstrip(" ./-")
        if sum(map(str.isdigit, code)) >= _FEWEST_DIGITS and not _is_placed(text, match.start(), code):
            yield Hit(match.start(), match.start() + len(code), certain=False)


def _is_placed(text: str, start: int, code: str) -> bool:
    """Is it clear what the number is? A telephone number is judged by its own recogniser."""
    number = code.lstrip(string.ascii_letters + "-/. ")
    if any(pattern.fullmatch(number) for pattern in (_DATE, _TELEPHONE, _AMOUNT)):
        return True
    first = start + len(code) - len(number)
    return (
        _NAMED.search(text[max(0, first - 24) : first]) is not None or _UNIT.match(text, start + len(code)) is not None
    )
