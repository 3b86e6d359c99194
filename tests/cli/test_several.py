"""auditor audit over several plans."""

from pathlib import Path

import orjson
import pytest

from auditor.evidence.folder import Folder
from tests.cli.running import NOBODY, a_plan, one_mistake, parrot, said
from tests.probing.fake import FakeVendor

ONE = ["privacy/record-to-stranger"]


def plans(folder: Path, *urls: str) -> list[Path]:
    """Plans of their own names."""
    made = []
    for number, url in enumerate(urls):
        written = a_plan(folder, url, audit=f"Vendor {number}", probes=ONE)
        made.append(written.rename(folder / f"{number}.yaml"))
    return made


def asked(audit: Path) -> int:
    return sum(1 for each in Folder(audit).exchanges() if each.plane == "probe")


def test_several_plans_share_one_budget_and_the_next_week_makes_a_series(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = parrot
    some = plans(tmp_path, fake_vendor.url, NOBODY, fake_vendor.url)
    weeks = [tmp_path / "w1", tmp_path / "w2"]
    whole = said("audit", *some, "--yes", "--out", weeks[0])
    told = [each for each in whole.stderr.splitlines() if "exit code" in each]
    assert [each.partition(":")[2] for each in told] == [
        " exit code 1",
        " exit code 2",
        " exit code 1",
    ]
    assert whole.exit_code == 2
    assert sorted(each.name for each in weeks[0].iterdir()) == ["vendor-0", "vendor-1", "vendor-2"]
    each = asked(weeks[0] / "vendor-0")
    # The first plan and the cheapest calls of the others leave two for the last.
    budget = f"requests={each + 4}"
    part = said("audit", *some, "--yes", "--out", weeks[1], "--budget", budget)
    assert f"stopped at the limit of {each + 4} requests for all plans together" in part.stderr
    assert asked(weeks[1] / "vendor-0") == each
    assert 1 < asked(weeks[1] / "vendor-2") < each
    series = said("trend", *weeks, "--json")
    assert series.exit_code == 0, series.stderr
    runs = [[run["audit"] for run in one["runs"]] for one in orjson.loads(series.stdout)]
    assert ["Vendor 0", "Vendor 0"] in runs
    assert ["Vendor 2", "Vendor 2"] in runs


@pytest.mark.parametrize(
    ("budget", "what", "hint"),
    [
        (
            "time=3",
            "--budget: 'time' is nothing that plans spend together",
            "requests, tokens, usd, minutes",
        ),
        ("usd=much", "--budget: 'usd=much' is not a list of numbers", "requests=2000,usd=20"),
        ("usd=-1", "--budget: a limit is more than 0", ""),
    ],
)
def test_a_wrong_budget_is_one_line(tmp_path: Path, budget: str, what: str, hint: str) -> None:
    one_mistake(said("audit", *plans(tmp_path, NOBODY), "--budget", budget), what, hint)


def test_money_needs_prices_and_names_are_not_shared(tmp_path: Path) -> None:
    (one,) = plans(tmp_path, NOBODY)
    money = said("audit", one, "--yes", "--budget", "usd=3")
    assert money.exit_code == 2
    assert "a limit in USD needs the prices of the target 'chat'" in money.stderr
    one_mistake(
        said("audit", one, one, "--yes"),
        "2 plans are called 'vendor-0'",
        "give each another name under audit:",
    )


def test_a_dry_run_shows_all(tmp_path: Path) -> None:
    shown = said("audit", *plans(tmp_path, NOBODY, NOBODY), "--dry-run")
    assert shown.exit_code == 0
    assert shown.stdout.count("authorised by: ticket 4711") == 2
