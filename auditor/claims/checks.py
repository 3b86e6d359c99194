"""Every check of what a vendor states, on what an audit gathered."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.claims.arithmetic import arithmetic
from auditor.claims.sheets import Sheet, figures, find_sheet, items
from auditor.evidence.about import About
from auditor.evidence.claim import Claim


def claims_of(about: About) -> list[Claim]:
    """What can be said of the claim sheets that an audit names."""
    return checked([find_sheet(name, Path()) for name in about.claims])


def checked(sheets: Sequence[Sheet]) -> list[Claim]:
    """What arithmetic says of sheets, without asking anybody."""
    return list(_arithmetic(sheets))


def _arithmetic(sheets: Sequence[Sheet]) -> Iterator[Claim]:
    published, sizes = figures(), items()
    for sheet in sheets:
        yield from arithmetic(sheet, published, sizes)
