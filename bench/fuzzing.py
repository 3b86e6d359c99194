"""Coverage-guided fuzzing of every parser, by atheris: ``python bench/fuzzing.py --seconds 60``.

Each parser runs in a process of its own for that long. It may refuse what it gets in its own way; any
other exception, a stall of ten seconds or 2 GB is a fault, and the input that makes it is printed. The
corpus of a parser grows under ``--corpus`` from run to run. atheris is not locked: ``pip install
atheris`` first, or name a folder with it as ``--atheris``.
"""

import argparse
import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
STALL, MEMORY = 10, 2048
"""Seconds of one input, and MB."""
START = 900
"""Seconds that it may take until all of a parser is instrumented."""
LARGEST = 1 << 16
"""Bytes of an input."""


def of_file(
    module: str, name: str, head: bytes = b""
) -> Callable[[Path], Callable[[bytes], object]]:
    """A reader that is given a path; ``head`` stands before what is made up."""

    def made(folder: Path) -> Callable[[bytes], object]:
        reader = getattr(importlib.import_module(module), name)
        path = folder / "input"

        def read(content: bytes) -> object:
            path.write_bytes(head + content)
            found = reader(path)
            return [*found] if hasattr(found, "__next__") else found

        return read

    return made


def of_text(module: str, name: str) -> Callable[[Path], Callable[[bytes], object]]:
    """A function that is given a text."""

    def made(_: Path) -> Callable[[bytes], object]:
        function = getattr(importlib.import_module(module), name)

        def read(content: bytes) -> object:
            found = function(content.decode("utf-8", "replace"))
            return [*found] if hasattr(found, "__next__") else found

        return read

    return made


def of_body(_: Path) -> Callable[[bytes], object]:
    """Everything inside a body, however it is packed."""
    from auditor.detect.budget import Budget
    from auditor.detect.decoding import leaves
    from auditor.detect.leaf import Piece

    return lambda content: leaves([Piece("body", content)], Budget())


def of_content(_: Path) -> Callable[[bytes], object]:
    """A body under each content encoding."""
    from auditor.capture.content import plain

    kinds = ("gzip", "deflate", "br", "zstd", "gzip, br")
    return lambda content: [plain(content, kind, 1 << 20) for kind in kinds]


def of_hello(_: Path) -> Callable[[bytes], object]:
    """Messages of a TLS handshake."""
    from auditor.capture.packets.hello import agreed_in, certificate_in, offered_in

    def read(content: bytes) -> None:
        for each in (offered_in, agreed_in, certificate_in):
            with suppress(ValueError):  # its way to say no
                each(content)

    return read


def of_manifest(folder: Path) -> Callable[[bytes], object]:
    """What a scan that stopped left behind."""
    from auditor.sharding.manifest import Manifest

    path = folder / "manifest"

    def read(content: bytes) -> None:
        path.write_bytes(content)
        with Manifest(path):
            pass

    return read


PARSERS: dict[str, Callable[[Path], Callable[[bytes], object]]] = {
    "har": of_file("auditor.capture.importing.har", "read_har", b'{"log":{"entries":['),
    "dump": of_file("auditor.capture.importing.dump", "read_dump"),
    "pcap": of_file("auditor.capture.packets.reading", "read_packets", b"\xd4\xc3\xb2\xa1"),
    "pcapng": of_file("auditor.capture.packets.reading", "read_packets", b"\x0a\x0d\x0d\x0a"),
    "tracker-control": of_file("auditor.capture.importing.lists", "read_tracker_control"),
    "privacy-report": of_file("auditor.capture.importing.lists", "read_privacy_report"),
    "key-log": of_file("auditor.capture.importing.formats", "keys_of", b"CLIENT_RANDOM "),
    "yaml": of_file("auditor.yamlfile", "read_yaml"),
    "results": of_file("auditor.claims.results", "read_results"),
    "sheet": of_file("auditor.claims.sheets", "read_sheet"),
    "csv": of_file("auditor.policy.sheetfiles", "read_csv"),
    "workbook": of_file("auditor.policy.workbook", "read_workbook", b"PK\x03\x04"),
    "dialect": of_file("auditor.probing.dialect", "read_dialect"),
    "persona": of_file("auditor.probing.planting", "read_persona"),
    "manifest": of_manifest,
    "body": of_body,
    "content": of_content,
    "hello": of_hello,
    "events": of_text("auditor.detect.streams", "events"),
    "secrets": of_text("auditor.detect.secrets", "secrets_in"),
    "refusals": of_text("auditor.detect.refusals", "declines"),
}
REFUSALS = ("AuditorError", "NotReadable")
"""Their own ways to say no."""
_RUNS = re.compile(r"#(\d+)\s")
_COVER = re.compile(r"cov: (\d+)")


def inside(name: str, arguments: list[str]) -> None:
    """Fuzz one parser in this process, which ends with it."""
    import atheris

    with tempfile.TemporaryDirectory() as folder:
        with atheris.instrument_imports(include=["auditor"]):
            read = PARSERS[name](Path(folder))

        def one(content: bytes) -> None:
            try:
                read(content)
            except Exception as err:
                if not {each.__name__ for each in type(err).__mro__} & {*REFUSALS}:
                    raise

        atheris.Setup([sys.argv[0], *arguments], one)
        atheris.Fuzz()


def fuzzed(name: str, seconds: int, corpus: Path, library: str) -> bool:
    """Whether a parser stood it; prints how much of it was tried."""
    (corpus / name).mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", f"-timeout={STALL}", f"-rss_limit_mb={MEMORY}"]
    with tempfile.TemporaryDirectory() as artifacts:
        command = [sys.executable, __file__, "--inside", name, "--", *limits]
        command += [f"-max_len={LARGEST}", f"-artifact_prefix={artifacts}/", str(corpus / name)]
        done = subprocess.run(
            command, capture_output=True, check=False, timeout=seconds + START, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), library]))},
        )  # fmt: skip
        said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
        faults = [*Path(artifacts).iterdir()]
        runs, cover = _RUNS.findall(said) or ["0"], _COVER.findall(said) or ["0"]
        stood = done.returncode == 0 and not faults
        told = "stood" if stood else f"FAULT {said.strip().splitlines()[-12:]}"
        print(f"| {name} | {runs[-1]} | {cover[-1]} | {told} |", flush=True)
        for fault in faults:
            print(f"  {fault.name}: {fault.read_bytes()[:400]!r}", flush=True)
    return stood


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each parser")
    parser.add_argument("--only", default=",".join(PARSERS))
    parser.add_argument("--corpus", type=Path, default=ROOT / ".cache" / "fuzzing")
    parser.add_argument("--atheris", default="", help="a folder that holds atheris")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if given.inside:
        inside(given.inside, given.rest)
        return
    print("| parser | inputs | edges | |\n| --- | --- | --- | --- |")
    stood = [fuzzed(n, given.seconds, given.corpus, given.atheris) for n in given.only.split(",")]
    sys.exit(not all(stood))


if __name__ == "__main__":
    main()
