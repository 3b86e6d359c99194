"""The article's own case, and the same arithmetic on figures that are made up."""

from typing import Any

import pytest

from auditor.claims.arithmetic import arithmetic, difference, utilisation
from auditor.claims.sheets import (
    Advantage,
    Compute,
    Figure,
    PriceRatio,
    Sheet,
    Wording,
    figures,
    items,
    sheets_of,
)
from auditor.evidence.claim import Claim

READ: dict[str, Any] = {"source": "https://vendor.example/blog", "read_on": "2026-11-23"}


def of_vendor(vendor: str, check: str) -> list[Claim]:
    published, sizes = figures(), items()
    found = [c for sheet in sheets_of(vendor) for c in arithmetic(sheet, published, sizes)]
    return [claim for claim in found if claim.check == check]


def test_none_of_the_stated_advantages_of_qwen_is_told_from_chance() -> None:
    claims = of_vendor("alibaba-qwen", "arithmetic/advantage")
    assert [claim.benchmark for claim in claims] == [
        "Arena-Hard",
        "LiveBench",
        "LiveCodeBench",
        "GPQA-Diamond",
        "MMLU-Pro",
    ]
    assert {claim.verdict for claim in claims} == {"not distinguishable"}
    assert [round(claim.p or 0, 2) for claim in claims] == [0.06, 0.43, 0.78, 0.84, 0.72]
    assert all(claim.p_adjusted is not None and claim.p_adjusted >= 0.3 for claim in claims)


def test_two_tables_of_deepseek_disagree_on_the_same_model_and_benchmark() -> None:
    claims = of_vendor("deepseek", "arithmetic/consistency")
    apart = {(c.subject, c.benchmark): (c.stated, c.measured) for c in claims if c.benchmark}
    assert apart["DeepSeek-V3", "Codeforces (percentile)"] == (51.6, 58.7)
    assert apart["DeepSeek-V3", "C-SimpleQA (correct)"] == (64.8, 68.0)
    assert apart["Claude-3.5-Sonnet-1022", "LiveCodeBench (pass@1-CoT)"] == (33.8, 36.3)
    assert len(apart) == 6
    assert [c.verdict for c in claims if not c.benchmark] == ["supported"]


def test_the_stated_hours_of_v3_imply_a_third_of_the_peak() -> None:
    hours, cost, tuning = of_vendor("deepseek", "arithmetic/compute")
    assert (hours.verdict, round(hours.measured or 0, 3)) == ("supported", 0.346)
    assert (cost.verdict, cost.measured) == ("supported", 5_576_000)
    assert "leaves out research" in cost.because
    assert (tuning.verdict, tuning.measured) == ("supported", 294_672)


def test_praise_without_figures_cannot_be_verified() -> None:
    (claim,) = of_vendor("alibaba-qwen", "arithmetic/wording")
    assert claim.verdict == "unverifiable"


# p from the normal distribution by an independent calculation: z = gap / sqrt(sum of p(1-p)/n).
@pytest.mark.parametrize(
    ("one", "other", "n", "expected"),
    [
        (0.5, 0.5, 100, (-0.1386, 0.1386, 1.0)),
        (0.6, 0.5, 100, (-0.0372, 0.2372, 0.1531)),
        (0.6, 0.5, 1000, (0.0566, 0.1434, 0.0000)),
        (1.0, 1.0, 50, (0.0, 0.0, 1.0)),
        (1.0, 0.0, 50, (1.0, 1.0, 0.0)),
    ],
)
def test_a_difference_has_an_interval_and_a_p(
    one: float, other: float, n: int, expected: tuple[float, ...]
) -> None:
    assert difference(one, other, n) == pytest.approx(expected, abs=5e-5)


def test_operations_hours_and_peak_give_a_share() -> None:
    assert utilisation(1e9, 1e12, 1000, 6e21 / 3.6e6) == pytest.approx(1.0)


def a_figure(model: str, value: float, **changes: Any) -> Figure:
    told = {"vendor": "v", "benchmark": "B", "metric": "accuracy", "by": "v"} | changes
    return Figure(model=model, value=value, date="2026-01-01", tier="A", **{"source": "s"} | told)


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [(90, 50, "supported"), (51, 50, "not distinguishable"), (50, 51, "contradicted")],
)
def test_a_lead_holds_only_when_it_is_larger_than_chance(
    mine: float, theirs: float, verdict: str
) -> None:
    sheet = Sheet("s", "t", "v", advantages=(Advantage("m", "o", ("B",), **READ),))
    published = [a_figure("m", mine), a_figure("o", theirs)]
    (lead, *_) = arithmetic(sheet, published, {"B": 200})
    assert lead.verdict == verdict
    assert lead.low is not None
    assert lead.high is not None
    assert lead.low < mine - theirs < lead.high


@pytest.mark.parametrize(
    ("published", "sizes", "lacks"),
    [
        ([], {"B": 200}, "a published score"),
        ([a_figure("m", 90), a_figure("o", 50, by="other")], {"B": 200}, "a published score"),
        ([a_figure("m", 90), a_figure("o", 50)], {}, "the number of items"),
    ],
)
def test_a_lead_without_its_figures_cannot_be_verified(
    published: list[Figure], sizes: dict[str, int], lacks: str
) -> None:
    sheet = Sheet("s", "t", "v", advantages=(Advantage("m", "o", ("B",), **READ),))
    (lead,) = arithmetic(sheet, published, sizes)
    assert (lead.verdict, lead.p) == ("unverifiable", None)
    assert lacks in lead.because


@pytest.mark.parametrize(
    ("hours", "usd", "verdicts"),
    [
        (1000.0, 2000.0, ["supported", "supported"]),
        (400.0, 2000.0, ["contradicted", "supported"]),
        (20_000.0, 2000.0, ["contradicted", "supported"]),
        (1000.0, 1500.0, ["supported", "contradicted"]),
    ],
)
def test_hours_operations_and_cost_must_fit_together(
    hours: float, usd: float, verdicts: list[str]
) -> None:
    stated = Compute(
        "m",
        **READ,
        active_parameters=1e9,
        tokens=1e12,
        pretraining_hours=hours,
        hours=1000,
        usd=usd,
        usd_per_hour=2,
        device="GPU",
        peak_flops=4 * 6e21 / 3.6e6,
        precision="BF16",
    )
    claims = arithmetic(Sheet("s", "t", "v", compute=(stated,)), [], {})
    # 25 % of the peak in 1,000 hours, 62.5 % in 400 and 1.25 % in 20,000.
    assert [claim.verdict for claim in claims] == verdicts


@pytest.mark.parametrize(("ratio", "verdict"), [(10, "supported"), (20, "contradicted")])
def test_a_relation_of_prices_follows_from_them_or_not(ratio: float, verdict: str) -> None:
    stated = PriceRatio("m", "o", ratio, "in", 0.5, 5.0, **READ)
    (claim,) = arithmetic(Sheet("s", "t", "v", prices=(stated,)), [], {})
    assert (claim.verdict, claim.measured) == (verdict, 10.0)


def test_words_with_figures_are_no_empty_praise() -> None:
    stated = Wording("m", "best of all", figures=True, **READ)
    (claim,) = arithmetic(Sheet("s", "t", "v", wording=(stated,)), [], {})
    assert claim.verdict == "supported"


def test_every_claim_names_its_check_its_source_and_another_explanation() -> None:
    published, sizes = figures(), items()
    for vendor in ("alibaba-qwen", "deepseek"):
        for sheet in sheets_of(vendor):
            for claim in arithmetic(sheet, published, sizes):
                assert claim.id.startswith(f"{sheet.id}-")
                assert claim.source
                assert claim.verdict == "supported" or claim.other_explanations
