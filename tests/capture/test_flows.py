import pytest
from mitmproxy.http import Headers
from mitmproxy.test import tflow

from auditor.capture.flows import address_of, media_type, pairs
from auditor.capture.heard import Destination


@pytest.mark.parametrize(
    ("scheme", "host", "port", "path", "url"),
    [
        ("https", "api.vendor.test", 443, b"/v1?q=1", "https://api.vendor.test/v1?q=1"),
        ("https", "api.vendor.test", 8443, b"/", "https://api.vendor.test:8443/"),
        ("http", "plain.test", 80, b"/", "http://plain.test/"),
        ("https", "2001:db8::1", 443, b"/", "https://[2001:db8::1]/"),
        ("https", "api.vendor.test", 443, b"/\xff", "https://api.vendor.test/\\xff"),
    ],
)
def test_the_address_is_the_one_the_client_asked_for(scheme, host, port, path, url):
    flow = tflow.tflow()
    flow.request.scheme, flow.request.data.path = scheme, path
    assert address_of(flow, Destination(host, port)) == url


def test_headers_that_are_no_text_can_still_be_written():
    headers = Headers([(b"Content-Type", b"Text/HTML; charset=x"), (b"x", b"\xff\x00")])
    assert media_type(headers) == "text/html"
    assert pairs(headers) == [("Content-Type", "Text/HTML; charset=x"), ("x", "\\xff\x00")]
