"""Calls polymatch in every wrong way, and looks that each raises what it should and keeps no reference to what it was given.

Rust's own memory is not Python's to count: the tests that run this watch the memory of the whole process.
"""

import gc
import sys
from collections.abc import Sequence
from math import inf, nan
from types import ModuleType, SimpleNamespace
from typing import Any, Callable

Case = tuple[str, Callable[[], Any], type[Exception]]
Held = dict[str, Any]
"""What the calls are given, by a name for it: all of it lives longer than they do."""


class Angry:
    """Raises whatever it is asked for."""

    @property
    def center(self) -> tuple[float, float]:
        raise LookupError("no center today")

    def __float__(self) -> float:
        raise LookupError("no number today")


class Shrinking:
    """Asked for its center, it empties the list that is being searched."""

    def __init__(self, home: list) -> None:
        self.home = home

    @property
    def center(self) -> tuple[float, float]:
        self.home.clear()
        return 0.0, 0.0


class Liar(Sequence):
    """Says that it is longer than any memory."""

    def __len__(self) -> int:
        return sys.maxsize

    def __getitem__(self, index: int) -> float:
        return 0.0


def shrinking() -> list:
    home: list = []
    home.extend(Shrinking(home) for _ in range(5))
    return home


def cases(polymatch: ModuleType) -> tuple[list[Case], Held]:
    Polygon, Columns = polymatch.Polygon, polymatch.Columns
    one = Polygon([0, 1, 1], [0, 0, 1])
    columns = Columns([one])
    plain = SimpleNamespace(center=(0.25, 0.5))
    alien, angry, word, point = object(), Angry(), "".join(["not ", "a number"]), (0.5, 1.5)
    # long, and wrong at the very end: what has been read until then must be given back
    many, plains, late, points = [one] * 1000, [plain] * 1000, [float(i) for i in range(1000)], [point] * 1000
    held = {name: value for name, value in locals().items() if name != "polymatch"}
    found: list[Case] = []

    def add(what: str, call: Callable[[], Any], error: type[Exception]) -> None:
        found.append((what, call, error))

    for find, polygons in ((polymatch.find_close_naive, plains), (polymatch.find_close_polygons, many)):
        def bad(what: str, *arguments: Any, error: type[Exception] = TypeError, find: Callable = find) -> None:
            add(f"{find.__name__}: {what}", lambda: find(*arguments), error)

        bad("no argument")
        bad("one too few", polygons, point)
        bad("one too many", polygons, point, 9.5, alien)
        bad("no list", alien, point, 9.5)
        bad("None", None, point, 9.5)
        bad("a word", word, point, 9.5)
        bad("point is no pair", polygons, alien, 9.5)
        bad("point is too long", polygons, (*point, 2.5), 9.5, error=ValueError)
        bad("point of words", polygons, (word, word), 9.5)
        bad("point raises", polygons, (angry, angry), 9.5, error=LookupError)
        bad("distance is a word", polygons, point, word)
        bad("alien at the end", polygons + [alien], point, 9.5, error=AttributeError if polygons is plains else TypeError)
    naive, close = polymatch.find_close_naive, polymatch.find_close_polygons
    add("naive: center raises", lambda: naive(plains + [angry], point, 9.5), LookupError)
    add("naive: center is no pair", lambda: naive(plains + [SimpleNamespace(center=word)], point, 9.5), TypeError)
    add("close: class itself", lambda: close([Polygon], point, 9.5), TypeError)
    add("close: Python's own", lambda: close(plains, point, 9.5), TypeError)

    add("Polygon: no argument", lambda: Polygon(), TypeError)
    add("Polygon: unknown keyword", lambda: Polygon(x=[], z=[]), TypeError)
    add("Polygon: no lists", lambda: Polygon(alien, alien), TypeError)
    add("Polygon: lengths differ", lambda: Polygon(late, late[1:]), ValueError)
    add("Polygon: two corners", lambda: Polygon([0, 1], [0, 1]), ValueError)
    add("Polygon: a word at the end", lambda: Polygon(late, late + [word]), TypeError)
    add("Polygon: a number raises", lambda: Polygon(late, late + [angry]), LookupError)
    add("Polygon: can't be changed", lambda: setattr(one, "center", point), AttributeError)

    add("Columns: no argument", lambda: Columns(), TypeError)
    add("Columns: alien at the end", lambda: Columns(many + [alien]), TypeError)
    add("Columns: no subclass", lambda: type("Sub", (Columns,), {}), TypeError)
    add("smallest: no argument", lambda: columns.smallest(), TypeError)
    add("smallest: no point at the end", lambda: columns.smallest(points + [None], 9.5), TypeError)
    add("smallest: of another class", lambda: Columns.smallest(one, points, 9.5), TypeError)
    return found, held


def problem(case: Case) -> str | None:
    """What is wrong with how this call fails; None when it fails as it should."""
    what, call, error = case
    try:
        given = call()
    except Exception as raised:
        return None if type(raised) is error else f"{what}: {type(raised).__name__}: {raised}"
    return f"{what}: gave {given!r}"


def check(polymatch: ModuleType, calls: int = 10_000) -> dict[str, Any]:
    """Every case once, then `calls` calls of all of them in turn.

    `references`: how many more (or fewer) references there are to what they were given, where that has changed.
    """
    every, held = cases(polymatch)
    wrong = [text for text in map(problem, every) if text]
    for case in every:
        problem(case)
    gc.collect()
    before = {name: sys.getrefcount(held[name]) for name in held}
    for i in range(calls):
        problem(every[i % len(every)])
    gc.collect()
    changed = {name: more for name in held if (more := sys.getrefcount(held[name]) - before[name])}
    return {"cases": len(every), "wrong": wrong, "references": changed}


def leaking(polymatch: ModuleType) -> ModuleType:
    """The same module with a leak: each bad call of find_close_naive keeps a reference to a polygon that it was given."""
    kept = []

    def find_close_naive(*arguments: Any) -> list:
        try:
            return polymatch.find_close_naive(*arguments)
        except Exception:
            if arguments and isinstance(arguments[0], list) and arguments[0]:
                kept.append(arguments[0][0])
            raise

    return SimpleNamespace(**{**vars(polymatch), "find_close_naive": find_close_naive})


def panic(polymatch: ModuleType) -> None:
    """Asks for more memory than there is: Rust panics, which ends this Python."""
    polymatch.Polygon(Liar(), Liar())


def check_good(polymatch: ModuleType) -> list[str]:
    """What the module says when it is called as it should be; the problems, in words."""
    wrong = []

    def expect(what: str, given: Any, wanted: Any) -> None:
        if given != wanted:
            wrong.append(f"{what}: {given!r}, not {wanted!r}")

    class Named(polymatch.Polygon):
        name = "square"

        def area(self) -> float:
            return 42.0

    square = Named([0, 4, 4, 0], y=[0.0, 0.0, 4.0, 4.0])
    near, far = Named([1, 3, 3, 1], [1, 1, 3, 3]), polymatch.Polygon(x=[90, 91, 91], y=[90, 90, 91])
    expect("center", square.center, (2.0, 2.0))
    expect("x", square.x, [0.0, 4.0, 4.0, 0.0])
    near.name = "near"
    expect("a subclass keeps its own", (near.name, near.area()), ("near", 42.0))
    for find in (polymatch.find_close_naive, polymatch.find_close_polygons):
        expect(find.__name__, [p is q for p, q in zip(find([square, far, near], (2, 2), 5), [square, near])], [True, True])
        expect(f"{find.__name__}, at the very distance", find([square], (2, 7), 5), [])
        expect(f"{find.__name__}, nothing given", find([], (0, 0), 1), [])
        expect(f"{find.__name__}, behind itself", find([square], (2, 2), -5), [])
        expect(f"{find.__name__}, no number", find([square], (nan, inf), nan), [])
    expect("find_close_naive, a list that shrinks", len(polymatch.find_close_naive(shrinking(), (0, 0), 5)), 5)
    columns = polymatch.Columns([square, far, near, near])
    expect("smallest", columns.smallest([(2, 2), (50, 50), (90, 90)], 5), [2, None, 1])
    expect("smallest of nothing", polymatch.Columns([]).smallest([(0, 0)], 5), [None])
    expect("no points", columns.smallest([], 5), [])
    return wrong
