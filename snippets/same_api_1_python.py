import numpy as np
from dataclasses import dataclass

@dataclass
class Polygon:
    x: np.ndarray
    y: np.ndarray

    @property
    def center(self): ...
    def area(self): ...

def find_close_polygons(polygons, point, max_distance):
    close = []
    for polygon in polygons:
        if np.linalg.norm(polygon.center - point) < max_distance:
            close.append(polygon)
    return close

nearby = find_close_polygons(polygons, point, max_distance=10)
smallest = min(nearby, key=Polygon.area)
