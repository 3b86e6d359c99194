from auditor.detect.spans import Span
from auditor.sharding.analysing import of_span


def test_a_value_that_stands_as_it_is_says_nothing_of_decoding() -> None:
    told = {"id": "a", "kind": "secret/api-key", "start": 3, "end": 9}
    told |= {"sureness": "likely", "because": "it looks like one"}
    assert of_span(Span("a", "secret/api-key", 3, 9, "likely", "it looks like one")) == told
    packed = Span("a", "secret/api-key", None, None, "likely", "it looks like one", ("base64",))
    assert of_span(packed) == told | {"start": None, "end": None, "decoded": ("base64",)}
