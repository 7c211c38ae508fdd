import numpy as np
from dataclasses import dataclass
from poly_match_rs import find_close_polygons

@dataclass
class Polygon:
    x: np.ndarray
    y: np.ndarray

    @property
    def center(self): ...
    def area(self): ...

nearby = find_close_polygons(polygons, point, max_distance=10)
smallest = min(nearby, key=Polygon.area)
