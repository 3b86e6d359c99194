"""Answers with plain values; a test names only what it is about."""

from typing import Any

from auditor.claims.answered import Answered
from auditor.claims.outcome import Stated

STATED = Stated("example", "chat", "small-1")


def an_answer(check: str = "service", question: str = "cap", **changes: Any) -> Answered:
    """A whole answer of a model that does as it is told."""
    plain: dict[str, Any] = {
        "check": check,
        "question": question,
        "trial": 1,
        "prompt": "How are you?",
        "text": "Good day.",
        "asked_model": "small-1",
        "named_model": "small-1",
        "tokens_in": 10,
        "tokens_out": 4,
        "finish": "stop",
        "sampling": {"temperature": 1.0, "max-tokens": 40},
        "seconds": 2.0,
        "times": (0.5, 2.0),
    }
    return Answered(**{**plain, **changes})


def failed(check: str = "service", question: str = "cap") -> Answered:
    """A question that was not answered."""
    return Answered(check, question, 1, failed="status 500")
