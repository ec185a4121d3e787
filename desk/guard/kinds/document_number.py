"""Numbers on papers: passport, identity card, residence permit, V-number, and of a client, patient or pupil."""

import re
from collections.abc import Iterator

from desk.guard.findings import Hit
from desk.guard.kinds.case_number import is_date

_NAMED = re.compile(
    r"(?i)(?<![a-z])(?:paspoort|pasp|passport|id[- ]?(?:kaart|bewijs|card)?|identiteits(?:kaart|bewijs)|rijbewijs"
    r"|driving licence|verblijfs(?:document|vergunning|pas|kaart)|v[- .]?(?:nummer|nr)|vreemdelingen(?:nummer|nr)|vnr"
    r"|document|doc|cli[eë]nt|client|cl|pati[eë]nt|pt|leerling|llg|student|personeels|lid|klant|polis|verzekerden"
    r"|bewoners|dossier|kvk|btw|kentekenbewijs|visum|visa|asiel|ind|coa)s?"
    r"[- .]{0,2}(?:nummer|nr|no|number)?\.?[\s:=#(,]{0,3}"
    r"(?:(?:is|was|van|v|thuiszorg|vd|de|met|mw|vrouw|man|nr|no|nummer)[\s.:=]{1,2}){0,3}"
)
# Letters and at least three digits in one piece, or a V-number in threes.
_NUMBER = re.compile(
    r"(?i)(?=[A-Za-z0-9.\-]{0,20}\d(?:[A-Za-z0-9.\-]{0,20}?\d){2})[A-Z0-9][A-Z0-9]*(?:[.\-][A-Z0-9]+)*(?![\w])"
)
_V_NUMBER = re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{4}(?![\w.])")
# Dutch papers: two letters, six letters or digits, one digit; the letter O is never used.
_DUTCH = re.compile(r"(?<![\w\-])(?=[A-Z0-9]*\d[A-Z0-9]*\d)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![\w\-])")
_SHORTEST = 5


def hits(text: str) -> Iterator[Hit]:
    for pattern in (_V_NUMBER, _DUTCH):
        yield from (Hit(*match.span()) for match in pattern.finditer(text))
    for word in _NAMED.finditer(text):
        number = _NUMBER.match(text, word.end())
        if number and len(number.group()) >= _SHORTEST and not is_date(number.group()):
            yield Hit(*number.span())
