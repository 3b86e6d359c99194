"""The pieces of which a printed report is made: plain values that a template lays out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from auditor.report.visible import visible

type Block = dict[str, Any]

LONGEST = 1000
"""Characters of one text; the attached report.json has the whole."""
MOST_ROWS = 300
RUN = 18
"""Characters without a space after which a line may break."""


def texts(value: Any) -> Any:
    """Every text made visible and breakable; other values as they are."""
    match value:
        case str():
            return breakable(value)
        case dict():
            return {key: texts(each) for key, each in value.items()}
        case list() | tuple():
            return [texts(each) for each in value]
    return value


def breakable(text: str) -> str:
    """A visible text in which a long word may be broken over lines."""
    shown = visible(text, LONGEST)
    return " ".join(
        "\u200b".join(word[at : at + RUN] for at in range(0, len(word), RUN)) or word
        for word in shown.split(" ")
    )


def some(
    heads: list[str],
    widths: list[int],
    rows: list[list[str]],
    total: int,
    ours: Sequence[int] = (),
) -> Iterator[Block]:
    """A table of some of the rows there are, or one word."""
    yield table(heads, widths, rows, ours) if rows else text("Nothing.")
    if total > len(rows):
        yield text(f"{total - len(rows):,} more: see report.json.")


def section(title: str, *blocks: Block, level: int = 1) -> dict[str, Any]:
    """A heading and what stands under it."""
    return {"title": title, "level": level, "blocks": list(blocks)}


def text(text: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": text}


def listed(items: Iterable[str]) -> Block:
    """A list with bullets."""
    return {"kind": "list", "items": list(items)[:MOST_ROWS]}


def pairs(pairs: Iterable[tuple[str, str]]) -> Block:
    """A table of what and value."""
    return table(["What", "Value"], [1, 3], [list(pair) for pair in pairs], (0, 1))


def table(
    heads: list[str],
    widths: list[int],
    rows: Sequence[Sequence[str]],
    ours: Sequence[int] = (),
) -> Block:
    """Cells by rows; widths in shares of the line; ``ours``: columns that hold our own words."""
    return {"kind": "table", "heads": heads, "widths": widths, "rows": rows, "ours": ours}


def retold(section: dict[str, Any], say: Callable[[str], str]) -> dict[str, Any]:
    """A section with our own words said otherwise, such as in another language."""
    blocks = [_retold(block, say) for block in section["blocks"]]
    return section | {"title": say(section["title"]), "blocks": blocks}


def _retold(block: Block, say: Callable[[str], str]) -> Block:
    said = dict(block)
    for name in ("text", "alt"):
        if name in block:
            said[name] = say(block[name])
    for name in ("items", "heads", "roles"):
        if name in block:
            said[name] = [say(each) for each in block[name]]
    if "rows" in block:
        ours = set(block["ours"])
        said["rows"] = [
            [say(cell) if at in ours else cell for at, cell in enumerate(row)]
            for row in block["rows"]
        ]
    return said
