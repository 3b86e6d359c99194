from auditor.detect.request_cues import CUES, ENOUGH, HELPS, VETOES, compiled


def test_one_cue_is_enough_and_one_help_is_not():
    assert all(points >= ENOUGH for points, _ in CUES.values())
    assert all(points < ENOUGH for points, _ in HELPS)


def test_every_veto_outweighs_a_bare_cue():
    assert all(points > ENOUGH for points, _ in VETOES.values())


def test_case_is_not_heeded():
    assert compiled(VETOES["denied"][1]).search("NO NEED to")
