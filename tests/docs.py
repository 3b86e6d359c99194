"""Keeps the help texts and the table of replays in README true: ``python -m tests.docs``."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.replays import replays

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"(<!-- help: ([a-z ]*)-->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL)
REPLAYS = re.compile(r"(<!-- replays: -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(text: str) -> str:
    """The text with every help block as the command prints it now, and the table of replays."""
    text = REPLAYS.sub(lambda found: found[1] + table() + found[2], text)
    return BLOCK.sub(lambda found: found[1] + help_of(found[2].split()) + found[3], text)


def table() -> str:
    """What each replay of a published finding shows, one in a row."""
    head = "| # | finding | published | result |\n| --- | --- | --- | --- |\n"
    rows = (
        f"| {each['id']} | {each['title']} | {each['source']}, {each['published']} | {_told(each)} |\n"
        for each in replays()
    )
    return head + "".join(rows)


def _told(replay: dict[str, Any]) -> str:
    if why := replay.get("not-observable"):
        return f"not replayed; what would answer: {why}"
    expects = replay.get("expects", {"rules": {}, "seen": []})
    broken = [rule for rule, verdict in expects["rules"].items() if verdict == "broken"]
    once = [rule for rule in replay.get("once-known", ()) if rule not in broken]
    parts = (
        _caught("caught by", broken),
        _caught("caught live by", replay.get("live", ())),
        _caught("caught, once it is known who may receive, by", once),
        f"named live in the report: {replay['ledger']}" if "ledger" in replay else "",
    )
    if told := "; ".join(filter(None, parts)):
        return told
    kinds = ", ".join(dict.fromkeys(f"`{each['kind']}`" for each in expects["seen"]))
    kept = [rule for rule, verdict in expects["rules"].items() if verdict == "kept"]
    rest = f"what would answer the rest: {replay['rest']}" if "rest" in replay else ""
    seen = f"observed, no rule broken: {kinds}"
    return "; ".join(filter(None, (seen, _caught("kept:", kept), rest)))


def _caught(how: str, rules: Iterable[str]) -> str:
    named = ", ".join(f"`{rule}`" for rule in rules)
    return f"{how} {named}" if named else ""


def help_of(command: list[str]) -> str:
    """What ``auditor COMMAND --help`` prints, eighty columns wide."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "auditor", *command, "--help"],
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERMINAL_WIDTH": "80"},
        check=True,
        capture_output=True,
        text=True,
    )
    lines = done.stdout.replace("python -m auditor", "auditor").strip("\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
