import numpy as np
from dataclasses import dataclass
from functools import cached_property
from poly_match_rs import find_close_polygons

@dataclass
class Polygon:
    x: np.ndarray
    y: np.ndarray

    @cached_property
    def center(self): ...
    def area(self): ...

nearby = find_close_polygons(polygons, point, max_distance=10)
smallest = min(nearby, key=Polygon.area)
