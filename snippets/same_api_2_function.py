from dataclasses import dataclass
from functools import cached_property

import numpy as np

# #region shown
from poly_match_rs import find_close_polygons

@dataclass
class Polygon:
    x: np.ndarray
    y: np.ndarray

    @cached_property
    def center(self): ...
    def area(self): ...
# #endregion shown
