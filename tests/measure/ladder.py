"""The article's ladder on this machine: python3 ladder.py SNIPPETS ROUNDS RUNS debug=MODULE release=MODULE

SNIPPETS is the folder with the talk's Python. Prints JSON: the versions, and for each lane the digest of its answers and,
for each round, the milliseconds of each run. RUNS of 0 only compares the answers.

One iteration is the article's: 100 points, each against 1,000 polygons of 10 corners; which are nearer than 10, and which
of these is the smallest? Unlike the article's, the polygons differ in size, so that there is a smallest one. Coordinates
lie on a grid of 1/1024: sums of such numbers are exact in whatever order they are added, so all answers must be equal.
"""

import gc
import json
import sys
from functools import cached_property
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from math import cos, hypot, pi, sin
from random import Random
from time import process_time
from zlib import crc32

import numpy as np

POINTS, POLYGONS, CORNERS = 100, 1000, 10
MAX_DISTANCE = 10.0
SPAN = 1000.0
SAMPLE_SECONDS = 0.05
"""A run is repeated until it takes at least this long, and its mean counts: a clock errs on what is short."""


def on_grid(value: float) -> float:
    return round(value * 1024) / 1024


def make_shapes(draw: Random) -> list[tuple[list[float], list[float]]]:
    shapes = []
    for _ in range(POLYGONS):
        middle_x, middle_y, size = draw.random() * SPAN, draw.random() * SPAN, 2 + draw.random() * 8
        corners = [(2 * pi * i / CORNERS, size * (0.7 + 0.3 * draw.random())) for i in range(CORNERS)]
        x = [on_grid(middle_x + radius * cos(angle)) for angle, radius in corners]
        y = [on_grid(middle_y + radius * sin(angle)) for angle, radius in corners]
        shapes.append((x, y))
    return shapes


class PlainPolygon:
    """The same in plain Python, without NumPy."""

    def __init__(self, x: list[float], y: list[float]) -> None:
        self.x, self.y = x, y

    @cached_property
    def center(self) -> tuple[float, float]:
        return sum(self.x) / len(self.x), sum(self.y) / len(self.y)

    def area(self) -> float:
        x, y = self.x, self.y
        return abs(sum(x[i - 1] * y[i] - y[i - 1] * x[i] for i in range(len(x)))) / 2


def find_close_plain(polygons: list, point: tuple[float, float], max_distance: float) -> list:
    px, py = point
    close = []
    for polygon in polygons:
        x, y = polygon.center
        if hypot(x - px, y - py) < max_distance:
            close.append(polygon)
    return close


def smallest_each(find, polygons: list, points) -> list:
    """The caller, the same in every lane that has one."""
    close = (find(polygons, point, MAX_DISTANCE) for point in points)
    return [min(near, key=lambda polygon: polygon.area()) if near else None for near in close]


def vectorised(x: np.ndarray, y: np.ndarray, points: np.ndarray) -> list[int]:
    """No loop at all: arrays of all polygons against all points. The answer is an index, or -1."""
    centers = np.stack([x.mean(axis=1), y.mean(axis=1)], axis=1)
    areas = np.abs((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)) / 2
    offsets = points[:, np.newaxis] - centers
    near = np.hypot(offsets[..., 0], offsets[..., 1]) < MAX_DISTANCE
    smallest = np.where(near, areas, np.inf).argmin(axis=1)
    return np.where(near.any(axis=1), smallest, -1).tolist()


def load(path: str):
    spec = spec_from_file_location("poly_match_rs", path, loader=ExtensionFileLoader("poly_match_rs", path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_lanes(debug, release) -> dict:
    """Each lane's work, and what turns its answers into indexes."""
    import starting_point

    draw = Random(2023)
    shapes = make_shapes(draw)
    pairs = [(on_grid(draw.random() * SPAN), on_grid(draw.random() * SPAN)) for _ in range(POINTS)]
    x, y = np.array([x for x, _ in shapes]), np.array([y for _, y in shapes])
    points = np.array(pairs)

    class Polygon(release.Polygon):
        area = starting_point.Polygon.area

    numpy = [starting_point.Polygon(np.array(x), np.array(y)) for x, y in shapes]
    rust = [Polygon(np.array(x), np.array(y)) for x, y in shapes]
    plain = [PlainPolygon(x, y) for x, y in shapes]

    def lane(find, polygons: list, points=points):
        index = {id(polygon): i for i, polygon in enumerate(polygons)}
        return lambda: smallest_each(find, polygons, points), lambda found: [-1 if one is None else index[id(one)] for one in found]

    _, rust_indexes = lane(None, rust)
    return {
        "python": lane(starting_point.find_close_polygons, numpy),
        "naive-debug": lane(debug.naive.find_close_polygons, numpy),
        "naive-release": lane(release.naive.find_close_polygons, numpy),
        "class": lane(getattr(release, "class").find_close_polygons, rust),
        "no-allocation": lane(release.find_close_polygons, rust),
        "all-in-rust": (lambda: release.find_smallest(rust, points, MAX_DISTANCE), rust_indexes),
        "vectorised": (lambda: vectorised(x, y, points), lambda found: found),
        "plain-python": lane(find_close_plain, plain, pairs),
    }


def seconds(work, repeats: int) -> float:
    """The processor's time: every lane is one thread, and what else the machine does meanwhile is not a lane's."""
    start = process_time()
    for _ in range(repeats):
        work()
    return (process_time() - start) / repeats


def main(snippets: str, rounds: str, runs: str, *modules: str) -> None:
    sys.path.append(snippets)
    builds = {name: load(path) for name, path in (module.split("=", 1) for module in modules)}
    lanes = make_lanes(**builds)
    digests = {name: f"{crc32(json.dumps(indexes(work())).encode()):08x}" for name, (work, indexes) in lanes.items()}
    # the answers were the warm-up
    repeats = {name: max(1, round(SAMPLE_SECONDS / seconds(work, 1))) for name, (work, _) in lanes.items()}
    ms = {name: [] for name in lanes}
    gc.disable()
    for _ in range(int(rounds)):
        samples = {name: [] for name in lanes}
        # in turn: what slows the machine for a while slows all lanes alike
        for _ in range(int(runs)):
            for name, (work, _) in lanes.items():
                samples[name].append(float(f"{seconds(work, repeats[name]) * 1000:.4g}"))
            gc.collect()
        for name in lanes:
            ms[name].append(samples[name])
    report = {
        "cpython": sys.version.split()[0],
        "numpy": np.__version__,
        "points": POINTS,
        "polygons": POLYGONS,
        "lanes": {name: {"digest": digests[name], "ms": ms[name]} for name in lanes},
    }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
