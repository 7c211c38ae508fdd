//! Step three: the distance from two subtractions. Nothing is allocated but the answer.
use crate::class::Polygon;
use pyo3::prelude::*;
use pyo3::types::PyList;

// #region find
#[pyfunction]
pub fn find_close_polygons<'py>(
    polygons: &Bound<'py, PyList>,
    point: [f64; 2],
    max_distance: f64,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut close = Vec::new();
    for polygon in polygons {
        if polygon.cast::<Polygon>()?.get().distance(point) < max_distance {
            close.push(polygon);
        }
    }
    Ok(close)
}
// #endregion find

impl Polygon {
    pub fn distance(&self, [x, y]: [f64; 2]) -> f64 {
        let (dx, dy) = (self.center[0] - x, self.center[1] - y);
        (dx * dx + dy * dy).sqrt()
    }
}
