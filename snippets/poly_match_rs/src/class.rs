//! Step two: the class is Rust's, so nothing is asked of Python. Each distance still makes an array.
use crate::column::Column;
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

type Array<'py> = PyReadonlyArray1<'py, f64>;

// #region class
#[pyclass(frozen, subclass, get_all)]
pub struct Polygon {
    pub x: Column,
    pub y: Column,
    pub center: Column,
}

#[pymethods]
impl Polygon {
    #[new]
    fn new(x: Array, y: Array) -> Self {
        let center = vec![mean(&x), mean(&y)].into();
        let (x, y) = (x.into(), y.into());
        Polygon { x, y, center }
    }
}
// #endregion class

/// NaN for none, as NumPy has it.
fn mean(values: &Array) -> f64 {
    values.as_array().sum() / values.as_array().len() as f64
}

// #region find
#[pyfunction]
pub fn find_close_polygons<'py>(
    polygons: Vec<Bound<'py, Polygon>>,
    point: Array<'py>,
    max_distance: f64,
) -> Vec<Bound<'py, Polygon>> {
    let mut close = Vec::new();
    for polygon in polygons {
        let offset = &*polygon.get().center - &point.as_array();
        if offset.dot(&offset).sqrt() < max_distance {
            close.push(polygon);
        }
    }
    close
}
// #endregion find
