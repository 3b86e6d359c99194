import time

import pytest

from auditor.capture.frames import FRAMES_CAP, Frames, Part, part


@pytest.mark.parametrize(
    ("content", "is_text", "made"),
    [
        (b"gr\xc3\xbc\xc3\x9fe", True, Part("websocket", "grüße")),
        (b"\x00\xff", False, Part("websocket-binary", "AP8=")),
    ],
)
def test_a_message_becomes_text(content, is_text, made):
    assert part(content, is_text=is_text) == made


def test_messages_beyond_the_cap_are_left_out_and_said_to_be():
    frames = Frames(time.time())
    frames.take(b"first", is_text=True)
    assert not frames.cut
    frames.take(bytes(FRAMES_CAP), is_text=False)
    assert frames.messages == [(b"first", True)]
    assert len(frames.times) == 1
    assert frames.cut
