"""Asks a vendor every trial that is not finished; a test kills it."""

import sys
from pathlib import Path

from auditor.evidence.folder import is_audit
from auditor.evidence.writer import Writer
from auditor.probing.outcomes import finished
from tests.making import a_writer
from tests.probing.making import a_lane, a_probe, ask, jobs

TRIALS = jobs(a_probe(phrasings=4, trials=5))


def main(folder: Path, url: str) -> None:
    audit = folder / "audit"
    opened = Writer.resume(audit, "again") if is_audit(audit) else a_writer(folder)
    with opened as writer:
        done = finished(writer.exchanges())
        ask(a_lane(writer, url), [job for job in TRIALS if job.key not in done], in_flight=4)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
