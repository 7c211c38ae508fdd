# #region shown
import poly_match_rs
from poly_match_rs import find_close_polygons

class Polygon(poly_match_rs.Polygon):  # Rust owns the data
    def area(self): ...
# #endregion shown
