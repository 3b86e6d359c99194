import pytest

from auditor.capture.naming import ascii_host, moment


@pytest.mark.parametrize(
    ("host", "written"),
    [("API.Vendor.test", "api.vendor.test"), ("bücher.test", "xn--bcher-kva.test"),
     ("a" * 70 + ".test", "a" * 70 + ".test"), ("..", "..")],
)  # fmt: skip
def test_a_host_is_written_as_certificates_write_it(host, written):
    assert ascii_host(host) == written


def test_a_moment_is_written_in_utc_with_milliseconds():
    assert moment(1793527200.25) == "2026-11-01T10:00:00.250Z"
