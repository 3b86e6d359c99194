"""Variables by which a client finds the proxy and trusts it."""

from collections.abc import Mapping

from auditor.capture.trust import STORE_PASSWORD, Trust

_PROXY = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_BUNDLE = ("AWS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "REQUESTS_CA_BUNDLE")


def variables(base: Mapping[str, str], port: int, trust: Trust) -> dict[str, str]:
    """``base`` with the proxy at ``127.0.0.1:port`` and its certificates set."""
    proxy = f"http://127.0.0.1:{port}"
    made = dict(base)
    for name in _PROXY:
        made[name] = made[name.lower()] = proxy
    made["NO_PROXY"] = made["no_proxy"] = ""
    for name in (*_BUNDLE, "SSL_CERT_FILE"):
        made[name] = str(trust.bundle)
    made["NODE_EXTRA_CA_CERTS"] = str(trust.authority)
    made["NODE_USE_ENV_PROXY"] = "1"
    own = base.get("JAVA_TOOL_OPTIONS", "")
    made["JAVA_TOOL_OPTIONS"] = " ".join(filter(None, (own, *_java(port, trust))))
    return made


def _java(port: int, trust: Trust) -> tuple[str, ...]:
    return (
        "-Dhttp.proxyHost=127.0.0.1",
        f"-Dhttp.proxyPort={port}",
        "-Dhttps.proxyHost=127.0.0.1",
        f"-Dhttps.proxyPort={port}",
        "-Dhttp.nonProxyHosts=",
        f'-Djavax.net.ssl.trustStore="{trust.store}"',
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        f"-Djavax.net.ssl.trustStorePassword={STORE_PASSWORD}",
    )
