"""The whole audit in order: collect, observe, judge, tell."""

from pathlib import Path

from auditor.answering import REFERENCES
from auditor.claims.contamination import ITEMS, read_pairs
from auditor.claims.recall.references import encoded, read_references
from auditor.collecting import PERSONA, REAL, Outside, Watcher, collect_captures, collect_probes
from auditor.describing import about
from auditor.errors import AuditorError
from auditor.evidence.finding import Finding
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.jsonl import encode, write_private
from auditor.evidence.persona import Persona, persona_bytes
from auditor.evidence.writer import Writer
from auditor.judging import judge_folder
from auditor.observing import HOSTS, observe_folder
from auditor.prepared import Prepared
from auditor.probing.planting import fresh, read_persona
from auditor.yamlfile import read_bounded


def open_audit(
    prepared: Prepared, out: Path, seed: int | None = None, *, accept_changed_packs: bool = False
) -> Writer:
    """The folder of this plan's audit: a new one, or the one it was interrupted in."""
    if is_audit(out):
        changed = refuse_another(prepared, Folder(out), accept_changed_packs=accept_changed_packs)
        writer = _go_on(prepared, out, changed)
    else:
        writer = Writer.create(out, about(prepared, seed))
    try:
        _settle(prepared, writer)
    except BaseException:
        writer.close()
        raise
    return writer


def refuse_another(
    prepared: Prepared, folder: Folder, *, accept_changed_packs: bool = False
) -> list[str]:
    """AuditorError when a folder holds the audit of anything else than this plan asks for now.

    The packs that changed, when that is accepted.
    """
    there, now = folder.about, about(prepared, folder.about.seed, folder.salt)
    for name, before, after in (
        ("the plan", there.plan_sha256, now.plan_sha256),
        ("the list of the vendor's hosts", there.vendor_hosts, now.vendor_hosts),
        ("what the vendor's file says of a target", there.targets, now.targets),
        ("what is asked again", there.revisit, now.revisit),
    ):
        if before != after:
            raise AuditorError(
                f"holds another audit: {name} is not what it was",
                where=folder.path,
                hint="choose another --out",
            )
    changed = sorted({pack.id for pack in {*there.packs} ^ {*now.packs}})
    if changed and not accept_changed_packs:
        raise AuditorError(
            f"was begun with another state of the pack {changed[0]!r}",
            where=folder.path,
            hint="choose another --out, or --accept-changed-packs to ask what is left as it is now",
        )
    if there.probes != now.probes and not changed:
        raise AuditorError(
            "holds another audit: a probe is not what it was",
            where=folder.path,
            hint="choose another --out",
        )
    return changed


def run(
    prepared: Prepared,
    out: Path,
    watcher: Watcher,
    outside: Outside = REAL,
    *,
    accept_changed_packs: bool = False,
) -> list[Finding]:
    """Collect, observe and judge; the same folder again goes on where it stopped."""
    if is_audit(out) and Folder(out).sealed:
        refuse_another(prepared, Folder(out))
        watcher.tell(f"{out} is sealed: nothing more is gathered, it is only judged again")
        return judge_folder(Folder(out))
    with open_audit(
        prepared, out, outside.seed, accept_changed_packs=accept_changed_packs
    ) as writer:
        watcher.tell(f"writing to {out}")
        collect_probes(prepared, writer, watcher)
        collect_captures(prepared, writer, watcher, outside)
        writer.end()
    folder = Folder(out)
    watcher.tell("looking at what was seen")
    observe_folder(folder, watcher.tell)
    return judge_folder(folder)


def _go_on(prepared: Prepared, out: Path, changed: list[str]) -> Writer:
    """The folder to go on in; which packs changed meanwhile stands in custody for good."""
    if not changed:
        return Writer.resume(out, "the same plan was run again")
    writer = Writer.resume(out, f"the same plan was run again, with changed packs: {changed}")
    now = about(prepared, writer.about.seed, writer.salt)
    writer.amend(packs=now.packs, probes=now.probes)
    return writer


def _settle(prepared: Prepared, writer: Writer) -> None:
    """Put into the folder what the audit needs to be observed again; a killed run may not have."""
    if writer.about.persona:
        return
    if table := prepared.plan.beside(prepared.plan.hosts):
        write_private(writer.path / HOSTS, read_bounded(table))
    if file := prepared.plan.beside(prepared.plan.references):
        write_private(writer.path / REFERENCES, encoded(read_references(file)))
    if file := prepared.plan.beside(prepared.plan.items):
        write_private(writer.path / ITEMS, encode(read_pairs(file)))
    persona = persona_bytes(_persona(prepared, writer))
    write_private(writer.path / PERSONA, persona)
    writer.amend(persona=writer.keep(persona))


def _persona(prepared: Prepared, writer: Writer) -> Persona:
    file = prepared.plan.beside(prepared.plan.persona)
    return read_persona(file) if file else fresh(f"audit {writer.about.seed}", "fresh")
