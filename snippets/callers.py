nearby = find_close_polygons(polygons, point, max_distance=10)
smallest = min(nearby, key=Polygon.area)
