import gzip
import zlib

import brotli
import pytest
import zstandard

from auditor.capture.content import Content, plain

TEXT = b"the quick brown fox " * 50


@pytest.mark.parametrize(
    ("body", "encoding", "told"),
    [
        (TEXT, "", ""),
        (TEXT, "identity", ""),
        (gzip.compress(TEXT), "GZIP", "gzip"),
        (gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:]), "x-gzip", "x-gzip"),
        (zlib.compress(TEXT), "deflate", "deflate"),
        (zlib.compress(TEXT)[2:-4], "deflate", "deflate"),
        (brotli.compress(TEXT), "br", "br"),
        (zstandard.compress(TEXT), "zstd", "zstd"),
        (brotli.compress(gzip.compress(TEXT)), "gzip, br", "gzip, br"),
    ],
)
def test_an_encoding_is_undone_and_named(body, encoding, told):
    assert plain(body, encoding, 10_000) == Content(TEXT, told, "")


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"no gzip at all", "gzip"),
        (gzip.compress(TEXT) + b"and then text", "gzip"),
        (b"\xff\xff\xff", "br"),
        (b"no zstd", "zstd"),
        (TEXT, "dcb"),
        (TEXT, "gzip, " * 5 + "gzip"),
    ],
)
def test_what_cannot_be_undone_stays_as_it_came_and_says_so(body, encoding):
    assert plain(body, encoding, 10_000) == Content(body, encoding, "undecodable")


@pytest.mark.parametrize(
    ("pack", "encoding"),
    [(gzip.compress, "gzip"), (brotli.compress, "br"), (zstandard.compress, "zstd")],
)
def test_a_bomb_unpacks_up_to_the_cap_and_says_so(pack, encoding):
    assert plain(pack(bytes(30_000_000)), encoding, 1000) == Content(
        bytes(1000), encoding, "body-cap"
    )


@pytest.mark.parametrize(
    ("pack", "encoding"), [(gzip.compress, "gzip"), (zstandard.compress, "zstd")]
)
def test_a_stream_that_was_cut_gives_what_it_had(pack, encoding):
    cut = plain(pack(TEXT)[:-1], encoding, 10_000)
    assert (cut.encoding, cut.truncated) == (encoding, "")
    assert TEXT.startswith(cut.body)
