"""Makes the pools of answers anew: ``python tests/data/pools/make_pools.py [POOL…] [--other FILE]``.

SmolLM2-135M is asked on this machine, the same prompts under several conditions, and for the pool
``other`` another small model (GGUF; here gemma-3-270m, base, 4 bits). ``requantised`` needs the
package gguf. Answers depend on the build of the server and on which requests it happens to answer
together, so another run gives other answers of the same distributions. Twenty minutes of one core.
"""

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from auditor.demo.model import ALIAS, serve, weights

HOME = Path(__file__).parent
CONTRAST = HOME.parents[2] / "probes" / "claims" / "contrast.json"
"""By which an audit reckons what it would have told."""
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


@dataclass(frozen=True)
class Pool:
    """What differs from the base, and how many answers to each prompt."""

    count: int = 30
    sampling: dict[str, Any] = field(default_factory=dict)
    system: str = ""
    served: str = "own"
    """own, requantised or other weights."""


POOLS = {
    "base": Pool(120),
    "temperature": Pool(sampling={"temperature": 0.7}),
    "system": Pool(system="You are Mira, the polite assistant of a small bank. Be brief."),
    "requantised": Pool(served="requantised"),
    "other": Pool(served="other"),
}


def main() -> None:
    """Make the pools that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pools", nargs="*")
    parser.add_argument("--other", type=Path, help="weights of another model")
    given = parser.parse_args()
    for name in given.pools or POOLS:
        with (
            _weights(POOLS[name].served, given.other) as file,
            serve(print, file=file) as address,
            ThreadPoolExecutor(4) as workers,
        ):
            _make(name, address, workers)


def _make(name: str, address: str, workers: ThreadPoolExecutor) -> None:
    jobs = [(prompt, n) for n in range(POOLS[name].count) for prompt in PROMPTS]

    def ask(job: tuple[str, int]) -> str:
        # No seed comes twice: answers of one seed resemble each other.
        seed = 100_000 * list(POOLS).index(name) + 1000 * PROMPTS.index(job[0]) + job[1]
        return _answer(address, job[0], POOLS[name], seed)

    pool: dict[str, list[str]] = {prompt: [] for prompt in PROMPTS}
    for (prompt, _), text in zip(jobs, workers.map(ask, jobs), strict=True):
        pool[prompt].append(text)
    path = HOME / f"{name}.json"
    path.write_text(json.dumps(pool, ensure_ascii=False, indent=0) + "\n", "utf-8")
    if name == "base":
        shipped = {prompt: texts[:60] for prompt, texts in pool.items()}
        CONTRAST.write_text(json.dumps(shipped, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{name}: {len(jobs)} answers")


def _answer(address: str, prompt: str, pool: Pool, seed: int) -> str:
    system = [{"role": "system", "content": pool.system}] if pool.system else []
    body = {
        "model": ALIAS,
        "messages": [*system, {"role": "user", "content": prompt}],
        **SAMPLING,
        **pool.sampling,
        "seed": seed,
    }
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


@contextmanager
def _weights(which: str, other: Path | None) -> Iterator[Path]:
    if which == "own":
        yield weights()
    elif which == "requantised":
        with TemporaryDirectory() as folder:
            path = Path(folder, "requantised.gguf")
            requantise(weights(), path)
            yield path
    elif other is None:
        raise SystemExit("--other FILE: the weights of another small model")
    else:
        yield other


def requantise(source: Path, target: Path) -> None:
    """The same weights with each block's offset dropped: Q4_1 as Q4_0, the rest as it is."""
    import gguf
    from gguf.quants import dequantize, quantize

    reader = gguf.GGUFReader(source)
    writer = gguf.GGUFWriter(target, str(reader.fields["general.architecture"].contents()))
    for name, each in reader.fields.items():
        if not name.startswith("GGUF.") and name != "general.architecture":
            inner = each.types[-1] if each.types[0] == gguf.GGUFValueType.ARRAY else None
            writer.add_key_value(name, each.contents(), each.types[0], inner)
    low, high = gguf.GGMLQuantizationType.Q4_0, gguf.GGMLQuantizationType.Q4_1
    for tensor in reader.tensors:
        data, kind = tensor.data, tensor.tensor_type
        if kind == high:
            data, kind = quantize(dequantize(data, high), low), low
        writer.add_tensor(tensor.name, data, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
