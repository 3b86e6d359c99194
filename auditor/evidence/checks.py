"""The checks of what vendors state, each in words a person would use; their paths work as kinds."""

CHECKS = {
    "arithmetic/advantage": "a stated advantage held against sampling error",
    "arithmetic/consistency": "the vendor's own tables held against each other",
    "arithmetic/compute": "stated training compute held against what hardware can do",
    "arithmetic/price": "stated prices held against each other",
    "arithmetic/wording": "a claim of quality without a figure or its conditions",
    "benchmark/accuracy": "a stated score held against a measured one",
    "benchmark/contamination": "accuracy on public items held against fresh twins",
    "benchmark/completion": "public items completed from their beginnings",
    "benchmark/language-gap": "the same tasks in two languages",
    "equality/reference": "answers held against those of a reference model",
    "equality/drift": "answers held against those of an earlier audit",
    "equality/logprobs": "token probabilities held against those of a reference",
    "equality/echo": "the model that answers name held against the one asked for",
    "service/parameters": "whether request parameters are obeyed",
    "service/context-length": "whether the stated context can be used",
    "service/latency": "time to answer and speed held against what is stated",
    "service/streaming": "whether a stream is sent as it is made",
    "billing/tokens": "billed tokens held against an independent count",
    "billing/hidden-prompt": "billed tokens that the request does not hold",
    "billing/reasoning": "billed reasoning tokens held against time and limits",
    "provenance/tokenizer": "the tokenizer's family",
    "provenance/identity": "what the model calls itself when nobody leads it",
    "provenance/next-token": "next tokens held against those of candidate parents",
    "provenance/similarity": "answers held against those of another vendor's model",
    "provenance/style": "how far styles of writing lie apart: a table, never a verdict",
    "text/verbatim": "reference texts reproduced word for word",
    "text/licence-header": "licence headers reproduced with code",
    "text/canary": "phrases planted earlier that come back",
    "text/memorised": "personal data told on divergence or completion",
}


def known(pattern: str) -> bool:
    """Whether some check has this path or lies under it."""
    return any(check == pattern or check.startswith(pattern + "/") for check in CHECKS)
