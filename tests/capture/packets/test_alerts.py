import pytest

from auditor.capture.packets.alerts import refusal


@pytest.mark.parametrize(
    ("mine", "code", "told"),
    [
        (True, 48, "the client did not trust the server's certificate (unknown authority)"),
        (False, 42, "the server ended the TLS handshake (bad certificate)"),
        (False, 70, "the server ended the TLS handshake (protocol version)"),
        (True, 200, "the client ended the TLS handshake (alert 200)"),
    ],
)
def test_an_alert_is_told_in_words(mine, code, told):
    assert refusal(mine, code) == told
