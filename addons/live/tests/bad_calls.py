"""Calls polymatch in every wrong way, and looks that each raises what it should and that nothing is left behind.

What is left behind shows twice: an object that nobody frees is a block of memory more; a reference too many to an object
that lives on anyway is no block, but stands in that object's count. So all that the calls are given lives on.
"""

import gc
import sys
from math import inf, nan
from types import ModuleType, SimpleNamespace
from typing import Any, Callable

Case = tuple[str, Callable[[], Any], type[Exception], str]
Held = dict[str, Any]
"""What the calls are given, by a name for it: all of it lives longer than they do."""


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


def cases(polymatch: ModuleType) -> tuple[list[Case], Held]:
    Polygon, Columns = polymatch.Polygon, polymatch.Columns
    naive, allocating, close = polymatch.find_close_naive, polymatch.find_close_allocating, polymatch.find_close_polygons
    one = Polygon([0, 1, 1], [0, 0, 1])
    many = [one] * 1000
    columns = Columns(many)
    # Python's own, whose center is at hand rather than made when it is asked for
    center = (float("0.25"), float("0.5"))
    plain = SimpleNamespace(center=center)
    plains = [plain] * 1000
    alien, angry, word = object(), Angry(), "".join(["not ", "a number"])
    pair, far, not_finite = (float("0.5"), float("1.5")), (float("1.5"), float("-inf")), (float("nan"), float("2.5"))
    angry_pair, word_pair, triple = (angry, float("3.5")), (word, float("4.5")), (*pair, float("5.5"))
    reach, too_far, no_number = float("9.5"), float("1e200"), float("nan")
    # long, and wrong at the very end: what has been read till then must be given back
    late = [float(i) for i in range(1000)]
    late_word, late_nan, late_angry, late_inf = (late[:-1] + [last] for last in (word, no_number, angry, inf))
    listed = [1, 2, 3]
    no_tuple = SimpleNamespace(center=listed)
    pairs = [pair] * 1000
    pairs_none, pairs_nan = pairs + [None], pairs + [not_finite]
    many_tuple, many_alien, of_class = tuple(many), many + [alien], [Polygon]
    plains_alien, plains_angry, plains_listed = plains + [alien], plains + [angry], plains + [no_tuple]
    held = {name: value for name, value in locals().items() if name not in ("polymatch", "Polygon", "Columns")}
    held |= {f"{name}[{i}]": value for name, whole in list(held.items()) if isinstance(whole, tuple) and whole is not many_tuple for i, value in enumerate(whole)}
    held |= {"Polygon": Polygon, "Columns": Columns, "late[0]": late[0], "late[998]": late[998]}
    found: list[Case] = []

    def add(what: str, call: Callable[[], Any], error: type[Exception], words: str) -> None:
        found.append((what, call, error, words))

    for find, polygons in ((naive, plains), (naive, many), (allocating, many), (close, many)):
        name = f"{find.__name__} of {type(polygons[0]).__name__}"

        def bad(what: str, arguments: tuple, error: type[Exception], words: str, find: Callable = find, name: str = name) -> None:
            add(f"{name}: {what}", lambda: find(*arguments), error, words)

        bad("no argument", (), TypeError, "takes 3 arguments, not 0")
        bad("one too few", (polygons, pair), TypeError, "takes 3 arguments, not 2")
        bad("one too many", (polygons, pair, reach, alien), TypeError, "takes 3 arguments, not 4")
        add(f"{name}: by keyword", lambda find=find, polygons=polygons: find(polygons, pair, max_dist=reach), TypeError, "")
        bad("no list", (many_tuple, pair, reach), TypeError, "polygons must be a list, not tuple")
        bad("None", (None, pair, reach), TypeError, "polygons must be a list, not NoneType")
        bad("point no pair", (polygons, alien, reach), TypeError, "point must be a pair (x, y), not object")
        bad("point too long", (polygons, triple, reach), ValueError, "not a tuple of 3")
        bad("point of words", (polygons, word_pair, reach), TypeError, "must be real number")
        bad("point NaN", (polygons, not_finite, reach), ValueError, "point must be finite")
        bad("point infinite", (polygons, far, reach), ValueError, "point must be finite")
        bad("point raises", (polygons, angry_pair, reach), LookupError, "no number today")
        bad("distance NaN", (polygons, pair, no_number), ValueError, "max_dist must be finite")
        bad("distance too far", (polygons, pair, too_far), ValueError, "max_dist must be finite")
        bad("distance a word", (polygons, pair, word), TypeError, "must be real number")
    for find in (allocating, close):
        name = find.__name__
        add(f"{name}: alien at the end", lambda find=find: find(many_alien, pair, reach), TypeError, "must be a polymatch.Polygon, not object")
        add(f"{name}: class itself", lambda find=find: find(of_class, pair, reach), TypeError, "must be a polymatch.Polygon, not type")
        add(f"{name}: Python's own", lambda find=find: find(plains, pair, reach), TypeError, "must be a polymatch.Polygon, not SimpleNamespace")
    add("naive: no center", lambda: naive(plains_alien, pair, reach), AttributeError, "center")
    add("naive: no center, after Rust's own", lambda: naive(many_alien, pair, reach), AttributeError, "center")
    add("naive: center raises", lambda: naive(plains_angry, pair, reach), LookupError, "no center today")
    add("naive: center no pair", lambda: naive(plains_listed, pair, reach), TypeError, "center must be a pair (x, y), not list")
    add("naive: list shrinks", lambda: naive(shrinking(), pair, reach), RuntimeError, "polygons changed its length")

    add("Polygon: no argument", lambda: Polygon(), TypeError, "x")
    add("Polygon: unknown keyword", lambda: Polygon(x=[], z=[]), TypeError, "")
    add("Polygon: no lists", lambda: Polygon(triple, triple), TypeError, "x must be a list, not tuple")
    add("Polygon: lengths differ", lambda: Polygon(late, late[1:]), ValueError, "of the same length")
    add("Polygon: two corners", lambda: Polygon([0, 1], [0, 1]), ValueError, "three corners or more")
    add("Polygon: a word at the end", lambda: Polygon(late, late_word), TypeError, "must be real number")
    add("Polygon: NaN at the end", lambda: Polygon(late, late_nan), ValueError, "must be finite")
    add("Polygon: infinite", lambda: Polygon(late_inf, late), ValueError, "must be finite")
    add("Polygon: too far", lambda: Polygon([0, 1, 2e150], [0, 0, 1]), ValueError, "at most 1e150")
    add("Polygon: number raises", lambda: Polygon(late, late_angry), LookupError, "no number today")
    add("Polygon: list grows", lambda: Polygon(greedy(), [1, 2, 3]), RuntimeError, "x changed its length")
    add("Polygon: can't be changed", lambda: setattr(one, "center", center), AttributeError, "")

    add("Columns: no argument", lambda: Columns(), TypeError, "polygons")
    add("Columns: no list", lambda: Columns(iter(many)), TypeError, "polygons must be a list, not list_iterator")
    add("Columns: alien at the end", lambda: Columns(many_alien), TypeError, "must be a polymatch.Polygon, not object")
    add("Columns: no subclass", lambda: type("Sub", (Columns,), {}), TypeError, "not an acceptable base type")
    add("smallest: no argument", lambda: columns.smallest(), TypeError, "takes 2 arguments, not 0")
    add("smallest: no list", lambda: columns.smallest(pair, reach), TypeError, "points must be a list, not tuple")
    add("smallest: no point at the end", lambda: columns.smallest(pairs_none, reach), TypeError, "each point must be a pair (x, y), not NoneType")
    add("smallest: NaN at the end", lambda: columns.smallest(pairs_nan, reach), ValueError, "each point must be finite")
    add("smallest: distance NaN", lambda: columns.smallest(pairs, no_number), ValueError, "max_dist must be finite")
    add("smallest: of another class", lambda: Columns.smallest(one, pairs, reach), TypeError, "")
    return found, held


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


def counts(held: Held) -> dict[str, int]:
    """How many references there are to each of these."""
    return {name: sys.getrefcount(held[name]) for name in held}


def check(polymatch: ModuleType, calls: int = 10_000) -> dict[str, Any]:
    """Every case once, then `calls` calls of all of them in turn.

    `left`: the blocks of memory that these left allocated; `references`: how many more (or fewer) references there are
    to what they were given, where that has changed.
    """
    every, held = cases(polymatch)
    wrong = [text for text in map(problem, every) if text]
    for _ in range(2):
        for case in every:
            problem(case)
    gc.collect()
    references = counts(held)
    before = sys.getallocatedblocks()
    for i in range(calls):
        problem(every[i % len(every)])
    gc.collect()
    left = sys.getallocatedblocks() - before
    changed = {name: count - references[name] for name, count in counts(held).items() if count != references[name]}
    return {"cases": len(every), "wrong": wrong, "left": left, "references": changed}


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
    # as in Python, where no comparison with such a distance holds
    nowhere = [SimpleNamespace(center=center) for center in ((nan, 0), (0, inf), (1e200, 0))]
    expect("find_close_naive, a center that is nowhere", polymatch.find_close_naive(nowhere, (0, 0), 1e100), [])
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
        for find in (polymatch.find_close_naive, polymatch.find_close_allocating, polymatch.find_close_polygons):
            find(kept, (0, 0), 5)
        polymatch.Columns(kept)
        polymatch.itself = polymatch

    def measured(times: int) -> int:
        for _ in range(times):
            life()
        gc.collect()
        return sys.getallocatedblocks()

    before = measured(5)
    return (measured(rounds) - before) / rounds
