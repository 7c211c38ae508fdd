from dataclasses import dataclass
from functools import cached_property

import numpy as np


# #region shown
@dataclass
class Polygon:
    x: np.ndarray
    y: np.ndarray

    @cached_property
    def center(self): ...
    def area(self): ...

def find_close_polygons(polygons, point, max_distance):
    close = []
    for polygon in polygons:
        if np.linalg.norm(polygon.center - point) < max_distance:
            close.append(polygon)
    return close
# #endregion shown
