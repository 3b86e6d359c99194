"""Object storage on loopback, as moto plays it."""

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from moto.server import ThreadedMotoServer

from auditor.errors import AuditorError
from auditor.sharding.shards import shards
from auditor.sharding.sources import Source, in_shards_only, sources_of
from tests.sharding.making import a_corpus

KEY, SECRET = "AKIA" + "EXAMPLEEXAMPLE77", "s3cr3t/of+a-person-who-tests"


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bucket of captures, and an empty one."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    for bucket in ("captures", "nothing"):
        requests.put(f"{url}/{bucket}", timeout=10).raise_for_status()
    for path in a_corpus(tmp_path_factory.mktemp("corpus")):
        to = f"{url}/captures/week-1/{path.name}"
        requests.put(to, data=path.read_bytes(), timeout=10).raise_for_status()
    yield url
    server.stop()


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, and what would lead elsewhere."""
    nowhere = "http://127.0.0.1:9"
    for name, value in {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "eu-central-1",
        "AWS_ENDPOINT_URL": nowhere,
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whom this process connects to."""
    hosts: list[object] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: tuple[object, ...]) -> None:
        hosts.append(address[:2])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return hosts


def test_what_lies_in_storage_is_what_lies_here_and_no_other_host_is_asked(
    storage: str, asked: list[object], tmp_path: Path
) -> None:
    here = sorted(a_corpus(tmp_path))
    rejected: list[str] = []
    found = sources_of(["s3://captures/week-1/"], storage)
    assert [each.name for each in found] == [f"s3://captures/week-1/{p.name}" for p in here]
    assert [each.size for each in found] == [path.stat().st_size for path in here]
    for stored, local in zip(found, here, strict=True):
        with stored.local() as path:
            assert path.read_bytes() == local.read_bytes()
            assert path.parent.stat().st_mode & 0o077 == 0
        assert not path.exists()
    (har,) = sources_of(["s3://captures/week-1/some.har"], storage)
    names = [name for shard in shards(har, rejected) for name, _ in shard.units]
    assert names[0] == "s3://captures/week-1/some.har:1"
    assert rejected[0].startswith("s3://captures/week-1/some.har: 1 × ")
    port = int(storage.rpartition(":")[2])
    assert set(asked) == {("127.0.0.1", port)}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("s3://nowhere-at-all/some.har", "s3://nowhere-at-all/some.har: no such bucket or object"),
        ("s3://captures/week-2", "s3://captures/week-2: no files in it"),
        ("s3://nothing", "s3://nothing: no files in it"),
    ],
)
def test_what_is_not_there_is_one_line(storage: str, name: str, told: str) -> None:
    with pytest.raises(AuditorError) as caught:
        sources_of([name], storage)
    assert str(caught.value) == told


def test_nobody_who_answers_is_one_line_without_a_key() -> None:
    with pytest.raises(AuditorError) as caught:
        sources_of(["s3://captures"], "http://127.0.0.1:9")
    assert str(caught.value) == "s3://captures: cannot be fetched (EndpointConnectionError)"
    assert SECRET not in caught.value.hint


def test_what_ended_early_and_what_has_no_room_is_not_scanned(storage: str) -> None:
    (one,) = sources_of(["s3://captures/week-1/notes.txt"], storage)
    longer = Source(one.name, one.size + 5, one.storage)
    with pytest.raises(AuditorError, match="ended early"), longer.local():
        pass
    with pytest.raises(AuditorError, match="no room for its"), Source("s3://a", 2**60, "x").local():
        pass
    assert not list(Path(tempfile.gettempdir()).glob("auditor-*/capture"))


def test_a_folder_is_its_files_but_for_links(tmp_path: Path) -> None:
    inner = tmp_path / "captures" / "b"
    inner.mkdir(parents=True)
    (inner / "two.txt").write_text("two")
    (tmp_path / "captures" / "a.txt").write_text("one")
    (tmp_path / "captures" / "c.txt").symlink_to("/etc/hostname")
    folder = str(tmp_path / "captures")
    assert in_shards_only(folder)
    assert in_shards_only("s3://captures/some.har")
    assert not in_shards_only(str(inner / "two.txt"))
    names = [f"{folder}/a.txt", f"{folder}/b/two.txt"]
    assert [each.name for each in sources_of([folder])] == names
