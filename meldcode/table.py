"""The table of docs/meldcode.md: what becomes of every combination of steps, weighing and profession."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product

from meldcode.deciding import SAYS, Advised, advised
from meldcode.frameworks import Framework, frameworks
from meldcode.steps import CONSULTATION, DONE, MARKS, NO, SIGNALS, TALK, UNKNOWN, WEIGHING, YES, Step
from meldcode.weighing import ACUTE, CONSEQUENCES, NORMS, QUESTIONS, UNSAFETY_NORMS, Weighed, weigh

_DAY = date(2026, 11, 23)
Marks = tuple[str, str, str, str]  # consultation, Veilig Thuis among them, talk, kindcheck


def ways(framework: Framework) -> dict[tuple[str, ...], Weighed]:
    """Every way through the questions, as the answers that count; each of the 3^5 answers leads into one of them.

    Unsafety is acute or is not: the answers of a way that is acute end with that word.
    """
    found = {}
    for answers in product((YES, NO, UNKNOWN), repeat=len(QUESTIONS)):
        told = dict(zip(QUESTIONS, answers, strict=True))
        for norms in (UNSAFETY_NORMS, UNSAFETY_NORMS[1:]):
            weighed = weigh(framework.questions, told, norms)
            way = [told[key] for key in weighed.asked] + [ACUTE] * (ACUTE in weighed.norms)
            found[tuple(way)] = weighed
    return found


def combinations() -> Iterator[tuple[Framework, Marks, tuple[str, ...], Weighed, Advised]]:
    """Every profession × marks of steps 2 and 3, of Veilig Thuis and of the kindcheck × way through the questions."""
    for framework in frameworks().values():
        for marks in product(MARKS, repeat=4):
            consultation, veilig_thuis, talk, kindcheck = marks
            if veilig_thuis == DONE and consultation != DONE:
                continue  # who consulted Veilig Thuis did consult
            answered = {
                SIGNALS: Step(DONE, _DAY),
                CONSULTATION: _step(consultation),
                TALK: _step(talk),
                WEIGHING: Step(DONE, _DAY),
            }
            for answers, weighed in ways(framework).items():
                waits = kindcheck == "not_done"
                result = advised(answered, weighed, framework, consulted=veilig_thuis, kindcheck_waits=waits)
                yield framework, (consultation, veilig_thuis, talk, kindcheck), answers, weighed, result


def document() -> str:
    """docs/meldcode.md as the code has it now."""
    every = list(combinations())
    return "\n".join([*_head(len(every)), *_frameworks(), *_weighings(), *_decisions(every), ""])


def _step(mark: str) -> Step:
    return Step(DONE, _DAY) if mark == DONE else Step(mark, None, "reden")


def _head(count: int) -> list[str]:
    return [
        "# The Meldcode in the portal",
        "",
        "Made by `manage.py write_meldcode` from `meldcode/steps.py`, `weighing.py`, `deciding.py` and the files in",
        "`meldcode/frameworks/`; a test fails when it is out of date. Sources: `domain.md` 4.1 to 4.6.",
        "",
        f"{count} combinations are decided here: each profession, each mark of steps 2 and 3, of Veilig Thuis within",
        "step 2 and of the kindcheck, each way through the five questions. Steps 1 and 4 are always done when step 5",
        "is reached. What follows advises and never forbids: a professional may always report, with the reason.",
    ]


def _frameworks() -> list[str]:
    rows = [
        f"| `{one.code}` | {one.name} | {'ja' if one.consult_first else 'nee'} | {one.valid_from} | {one.source} |"
        for one in frameworks().values()
    ]
    return [
        "",
        "## Professions",
        "",
        "| file | group | Veilig Thuis first | valid from | source |",
        "|---|---|---|---|---|",
        *rows,
    ]


def _weighings() -> list[str]:
    rows = []
    for answers, weighed in ways(next(iter(frameworks().values()))).items():
        said = [{YES: "ja", NO: "nee", UNKNOWN: "weet niet"}[one] for one in answers if one != ACUTE]
        cells = [*said, *[""] * (len(QUESTIONS) - len(said))]
        norms = " of ".join(NORMS[norm].split(":")[0].rstrip(".").lower() for norm in weighed.norms)
        rows.append(f"| {' | '.join(cells)} | {CONSEQUENCES[weighed.consequence]} | {norms} |")
    return [
        "",
        "## Weighing",
        "",
        "| vermoeden | onveilig | hulp | aangenomen | resultaat | gevolg | norm |",
        "|---|---|---|---|---|---|---|",
        *sorted(rows),
    ]


def _decisions(every: list[tuple[Framework, Marks, tuple[str, ...], Weighed, Advised]]) -> list[str]:
    counted: Counter[tuple[str, ...]] = Counter()
    for framework, (consultation, veilig_thuis, talk, kindcheck), _answers, weighed, result in every:
        counted[
            "ja" if framework.consult_first else "nee",
            MARKS[consultation].lower(),
            "ja" if veilig_thuis == DONE else "nee",
            MARKS[talk].lower(),
            "nog niet" if kindcheck == "not_done" else "gedaan of niet nodig",
            f"{weighed.consequence}{', acuut' if ACUTE in weighed.norms else ''}",
            SAYS[result.what],
            "ja" if result.is_complete else "nee",
        ] += 1
    rows = [f"| {' | '.join(row)} | {count} |" for row, count in sorted(counted.items())]
    return [
        "",
        "## Steps, weighing and profession",
        "",
        "The last column counts the combinations that a line speaks for.",
        "",
        "| VT eerst | overleg | VT geraadpleegd | gesprek | kindcheck | weging | wat volgt | stappen af | aantal |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]
