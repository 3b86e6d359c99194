"""Draws who sent how much to whom, and in which country: ribbons from left to right."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.evidence.flows import DataFlow
from auditor.report.wording import short

WIDTH = 720
NODE = 10
COLUMNS = (150, 400, 600)
"""Where the nodes of senders, owners and countries begin."""
TALLEST, LEAST, GAP = 260.0, 5.0, 16.0
"""Room for all ribbons of a column; least height of a node; room between two for their names."""
MOST = 12
"""Nodes of a column; the rest stand together as the last."""
OTHERS = "others"
UNKNOWN = "unknown"

type Link = tuple[str, str, str, str]
"""Sender, owner, country, party."""


@dataclass(frozen=True, slots=True)
class Node:
    """One sender, owner or country."""

    name: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Exchanges between two nodes, as the outline of an SVG path."""

    path: str
    party: str


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the table beside the drawing."""

    sender: str
    owner: str
    country: str
    party: str
    exchanges: int


@dataclass(frozen=True, slots=True)
class FlowMap:
    """The whole drawing; no nodes where nothing was exchanged."""

    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    ways: tuple[Way, ...]
    height: float


def flow_map(flows: Iterable[DataFlow]) -> FlowMap:
    """Of all flows with an exchange or a connection; a host that was only tried counts once."""
    links = _grouped(flows)
    # By its root: hundreds of questions to a model would leave an app's few calls no room.
    wide = {link: math.sqrt(count) for link, count in links.items()}
    columns = [_nodes(wide, column) for column in range(3)]
    ribbons = [*_ribbons(wide, columns, 0), *_ribbons(wide, columns, 1)]
    nodes = [node for column in columns for node in column.values()]
    ways = [Way(*link, exchanges=count) for link, count in links.items()]
    return FlowMap(
        nodes=tuple(nodes),
        ribbons=tuple(ribbons),
        ways=tuple(sorted(ways, key=lambda way: (-way.exchanges, way.owner, way.sender))),
        height=max((node.y + node.height for node in nodes), default=0.0) + 24,
    )


def _grouped(flows: Iterable[DataFlow]) -> dict[Link, int]:
    """Exchanges by link; what is beyond the most frequent of each column stands together."""
    links: Counter[Link] = Counter()
    for flow in flows:
        country = flow.owner_country or flow.ip_country or UNKNOWN
        link: Link = (flow.subject, flow.owner or UNKNOWN, country, flow.party)
        links[link] += max(flow.exchanges, 1)
    kept = [_most(links, column) for column in range(3)]
    few: Counter[Link] = Counter()
    for link, count in links.items():
        names = [each if each in kept[i] else OTHERS for i, each in enumerate(link[:3])]
        few[names[0], names[1], names[2], link[3]] += count
    return dict(sorted(few.items()))


def _most(links: Mapping[Link, int], column: int) -> set[str]:
    sums: Counter[str] = Counter()
    for link, count in links.items():
        sums[link[column]] += count
    ordered = sorted(sums, key=lambda name: (-sums[name], name))
    return set(ordered if len(ordered) <= MOST else ordered[: MOST - 1])


def _nodes(links: Mapping[Link, float], column: int) -> dict[str, Node]:
    sums = defaultdict[str, float](float)
    for link, wide in links.items():
        sums[link[column]] += wide
    y, nodes = 24.0, {}
    for name in sorted(sums, key=lambda name: (-sums[name], name)):
        height = max(LEAST, round(TALLEST * sums[name] / sum(sums.values()), 1))
        nodes[name] = Node(short(name, (24, 24, 15)[column]), COLUMNS[column], round(y, 1), height)
        y += height + GAP
    return nodes


def _ribbons(
    links: Mapping[Link, float], columns: Sequence[Mapping[str, Node]], column: int
) -> list[Ribbon]:
    """Between one column and the next, stacked within both nodes."""
    both = defaultdict[tuple[str, str, str], float](float)
    for link, wide in links.items():
        both[link[column], link[column + 1], link[3]] += wide
    sums = defaultdict[str, float](float), defaultdict[str, float](float)
    for (one, other, _), wide in both.items():
        sums[0][one] += wide
        sums[1][other] += wide
    used = defaultdict[str, float](float), defaultdict[str, float](float)
    ribbons = []
    for (one, other, party), wide in both.items():
        ends = []
        for side, name in enumerate((one, other)):
            node = columns[column + side][name]
            top = node.y + node.height * used[side][name] / sums[side][name]
            used[side][name] += wide
            ends.append((top, node.y + node.height * used[side][name] / sums[side][name]))
        ribbons.append(Ribbon(_path(COLUMNS[column] + NODE, COLUMNS[column + 1], *ends), party))
    return ribbons


def _path(x: int, to: int, left: tuple[float, float], right: tuple[float, float]) -> str:
    middle = (x + to) // 2
    (a, b), (c, d) = left, right
    return (
        f"M{x} {a:.1f}C{middle} {a:.1f} {middle} {c:.1f} {to} {c:.1f}"
        f"L{to} {d:.1f}C{middle} {d:.1f} {middle} {b:.1f} {x} {b:.1f}Z"
    )
