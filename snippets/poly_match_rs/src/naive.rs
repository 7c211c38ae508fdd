//! Step one: the loop is Rust's, the polygons stay Python's.
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

type Array<'py> = PyReadonlyArray1<'py, f64>;

// #region find
#[pyfunction]
pub fn find_close_polygons<'py>(
    polygons: Vec<Bound<'py, PyAny>>,
    point: Array<'py>,
    max_distance: f64,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let point = point.as_array();
    let mut close = Vec::new();
    for polygon in polygons {
        let center = polygon.getattr("center")?;
        let center: Array = center.extract()?;
        let offset = &center.as_array() - &point;
        if offset.dot(&offset).sqrt() < max_distance {
            close.push(polygon);
        }
    }
    Ok(close)
}
// #endregion find
