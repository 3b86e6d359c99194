"""What one shape tells of a text, as the search for personal data asks it."""

from auditor.detect.shape import BEFORE
from auditor.detect.shapes import SHAPES

BY_KIND = {shape.kind: shape for shape in SHAPES}


def matched(kind: str, text: str) -> list[tuple[str, str]]:
    """Values with how sure they are."""
    shape = BY_KIND[kind]
    found = (
        shape.check(text[max(0, one.start() - BEFORE) : one.start()], one[0])
        for one in shape.pattern.finditer(text)
    )
    return [(one.value, one.sureness) for one in found if one]
