"""What of a HAR's entry is read. The rest, such as a browser's call stacks, is not even built.

Everything may be missing and may be of any kind; names are spelled as the files spell them.
"""

from typing import Any, TypedDict

import msgspec


class Pair(msgspec.Struct, gc=False):
    """A header, where it is in order."""

    name: str
    value: str


class Data(TypedDict, total=False):
    """A body."""

    mimeType: Any
    text: Any
    encoding: Any
    _encoding: Any
    params: Any
    size: Any


class Request(TypedDict, total=False):
    """What was sent."""

    method: Any
    url: Any
    headers: list[Pair]
    cookies: Any
    postData: Data
    bodySize: Any


class Response(TypedDict, total=False):
    """What came back."""

    status: Any
    headers: list[Pair]
    cookies: Any
    content: Data
    _error: Any


class Item(TypedDict, total=False):
    """An entry."""

    startedDateTime: Any
    time: Any
    request: Request
    response: Response
    serverIPAddress: Any
    _error: Any
    _fromCache: Any
    fromCache: Any
    _webSocketMessages: Any
