"""What one shape tells of a text, as the search for personal data asks it."""

from auditor.detect.shapes import SHAPES


def matched(kind: str, text: str) -> list[tuple[str, str]]:
    """Values with how sure they are, of every shape of a kind; the earlier shape stands."""
    taken: set[int] = set()
    found = []
    for shape in SHAPES:
        for start, one in shape.matches(text) if shape.kind == kind else ():
            place = set(range(start, start + len(one.value)))
            if not place & taken:
                taken |= place
                found.append((one.value, one.sureness))
    return found
