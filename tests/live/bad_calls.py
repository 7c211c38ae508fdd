"""Calls polymatch in every wrong way, and looks that each raises what it should and that nothing is left behind."""

import gc
import sys
from math import inf, nan
from types import ModuleType, SimpleNamespace
from typing import Any, Callable

Case = tuple[str, Callable[[], Any], type[Exception], str]


class Shrinking:
    """Asked for its center, it takes itself and others out of the list that is being searched."""

    def __init__(self, home: list) -> None:
        self.home = home

    @property
    def center(self) -> tuple[float, float]:
        self.home.clear()
        return 0.0, 0.0


class Greedy:
    """As a number, it makes the list longer that it stands in."""

    def __init__(self, home: list) -> None:
        self.home = home

    def __float__(self) -> float:
        self.home.append(1.0)
        return 1.0


class Angry:
    @property
    def center(self) -> tuple[float, float]:
        raise LookupError("no center today")

    def __float__(self) -> float:
        raise LookupError("no number today")


def shrinking() -> list:
    home: list = []
    home.extend(Shrinking(home) for _ in range(5))
    return home


def greedy() -> list:
    home: list = [1.0, 2.0]
    home.append(Greedy(home))
    return home


def cases(polymatch: ModuleType) -> list[Case]:
    Polygon, Columns = polymatch.Polygon, polymatch.Columns
    naive, allocating, close = polymatch.find_close_naive, polymatch.find_close_allocating, polymatch.find_close_polygons
    one = Polygon([0, 1, 1], [0, 0, 1])
    many = [one] * 1000
    columns = Columns(many)
    # long, and wrong at the very end: what has been read till then must be given back
    late = [float(i) for i in range(1000)]
    found: list[Case] = []

    def add(what: str, call: Callable[[], Any], error: type[Exception], words: str) -> None:
        found.append((what, call, error, words))

    for find in (naive, allocating, close):
        name = find.__name__
        add(f"{name}: no argument", lambda find=find: find(), TypeError, "takes 3 arguments, not 0")
        add(f"{name}: one too few", lambda find=find: find(many, (0, 0)), TypeError, "takes 3 arguments, not 2")
        add(f"{name}: one too many", lambda find=find: find(many, (0, 0), 1, 2), TypeError, "takes 3 arguments, not 4")
        add(f"{name}: by keyword", lambda find=find: find(many, (0, 0), max_dist=1), TypeError, "")
        add(f"{name}: no list", lambda find=find: find(tuple(many), (0, 0), 1), TypeError, "polygons must be a list, not tuple")
        add(f"{name}: None", lambda find=find: find(None, (0, 0), 1), TypeError, "polygons must be a list, not NoneType")
        add(f"{name}: point no pair", lambda find=find: find(many, 7, 1), TypeError, "point must be a pair (x, y), not int")
        add(f"{name}: point too long", lambda find=find: find(many, (1, 2, 3), 1), ValueError, "not a tuple of 3")
        add(f"{name}: point of words", lambda find=find: find(many, ("a", 0), 1), TypeError, "must be real number")
        add(f"{name}: point NaN", lambda find=find: find(many, (nan, 0), 1), ValueError, "point must be finite")
        add(f"{name}: point infinite", lambda find=find: find(many, (0, -inf), 1), ValueError, "point must be finite")
        add(f"{name}: point raises", lambda find=find: find(many, (Angry(), 0), 1), LookupError, "no number today")
        add(f"{name}: distance NaN", lambda find=find: find(many, (0, 0), nan), ValueError, "max_dist must be finite")
        add(f"{name}: distance too far", lambda find=find: find(many, (0, 0), 1e200), ValueError, "max_dist must be finite")
        add(f"{name}: distance a word", lambda find=find: find(many, (0, 0), "far"), TypeError, "must be real number")
    for find in (allocating, close):
        name = find.__name__
        add(f"{name}: alien at the end", lambda find=find: find(many + [object()], (0, 0), 9), TypeError, "must be a polymatch.Polygon, not object")
        add(f"{name}: class itself", lambda find=find: find([Polygon], (0, 0), 9), TypeError, "must be a polymatch.Polygon, not type")
    add("naive: no center", lambda: naive(many + [object()], (0, 0), 9), AttributeError, "center")
    add("naive: center raises", lambda: naive(many + [Angry()], (0, 0), 9), LookupError, "no center today")
    add("naive: center no pair", lambda: naive(many + [SimpleNamespace(center=[0, 0])], (0, 0), 9), TypeError, "center must be a pair (x, y), not list")
    add("naive: list shrinks", lambda: naive(shrinking(), (0, 0), 9), RuntimeError, "polygons changed its length")

    add("Polygon: no argument", lambda: Polygon(), TypeError, "x")
    add("Polygon: unknown keyword", lambda: Polygon(x=[], z=[]), TypeError, "")
    add("Polygon: no lists", lambda: Polygon((0, 1, 1), (0, 0, 1)), TypeError, "x must be a list, not tuple")
    add("Polygon: lengths differ", lambda: Polygon(late, late[1:]), ValueError, "of the same length")
    add("Polygon: two corners", lambda: Polygon([0, 1], [0, 1]), ValueError, "three corners or more")
    add("Polygon: a word at the end", lambda: Polygon(late, late[:-1] + ["a"]), TypeError, "must be real number")
    add("Polygon: NaN at the end", lambda: Polygon(late, late[:-1] + [nan]), ValueError, "must be finite")
    add("Polygon: infinite", lambda: Polygon(late[:-1] + [inf], late), ValueError, "must be finite")
    add("Polygon: too far", lambda: Polygon([0, 1, 2e150], [0, 0, 1]), ValueError, "at most 1e150")
    add("Polygon: number raises", lambda: Polygon(late, late[:-1] + [Angry()]), LookupError, "no number today")
    add("Polygon: list grows", lambda: Polygon(greedy(), [1, 2, 3]), RuntimeError, "x changed its length")
    add("Polygon: can't be changed", lambda: setattr(one, "center", (0, 0)), AttributeError, "")

    add("Columns: no argument", lambda: Columns(), TypeError, "polygons")
    add("Columns: no list", lambda: Columns(iter(many)), TypeError, "polygons must be a list, not list_iterator")
    add("Columns: alien at the end", lambda: Columns(many + [7]), TypeError, "must be a polymatch.Polygon, not int")
    add("Columns: no subclass", lambda: type("Sub", (Columns,), {}), TypeError, "not an acceptable base type")
    add("smallest: no argument", lambda: columns.smallest(), TypeError, "takes 2 arguments, not 0")
    add("smallest: no list", lambda: columns.smallest((0, 0), 1), TypeError, "points must be a list, not tuple")
    add("smallest: no point at the end", lambda: columns.smallest([(0, 0)] * 1000 + [None], 1), TypeError, "each point must be a pair (x, y), not NoneType")
    add("smallest: NaN at the end", lambda: columns.smallest([(0, 0)] * 1000 + [(0, nan)], 1), ValueError, "each point must be finite")
    add("smallest: distance NaN", lambda: columns.smallest([(0, 0)], nan), ValueError, "max_dist must be finite")
    add("smallest: of another class", lambda: type(columns).smallest(one, [], 1), TypeError, "")
    return found


def problem(case: Case) -> str | None:
    """What is wrong with how this call fails; None when it fails as it should."""
    what, call, error, words = case
    try:
        given = call()
    except Exception as raised:
        if type(raised) is not error or words not in str(raised):
            return f"{what}: {type(raised).__name__}: {raised}"
        return None
    return f"{what}: gave {given!r}"


def check(polymatch: ModuleType, calls: int = 10_000) -> dict[str, Any]:
    """Every case once, then `calls` calls of all of them in turn: the blocks of memory that these left allocated."""
    every = cases(polymatch)
    wrong = [text for text in map(problem, every) if text]
    for _ in range(2):
        for case in every:
            problem(case)
    gc.collect()
    before = sys.getallocatedblocks()
    for i in range(calls):
        problem(every[i % len(every)])
    gc.collect()
    return {"cases": len(every), "wrong": wrong, "left": sys.getallocatedblocks() - before}


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
    for find in (polymatch.find_close_naive, polymatch.find_close_allocating, polymatch.find_close_polygons):
        expect(find.__name__, [p is q for p, q in zip(find([square, far, near], (2, 2), 5), [square, near])], [True, True])
        expect(f"{find.__name__}, at the very distance", find([square], (2, 7), 5), [])
        expect(f"{find.__name__}, nothing given", find([], (0, 0), 1), [])
        expect(f"{find.__name__}, behind itself", find([square], (2, 2), -5), [])
    columns = polymatch.Columns([square, far, near, near])
    expect("smallest", columns.smallest([(2, 2), (50, 50), (90, 90)], 5), [2, -1, 1])
    expect("smallest of nothing", polymatch.Columns([]).smallest([(0, 0)], 5), [-1])
    expect("no points", columns.smallest([], 5), [])
    return wrong


def check_lives(load: Callable[[], ModuleType], rounds: int = 50) -> float:
    """Loads the module, makes objects, throws all away, again and again: blocks of memory left a round.

    CPython's own modules leave one or two; a class or an object that outlives its module would be dozens.
    """

    def life() -> None:
        polymatch = load()

        class Sub(polymatch.Polygon):
            pass

        kept = [Sub([0, 1, 1], [0, 0, 1]) for _ in range(100)]
        kept[0].itself = kept[0]
        polymatch.find_close_polygons(kept, (0, 0), 5)
        polymatch.Columns(kept)
        polymatch.itself = polymatch

    def measured(times: int) -> int:
        for _ in range(times):
            life()
        gc.collect()
        return sys.getallocatedblocks()

    before = measured(5)
    return (measured(rounds) - before) / rounds
