"""Who may see the page, what it shows, and that unmasking is written down."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from auditor.errors import AuditorError
from auditor.evidence.exchange import Asked, Received
from auditor.evidence.folder import Folder
from auditor.evidence.writer import Writer
from auditor.serving import site
from auditor.yamlfile import parse_yaml
from tests.making import a_writer, an_exchange
from tests.report.audits import BROKEN, FINDINGS, audit, exchange, judged
from tests.report.pairs import pair
from tests.site import TOKEN, serving

SECRET = "ada.king@example.org <script>alert(1)</script>"


def judged_audit(path: Path) -> Path:
    """With a body in its last exchange."""
    folder = audit(path)
    with Writer(path) as writer:
        got = Received(200, writer.keep(b"{}"), writer.keep(SECRET.encode()))
        writer.append(replace(exchange(3), id="x-3", received=got))
    folder.write_judged(judged(FINDINGS))
    return path


@pytest.fixture(scope="module", name="folder")
def a_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_audit(tmp_path_factory.mktemp("served") / "a")


@pytest.fixture(scope="module", name="at")
def an_address(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


def a_trial() -> Asked:
    return Asked("privacy", "p", "a", "en", "test", 1, "n")


def got(
    address: str, method: str = "GET", data: object = None, **headers: str
) -> requests.Response:
    return requests.request(method, address, headers=headers, data=data, timeout=20)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "evil.example"}, 403),
        ("/", {"Host": "127.0.0.1:1"}, 403),
        ("/", {"Origin": "http://evil.example"}, 403),
        ("/", {"Origin": "null"}, 403),
        ("/2/report", {}, 404),
        ("/0/report", {}, 404),
        ("/1/exchange/none", {}, 404),
        ("/compare", {}, 409),
    ],
)
def test_only_who_asks_from_here(at: str, path: str, headers: dict[str, str], status: int) -> None:
    answer = got(at + path, **headers)
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["", "another", f"{TOKEN}x", TOKEN[:-1], "ä"])
def test_without_the_token_there_is_nothing(at: str, token: str) -> None:
    assert got(at.replace(TOKEN, token) + "/").status_code == 404


def test_nothing_can_be_written_but_a_reason(at: str) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert got(f"{at}/1/report", method, Origin=at.rpartition("/")[0]).status_code == 405


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("verdict=broken", BROKEN.title, "No secret stands"),
        ("verdict=kept", "No secret stands", BROKEN.title),
        ("risk=critical", "keeps a record to itself", BROKEN.title),
        ("concern=data-security", "No secret stands", BROKEN.title),
        ("words=ANALYTICS", BROKEN.title, "keeps a record to itself"),
    ],
)
def test_findings_pass_the_filters(at: str, query: str, shown: str, hidden: str) -> None:
    page = got(f"{at}/1/findings?{query}").text
    assert shown in page
    assert hidden not in page


def test_an_exchange_is_masked_until_somebody_says_why(at: str, folder: Path) -> None:
    masked = got(f"{at}/1/exchange/x-3").text
    assert "aaa.aaaa@aaaaaaa.aaa" in masked
    assert "ada.king" not in masked
    origin = at.rpartition("/")[0]
    assert got(f"{at}/1/exchange/x-3", "POST", {"why": "a dispute"}).status_code == 403
    assert got(f"{at}/1/exchange/x-3", "POST", {"why": ""}, Origin=origin).status_code == 400
    assert got(f"{at}/1/exchange/x-3", "POST", "x" * 5000, Origin=origin).status_code == 413
    assert not [act for act in Folder(folder).custody() if act.action == "unmasked"]
    raw = got(f"{at}/1/exchange/x-3", "POST", {"why": "a dispute"}, Origin=origin).text
    assert "ada.king@example.org &lt;script&gt;" in raw
    (act,) = [act for act in Folder(folder).custody() if act.action == "unmasked"]
    assert (act.why, act.detail) == ("a dispute", {"exchange": "x-3"})


def test_a_draft_of_a_waiver_is_none_before_somebody_fills_it_in(at: str) -> None:
    answer = got(f"{at}/1/waiver/{BROKEN.fingerprint}")
    assert 'filename="waivers.yaml"' in answer.headers["Content-Disposition"]
    (draft,) = parse_yaml(answer.text, Path("waivers.yaml")).value["waivers"]
    assert (draft["rule"], draft["scope"]) == (BROKEN.rule, {"app": "our-client"})
    assert draft["approved-by"] == ""
    assert got(f"{at}/1/waiver/none").status_code == 404


def test_the_report_and_a_comparison_are_served(tmp_path: Path) -> None:
    pair(tmp_path)
    folders = [tmp_path / "one", tmp_path / "other"]
    for path in folders:
        Folder(path).write_judged(judged(FINDINGS))
    with serving(*folders) as address:
        first = got(f"{address}/").text
        assert "Side by side" in first
        assert "ended 2026-11-23 18:09" in first
        assert "Leaky Vendor" in got(f"{address}/1/report").text
        assert "1 difference between rates" in got(f"{address}/compare").text


def test_progress_is_served_while_a_run_goes_on(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer, asked=a_trial()))
        with serving(writer.path) as address:
            at = f"{address}/1/progress"
            assert "running, or was killed" in got(f"{address}/").text
            assert got(at).headers.get("Refresh") is None
            assert got(f"{at}?every=5").headers["Refresh"] == "5"
            assert got(f"{at}?every=1;url=//evil").headers.get("Refresh") is None
            assert "<dt>Exchanges</dt><dd>1</dd>" in got(at).text
            writer.append(an_exchange(writer, id="x-2", asked=a_trial()))
            assert "<dt>Exchanges</dt><dd>2</dd>" in got(at).text
            writer.end()
            writer.close()
            assert got(f"{at}?every=5").headers.get("Refresh") is None


def test_the_pages_are_there_in_chinese(folder: Path) -> None:
    with serving(folder, language="zh") as address:
        for path in ("/", "/1/progress", "/1/findings", "/1/report", "/1/exchange/x-3"):
            assert '<html lang="zh-Hans">' in got(address + path).text
        assert "字母写作 a 或 A" in got(f"{address}/1/exchange/x-3").text


def test_a_folder_that_is_no_audit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="not an audit folder"):
        site([tmp_path], TOKEN, 8417)
