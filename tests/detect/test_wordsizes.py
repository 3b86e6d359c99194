import json

import pytest

from auditor.detect.wordsizes import word_sizes
from auditor.evidence.exchange import Blob, Received

WORDS = "The heron stood very still at the edge of a wide and silent pond before dawn came".split()


def stream(pieces, **more):
    """Events as chat APIs send them; a callable is asked for each piece."""
    events = [
        {"id": "chat-1", "choices": [{"delta": {"content": piece}, "index": 0}]}
        | {name: value(at, piece) for name, value in more.items()}
        for at, piece in enumerate(pieces)
    ]
    return "".join(f"data: {json.dumps(each)}\n\n" for each in events) + "data: [DONE]\n\n"


def received(chunks, kind="text/event-stream; charset=utf-8"):
    return Received(200, Blob("h", 1), media_type=kind, times=tuple(range(chunks)))


PIECES = [f" {word}" for word in WORDS * 3]
CASES = [
    ("one word a chunk", stream(PIECES), received(52), 1),
    ("joined in few chunks", stream(PIECES), received(6), 0),
    ("padded", stream(PIECES, pad=lambda at, _: "x" * (at * 7 % 23)), received(52), 0),
    ("padded to one length", stream(PIECES, p=lambda _, piece: "x" * (20 - len(piece))), received(52), 0),
    ("counted", stream(PIECES, seq=lambda at, _: at), received(52), 1),
    ("a short answer", stream(PIECES[:10]), received(11), 0),
    ("sentences", stream([" ".join(WORDS)] * 30), received(31), 0),
    ("no stream", stream(PIECES), received(52, "application/json"), 0),
    ("times unknown", stream(PIECES), received(0), 0),
    ("no JSON", "data: word\n\n" * 50, received(50), 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer", "count"), [case[1:] for case in CASES])
def test_a_stream_that_shows_the_lengths_of_its_words_is_told(text, answer, count):
    assert len(list(word_sizes(answer, text))) == count


def cut(text, every=1):
    """The bytes of chunks that hold so many events each."""
    whole = [len(f"{event}\n\n".encode()) for event in text.split("\n\n")[:-1]]
    return tuple(sum(whole[at : at + every]) for at in range(0, len(whole), every))


PLAIN = stream(PIECES)
PADDED = stream(PIECES, pad=lambda at, _: "x" * (at * 7 % 23))
CHUNKED = [
    ("a chunk for each event", PLAIN, cut(PLAIN), "", 1),
    ("two events in each chunk", PLAIN, cut(PLAIN, 2), "", 0),
    ("many chunks of one size", PLAIN, (64,) * (sum(cut(PLAIN)) // 64) + (sum(cut(PLAIN)) % 64,), "", 0),
    ("padded", PADDED, cut(PADDED), "", 0),
    ("the text is padded, the chunks are not", PADDED, cut(PLAIN), "gzip", 1),
    ("the text is not padded, the chunks are", PLAIN, cut(PADDED), "gzip", 0),
    ("encoded, and in few chunks", PLAIN, cut(PLAIN, 2), "gzip", 0),
    ("a secret in it was replaced since", PLAIN, tuple(s + 3 for s in cut(PLAIN)), "", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sizes", "encoding", "count"), [case[1:] for case in CHUNKED])
def test_where_the_sizes_of_chunks_are_known_they_count(text, sizes, encoding, count):
    kind, times = "text/event-stream", tuple(range(len(sizes)))
    answer = Received(200, Blob("h", 1), None, kind, encoding, times, sizes=sizes)
    assert len(list(word_sizes(answer, text))) == count


def test_it_says_how_much_was_seen():
    (one,) = word_sizes(received(52), stream(PIECES))
    assert (one.kind, one.sureness) == ("body/word-sizes", "likely")
    assert one.excerpt == "51 pieces, 52 chunks"
