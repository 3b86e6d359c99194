"""Who did what with the evidence, when and why: a chain of its own."""

import getpass
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

type Action = Literal[
    "created",
    "resumed",
    "cut short",
    "captured",
    "imported",
    "ended",
    "sealed",
    "redacted",
    "erased",
    "encrypted",
    "decrypted",
    "verified",
    "reviewed",
    "unmasked",
]


@dataclass(frozen=True, slots=True)
class Custody:
    """One act."""

    at: str
    who: str
    action: Action
    why: str
    detail: dict[str, str | int | list[str]] = field(default_factory=dict)


def redacted(acts: Iterable[Custody]) -> dict[str, str]:
    """Names of the blobs that were, or are about to be, erased, with the time of that act."""
    when: dict[str, str] = {}
    for act in acts:
        blobs = act.detail.get("blobs")
        if act.action == "redacted" and isinstance(blobs, list):
            when.update(dict.fromkeys(blobs, act.at))
    return when


def cut_short(acts: Iterable[Custody]) -> set[str]:
    """Ids of requests that were on their way when a run was cut short: no exchange bears them."""
    told = (act.detail.get("on their way") for act in acts if act.action == "cut short")
    return {id_ for ids in told if isinstance(ids, list) for id_ in ids}


def now() -> str:
    """This moment in UTC, RFC 3339 with milliseconds."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment in UTC, RFC 3339 with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def operator() -> str:
    """Who runs auditor, as the machine knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return f"uid {os.getuid()}"
