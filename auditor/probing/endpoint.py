"""A target as it will be asked: its address, its dialect and its key."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from auditor.errors import AuditorError
from auditor.evidence.edge import SHORTEST_OWN
from auditor.plan import Prices, Target
from auditor.probing.dialect import Dialect, find_dialect
from auditor.vendors import Vendor


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Everything needed to ask one target. Its key never shows in a text of it."""

    target: str
    dialect: Dialect
    base_url: str
    model: str
    key_env: str
    second_key_env: str
    """Of another account of the same vendor; empty when the plan names none."""
    sampling: dict[str, float | int | str]
    stream: bool
    prices: Prices | None
    key: str = field(default="", repr=False)
    second_key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The host of its address."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def encrypted(self) -> bool:
        """Whether it is asked over TLS."""
        return self.base_url.lower().startswith("https:")

    @property
    def headers(self) -> dict[str, str]:
        """What every request needs, the key among it."""
        auth = self.dialect.auth
        return {
            **self.dialect.headers,
            **({auth.header: auth.prefix + self.key} if self.key else {}),
        }

    def url(self, path: str) -> str:
        """The address of a path under the base address."""
        return f"{self.base_url.rstrip('/')}/{path}"


@dataclass(frozen=True, slots=True)
class Route:
    """How requests leave: nothing of this is ever taken from the environment."""

    proxy: str = ""
    upstream_ca: Path | None = None


def endpoint_of(target: Target, vendor: Vendor) -> Endpoint:
    """The target with what its vendor file adds; the key is read later, with ``read_key``."""
    dialect_id = target.dialect or vendor.dialect
    base_url = vendor.addresses.get(target.base_url, target.base_url) or vendor.base_url
    for name, value in (("dialect", dialect_id), ("base-url", base_url)):
        if not value:
            raise AuditorError(
                f"the target {target.id!r} needs a {name}: {vendor.id} has none of its own",
                hint=f"{name}: …",
            )
    host = _host(target.id, base_url, vendor)
    dialect = find_dialect(dialect_id)
    # The vendor's own key is offered, unasked, to the vendor's own hosts only, and never in clear.
    own = vendor.owns(host) and base_url.lower().startswith("https:")
    return Endpoint(
        target=target.id,
        dialect=dialect,
        base_url=base_url,
        model=target.model,
        key_env=target.key_env or (vendor.key_env if own else ""),
        second_key_env=target.second_key_env,
        sampling={**vendor.sampling(target.model), **_sampling(target, dialect)},
        stream=target.stream,
        prices=_prices(target, vendor),
    )


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def with_key(endpoint: Endpoint) -> Endpoint:
    """The same with the keys from their variables."""
    key, second = read_key(endpoint), _key(endpoint.second_key_env, endpoint.target)
    if second and second == key:
        raise AuditorError(
            f"the variables {endpoint.key_env} and {endpoint.second_key_env} hold the same key: "
            "that is one account",
            hint=f"export {endpoint.second_key_env}=… of another account",
        )
    for name, value in ((endpoint.key_env, key), (endpoint.second_key_env, second)):
        if value and len(value) < SHORTEST_OWN and endpoint.host not in _THIS_MACHINE:
            raise AuditorError(
                f"the key in {name} has fewer than {SHORTEST_OWN} signs: in an answer it could not "
                "be told from a word, and would be written down",
                hint="a longer key; only a server on this machine may have so short a one",
            )
    return replace(endpoint, key=key, second_key=second)


def read_key(endpoint: Endpoint) -> str:
    """The key from its variable; empty for a target that takes none."""
    return _key(endpoint.key_env, endpoint.target)


def _key(name: str, target: str) -> str:
    """The key in a variable."""
    if not name:
        return ""
    key = os.environ.get(name, "").strip()
    if not key:
        raise AuditorError(
            f"the variable {name} is not set: it holds the key of the target {target!r}",
            hint=f"export {name}=…",
        )
    if not (key.isascii() and key.isprintable()):
        raise AuditorError(
            f"the variable {name} holds signs that no key has",
            hint="copy the key again, without line breaks",
        )
    return key


def _host(target: str, base_url: str, vendor: Vendor) -> str:
    """The host of an address; AuditorError when it is none, or holds more than an address."""
    try:
        parts = urlsplit(base_url)
        # The port is only looked at when it is asked for.
        host, extra = parts.hostname or "", (parts.port, parts.query, parts.fragment)[1:]
    except ValueError:
        host, extra, parts = "", ("", ""), urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise AuditorError(
            f"the base-url of the target {target!r} is not an http or https address",
            hint=" or ".join(("base-url: https://api.example.com/v1", *vendor.addresses)),
        )
    if parts.username is not None or any(extra):
        raise AuditorError(
            f"the base-url of the target {target!r} holds more than an address",
            hint="leave out user, password, query and fragment; name the key's variable in key-env",
        )
    return host


def _sampling(target: Target, dialect: Dialect) -> dict[str, float | int | str]:
    """The plan's parameters by our names. Those of one vendor only are passed on as they are."""
    ask = dialect.ask
    ours = {theirs: name for name, theirs in ask.sampling.items()}
    fixed = {ask.model, ask.messages, ask.system, *ask.fixed, *ask.whole, *ask.streamed, "tools"}
    for name in target.sampling:
        if name.partition(".")[0] in fixed:
            raise AuditorError(
                f"the target {target.id!r} must not set {name!r} in its sampling",
                hint=f"known ones: {', '.join(ask.sampling)}",
            )
    return {ours.get(name, name): value for name, value in target.sampling.items()}


def _prices(target: Target, vendor: Vendor) -> Prices | None:
    priced = [price for price in vendor.prices if price.model == target.model]
    known = Prices(priced[0].tokens_in, priced[0].tokens_out) if priced else None
    return target.prices or known
