"""A quick look for planted values in what passes, for the screen alone: judging looks thoroughly."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote_plus

from auditor.capture.keeping import Half
from auditor.evidence.exchange import Blob, Planted
from auditor.evidence.folder import Folder
from auditor.evidence.persona import persona_of

MOST = 256 * 2**10
"""Bytes looked at of one request."""
SHORTEST = 8
"""Characters of a value; shorter ones stand anywhere by chance."""


def values_of(folder: Folder, planted: Iterable[Planted]) -> dict[bytes, str]:
    """Planted values that are long enough, as they would stand in a text, and their kinds."""
    bodies = (folder.body(Blob(persona, 0)) for persona in {each.persona for each in planted})
    return {
        value.encode(): kind
        for body in bodies
        if body
        for kind, values in persona_of(body).values.items()
        for value in values
        if len(value) >= SHORTEST
    }


def glimpsed(values: Mapping[bytes, str], url: str, half: Half) -> tuple[str, ...]:
    """Kinds of the values that stand plainly in a request, each once, in order."""
    if not values:
        return ()
    looked_at = unquote_plus(url[:MOST]).encode("utf-8", "replace") + b"\n"
    looked_at += half.content.body[:MOST]
    for content, _ in half.messages:
        if len(looked_at) > MOST:
            break
        looked_at += content[:MOST]
    return tuple(sorted({kind for value, kind in values.items() if value in looked_at}))
