"""What somebody wrote, out of a pasted e-mail or chat: no headers, greeting, signature, senders or earlier replies.

Goes through the lines once. A paste is of any size and any making, so no pattern here looks further than its line.
"""

import email
import email.message
import email.policy
import re
from html.parser import HTMLParser

from desk.guard.public import Public
from desk.guard.scan import find

_SOURCE = re.compile(r"(?im)^(?:mime-version|received|message-id|return-path|delivered-to)\s*:")
# No header that says how to read a part is this long.
_ENDLESS = re.compile(r"(?im)^content-[a-z\-]{1,30}:.{600,}$")
_HEADER = re.compile(
    r"(?i)[>*\s]{0,4}(?:van|aan|cc|bcc|onderwerp|verzonden|datum|beantwoorden aan|bijlagen?|prioriteit|from|to|sent"
    r"|date|subject|reply-to|attachments?|importance|organization|x-[a-z\-]{1,40}|mime-version|content-[a-z\-]{1,20}"
    r"|received|message-id|return-path|delivered-to|in-reply-to|references)\s{0,3}\*?:\*?(?:\s|$)"
)
_QUOTED = re.compile(r"\s{0,3}>")
_REPLY = re.compile(
    r"(?i)\s{0,3}(?:-{2,}\s?(?:oorspronkelijk|doorgestuurd|original|forwarded)[^-]{0,40}-{2,}"
    r"|begin doorgestuurd bericht|begin forwarded message|_{10,}"
    r"|(?:op|on)\s.{5,200}(?:schreef|wrote)[^:]{0,120}:?\s{0,3}$)"
)
# "Hoi ik ben bang" is no greeting: behind the word stand only names and titles.
_GREETING = re.compile(
    r"\s{0,3}(?i:beste|geachte|hallo|hoi|hey|hi|dag|lieve|dear|hello|goede(?:morgen|middag|avond)|l\.?s\.?|aan wie)"
    r"(?:,?[ /](?:[A-Z][\w.'’\-]{0,20}|(?i:heer|mevrouw|meneer|mw\.?|dhr\.?|mensen|allemaal|team|lezers?|collega'?s?"
    r"|dames|heren|hulpverlener|medewerkers?|van|de|der|den|het|en|of|and|all|sir|madam|dit|leest))){0,6}"
    r"\s?[,!.:]?\s{0,3}$"
)
_CLOSING = re.compile(
    r"(?i)\s{0,3}(?:met (?:\w{3,20} )?(?:groet|groeten|dank)|m\.?v\.?g\b|(?:vriendelijke|hartelijke|warme|lieve) groet"
    r"|groet(?:en|jes)?\b|gr\.?(?:\s|,|$)|hoogachtend|kind regards|best regards|regards\b|sincerely|yours\b|best,"
    r"|thanks,|verstuurd vanaf|verzonden vanaf|sent from|get outlook|outlook voor|--\s{0,2}$|disclaimer"
    r"|de informatie in dit bericht|dit (?:e-?mail)?bericht is (?:uitsluitend|alleen))"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
_CHAT = re.compile(
    rf"\s{{0,3}}\[?(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}},?\s)?{_CLOCK}\]?\s{{0,2}}(?:[-–]\s)?"
    r"(?P<who>[^:\n]{1,40}):\s?(?P<text>.*)"
    rf"|(?P<who2>[^:\n\[\]]{{1,40}}?)\s?[\[(]{_CLOCK}[\])]:?\s?(?P<text2>.*)"
)
_OURS = re.compile(r"(?i)veilig ?thuis|medewerker|hulpverlener|\bvt\b|\bagent\b|counsell?or")
# What stands in the text of a mail without telling anything: it goes at once. Names need a person's choice.
_DROPPED = {"email", "phone", "postcode", "address", "iban", "bsn", "url"}


def body_of(pasted: str, public: Public | None = None) -> str:
    """Return what was written in `pasted`, without addresses and numbers; what is left still goes to the guard."""
    lines = _opened(pasted).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    chat = [match for match in map(_CHAT.match, lines) if match]
    kept = _spoken(lines) if len(chat) > 1 else _written(lines)
    return _without_addresses("\n".join(kept).strip(), public)


def _opened(pasted: str) -> str:
    """The text part of a message that was pasted as its source; any other paste as it is."""
    if not _SOURCE.search(pasted[:4_000]):
        return pasted
    source = _ENDLESS.sub("Content-Type: text/plain", pasted).encode(errors="replace")
    try:
        # The lenient reader of headers: the new one is slow on strange ones, and fails on some.
        message = email.message_from_bytes(source, policy=email.policy.compat32)
        parts = {part.get_content_type(): part for part in reversed(list(message.walk())) if not part.is_multipart()}
    except RecursionError:  # a message in a message in a message
        return pasted
    plain, page = parts.get("text/plain"), parts.get("text/html")
    if plain is not None:
        return _decoded(plain)
    return _Text.of(_decoded(page)) if page is not None else pasted


def _decoded(part: email.message.Message) -> str:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except (LookupError, ValueError):  # an alphabet nobody knows
        return content.decode(errors="replace")


class _Text(HTMLParser):
    """The words of a page, a line for each block; not how it looks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.is_look = False

    def handle_data(self, data: str) -> None:
        if not self.is_look:
            self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.is_look = tag in {"style", "script"}
        if tag in {"p", "br", "div", "li", "tr"}:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.is_look = False

    @classmethod
    def of(cls, page: str) -> str:
        reader = cls()
        reader.feed(page)
        return "".join(reader.parts)


def _written(lines: list[str]) -> list[str]:
    kept: list[str] = []
    in_header = False
    for line in lines:
        if _CLOSING.match(line) or _REPLY.match(line):
            if any(map(str.strip, kept)):
                break
            continue
        if _HEADER.match(line):
            in_header = True
            continue
        if in_header and line[:1] in (" ", "\t"):  # a header that goes on
            continue
        in_header = False
        if not _QUOTED.match(line) and not (_GREETING.match(line) and not any(map(str.strip, kept))):
            kept.append(line.rstrip())
    return kept


def _spoken(lines: list[str]) -> list[str]:
    """Each turn of a chat behind who had it: us or the other, never a name or a time."""
    kept: list[str] = []
    for line in lines:
        turn = _CHAT.match(line)
        if turn is None:
            kept += [line.strip()] if line.strip() else []
            continue
        who, text = turn["who"] or turn["who2"] or "", turn["text"] or turn["text2"] or ""
        kept.append(f"{'VT' if _OURS.search(who) else 'Chatter'}: {text.strip()}")
    return kept


def _without_addresses(text: str, public: Public | None) -> str:
    for finding in reversed(find(text, public)):
        if finding.certain and finding.kind in _DROPPED:
            text = text[: finding.start] + finding.suggestions[-1] + text[finding.end :]
    return text
