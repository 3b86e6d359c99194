"""The names that measures can have: those that shipped probes yield and those that checks make."""

from functools import cache

from auditor.evidence.kinds import PRODUCED, matches
from auditor.evidence.measure import REPEATEDLY, TOLD_AGAIN
from auditor.packs import shipped_packs
from auditor.yamlfile import read_yaml


@cache
def shipped_measures() -> frozenset[str]:
    """Every name of a measure of the shipped probes, and those of checks that rules may ask."""
    names = {TOLD_AGAIN}
    for pack in shipped_packs("probes"):
        for path in pack.units():
            probe = read_yaml(path).value
            names.add(probe["measure"])
            if any(matches(kind, PRODUCED) for kind in probe["judge"]["counts"]):
                names.add(f"{probe['measure']}{REPEATEDLY}")
    return frozenset(names)
