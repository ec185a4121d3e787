"""What the guard makes of a text on the page, and that text with one place replaced."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk import guard
from desk.advice.models import TEXT_LENGTH
from desk.rulebook import Refused, tidy


@dataclass(frozen=True)
class Reading:
    """A text that was read, with its findings in order."""

    text: str
    findings: list[guard.Finding]

    @property
    def certain(self) -> int:
        return sum(finding.certain for finding in self.findings)

    @property
    def doubtful(self) -> int:
        return len(self.findings) - self.certain

    @property
    def pieces(self) -> Iterator[tuple[str, guard.Finding | None]]:
        """The text in pieces, each with the finding it belongs to."""
        done = 0
        for finding in self.findings:
            yield self.text[done : finding.start], None
            yield self.text[finding.start : finding.end], finding
            done = finding.end
        yield self.text[done:], None

    def mended(self, number: int) -> str:
        """The text with finding `number` replaced by what the guard suggests."""
        finding = self.findings[number]
        return self.text[: finding.start] + finding.suggestion + self.text[finding.end :]


def read(typed: str) -> Reading:
    """Read a text as it was typed. A text that is refused for another reason is not read."""
    try:
        text = tidy(typed)
    except Refused:
        return Reading("", [])
    return Reading(text, guard.find(text) if len(text) <= TEXT_LENGTH else [])
