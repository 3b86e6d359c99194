"""Holds each component's examples against its signs."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from auditor.detect.sdks import Example, Request, Sdk, fits, request_of, sdk_of
from auditor.detect.texts import texts_of
from auditor.errors import AuditorError
from auditor.evidence.exchange import Blob, Sent
from auditor.evidence.jsonl import encode
from auditor.schemas import in_file_order
from auditor.shipped import shipped
from auditor.yamlfile import Document, read_yaml


def check_shipped() -> tuple[int, list[AuditorError]]:
    """How many files there are, and everything that is wrong with them."""
    paths = sorted(shipped("policies", "sdks").glob("*.yaml"))
    return len(paths), [error for path in paths for error in check_file(path)]


def check_file(path: Path) -> list[AuditorError]:
    """Everything wrong with one file at once."""
    try:
        document = read_yaml(path)
    except AuditorError as err:
        return [err]
    told = in_file_order("sdk", document)
    if told:
        return [AuditorError(what, where=document.where(at), hint=hint) for at, what, hint in told]
    return list(_problems(sdk_of(document), document))


def request_in(example: Example) -> Request:
    """The request that an example describes, read as a captured one is."""
    kept: dict[str, bytes] = {}

    def keep(content: bytes) -> Blob:
        name = hashlib.sha256(content).hexdigest()
        kept[name] = content
        return Blob(name, len(content))

    def read(blob: Blob | None) -> bytes | None:
        return kept[blob.id] if blob else None

    body = example.body.encode() if isinstance(example.body, str) else encode(example.body)
    head = encode({"url": example.url, "headers": list(example.headers.items())})
    sent = Sent("POST", keep(head), keep(body) if body else None, example.type)
    return request_of(sent, texts_of(sent, read).leaves, read)


def _problems(sdk: Sdk, document: Document) -> Iterator[AuditorError]:
    if sdk.id != document.path.stem:
        yield AuditorError(
            f"the component is called {sdk.id!r}, its file {document.path.name!r}",
            where=document.where(("id",)),
        )
    for number, example in enumerate(sdk.examples):
        where = document.where(("examples", number))
        request = request_in(example)
        outcome = "seen" if any(fits(sign, request) for sign in sdk.signs) else "not seen"
        if outcome != example.expect:
            yield AuditorError(
                f"{example.name}: expected {example.expect}, and it is {outcome}", where=where
            )
    for expected in {"seen", "not seen"} - {each.expect for each in sdk.examples}:
        yield AuditorError(f"no example is {expected}", where=document.where(("examples",)))
