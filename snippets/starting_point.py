from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass
class Polygon:
    x: np.ndarray
    y: np.ndarray

    @cached_property
    def center(self):
        return np.array([self.x.mean(), self.y.mean()])

    def area(self):
        ahead_x, ahead_y = np.roll(self.x, -1), np.roll(self.y, -1)
        return abs(self.x @ ahead_y - self.y @ ahead_x) / 2


# #region find
def find_close_polygons(polygons, point, max_distance):
    close = []
    for polygon in polygons:
        if np.linalg.norm(polygon.center - point) < max_distance:
            close.append(polygon)
    return close
# #endregion find
