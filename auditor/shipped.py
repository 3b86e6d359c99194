"""Where the shipped probes, policies and reports lie: in the wheel or in a checkout."""

from pathlib import Path

from auditor.errors import AuditorError

_PACKAGE = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, such as ``shipped("probes", "packs")``."""
    in_wheel = _PACKAGE / "_shipped"
    if in_wheel.is_dir():
        return in_wheel.joinpath(*parts)
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout.joinpath(*parts)
    raise AuditorError(
        "the shipped probes, policies and reports are missing",
        where=_PACKAGE,
        hint="install auditor again",
    )
