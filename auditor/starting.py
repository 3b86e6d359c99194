"""Writes a plan to begin with: what a vendor's file knows, and in comments what may be changed."""

import json
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from auditor.errors import AuditorError
from auditor.vendors import Model, Vendor

ASKED = 2
"""Models that a new plan asks; the others stand in comments."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
_UNKNOWN = Model("MODEL")
_LOCAL = "http://127.0.0.1:11434/v1"


def start(vendor: Vendor, named: str, out: Path) -> None:
    """Write a plan for a vendor, by the name or path it is found by; never over another file."""
    path = named
    if named.endswith((".yaml", ".yml")):
        path = os.path.relpath(named, out.parent)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(plan_text(vendor, path, out.name))
    except FileExistsError as err:
        raise AuditorError("is there already", where=out, hint="choose another --out") from err
    except OSError as err:
        raise AuditorError(
            f"cannot be written: {os.strerror(err.errno or 0)}", where=out, hint="--out FILE"
        ) from err


def plan_text(vendor: Vendor, name: str, file: str) -> str:
    """The plan as YAML."""
    return "\n".join([*_head(vendor, name, file), *_targets(vendor), *_REST.splitlines(), ""])


def _head(vendor: Vendor, name: str, file: str) -> Iterator[str]:
    yield f"# A plan to begin with for {_line(vendor.title)}. Read it, change it, then:"
    if vendor.key_env:
        yield f"#   export {_line(vendor.key_env)}=…"
    yield f"#   auditor audit {file} --dry-run   # shows hosts, commands and cost; asks nothing"
    yield f"#   auditor audit {file}"
    yield ""
    yield f"audit: {_scalar(f'{vendor.title}, first check'[:120])}"
    yield f"vendor: {_scalar(name)}"
    yield "# Who allowed this test; it stands in the report."
    yield "authorisation: name the person or ticket that allows this test, and the date"


def _targets(vendor: Vendor) -> Iterator[str]:
    yield ""
    yield "# What is asked. Each target costs requests of its own."
    yield "targets:"
    models = vendor.models or (_UNKNOWN,)
    ids = list(_ids(models))
    for name, model in list(zip(ids, models, strict=True))[:ASKED]:
        yield from _target(vendor, name, model)
    for name, model in list(zip(ids, models, strict=True))[ASKED:]:
        yield f"  # - {{id: {name}, model: {_scalar(model.id)}}}"
    if not vendor.models:
        yield "    # The name by which the API knows the model. auditor knows none of this vendor's."


def _target(vendor: Vendor, name: str, model: Model) -> Iterator[str]:
    known = f"   # {_line(', '.join(model.aliases))}" if model.aliases else ""
    yield f"  - id: {name}"
    yield f"    model: {_scalar(model.id)}{known}"
    if vendor.base_url:
        yield f"    # base-url: {_line(vendor.base_url)}   # where it is asked by default"
        for region, address in vendor.addresses.items():
            yield f"    # base-url: {region}   # {_line(address)}"
    else:
        yield f"    base-url: {_LOCAL}"
    key = _line(vendor.key_env or "OUR_KEY")
    yield f"    {'' if vendor.key_env else '# '}key-env: {key}   # the variable; never the key"
    yield f"    # second-key-env: {key}_B   # of another account, for probes across accounts"
    yield "    sampling: {max-tokens: 400}   # and temperature, top-p, seed"
    yield "    # stream: true"
    if not any(price.model == model.id for price in vendor.prices):
        yield "    # prices: {in: 0.30, out: 1.20}   # USD per million tokens, for a limit in usd"


_REST = """
# Packs, paths to packs of your own, or single probes such as privacy/record-to-stranger.
probes: [privacy]   # and data-security, cross-session
# languages: [en]   # else in every language that the probes are phrased in

# What is measured of what the vendor states, and of whose model it is; README says what each needs.
checks: [tokenizer, service, billing, identity, recitation]
# and equality, logprobs, benchmark, contamination, parents

# Clients to overhear through the proxy; type in the data of persona.json in the audit's folder.
# captures:
#   - {run: [python, our_client.py], app: our-client, phase: after-consent, duration: 120}

# Rules to judge by, and what they leave to you.
policies: [baseline, model-leakage, performance-claims, ip-provenance]
# and, of captures: transport, consent, cross-border, statement; of documents: governance
# params: {allowed-countries: [DE, FR, IE]}
retention: 180 days

# Of the whole audit. More trials make narrower intervals: auditor packs show privacy
limits:
  requests: 4000
  tokens: 3000000
  minutes: 120
  in-flight: 4
  trials: 1
  # usd: 5.00   # needs the prices of every target"""


def _ids(models: tuple[Model, ...]) -> Iterator[str]:
    """An id in kebab-case for each model, each once."""
    seen: set[str] = set()
    for model in models:
        stem = re.sub(r"[^a-z0-9]+", "-", model.id.lower()).strip("-") or "model"
        tries = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
        name = next(each for each in tries if each not in seen)
        seen.add(name)
        yield name


def _scalar(text: str) -> str:
    """A text as YAML reads it back."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    """A vendor's text in a comment, which it must not leave."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
