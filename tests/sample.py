"""Makes the sample report and its picture from the demo: ``python tests/sample.py``."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "reports" / "sample"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
)
WIDTH, HEIGHT = 1200, 1560


def main() -> None:
    """Run the demo as nobody in particular; keep its report, and a picture of the first page."""
    with tempfile.TemporaryDirectory() as work:
        audit = Path(work) / "demo"
        command = [sys.executable, "-P", "-m", "auditor", "demo", "--out", str(audit)]
        subprocess.run(command, check=True, env={**os.environ, "LOGNAME": "auditor"})
        SAMPLE.mkdir(exist_ok=True)
        for name in ("report.html", "report.json"):
            shutil.copyfile(audit / "report" / name, SAMPLE / name)
        _picture(Path(work))


def _picture(work: Path) -> None:
    browser = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if browser is None:
        print("no Chromium here: the picture stays as it was")
        return
    options = [
        f"--user-data-dir={work / 'browser'}",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={SAMPLE / 'report.png'}",
    ]
    subprocess.run(
        [browser, *QUIET, *options, (SAMPLE / "report.html").as_uri()],
        check=True,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
