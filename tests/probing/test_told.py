from datetime import UTC, datetime

import pytest

from auditor.probing.told import NOTHING, Told, seconds, told

NOW = datetime(2026, 11, 23, 18, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("0.25", 0.25),
        ("0", 0),
        ("1s", 1),
        ("6m0s", 360),
        ("2m59.56s", 179.56),
        ("20ms", 0.02),
        ("1h2m3s", 3723),
        ("Mon, 23 Nov 2026 18:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 17:59:00 GMT", 0),
        ("2026-11-23T18:00:12Z", 12),
        ("2026-11-23T18:00:12", 12),
        ("1795456810", 10),
        ("1795456810000", 10),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("-5", None),
        ("1e3", None),
        ("\u0667", None),
        ("\xb2", None),
        ("9" * 40, None),
        ("s", None),
        ("Thu, 99 Jan 99999 00:00:00 GMT", None),
        ("x" * 10_000, None),
    ],
)
def test_how_long_a_header_asks_to_wait(text: str, expected: float | None) -> None:
    assert seconds(text, NOW) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Content-Type": "application/json"}, NOTHING),
        ({"Retry-After": "3"}, Told(wait=3)),
        ({"retry-after": "3", "retry-after-ms": "250"}, Told(wait=0.25)),
        (
            {
                "Date": "Mon, 23 Nov 2026 17:00:00 GMT",
                "Retry-After": "Mon, 23 Nov 2026 17:00:05 GMT",
            },
            Told(wait=5),
        ),
        (
            {"x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "12s"},
            Told(left=3, reset=12),
        ),
        (
            {
                "anthropic-ratelimit-requests-remaining": "49",
                "anthropic-ratelimit-requests-reset": "2026-11-23T18:00:12Z",
            },
            Told(left=49, reset=12),
        ),
        ({"RateLimit-Remaining": "4", "RateLimit-Reset": "9"}, Told(left=4, reset=9)),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795456810"}, Told(left=0, reset=10)),
        (
            {
                "x-ratelimit-remaining-requests": "3",
                "x-ratelimit-reset-requests": "1s",
                "x-ratelimit-remaining-tokens": "0",
                "x-ratelimit-reset-tokens": "6s",
            },
            Told(left=0, reset=6),
        ),
        (
            {"x-ratelimit-remaining-tokens": "12000", "x-ratelimit-reset-tokens": "6s"},
            NOTHING,
        ),
        ({"x-ratelimit-remaining-requests": "3"}, NOTHING),
        ({"x-ratelimit-limit-requests": "60"}, NOTHING),
        ({"x-ratelimit-remaining-requests": "-3", "x-ratelimit-reset-requests": "1s"}, NOTHING),
    ],
    ids=str,
)
def test_what_headers_say_of_limits(headers: dict[str, str], expected: Told) -> None:
    assert told(headers.items(), NOW) == expected
