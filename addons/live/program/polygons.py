"""The talk's question, in plain Python: which polygons are near a point?

The program on the slides asks the same with NumPy, as the article's did. This one needs no more than Python.
"""

from dataclasses import dataclass
from functools import cached_property
from math import hypot

Point = tuple[float, float]


@dataclass
class Polygon:
    x: list[float]
    y: list[float]

    @cached_property
    def center(self) -> Point:
        corners = len(self.x)
        return sum(self.x) / corners, sum(self.y) / corners

    def area(self) -> float:
        return shoelace(self.x, self.y)


def find_close_polygons(
    polygon_subset: list[Polygon],
    point: Point,
    max_dist: float,
) -> list[Polygon]:
    px, py = point
    close = []
    for polygon in polygon_subset:
        x, y = polygon.center
        if hypot(x - px, y - py) < max_dist:
            close.append(polygon)
    return close


def shoelace(x: list[float], y: list[float]) -> float:
    # https://en.wikipedia.org/wiki/Shoelace_formula
    twice = sum(
        x[i] * y[i - 1] - y[i] * x[i - 1]
        for i in range(len(x))
    )
    return abs(twice) / 2
