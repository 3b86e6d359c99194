"""A plan with two targets and two clients, for tests of what is made of it."""

from pathlib import Path

from auditor.plan import Plan, read_plan

KEY = "sk-5f3d9c1b7a2e4d6f8a0b5f3d9c1b7a2e"
PLAN = """\
audit: Two targets
vendor: deepseek
authorisation: ticket 4711
targets:
  - {id: chat, model: deepseek-chat, prices: {in: 1, out: 2}, sampling: {max-tokens: 100}}
  - id: gateway
    model: deepseek-chat
    base-url: http://gateway.example/v1
    key-env: OUR_KEY
    prices: {in: 1, out: 2}
probes: [privacy/record-to-stranger]
languages: [en]
policies: []
captures:
  - {run: [sh, -c, "curl 'https://api.example/?api_key=KEY'"], app: our-client, phase: first-use}
  - {run: [python, client.py], app: other-client}
proxy: http://ada:hunter2-hunter2@proxy.corp:3128
retention: 180 days
limits: {trials: 1}
""".replace("KEY'", f"{KEY}'")


def plan(tmp_path: Path, text: str = PLAN, old: str = "", new: str = "") -> Plan:
    assert old in text
    path = tmp_path / "plan.yaml"
    path.write_text(text.replace(old, new, 1) if old else text)
    return read_plan(path)
