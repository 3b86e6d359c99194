"""auditor packs list, show, check and test."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import Json
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.packs import Pack
    from auditor.policy.rule import Rule
    from auditor.probing.probe import Probe

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The packs of probes and rules."
)


@app.command("list")
def list_(json: Json = False) -> None:
    """Every pack that auditor ships."""
    from auditor.cli import screen

    packs = _shipped()
    if json:
        screen.show(
            [
                {
                    "id": p.id,
                    "kind": p.kind,
                    "version": p.version,
                    "title": p.title,
                    "sha256": p.sha256,
                }
                for p in packs
            ]
        )
        return
    rows = [[p.id, p.kind, p.version, str(len(p.units())), p.title] for p in packs]
    screen.table([["id", "kind", "version", "files", "title"], *rows])


@app.command()
def show(name: str, json: Json = False) -> None:
    """One pack: what each of its probes or rules is about; PACK/ID is one of them."""
    import msgspec

    from auditor.cli import screen
    from auditor.policy.rule import load_rules
    from auditor.probing.probe import load_probes

    pack, id_ = _named(name)
    probes = load_probes(pack) if pack.kind == "probes" else []
    units = [unit for unit in probes or load_rules(pack) if id_ in ("", unit.id)]
    if not units:
        hint = f"auditor packs show {pack.id}"
        raise AuditorError(f"the pack {pack.id!r} has nothing called {id_!r}", hint=hint)
    if json:
        screen.show([msgspec.to_builtins(unit, enc_hook=str) for unit in units])
        return
    if id_:
        screen.table([["what", "value"], *_told(units[0])])
        return
    screen.tell(f"{pack.id} {pack.version}: {pack.title}")
    if not probes:
        screen.table([["id", "concern", "title"], *([u.id, u.concern, u.title] for u in units)])
        return
    heads = ["id", "concern", "phrasings", "title"]
    screen.table([heads, *([p.id, p.concern, _phrasings(p), p.title] for p in probes)])
    screen.tell("What silence needs: trials without a hit, on one target and in one language.")
    screen.table(_needed({count for p in probes for count in _counts(p).values()}))


@app.command()
def check(
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A pack's folder, or the .yaml of an SDK, a framework or a checklist; else "
            "everything that is shipped."
        ),
    ] = None,
) -> None:
    """Say everything that is wrong with a pack or another file of facts, and run its examples."""
    from auditor.checking import check_file, check_frameworks, check_pack, check_sdks
    from auditor.cli import screen
    from auditor.packs import read_pack

    is_file = path is not None and path.suffix == ".yaml"
    packs = [] if is_file else [read_pack(path)] if path else _shipped()
    wrong = [error for pack in packs for error in check_pack(pack)]
    told = [_units(packs)] if packs else []
    if path is None:
        for noun, (count, more) in (
            ("SDKs", check_sdks()),
            ("frameworks and checklists", check_frameworks()),
        ):
            told.append(f"{count} {noun}")
            wrong += more
    elif is_file:
        told, wrong = [path.name], check_file(path)
    _refuse(wrong)
    screen.tell(f"{', '.join(told)}: nothing wrong")


@app.command("test")
def tried(
    path: Annotated[
        Path | None, typer.Argument(help="A pack's folder; else everything that is shipped.")
    ] = None,
) -> None:
    """Run the examples of packs, and list the conditions of rules that none of them tries."""
    from auditor.checking import check_pack, untried_of
    from auditor.cli import screen
    from auditor.packs import read_pack

    packs = [read_pack(path)] if path else _shipped()
    wrong: list[AuditorError] = []
    for pack in packs:
        wrong += check_pack(pack) or untried_of(pack)
    _refuse(wrong)
    screen.tell(f"{_units(packs)}: every example comes out as it says, every condition is tried")


def _refuse(wrong: "list[AuditorError]") -> None:
    """Tell all errors, and end with their number where there is one."""
    from auditor.cli import screen

    for error in wrong:
        screen.tell(f"{error}" + (f" ({error.hint})" if error.hint else ""))
    if wrong:
        raise AuditorError(f"{len(wrong)} {'errors' if len(wrong) > 1 else 'error'}")


def _told(unit: "Probe | Rule") -> list[list[str]]:
    """What one probe or rule says of itself, without its prompts and conditions."""
    names = "id title concern measure trials shows cannot_show why remedy may_not_conclude source"
    told = [(name, getattr(unit, name, "")) for name in names.split()]
    return [[name.replace("_", " "), str(value).strip()] for name, value in told if value]


def _named(name: str) -> "tuple[Pack, str]":
    """A pack, and the one of its probes or rules that PACK/ID names; empty for all."""
    pack, _, id_ = name.rpartition("/")
    if pack and any(each.id == pack for each in _shipped()):
        return _pack(pack), id_
    return _pack(name), ""


def _units(packs: "list[Pack]") -> str:
    units = sum(len(pack.units()) for pack in packs)
    several = {pack.unit for pack in packs} == {"probe", "rule"}
    noun = "probes and rules" if several else f"{packs[0].unit}{'s' if units != 1 else ''}"
    return f"{len(packs)} {'packs' if len(packs) != 1 else 'pack'} with {units} {noun}"


def _counts(probe: "Probe") -> Counter[str]:
    """How many phrasings it has in each language."""
    return Counter(phrasing.language for phrasing in probe.phrasings)


def _phrasings(probe: "Probe") -> str:
    return ", ".join(f"{language} {count}" for language, count in sorted(_counts(probe).items()))


def _needed(counts: Iterable[int]) -> list[list[str]]:
    from auditor.claims.needed import in_words

    limits = (0.05, 0.01)
    heads = ["phrasings", *(f"to claim at most {limit:.0%}" for limit in limits)]
    return [heads, *([str(n), *(in_words(limit, n) for limit in limits)] for n in sorted(counts))]


def _shipped() -> "list[Pack]":
    from auditor.packs import shipped_packs

    return [*shipped_packs("probes"), *shipped_packs("rules")]


def _pack(name: str) -> "Pack":
    from auditor.packs import read_pack

    if (Path(name) / "pack.yaml").is_file():
        return read_pack(Path(name))
    for pack in _shipped():
        if pack.id == name:
            return pack
    raise AuditorError(f"no pack is called {name!r}", hint="auditor packs list")
