from pathlib import Path

from auditor.capture.environment import trusting, variables
from auditor.capture.trust import Trust

TRUST = Trust(Path("/t/ca.pem"), Path("/t/bundle.pem"), Path("/t/store.p12"))
PROXY = "http://127.0.0.1:8123"


def test_every_kind_of_client_is_told_of_the_proxy_and_its_certificate():
    made = variables({"HOME": "/h", "no_proxy": "localhost"}, PROXY, TRUST)
    for name in ("HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        assert made[name] == "http://127.0.0.1:8123"
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "AWS_CA_BUNDLE"):
        assert made[name] == "/t/bundle.pem"
    assert (made["NO_PROXY"], made["no_proxy"], made["HOME"]) == ("", "", "/h")
    assert (made["NODE_EXTRA_CA_CERTS"], made["NODE_USE_ENV_PROXY"]) == ("/t/ca.pem", "1")
    assert "-Dhttps.proxyPort=8123" in made["JAVA_TOOL_OPTIONS"]


def test_options_that_java_and_node_had_already_are_kept():
    had = {"JAVA_TOOL_OPTIONS": "-Xmx1g", "NODE_OPTIONS": "--max-old-space-size=512"}
    made = variables(had, PROXY, TRUST)
    assert made["JAVA_TOOL_OPTIONS"].startswith("-Xmx1g -Djavax.net.ssl.trustStore=")
    assert made["NODE_OPTIONS"].startswith('--max-old-space-size=512 --require "')
    assert Path(made["NODE_OPTIONS"].split('"')[1]).is_file()


def test_a_proxy_of_another_kind_is_named_by_its_address_alone():
    made = variables({}, "socks5h://127.0.0.1:8123", TRUST)
    assert made["ALL_PROXY"] == "socks5h://127.0.0.1:8123"
    assert "NODE_OPTIONS" not in made
    assert "proxyHost" not in made["JAVA_TOOL_OPTIONS"]


def test_a_client_that_needs_no_proxy_still_needs_the_certificate():
    made = trusting({"HTTPS_PROXY": "http://theirs"}, TRUST)
    assert made["HTTPS_PROXY"] == "http://theirs"
    assert made["SSL_CERT_FILE"] == "/t/bundle.pem"
