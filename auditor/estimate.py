"""What running a plan means, for the person who is asked to agree to it."""

import secrets
import shlex

from auditor.evidence.edge import Edge
from auditor.plan import Capture
from auditor.prepared import Prepared
from auditor.probing.endpoint import Endpoint
from auditor.probing.recalling import Revisit
from auditor.probing.schedule import Job
from auditor.vendors import Vendor


def estimate(prepared: Prepared) -> list[str]:
    """What running the plan means, in lines for the person who is asked."""
    plan = prepared.plan
    lines = [f"authorised by: {plan.authorisation}"]
    if prepared.revisit:
        lines.append(_asks_again(prepared.revisit))
    for endpoint in prepared.endpoints:
        lines.append(_asks(endpoint, prepared.vendor))
        if prepared.revisit and (was := prepared.revisit.models.get(endpoint.target)):
            lines += [f"  planted when it was {was}"] * (was != endpoint.model)
        if beyond := prepared.beyond(endpoint.target):
            lines.append(
                f"does not test {', '.join(beyond)} on {endpoint.target}: without second-key-env"
            )
    for capture in plan.captures:
        lines.append(_imports(capture) if capture.file else _overhears(capture))
    if plan.checks:
        lines.append(f"checks what the vendor states: {', '.join(plan.checks)}")
    if prepared.endpoints:
        lines.append(_spends(prepared))
    if plan.proxy:
        lines.append("through the proxy that the plan names")
    return lines


def _imports(capture: Capture) -> str:
    line = f"imports {capture.file} as {capture.app}"
    line += f", {capture.phase}" if capture.phase else ""
    return line + (f", only {', '.join(capture.only)}" if capture.only else "")


def _overhears(capture: Capture) -> str:
    phases = ", then ".join(filter(None, capture.phases))
    if capture.browser:
        line = f"opens {_shown(capture.browser)} in a browser as {capture.app}"
    elif capture.run:
        line = f"runs {_shown(shlex.join(capture.run))} as {capture.app}"
    else:
        place = capture.listen or "this machine only"
        line = f"overhears whoever connects as {capture.app}, listening on {place}"
    mode = f", mode {_shown(capture.mode)}" if capture.mode != "regular" else ""
    line += mode + (f", {phases}" if phases else "")
    return line + (", showing it WRONG CERTIFICATES" if capture.wrong_certificates else "")


def _shown(text: str) -> str:
    # Whoever reads a terminal or a log over a shoulder need not learn the secrets in it.
    return Edge(secrets.token_bytes(16)).text(text, "sent", "run")


def _asks(endpoint: Endpoint, vendor: Vendor) -> str:
    line = f"asks {endpoint.target}: {endpoint.model} at {endpoint.base_url}"
    if not endpoint.key_env:
        return f"{line}, without a key"
    line += f", with the key in {endpoint.key_env}"
    if endpoint.second_key_env:
        line += f" and that of a second account in {endpoint.second_key_env}"
    if not vendor.owns(endpoint.host):
        line += f" ({endpoint.host} is not among the hosts of {vendor.title})"
    return line if endpoint.encrypted else f"{line}, readable by anybody on the way (http)"


def _asks_again(revisit: Revisit) -> str:
    about = revisit.about
    return (
        f"asks again what {about.audit!r} planted from {about.first[:10]} to {about.last[:10]}, "
        f"each beside {about.decoys} decoys; plants nothing"
    )


def _spends(prepared: Prepared) -> str:
    """Four characters a token for the prompts, and every answer as long as it may get."""
    limits = prepared.plan.limits
    tokens, usd = 0, 0.0
    for endpoint in prepared.endpoints:
        asked, answered = _tokens(endpoint, prepared.jobs(endpoint.target, 0))
        tokens += asked + answered
        if endpoint.prices:
            usd += asked * endpoint.prices.tokens_in + answered * endpoint.prices.tokens_out
    planned = prepared.requests
    requests = min(planned, limits.requests)
    # Where a limit leaves questions out, the others cost what they cost on average.
    share = requests / planned if planned else 0.0
    tokens = min(round(tokens * share), limits.tokens or tokens)
    usd *= share / 1e6
    cost = min(usd, limits.usd or usd)
    known = all(endpoint.prices for endpoint in prepared.endpoints)
    price = f"up to {cost:.2f} USD" if known else "at a price that is not known"
    return f"about {requests} requests and up to {tokens} tokens, {price}"


def _tokens(endpoint: Endpoint, jobs: list[Job]) -> tuple[int, int]:
    """Sent and received by one target."""
    sampling = {**endpoint.dialect.ask.defaults, **endpoint.sampling}
    longest = sampling.get("max-tokens", 0)
    steps = [step for job in jobs for step in job.steps]
    asked = sum(len(turn.text) for step in steps for turn in step.phrasing.turns(step.arm))
    most = [step.phrasing.sampling.get("max-tokens", longest) for step in steps]
    return asked // 4, sum(int(each) for each in most if isinstance(each, int | float))
