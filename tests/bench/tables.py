"""The figures as tables in Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.bench.recall import KINDS

_NONE = "–"
_NOTES = {"identifying": "identifying notes", "clean": "clean notes"}
_SHARES = {
    "whole-note cover of identifying notes": ("covered", "identifying"),
    "clean notes stopped": ("stopped", "clean"),
    "clean notes stopped or asked about": ("stopped_or_asked", "clean"),
}
_PASTE = {
    "longest_read_back": "read back while typing, {longest_that_is_read:,} characters (the most it reads)",
    "long_read_back": "read back while typing, {characters:,} characters (refused, not read)",
    "long_pasted": "pasted in the form and sent, {characters:,} characters (refused, not read)",
    "body_of_long": "`body_of` on {characters:,} characters, which the desk never does",
}
_START = {
    "seconds": "seconds until the first answer",
    "added_mb": "MB added to the process",
    "peak_mb": "MB added at the most until then",
    "read_peak_mb": "MB added at the most while reading {characters:,} characters",
    "read_seconds": "seconds to read {characters:,} characters at once, which the desk never does",
}


def trail(told: dict[str, Any]) -> str:
    """Return what an event costs, and a trail of many."""
    share = told["event_ms"] / told["page_ms"]
    rows = [
        ["a page of a report, ms", small(told["page_ms"])],
        ["the event that such a page writes, ms", small(told["event_ms"])],
        ["share of the event in the page", f"{share:.1%}"],
        ["events recorded a second, in bulk", f"{told['recorded_per_second']:,}"],
        ["events sealed a second", f"{told['sealed_per_second']:,}"],
        [f"seconds to check {told['events']:,} events", small(told["checked_seconds"])],
        ["MB added while checking", small(told["checked_mb"])],
    ]
    return table(["trail", "figure"], rows)


def looks(told: dict[str, Any]) -> str:
    """Return what was planted and found, and how often each rule was wrong."""
    head = f"{told['months']} months of {told['workers']} colleagues, {told['looks']:,} looks; the slowest day took "
    rows = [
        [story, str(planted), f"{told['found'][story] / planted:.0%}", ", ".join(told["by"][story]) or _NONE]
        for story, planted in told["planted"].items()
    ]
    false = [[rule, str(count), f"{_weekly(told, count):.2f}"] for rule, count in told["false"].items()]
    false.append(["all rules", str(sum(told["false"].values())), f"{_weekly(told, sum(told['false'].values())):.2f}"])
    return "\n\n".join(
        [
            f"{head}{small(told['seconds_a_day'])} s.",
            table(["what was planted", "times", "found", "by"], rows),
            table(["false alarms", "in all", "per 100 colleagues a week"], false),
        ]
    )


def _weekly(told: dict[str, Any], count: int) -> float:
    return count / told["weeks"] / told["workers"] * 100


def machine(told: dict[str, Any]) -> str:
    """Return the line that says what was measured on."""
    return f"Measured on: {told['processor']}, {told['cores']} cores, Python {told['python']}."


def recall(sets: dict[str, Any]) -> str:
    """Return a column per set of notes: first each kind of detail, then the notes as a whole."""
    of_kinds = [[kind, *(_kind(one["kinds"].get(kind)) for one in sets.values())] for kind in KINDS]
    counted = [["notes", *(str(one["notes"]) for one in sets.values())]]
    counted += [[said, *(str(one[name]) for one in sets.values())] for name, said in _NOTES.items()]
    shares = [
        [said, *(_share(one[part], one[whole]) for one in sets.values())] for said, (part, whole) in _SHARES.items()
    ]
    told = "Of each kind: found at least half / found for certain (how many there are)."
    return f"{told}\n\n{table(['kind', *sets], of_kinds)}\n\n{table(['notes', *sets], counted + shares)}"


def speed(lengths: dict[str, Any]) -> str:
    """Return a column per length, with p50 also in times the first column."""
    columns = list(lengths.values())
    rows = [
        ["texts", *(str(one["texts"]) for one in columns)],
        ["characters on average", *(f"{one['characters']:,}" for one in columns)],
        ["ms, p50", *(small(one["p50_ms"]) for one in columns)],
        ["ms, p95", *(small(one["p95_ms"]) for one in columns)],
        ["p50, ratio to the first column", *_ratios([one["p50_ms"] for one in columns])],
        ["characters, ratio to the first column", *_ratios([one["characters"] for one in columns])],
        ["characters a second", *(f"{one['characters_per_second']:,}" for one in columns)],
        ["characters a second, ratio", *_ratios([one["characters_per_second"] for one in columns])],
    ]
    return table(["reading, warm", *lengths], rows)


def start(told: dict[str, Any]) -> str:
    """Return a first start beside a warm one."""
    first, warm = told["first"] or {}, told["warm"]
    rows = [
        [said.format(**warm), small(first.get(name)), small(warm[name]), _ratio(first.get(name), warm[name])]
        for name, said in _START.items()
    ]
    return table(["a fresh process", "first start, builds the words", "warm start", "ratio"], rows)


def paste(told: dict[str, Any]) -> str:
    """Return how soon the desk answers a paste that is too long, beside the longest text that it reads."""
    base = told["longest_read_back"]
    rows = [[said.format(**told), small(told[name]), _ratio(told[name], base)] for name, said in _PASTE.items()]
    return table(["at the desk", "seconds until the answer", "ratio to the first row"], rows)


def _kind(tally: dict[str, int] | None) -> str:
    if not tally:
        return _NONE
    found, certain = (f"{tally[name] / tally['there']:.1%}" for name in ("found", "certain"))
    return f"{found} / {certain} ({tally['there']})"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} ({part})" if whole else _NONE


def small(number: float | None) -> str:
    """Three digits that count, or thousandths."""
    if number is None:
        return _NONE
    digits = sum(abs(number) < bound for bound in (100, 10, 1))
    return f"{number:,.{digits}f}"


def _ratios(numbers: Sequence[float]) -> list[str]:
    return [_ratio(number, numbers[0]) for number in numbers]


def _ratio(number: float | None, base: float) -> str:
    return _NONE if number is None or not base else f"× {small(number / base)}"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return rows under a head, figures to the right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
