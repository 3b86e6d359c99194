"""What a stranger sent is cut and shown as text; masked, it gives nothing away."""

from dataclasses import replace
from pathlib import Path

from auditor.evidence.exchange import Received
from auditor.evidence.writer import Writer
from auditor.report.progress import progress_of
from auditor.report.served import MOST_CHARACTERS, Place, Row, audits, exchange, progress
from tests.report.audits import audit
from tests.report.audits import exchange as an_exchange
from tests.report.reports import EVIL
from tests.report.test_html import Parsed


def test_a_hostile_body_is_text_and_cut(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    with Writer(folder.path) as writer:
        body = (EVIL + "Secret9" * 10_000).encode("utf-8", "surrogatepass") + b"\xff\xfe"
        one = replace(an_exchange(3), received=Received(200, writer.keep(b"{}"), writer.keep(body)))
    raw = Parsed(exchange(Place("/t"), 1, folder, one, masked=False))
    assert {tag for tag, _ in raw.tags} & {"script", "svg", "img"} == set()
    text = "".join(raw.text)
    assert "<script>alert(1)</script>" in text
    assert "more characters in the evidence" in text
    assert text.count("Secret9") < MOST_CHARACTERS / 7
    assert "⟨U+202E⟩" in text
    masked = "".join(Parsed(exchange(Place("/t"), 1, folder, one, masked=True)).text)
    assert "Secret9" not in masked
    assert "Aaaaaa9" in masked


def test_an_audit_that_runs_can_not_be_opened_yet(tmp_path: Path) -> None:
    seen = progress_of(audit(tmp_path / "a"))
    page = audits(Place("/t"), [Row(1, "<b>", "v", replace(seen, state="running"), judged=False)])
    assert "not judged yet" in page
    assert "running, or was killed" in page
    assert "&lt;b&gt;" in page
    assert 'href="/t/1/report"' not in page


def test_progress_is_drawn_and_loads_itself_again_only_if_asked(tmp_path: Path) -> None:
    seen = progress_of(audit(tmp_path / "a"))
    running = replace(seen, state="running", asked=6, planned=24, per_minute=3.0, minutes_left=6.0)
    page = progress(Place("/t"), 1, "An audit", running, 0)
    assert '<progress value="6" max="24"' in page
    assert "6 of 24 questions put, 3.0 a minute, about 6 minutes left" in page
    assert "every 5 seconds</a>" in page
    assert "Stop that" in progress(Place("/t"), 1, "An audit", running, 5)
    assert "seconds" not in progress(Place("/t"), 1, "An audit", seen, 0)
