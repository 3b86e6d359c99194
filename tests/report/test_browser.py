"""Every page in a real browser: no error, no call to anywhere, no serious barrier, all by keyboard.

Screenshots at three widths are kept where AUDITOR_SCREENSHOTS names a folder, else with pytest's
temporary files.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.comparing import compare
from auditor.evidence.folder import Folder
from auditor.report.html import render_comparison, render_framework, render_html
from tests.capture.conftest import needs
from tests.report.audits import FINDINGS, judged
from tests.report.pairs import pair
from tests.report.reports import full, hostile
from tests.report.test_answers import GDPR
from tests.site import serving

WIDTHS = (360, 820, 1440)
FOCUSABLE = "a[href], button, input, select, pre[tabindex]"
MOST_KEYS = 60
PAGES = ("report", "chinese", "hostile", "comparison", "beside", "framework")


@pytest.fixture(scope="module", name="browser")
def a_browser() -> Iterator[Any]:
    needs("chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        # As root, Chromium starts without its sandbox only; all it opens here is our own.
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module", name="pages")
def some_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("pages")
    report = full(home)
    made = {
        "report": render_html(report),
        "chinese": render_html(report, language="zh"),
        "hostile": render_html(hostile(home)),
        "comparison": render_comparison(compare(pair(home))),
        "beside": render_comparison(compare(pair(home / "zh")), "zh"),
        "framework": render_framework(report, GDPR, "zh"),
    }
    for name, text in made.items():
        (home / f"{name}.html").write_text(text, "utf-8")
    return {name: home / f"{name}.html" for name in made}


def opened(browser: Any, address: str) -> tuple[Any, list[str]]:
    """A page with all that went wrong, or elsewhere, while it loaded."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(f"console: {told.text}"))
    page.on("pageerror", lambda err: wrong.append(f"error: {err}"))
    page.on("dialog", lambda told: wrong.append(f"dialog: {told.message}"))
    page.on("request", lambda asked: None if asked.url == address else wrong.append(asked.url))
    page.goto(address, wait_until="load")
    return page, wrong


def barriers(page: Any) -> list[str]:
    """What axe-core calls serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


def not_reached(page: Any) -> int:
    """Links and fields, of the first sixty, that the tabulator key does not come by."""
    wanted = page.evaluate(f"document.querySelectorAll('{FOCUSABLE}').length")
    page.evaluate(
        "window.reached = new Set();"
        "document.addEventListener('focusin', event => window.reached.add(event.target))"
    )
    for _ in range(min(wanted, MOST_KEYS)):
        page.keyboard.press("Tab")
    reached = page.evaluate(f"[...window.reached].filter(e => e.matches('{FOCUSABLE}')).length")
    return int(min(wanted, MOST_KEYS) - reached)


def shots(page: Any, name: str, folder: Path) -> list[bool]:
    """Pictures at each width, and whether the page keeps within it."""
    fits = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.png")
        fits.append(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
    return fits


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_up_to_a_browser(
    browser: Any, pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    page, wrong = opened(browser, pages[name].as_uri())
    assert wrong == []
    assert barriers(page) == []
    assert not_reached(page) == 0
    assert shots(page, name, kept(tmp_path)) == [True] * 3
    page.close()


def test_the_served_pages_do_too(browser: Any, tmp_path: Path) -> None:
    pair(tmp_path)
    folders = [tmp_path / "one", tmp_path / "other"]
    for path in folders:
        Folder(path).write_judged(judged(FINDINGS))
    with serving(*folders) as address:
        for path in (
            "/",
            "/1/progress",
            "/1/findings?verdict=broken",
            "/1/report",
            "/1/exchange/x-1",
        ):
            page, wrong = opened(browser, address + path)
            assert [each for each in wrong if not each.endswith("/favicon.ico")] == []
            assert barriers(page) == []
            assert not_reached(page) == 0
            name = "served-" + path.strip("/").replace("/", "-").partition("?")[0]
            assert shots(page, name, kept(tmp_path)) == [True] * 3
            page.close()


def kept(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("AUDITOR_SCREENSHOTS", tmp_path / "screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
