from pathlib import Path

import pytest

from tests.cli.running import one_mistake, said
from tests.sharding.making import a_corpus

REMOTE = ("--executor", "dask", "--scheduler", "tls://127.0.0.1:9")


def test_the_command_scans_in_shards(tmp_path: Path) -> None:
    (tmp_path / "captures").mkdir()
    _, plain, har = a_corpus(tmp_path / "captures")
    manifest = tmp_path / "manifest"
    one = said("scan", plain, har)
    several = said("scan", plain, har, "--workers", 2, "--manifest", manifest, "--require-complete")
    assert several.exit_code == 3
    assert (several.stdout, several.stderr) == (one.stdout, one.stderr)
    assert len(manifest.read_bytes().splitlines()) == 2


@pytest.mark.parametrize(
    ("args", "what", "hint"),
    [
        (
            ["-", "--workers", 2],
            "-: only files are scanned in shards, no audits and not stdin",
            "leave --workers and --manifest out",
        ),
        (["--executor", "ray"], "--executor: 'ray' is no executor", "local or dask"),
        (
            ["--scheduler", "tls://127.0.0.1:9"],
            "command line: a scheduler, its files of TLS and a dashboard are dask's",
            "--executor dask",
        ),
        (
            ["--executor", "dask", "--scheduler", "tcp://127.0.0.1:9"],
            "tcp://127.0.0.1:9: captures would travel readable by anybody on the way",
            "tls://HOST:PORT",
        ),
        (
            REMOTE,
            "a scheduler's address without its files of TLS",
            "--tls-ca, --tls-cert and --tls-key",
        ),
        (
            [*REMOTE, "--tls-ca", "none", "--tls-cert", "none", "--tls-key", "none"],
            "none: no such file",
            "",
        ),
        (
            ["--endpoint", "http://storage.example"],
            "http://storage.example: captures would travel readable by anybody on the way",
            "an https address",
        ),
    ],
)
def test_mistakes_are_one_line(tmp_path: Path, args: list[object], what: str, hint: str) -> None:
    some = tmp_path / "some.txt"
    some.write_text("nothing")
    one_mistake(said("scan", some, *args), what, hint)
