"""What an answer tries to do: send data out, call a tool, ask its user for data,
or tell of its user what nobody said.
"""

from collections.abc import Sequence

from auditor.detect.asking_for import asked_for
from auditor.detect.budget import Budget
from auditor.detect.calls import calls_of, tool_called
from auditor.detect.exfiltration import exfiltrated
from auditor.detect.inferring import inferred
from auditor.detect.sighting import Sighting
from auditor.detect.texts import Part
from auditor.detect.values import Value
from auditor.evidence.trial import Judging


def attempted(
    parts: Sequence[Part],
    values: Sequence[Value],
    judging: Judging | None,
    phrasing: str,
    budget: Budget,
) -> list[Sighting]:
    """Every attempt in the parts of an answer; ``values`` are those planted in its exchange."""
    calls = calls_of(parts)
    seen = exfiltrated(parts, calls, values, budget)
    if judging is None:
        return seen
    called = tool_called(calls, judging.tool)
    return [
        *seen,
        *([called] if called else []),
        *asked_for(parts, judging.asks_for),
        *inferred(parts, judging.expects.get(phrasing, ())),
    ]
