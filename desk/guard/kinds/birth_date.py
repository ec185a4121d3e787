"""Dates of birth: a day and a month beside a word for birth, or an old full date beside a person."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from desk.guard import data
from desk.guard.findings import Hit

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:(?P<year>(?:19|20)\d\d)|(?P<short>'?\d\d))"
_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:r(?:uari|uary)?)?|maart|mrt|march|mar|apr(?:il)?|mei|may|june?|juni|july?|juli"
    r"|aug(?:ustus|ust)?|sep(?:t(?:ember)?)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_FULL = [
    re.compile(rf"(?<![\w/\-])(?<!\d\.){_D}\s?(?P<sep>[-/._])\s?{_M}\s?(?P=sep)\s?{_Y}(?![\w]|[-/.]\d)"),
    re.compile(rf"(?<![\w/\-])(?<!\d\.)(?P<year>(?:19|20)\d\d)[-/.]{_M}[-/.]{_D}(?![\w]|[-/.]\d)"),
    re.compile(
        rf"(?i)(?<![\w/\-])(?<!\d\.){_D}(?:e|ste|de|st|nd|rd|th)?[\s.\-]{{0,2}}{_MONTH}[\s,\-]{{0,2}}{_Y}(?![\w]|[.:]\d)"
    ),
    re.compile(rf"(?i)(?<![a-z]){_MONTH}\s{_D}(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)(?!\w)"),
    re.compile(rf"(?<![\w/\-])(?<!\d\.){_D}\s{_M}\s(?P<year>(?:19|20)\d\d)(?!\w)"),
    re.compile(r"(?<![\w/\-])(?<!\d\.)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<year>(?:19|20)\d\d)(?!\w)"),
]
_PART = [
    re.compile(rf"(?i)(?<![\w/\-]){_D}e? van de {_M}e?(?: maand)?(?: van| in)? (?:19|20)\d\d(?!\w)"),
    re.compile(rf"(?i)(?<![\w/\-])(?<!\d\.){_D}(?:e|ste|de|st|nd|rd|th)?[\s.\-]{{0,2}}{_MONTH}(?!\w)"),
    re.compile(rf"(?i)(?<![a-z]){_MONTH}\s{_D}(?:st|nd|rd|th)?(?!\w|[.:]\d)"),
    re.compile(rf"(?<![\w/\-])(?<!\d\.){_D}[-/]{_M}(?![\w]|[-/.]\d)"),
    re.compile(rf"(?<![\w/\-])(?<!\d\.){_D}\s{_M}\s'?\d{{2,4}}(?!\w)"),
    re.compile(rf"(?<![\w/\-]){_M}[-/]{_D}[-/](?:19|20)\d\d(?!\w)"),
    re.compile(rf"(?i)(?<![\w/\-]){_D}[\s.\-]{{0,2}}{_MONTH}\s?\d\d(?!\w|[.:]\d)"),
    re.compile(r"(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d{6})(?!\d)"),
    re.compile(
        r"(?i)(?<![a-z])(?:(?:(?:eerste|tweede|1e|2e)\s)?(?:kerst|paas|pinkster)dag|oude?jaars?dag|oudjaar|nieuwjaars?dag"
        r"|konings?dag|koninginnedag|bevrijdingsdag|valentijnsdag|sinterklaas|kerstavond|christmas(?: day)?)"
        r"(?:\s'?\d{2,4})?(?!\w)"
    ),
]
_BIRTH = re.compile(
    r"(?i)(?:(?<![a-z])(?:pas)?geb(?:oren|oorte|oortedatum|oortedag|oortedata|\.?\s?dat(?:um|a)?|\.?\s?dt|dag)?(?![a-z])"
    r"|(?<![a-z])(?:g\.?d\.?|gb)(?![a-z])|(?<!\w)\*(?=\s?$)"
    r"|(?<![a-z])d\.?o\.?b(?![a-z])|date of birth|(?<![a-z])born(?![a-z])|(?<![a-z])jarig|verjaar|verjaardag|birthday)"
)
_SENTENCE_END = re.compile(
    r"[a-z]{3}[.!?]\s+[A-Z]|,\s(?:maar\s)?(?:op|sinds|vanaf|per|on|since)\s$|,\s(?:gesprek|belde)"
)
_BORN_AFTER = re.compile(r"(?i)[\s)\]]{1,2}(?:[a-z]+\s){0,3}(?:geb(?:oren)?|jarig|born)(?![a-z])")
_TURNS = re.compile(r"(?i)(?<![a-z])(?:wordt|werd|word)\s(?:(?:al|weer)\s)?(?:\d{1,2}\s(?:jaar\s|jr\s)?op\s|op\s)?$")
_AGE_AFTER = re.compile(r"(?i)\s\d{1,2}(?:\s?(?:jaar|jr|j))?(?![\w:.])")
_PERSON = (
    "(?:" + "|".join(sorted(map(re.escape, data.words("roles") | data.words("titles")), key=len, reverse=True)) + ")"
)
_BESIDE_PERSON = re.compile(
    rf"(?i:\d\s?(?:jr|jaar|j)\.?|(?<![a-z]){_PERSON}(?:\s[a-z]{{1,4}}){{0,2}}|(?<![a-z])(?:is|zijn|allebei|beiden?)\sv(?:an)?|[(,;:]|(?<![a-z])(?:id|pas|pasje|paspoort|kopie))\s{{0,2}}(?:staat|is|=|:)?\s{{0,2}}\(?$"
)
# "De tweeling van 17-4-2022": of a person a date is the birthday, of last year too.
_OF_PERSON = re.compile(rf"(?i)(?<![a-z]){_PERSON}(?:\s[a-z]{{1,4}}){{0,2}}\sv(?:an)?\s$")
_NAME = re.compile(
    r"(?<![.!?]\s)(?<!\w)(?!Wet|Wmo|AVG|Besl|Uitspr|Beschik|Brief|Rapp|Versl|Datum|Op|Per)[A-Z][a-z]+(?:\s[A-Z]\.)?\s?[/,]?\s?\(?$|(?<=[A-Z]\.\s)[A-Z][a-z]+\s$|/\s?$"
)
_EVENT = re.compile(
    r"(?i)(?:wet|besluit|regeling|uitspraak|beschikking|zitting|brief|convenant|inwerking\w*)\W[^.]{0,15}$"
)
_OLD = 5
_AND = re.compile(r"\s?(?:en|and|,|&|\+|/)\s?(?:v|van)?\s?")
_LONGEST_AND = 9


def hits(text: str) -> Iterator[Hit]:
    this_year = datetime.now(UTC).year
    last = -_LONGEST_AND
    for match in sorted((m for pattern in _FULL for m in pattern.finditer(text)), key=lambda m: m.start()):
        if _birth_near(text, match):
            yield Hit(*match.span())
        elif (
            (_old(match, this_year) and _beside_person(text, match))
            or _of_person(text, match)
            or (_AND.fullmatch(text, last, match.start()) is not None and match.start() - last < _LONGEST_AND)
        ):
            yield Hit(*match.span(), certain=False)
        else:
            continue
        last = match.end()
    for pattern in _PART:
        yield from (Hit(*match.span()) for match in pattern.finditer(text) if _birth_near(text, match))


def _birth_near(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    words = list(_BIRTH.finditer(before))
    if words and len(between := before[words[-1].end() :]) <= 40 and "\n\n" not in between:
        return not _SENTENCE_END.search(between)
    if _TURNS.search(before):
        turned = re.search(r"\d", before[-16:]) is not None
        return turned or _AGE_AFTER.match(text, match.end()) is not None
    return _BORN_AFTER.match(text, match.end(), match.end() + 30) is not None


def _of_person(text: str, match: re.Match[str]) -> bool:
    return _OF_PERSON.search(text[max(0, match.start() - 40) : match.start()]) is not None


def _old(match: re.Match[str], this_year: int) -> bool:
    """An advice is about now: a date to the day of years ago is somebody's birthday far more often than an event."""
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else 0
    if parts.get("short"):
        written_out = match.group()[-3] == "'" or re.fullmatch(r"\d{1,2}([-/.])\d{1,2}\1\d\d", match.group())
        year = int(parts["short"][-2:]) + 2000 if written_out else 9999
        year -= 100 if this_year < year < 2100 else 0
    return 1900 < year <= this_year - _OLD


def _beside_person(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    if _EVENT.search(before):
        return False
    return _BESIDE_PERSON.search(before) is not None or _NAME.search(before) is not None
