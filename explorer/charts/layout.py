"""Where the circles of a network stand: every connected part by its forces, the parts side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

Link = tuple[int, int, int]  # two nodes, and the papers that they have in common
Place = tuple[float, float]  # from the left and from above, as parts of the picture
Places = npt.NDArray[np.float64]

_SEED = 7
_WIDE = 1.5  # how much wider than high a part is
_INSET = 0.16  # the part of a box that is left free at each side of a small one

_ROOM, _PUSHES = 0.5, 40  # a circle's room, where a node has a box of 1.5 by 1


def kept(links: Sequence[Link], limit: int) -> list[Link]:
    """Choose the links to draw: first those that hold each part together, then those of the most papers."""
    # Of equal ones, those between neighbours by rank: the first of them would make hubs that are none.
    ordered = sorted(links, key=lambda link: (-link[2], link[1] - link[0], link[0]))
    if len(ordered) <= limit:
        return ordered
    ranked = [(one, other, len(ordered) - place) for place, (one, other, _) in enumerate(ordered)]
    held = {(min(pair), max(pair)) for pair in nx.maximum_spanning_edges(_graph(ranked), data=False)}
    chosen = set(sorted(ordered, key=lambda link: link[:2] not in held)[:limit])  # stable: still the most papers first
    return [link for link in ordered if link in chosen]


def places(links: Sequence[Link], nodes: int) -> list[Place]:
    """Give each node its place, the largest part in the upper left corner, nodes alone at the end."""
    graph = _graph(links, range(nodes))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    boxes = _shelved([math.sqrt(len(part)) for part in parts])
    width = max((x + _WIDE * side for x, _, side in boxes), default=1.0)
    height = max((y + side for _, y, side in boxes), default=1.0)
    at: dict[int, Place] = {}
    for part, (x, y, side) in zip(parts, boxes, strict=True):
        for node, (across, down) in _laid(graph.subgraph(part), part).items():
            at[node] = ((x + _WIDE * side * across) / width, (y + side * down) / height)
    return [at[node] for node in range(nodes)]


def _graph(links: Iterable[Link], nodes: Iterable[int] = ()) -> Any:  # noqa: ANN401 - networkx has no hints
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(links)
    return graph


def _shelved(sides: Sequence[float]) -> list[tuple[float, float, float]]:
    """Put boxes on shelves from left to right, the shelves below each other: left, top and height of each."""
    room = max(_WIDE * max(sides, default=1.0), math.sqrt(_WIDE * sum(_WIDE * side * side for side in sides)))
    boxes, x, y, shelf = [], 0.0, 0.0, 0.0
    for side in sides:
        if x and x + _WIDE * side > room * 1.001:
            x, y, shelf = 0.0, y + shelf, 0.0
        boxes.append((x, y, side))
        x, shelf = x + _WIDE * side, max(shelf, side)
    return boxes


def _laid(graph: Any, part: Sequence[int]) -> dict[int, Place]:  # noqa: ANN401 - networkx has no hints
    """Lay out one connected part in a box from 0 to 1."""
    if len(part) == 1:
        return {part[0]: (0.5, 0.5)}
    if len(part) == 2:
        return {part[0]: (_INSET, 0.5), part[1]: (1 - _INSET, 0.5)}
    ordered = nx.Graph()  # a subgraph's order is that of a set
    ordered.add_nodes_from(part)
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(data="weight")))
    near = 2.2 / math.sqrt(len(part))
    at = nx.spring_layout(ordered, seed=_SEED, k=near, iterations=80)
    side = math.sqrt(len(part))
    spread = _stretched(np.array([at[node] for node in part], dtype=float)) * (_WIDE * side, side)
    inset = _INSET / math.sqrt(len(part) / 2)
    places = inset + (1 - 2 * inset) * _stretched(_apart(spread))
    return {node: (float(x), float(y)) for node, (x, y) in zip(part, places, strict=True)}


def _stretched(places: Places) -> Places:
    """Stretch places over a square from 0 to 1."""
    low, high = places.min(axis=0), places.max(axis=0)
    stretched: Places = (places - low) / np.where(high > low, high - low, 1)
    return stretched


def _apart(places: Places) -> Places:
    """Push apart what is so near that circles would touch."""
    for _ in range(_PUSHES):
        between = places[:, None] - places[None]
        away = np.hypot(*between.transpose(2, 0, 1)) + np.eye(len(places))
        push = np.clip(_ROOM - away, 0, None) / 2 * (1 - np.eye(len(places)))
        if not push.any():
            break
        places = places + (between / away[..., None] * push[..., None]).sum(axis=1)
    return places
