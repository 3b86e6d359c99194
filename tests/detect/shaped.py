"""What one shape tells of a text, as the search for personal data asks it."""

from auditor.detect.shapes import SHAPES


def matched(kind: str, text: str) -> list[tuple[str, str]]:
    """Values with how sure they are, of every shape of a kind."""
    found = [
        (start, one) for shape in SHAPES if shape.kind == kind for start, one in shape.matches(text)
    ]
    return [(one.value, one.sureness) for _, one in found]
