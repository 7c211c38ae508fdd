use ndarray_linalg::Norm;
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

// #region find
#[pyfunction]
fn find_close_polygons<'py>(
    polygons: Vec<Bound<'py, PyAny>>,
    point: PyReadonlyArray1<'py, f64>,
    max_distance: f64,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut close = Vec::new();
    for polygon in polygons {
        let center = polygon.getattr("center")?;
        let center: PyReadonlyArray1<f64> = center.extract()?;
        let offset = &center.as_array() - &point.as_array();
        if offset.norm() < max_distance {
            close.push(polygon);
        }
    }
    Ok(close)
}
// #endregion find
