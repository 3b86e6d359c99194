"""What goes wrong and who has to mend it.

AuditorError          the user's to mend: what is wrong, where, what to try
├─ EvidenceAltered    the evidence on disk is not what was written
└─ Unopened           it is encrypted, and the passphrase is missing or another one

Everything else that is raised is our fault and shows a traceback.
"""


class AuditorError(Exception):
    """The user's to mend: what is wrong, where, what to try; one line each."""

    exit_code = 2

    def __init__(self, what: str, *, where: object = None, hint: str = "") -> None:
        super().__init__(what)
        self.what = " ".join(what.split())
        self.where = "" if where is None else str(where)
        self.hint = " ".join(hint.split())

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class EvidenceAltered(AuditorError):
    """The evidence on disk is not what was written."""

    exit_code = 4


class Unopened(AuditorError):
    """The evidence is encrypted, and the passphrase is missing or another one."""
