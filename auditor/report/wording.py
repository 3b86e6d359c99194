"""Small pieces of sentences: counted nouns, short lists, shares, dates, names of concerns."""

from collections.abc import Collection, Iterable, Mapping

from auditor.evidence.coverage import WAYS
from auditor.evidence.finding import Finding

MOST_NAMED = 6
"""Names in one sentence; the rest are counted."""

LONGEST = 200
"""Characters of a stranger's text in one of our sentences."""

CONCERNS = {
    "data-security": "Data security",
    "privacy": "Privacy",
    "performance-claims": "Performance claims",
    "ip-provenance": "IP and originality",
    "governance": "Governance",
}


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Such as ``1 host`` or ``1,024 hosts``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def named(parts: Iterable[str]) -> str:
    """Distinct parts in their order; the first few by name, the rest as a number."""
    distinct = list(dict.fromkeys(parts))
    more = len(distinct) - MOST_NAMED
    shown = [short(part) for part in distinct[:MOST_NAMED]]
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def tallied(counts: Mapping[str, int]) -> str:
    """Such as ``timeout (3), depth (1)``, most frequent first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return named(f"{short(what)} ({number:,})" for what, number in ordered)


def short(text: str, longest: int = LONGEST) -> str:
    """A text, or its beginning."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def spoken_ways(visibility: str, ways: Collection[str]) -> str:
    """Such as ``opaque: QUIC``, or ``pinned in the handshake, pinned after the handshake``."""
    told = ", ".join(WAYS.get(way, short(way)) for way in ways)
    if not told or all(way.startswith(visibility) for way in ways):
        return told or visibility
    return f"{visibility}: {told}"


def share(value: float | None) -> str:
    """A share as a percentage, never rounded to none or all; ``?`` where it is not known."""
    if value is None:
        return "?"
    if 0 < value < 0.001:
        return "<0.1%"
    if 0.999 < value < 1:
        return ">99.9%"
    digits = 0 if value in {0, 1} or 0.01 <= value <= 0.99 else 1
    return f"{value:.{digits}%}"


def reviewed(finding: Finding) -> list[str]:
    """In sentences: what a person decided about a finding, and what the vendor replied."""
    told = []
    if review := finding.review:
        decided = ", ".join(review[key] for key in ("decision", "by", "when") if review.get(key))
        note = f": {review['note']}" if review.get("note") else ""
        told.append(f"Review: {decided}{note}")
    if finding.vendor_reply:
        told.append(f"The vendor replies: {finding.vendor_reply}")
    return told
