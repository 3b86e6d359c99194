import json

from tests.cli.running import one_mistake, said
from tests.test_trending import an_audit


def test_a_series_is_a_table_or_json(tmp_path):
    folders = [an_audit(tmp_path, day, hits) for day, hits in ((1, 0), (2, 12))]
    result = said("trend", *folders)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "what\tof\tcourse\tsince\tp, adjusted\tseries",
        "record-asked-by-stranger\tchat, en\trose\t2026-11-02\t9.02e-05\t0/20 → 12/20",
        "record-asked-by-stranger\tchat, en\tno change shown\t\t1\t0/20 → 0/20",
        "no-planted-data-to-third-parties\tour-client\tstill broken\t\t\tbroken → broken",
    ]
    value = json.loads(said("trend", *folders, "--json").stdout)
    assert list(value) == ["vendor", "runs", "measures", "findings", "notes"]
    assert value["measures"][0]["counts"] == [[0, 20], [12, 20]]


def test_mistakes_are_one_line(tmp_path):
    one = an_audit(tmp_path, 1, 0)
    one_mistake(said("trend", one), "a series has two audits or more", "auditor trend OLD NEW")
