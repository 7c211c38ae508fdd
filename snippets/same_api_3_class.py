import poly_match_rs
from poly_match_rs import find_close_polygons

class Polygon(poly_match_rs.Polygon):
    def area(self): ...

nearby = find_close_polygons(polygons, point, max_distance=10)
smallest = min(nearby, key=Polygon.area)
