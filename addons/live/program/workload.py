"""The work, made from a seed: the same polygons and points on every machine.

All coordinates lie on a grid of 1/1024. Sums and areas of such numbers are exact in floating point, in whatever order
they are added, so the answers of all programs must be the same and not merely alike: Python's `sum` corrects its
rounding since 3.12, Rust's doesn't, and sines differ between maths libraries.
"""

from functools import cache
from math import cos, pi, sin
from typing import Callable, NamedTuple

SEED = 2024
POLYGONS = 1000
SPAN = 1000.0
"""The square that everything lies in, in the units of the coordinates."""
MAX_DIST = 15.0
GRID = 1024

Corners = tuple[list[float], list[float]]


class Workload(NamedTuple):
    shapes: list[Corners]
    points: list[tuple[float, float]]
    max_dist: float


def generator(seed: int) -> Callable[[], float]:
    """Numbers from 0 up to 1: splitmix64, the usual way to start a generator from a small seed.

    Source: https://prng.di.unimi.it/splitmix64.c (public domain), reimplemented here.
    """
    mask = (1 << 64) - 1
    state = seed & mask

    def draw() -> float:
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        return ((mixed ^ (mixed >> 31)) >> 11) / (1 << 53)

    return draw


def on_grid(value: float) -> float:
    return round(value * GRID) / GRID


@cache
def make_shapes(count: int, seed: int) -> list[Corners]:
    """Polygons of 6 to 14 corners (10 on average) around a random middle, each with a size of its own.

    Made once and then shared: nobody may change them.
    """
    draw = generator(seed)
    shapes = []
    for _ in range(count):
        corners = 6 + int(draw() * 9)
        middle_x, middle_y, size = draw() * SPAN, draw() * SPAN, 4 + draw() * 16
        x, y = [], []
        for corner in range(corners):
            angle, radius = 2 * pi * corner / corners, size * (0.7 + 0.3 * draw())
            x.append(on_grid(middle_x + radius * cos(angle)))
            y.append(on_grid(middle_y + radius * sin(angle)))
        shapes.append((x, y))
    return shapes


def make_points(count: int, seed: int) -> list[tuple[float, float]]:
    """The first points are the same for every count."""
    draw = generator(seed)
    return [(on_grid(draw() * SPAN), on_grid(draw() * SPAN)) for _ in range(count)]


def make_workload(points: int, polygons: int = POLYGONS, seed: int = SEED) -> Workload:
    """`points` questions about `polygons` polygons. A count below one is a ValueError."""
    if points < 1 or polygons < 1:
        raise ValueError(f"at least one point and one polygon, not {points} and {polygons}")
    return Workload(make_shapes(polygons, seed), make_points(points, ~seed), MAX_DIST)
