"""Makes the pools of answers anew: ``python tests/data/pools/make_pools.py [POOL…]``.

SmolLM2-135M is asked on this machine, the same prompts under several conditions. Answers depend on
the build of the server and on which requests it happens to answer together, so another run gives
other answers of the same distributions.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from auditor.demo.model import ALIAS, serve

HOME = Path(__file__).parent
PROMPTS = (
    "Name a fruit and say why you like it.",
    "Describe the sea in one sentence.",
    "What should I cook tonight?",
    "Tell me something about bridges.",
    "Give me a title for a short story.",
    "Why is the sky blue?",
    "Write one line about winter.",
    "What is a good name for a dog?",
)
SAMPLING = {"temperature": 1.0, "top_p": 1.0, "top_k": 0, "min_p": 0.0, "max_tokens": 16}
POOLS: dict[str, tuple[int, dict[str, Any]]] = {
    "base": (30, {}),
    "temperature": (15, {"temperature": 0.7}),
}
"""Name → answers to each prompt, and what differs in sampling."""


def main(names: list[str]) -> None:
    """Make the pools of these names, or all."""
    with serve(print) as address, ThreadPoolExecutor(4) as workers:
        for name in names or POOLS:
            count, changes = POOLS[name]
            jobs = [(prompt, n) for n in range(count) for prompt in PROMPTS]

            def ask(
                job: tuple[str, int], changes: Any = changes, at: int = list(POOLS).index(name)
            ) -> str:
                # No seed comes twice: answers of one seed resemble each other.
                seed = 100_000 * at + 1000 * PROMPTS.index(job[0]) + job[1]
                return _answer(address, job[0], {**SAMPLING, **changes, "seed": seed})

            pool: dict[str, list[str]] = {prompt: [] for prompt in PROMPTS}
            for (prompt, _), text in zip(jobs, workers.map(ask, jobs), strict=True):
                pool[prompt].append(text)
            path = HOME / f"{name}.json"
            path.write_text(json.dumps(pool, ensure_ascii=False, indent=0) + "\n", "utf-8")
            print(f"{name}: {len(jobs)} answers")


def _answer(address: str, prompt: str, sampling: dict[str, Any]) -> str:
    body = {"model": ALIAS, "messages": [{"role": "user", "content": prompt}], **sampling}
    connection = HTTPConnection(urlsplit(address).netloc, timeout=300)
    try:
        connection.request(
            "POST",
            "/v1/chat/completions",
            json.dumps(body),
            {"Content-Type": "application/json"},
        )
        got = json.loads(connection.getresponse().read())
        text: str = got["choices"][0]["message"]["content"]
        return text
    finally:
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
