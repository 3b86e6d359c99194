"""Makes the sample report and its pictures from the demo: ``python tests/sample.py``.

``python tests/sample.py pictures`` takes the report that is there.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SAMPLE = Path(__file__).parent.parent / "reports" / "sample"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PICTURES = {
    "report": ("", {"viewport": {"width": 1000, "height": 960}}),
    "flows": ("#flows figure", {"viewport": {"width": 1240, "height": 900}}),
    "finding": (
        "#findings article >> nth=1",
        {"viewport": {"width": 900, "height": 900}, "device_scale_factor": 0.9},
    ),
    "phone": ("", {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}),
}
"""Name → what of the page it shows (all that fits, where nothing is named), and how it is seen."""


def main() -> None:
    """Run the demo as nobody in particular; keep its report, and pictures of it."""
    with tempfile.TemporaryDirectory() as work:
        audit = Path(work) / "demo"
        command = [sys.executable, "-P", "-m", "auditor", "demo", "--out", str(audit)]
        subprocess.run(command, check=True, env={**os.environ, "LOGNAME": "auditor"})
        SAMPLE.mkdir(exist_ok=True)
        for name in ("report.html", "report.json"):
            shutil.copyfile(audit / "report" / name, SAMPLE / name)


def pictures() -> None:
    """Take them with the Chromium of this machine."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        print("no Chromium here: the pictures stay as they were")
        return
    with sync_playwright() as started:
        # As root, Chromium starts without its sandbox only; all it opens here is our own.
        browser = started.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (part, seen) in PICTURES.items():
            _picture(browser, SAMPLE / f"{name}.png", part, seen)
        browser.close()


def _picture(browser: Browser, out: Path, part: str, seen: dict) -> None:
    page = browser.new_page(**seen)
    page.goto((SAMPLE / "report.html").as_uri())
    if part:
        page.locator(part).first.screenshot(path=out)
    else:
        page.screenshot(path=out)
    page.close()


if __name__ == "__main__":
    if sys.argv[1:] != ["pictures"]:
        main()
    pictures()
