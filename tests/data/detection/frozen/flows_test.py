"""Every HTTP flow of a seed, in a fixed order."""

from collections.abc import Iterator
from random import Random

import flows_apps_test
import flows_content_test
import flows_noise_test
import flows_people_test
import flows_plain_test
import flows_rare_test
from flow_builder_test import Flow

TABLES = (
    ("f", flows_apps_test.TEMPLATES, 12),
    ("f", flows_people_test.TEMPLATES, 12),
    ("f", flows_content_test.TEMPLATES, 12),
    ("f", flows_rare_test.TEMPLATES, 15),
    ("f-plain", flows_plain_test.TEMPLATES, 18),
    ("f-plain", flows_noise_test.TEMPLATES, 18),
)


def flows(seed: int) -> Iterator[dict]:
    for prefix, table, copies in TABLES:
        for make in table:
            name = f"{prefix}-{make.__name__.replace('_', '-')}"
            for copy in range(1, copies + 1):
                message = make(Flow(Random(f"{seed}/{name}/{copy}")))
                yield {"id": f"{name}-{copy}", "template": name, **message}
