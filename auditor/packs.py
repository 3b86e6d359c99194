"""Finds a pack, reads its files and says file:line where one is wrong."""

import hashlib
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import msgspec

from auditor.errors import AuditorError
from auditor.schemas import check, in_file_order
from auditor.shipped import shipped
from auditor.yamlfile import Document, read_bounded, read_yaml

FORMAT = 1
MAX_FILES = 5000

type PackKind = Literal["probes", "rules"]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNIT = {"probes": "probe", "rules": "rule"}
_HOME = {"probes": "probes", "rules": "policies"}


class Pack(msgspec.Struct, frozen=True, rename="kebab", kw_only=True):
    """A folder of probes or rules, as its ``pack.yaml`` says."""

    id: str
    kind: PackKind
    version: str
    format: int
    title: str
    description: str = ""
    concerns: tuple[str, ...] = ()
    path: Path = Path()
    sha256: str = ""
    """Over the names and bytes of all its files."""
    only: str = ""
    """The one probe or rule that was asked for; empty for all."""

    @property
    def unit(self) -> str:
        """What its files are: probe or rule."""
        return _UNIT[self.kind]

    def units(self) -> list[Path]:
        """The files of its probes or rules, without their examples."""
        found = [p for p in _files(self.path) if p.name != "pack.yaml" and not _is_examples(p)]
        return [path for path in found if self.only in ("", path.stem)]


def find(name: str, kind: PackKind, beside: Path | None = None) -> Pack:
    """The pack of a name, or at a path relative to the plan that names it; ``pack/unit`` is a pack
    with only one of its probes or rules.
    """
    if path := _folder(name, kind, beside):
        return read_pack(path, kind)
    whole, _, unit = name.rpartition("/")
    if path := _folder(whole, kind, beside):
        return _with_only(read_pack(path, kind), unit)
    known = ", ".join(pack.id for pack in shipped_packs(kind))
    if _NAME.fullmatch(name):
        raise AuditorError(f"no pack of {kind} is called {name!r}", hint=f"known ones: {known}")
    local = (beside or Path()) / Path(name).expanduser()
    raise AuditorError("no pack.yaml lies there", where=local, hint=f"known packs: {known}")


def shipped_packs(kind: PackKind) -> list[Pack]:
    """Every pack of a kind that auditor ships."""
    home = shipped(_HOME[kind], "packs")
    return [read_pack(path.parent, kind) for path in sorted(home.glob("*/pack.yaml"))]


def read_pack(path: Path, kind: PackKind | None = None) -> Pack:
    """The pack in a folder; AuditorError when its ``pack.yaml`` is wrong."""
    sha256 = _sha256(path)
    document = read_yaml(path / "pack.yaml")
    _refuse_newer(document)
    check("pack", document)
    pack = shaped(document, Pack)
    if kind and pack.kind != kind:
        raise AuditorError(f"a pack of {pack.kind}, not of {kind}", where=document.where(("kind",)))
    if pack.id != path.resolve().name:
        raise AuditorError(
            f"the pack is called {pack.id!r}, its folder {path.resolve().name!r}",
            where=document.where(("id",)),
        )
    return msgspec.structs.replace(pack, path=path, sha256=sha256)


def read_unit(pack: Pack, path: Path) -> Document:
    """One probe or rule file, held against its schema; its id must be its file's name."""
    document = read_yaml(path)
    check(pack.unit, document)
    if document.value["id"] != path.stem:
        raise AuditorError(
            f"the {pack.unit} is called {document.value['id']!r}, its file {path.name!r}",
            where=document.where(("id",)),
        )
    return document


def examples_of(path: Path) -> Path:
    """Where the examples of a probe or rule file lie."""
    return path.with_name(f"{path.stem}.examples.yaml")


def shaped[T](document: Document, kind: type[T]) -> T:
    """A checked document as a record; its kebab-case keys become fields."""
    try:
        return msgspec.convert(document.value, kind, strict=True)
    except msgspec.ValidationError as err:
        raise AuditorError(str(err), where=document.path) from err


def schema_problems(pack: Pack) -> Iterator[AuditorError]:
    """Everything that the schemas say against a pack's files."""
    for path in _files(pack.path):
        if path.name == "pack.yaml":
            continue
        name = f"{pack.unit}-examples" if _is_examples(path) else pack.unit
        try:
            document = read_yaml(path)
        except AuditorError as err:
            yield err
            continue
        if document.value is None:
            yield AuditorError("holds nothing", where=document.where())
            continue
        for spot, what, hint in in_file_order(name, document):
            yield AuditorError(what, where=document.where(spot), hint=hint)


def file_problems(
    name: str, path: Path, more: Callable[[Document], Iterator[AuditorError]]
) -> Iterator[AuditorError]:
    """Everything wrong with a file that is named after its id: its schema's say, else ``more``."""
    try:
        document = read_yaml(path)
    except AuditorError as err:
        yield err
        return
    wrong = in_file_order(name, document)
    for spot, what, hint in wrong:
        yield AuditorError(what, where=document.where(spot), hint=hint)
    if wrong:
        return
    if document.value["id"] != path.stem:
        what = f"the {name} is called {document.value['id']!r}, its file {path.name!r}"
        yield AuditorError(what, where=document.where(("id",)))
    yield from more(document)


def _refuse_newer(document: Document) -> None:
    # Before the schema, which a newer format need not fit.
    made_for = document.value.get("format") if isinstance(document.value, dict) else None
    if isinstance(made_for, int) and made_for > FORMAT:
        raise AuditorError(
            f"made for format {made_for}; this auditor reads up to {FORMAT}",
            where=document.where(("format",)),
            hint="upgrade auditor",
        )


def _folder(name: str, kind: PackKind, beside: Path | None) -> Path | None:
    """Where the pack of a name lies; None when there is none."""
    if _NAME.fullmatch(name) and _shipped_pack(name, kind).is_dir():
        return _shipped_pack(name, kind)
    local = (beside or Path()) / Path(name).expanduser()
    return local if name and (local / "pack.yaml").is_file() else None


def _with_only(pack: Pack, unit: str) -> Pack:
    names = [path.stem for path in pack.units()]
    if unit not in names:
        close = get_close_matches(unit, names, n=1)
        raise AuditorError(
            f"the pack {pack.id!r} has no {pack.unit} {unit!r}",
            hint=f"did you mean {close[0]!r}?" if close else f"auditor packs show {pack.id}",
        )
    return msgspec.structs.replace(pack, only=unit)


def _shipped_pack(name: str, kind: PackKind) -> Path:
    return shipped(_HOME[kind], "packs", name)


def _is_examples(path: Path) -> bool:
    return path.name.endswith(".examples.yaml")


def _files(folder: Path) -> list[Path]:
    """The pack's YAML files; links that lead out of the pack are refused."""
    home = folder.resolve()
    found = sorted(folder.glob("*.yaml"))
    if len(found) > MAX_FILES:
        raise AuditorError(f"more than {MAX_FILES} files", where=folder)
    for path in found:
        if not path.resolve().is_relative_to(home):
            raise AuditorError("leads out of its pack", where=path)
    # Nobody would miss a rule that is silently not read.
    if ignored := next(iter(sorted(folder.glob("*.yml"))), None):
        raise AuditorError("would not be read", where=ignored, hint="rename it to .yaml")
    return found


def _sha256(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in _files(folder):
        content = read_bounded(path)
        whole.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()
