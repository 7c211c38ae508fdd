"""The lanes of the experiment: the same work, each time with a different find_close_polygons."""

import gc
from time import perf_counter
from types import ModuleType
from typing import Any, Callable
from zlib import crc32

import polygons
from polygons import Point, shoelace
from workload import Workload

Answers = list[int]
"""For each point the index of the smallest polygon near it, or -1."""
Job = Callable[[], list[Any]]
Find = Callable[[list, Point, float], list]


def smallest_of(close: list) -> Any:
    return min(close, key=lambda polygon: polygon.area()) if close else None


def choose_smallest(find: Find, subset: list, work: Workload) -> list:
    """The caller, the same in every lane but the last: it asks for the near polygons, and chooses."""
    return [smallest_of(find(subset, point, work.max_dist)) for point in work.points]


def rust_class(polymatch: ModuleType) -> type:
    """The class from Rust; the area stays Python's."""

    class Polygon(polymatch.Polygon):
        def area(self) -> float:
            return shoelace(self.x, self.y)

    return Polygon


class Lanes:
    """Everything that is prepared before the clock starts. `builds` holds polymatch modules by name."""

    def __init__(self, work: Workload, builds: dict[str, ModuleType]) -> None:
        python = [polygons.Polygon(x, y) for x, y in work.shapes]
        self.subsets: dict[str, list] = {}
        self.jobs: dict[str, Job] = {}
        self.work = work
        self._add("python", polygons.find_close_polygons, python)
        for build, polymatch in builds.items():
            rust = [rust_class(polymatch)(x, y) for x, y in work.shapes]
            self._add(f"naive-{build}", polymatch.find_close_naive, python)
            self._add(f"class-{build}", polymatch.find_close_polygons, rust)
            columns = polymatch.Columns(rust)
            self.jobs[f"columns-{build}"] = lambda ask=columns.smallest: ask(work.points, work.max_dist)

    def _add(self, lane: str, find: Find, subset: list) -> None:
        self.subsets[lane] = subset
        self.jobs[lane] = lambda: choose_smallest(find, subset, self.work)

    def answers(self, lane: str) -> Answers:
        """What the lane answers, as indexes. Not timed."""
        result = self.jobs[lane]()
        subset = self.subsets.get(lane)
        if subset is not None:
            index = {id(polygon): i for i, polygon in enumerate(subset)}
            result = [None if polygon is None else index[id(polygon)] for polygon in result]
        return [-1 if answer is None else answer for answer in result]

    def digest(self, lane: str) -> str:
        """Eight hexadecimal digits over all answers of the lane."""
        data = b"".join(answer.to_bytes(4, "little", signed=True) for answer in self.answers(lane))
        return f"{crc32(data):08x}"

    def time(self, lane: str, repeats: int = 1) -> float:
        """Milliseconds that the lane's work takes: the mean of `repeats` in a row, since a clock may tick coarsely.

        The garbage collector rests meanwhile, as it does in timeit.
        """
        job = self.jobs[lane]
        gc.collect()
        gc.disable()
        try:
            start = perf_counter()
            for _ in range(repeats):
                job()
            return (perf_counter() - start) * 1000 / repeats
        finally:
            gc.enable()
