"""Every check of what a vendor states, on what an audit gathered."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.claims.arithmetic import arithmetic
from auditor.claims.results import held, read_results
from auditor.claims.sheets import Sheet, figures, find_sheet, items
from auditor.evidence.about import About
from auditor.evidence.claim import Claim


def claims_of(about: About) -> list[Claim]:
    """What can be said of the claim sheets that an audit names."""
    return checked([find_sheet(name, Path()) for name in about.claims])


def checked(sheets: Sequence[Sheet], results: Sequence[Path] = ()) -> list[Claim]:
    """What arithmetic says of sheets, and what harnesses measured, without asking anybody."""
    scores = [scored for path in results for scored in read_results(path)]
    return [*_arithmetic(sheets), *held(scores, figures(), items())]


def _arithmetic(sheets: Sequence[Sheet]) -> Iterator[Claim]:
    published, sizes = figures(), items()
    for sheet in sheets:
        yield from arithmetic(sheet, published, sizes)
