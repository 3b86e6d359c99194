from pathlib import Path

from auditor.capture.environment import variables
from auditor.capture.trust import Trust

TRUST = Trust(Path("/t/ca.pem"), Path("/t/bundle.pem"), Path("/t/store.p12"))


def test_every_kind_of_client_is_told_of_the_proxy_and_its_certificate():
    made = variables({"HOME": "/h", "no_proxy": "localhost"}, 8123, TRUST)
    for name in ("HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        assert made[name] == "http://127.0.0.1:8123"
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "AWS_CA_BUNDLE"):
        assert made[name] == "/t/bundle.pem"
    assert (made["NO_PROXY"], made["no_proxy"], made["HOME"]) == ("", "", "/h")
    assert (made["NODE_EXTRA_CA_CERTS"], made["NODE_USE_ENV_PROXY"]) == ("/t/ca.pem", "1")
    assert "-Dhttps.proxyPort=8123" in made["JAVA_TOOL_OPTIONS"]


def test_options_that_java_had_already_are_kept():
    made = variables({"JAVA_TOOL_OPTIONS": "-Xmx1g"}, 8123, TRUST)
    assert made["JAVA_TOOL_OPTIONS"].startswith("-Xmx1g -Dhttp.proxyHost=")
