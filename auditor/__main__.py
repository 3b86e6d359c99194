"""python -m auditor."""

import sys

from auditor.cli.app import app


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign is shown its number.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    app(prog_name="auditor")


if __name__ == "__main__":
    main()
