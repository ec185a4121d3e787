"""Addresses on the web. A site of an organisation is public; a profile, a file or an unknown site may be somebody's."""

import re
from collections.abc import Iterator

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.public import Public

_TLD = r"(?:nl|com|net|org|be|de|eu|info|nu|io|me|app|site|online|tv|chat|gg|pl|ro|bg|uk|fr|es|tr|example|test)"
_ADDRESS = re.compile(
    rf"(?i)(?<![\w@.\-])(?:(?:https?|ftp|file)://\S{{3,2000}}|www\.\S{{3,2000}}"
    rf"|(?:[a-z0-9\-]{{1,63}}\.){{1,4}}{_TLD}(?:/\S{{0,2000}})?(?![\w@]))"
)
_SAID = re.compile(
    rf"(?i)(?<!\w)(?:[a-z0-9\-]{{2,40}} (?:punt|dot) ){{1,2}}{_TLD} (?:slash|schuine streep|/) ?"
    r"(?:apenstaart(?:je)? |at )?\S{2,60}"
)
_SITE = re.compile(r"(?i)(?:(?:https?|ftp|file)://)?(?:www\.)?([^/\s:?#]*)[:/?#]?(.*)", re.S)


def hits(text: str, public: Public) -> Iterator[Hit]:
    """Every address that is not the front of a public site, also when it was spelled out."""
    yield from (Hit(*match.span()) for match in _SAID.finditer(text))
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?)'\"]")
        site, path = (_SITE.fullmatch(address) or match).groups()
        site = site.lower()
        known = site in public.sites or any(site.endswith("." + one) for one in public.sites)
        if known and (not path.strip("/") or site not in data.lines("profiles")):
            continue
        yield Hit(match.start(), match.start() + len(address), certain=site in data.lines("profiles"))
