"""Numbers of cases: of the police, the court, the prosecutor, and of our own files."""

import re
from collections.abc import Iterator

from desk.guard.findings import Hit

_POLICE = r"PL ?\d{4}[- ]?\d{4,}(?:[- ]\d{1,2})?"
_COURT = r"C ?[/-] ?\d{2} ?[/-] ?\d{5,6}(?:[ /\-]{1,3}(?:FA|JE|HA|KG|BZ|EX) ?(?:RK|ZA) ?\d{2}[-/ ]\d{1,5})?"
_COURT_TAIL = r"(?:FA|JE|KG) ?(?:RK|ZA) ?\d{2}[-/ ]\d{1,5}"
_PROSECUTOR = r"\d{2}[/\-.]\d{6}[\-/.]\d{2}"
_VERDICT = r"ECLI:NL:[A-Z]+:\d{4}:\d+"
# Also of our own desk: the number of a report in an advice would link the two (P2).
_OWN = r"(?:VT[A-Z]{0,4}[- /]?\d{2,4}|(?:M|C|OZ)[- ]20\d{2})[- /]\d{4,7}"
_SHAPE = re.compile(
    rf"(?i)(?<![\w/\-])(?:{_POLICE}|{_COURT}|{_COURT_TAIL}|{_PROSECUTOR}|{_VERDICT}|{_OWN})(?![\w]|[-/]\d)"
)
# Of whom nobody can say, yet made like the number of a case: then the guard asks.
_ALIKE = re.compile(r"(?<![\w/\-])(?:[A-Z]{1,8}-20\d{2}-\d{3,7}|[A-Z]{2,6} \d{2}/\d{4,7})(?![\w/\-])")
_NO_CASE = re.compile(
    r"(?i)(?:factu\w{0,4}|order|bestel\w{0,6}|ticket|offerte|polis|iso|nen|cao|isbn)[\w.]{0,8}[\s:]{1,2}$"
)
_NAMED = re.compile(
    r"(?i)(?<![a-z])(?:dossier|doss|zaak|parket|rekest|rol|mutatie|mut|proces-?verbaal|pv|aangifte|registratie|reg"
    r"|kenmerk|melding|meld|incident|politie|pol|bvh|corv|beschikking|case|police report|report)s?"
    r"[- .]{0,2}(?:nummer|nr|no|number|ref|code)?s?\.?[\s:=#(]{1,3}"
    r"(?:(?:is|was|van|v|politie|pol|onder|nr|met|no)[\s.:=]{1,2}){0,2}"
)
_NUMBER = re.compile(r"(?=[A-Za-z0-9./\-]{0,40}\d{4})[A-Za-z]{0,5}[-/. ]?\d[\dA-Za-z]*(?:[-/. ]{1,2}\d[\dA-Za-z]*)*")
_POLICE_NUMBER = re.compile(r"(?i)(?:politie|aangifte|agent|wijkagent)[^.\n]{0,25}[ ,(](?:nr|nummer)\.?[ :]{1,2}(?=\d)")
_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{2}|\d{4})|(?:19|20)\d{2}(?:[-/]\d{1,2}){0,2}")
_FEWEST_DIGITS = 5


def hits(text: str) -> Iterator[Hit]:
    yield from (Hit(*match.span()) for match in _SHAPE.finditer(text))
    for match in _ALIKE.finditer(text):
        if not _NO_CASE.search(text[max(0, match.start() - 24) : match.start()]):
            yield Hit(*match.span(), certain=False)
    for pattern in (_NAMED, _POLICE_NUMBER):
        for word in pattern.finditer(text):
            number = _NUMBER.match(text, word.end())
            if number and _is_number(number.group()):
                yield Hit(*number.span())


def _is_number(number: str) -> bool:
    return sum(map(str.isdigit, number)) >= _FEWEST_DIGITS and number[0] != "0" and not is_date(number)


def is_date(number: str) -> bool:
    return _DATE.fullmatch(number) is not None
