"""Variables by which a client finds the proxy and trusts it."""

from collections.abc import Mapping
from pathlib import Path

from auditor.capture.trust import STORE_PASSWORD, Trust

_PROXY = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_BUNDLE = ("AWS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "REQUESTS_CA_BUNDLE")
_NODE_HOOK = Path(__file__).with_name("node_hook.cjs")
"""Makes a Node that knows no proxy variables, one before 24, use the proxy all the same."""


def variables(base: Mapping[str, str], proxy: str, trust: Trust) -> dict[str, str]:
    """``base`` with the address of the proxy and its certificates set."""
    made = trusting(base, trust)
    for name in _PROXY:
        made[name] = made[name.lower()] = proxy
    made["NO_PROXY"] = made["no_proxy"] = ""
    made["NODE_USE_ENV_PROXY"] = "1"
    if proxy.startswith("http://"):
        hook = f'--require "{_NODE_HOOK.as_posix()}"'
        made["NODE_OPTIONS"] = _joined(base.get("NODE_OPTIONS", ""), hook)
        host, _, port = proxy.removeprefix("http://").rpartition(":")
        made["JAVA_TOOL_OPTIONS"] = _joined(made["JAVA_TOOL_OPTIONS"], *_java(host, port))
    return made


def trusting(base: Mapping[str, str], trust: Trust) -> dict[str, str]:
    """``base`` with the certificates alone, for a client that the proxy reaches in another way."""
    made = dict(base)
    for name in (*_BUNDLE, "SSL_CERT_FILE"):
        made[name] = str(trust.bundle)
    made["NODE_EXTRA_CA_CERTS"] = str(trust.authority)
    made["JAVA_TOOL_OPTIONS"] = _joined(
        base.get("JAVA_TOOL_OPTIONS", ""),
        f'-Djavax.net.ssl.trustStore="{trust.store}"',
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        f"-Djavax.net.ssl.trustStorePassword={STORE_PASSWORD}",
    )
    return made


def _java(host: str, port: str) -> tuple[str, ...]:
    return (
        f"-Dhttp.proxyHost={host}",
        f"-Dhttp.proxyPort={port}",
        f"-Dhttps.proxyHost={host}",
        f"-Dhttps.proxyPort={port}",
        "-Dhttp.nonProxyHosts=",
    )


def _joined(*options: str) -> str:
    return " ".join(filter(None, options))
