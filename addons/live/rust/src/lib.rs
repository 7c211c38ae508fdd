//! `polymatch`: which polygons are near a point? The same question three times, each time with more of it in Rust.
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;

type Point = (f64, f64);

fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    (dx * dx + dy * dy).sqrt()
}

/// The naive port: the loop is Rust's, the polygons stay Python's, and each is asked for its `center`.
#[pyfunction]
fn find_close_naive<'py>(
    polygons: Vec<Bound<'py, PyAny>>,
    point: Point,
    max_dist: f64,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut close = Vec::new();
    for polygon in polygons {
        let center: Point = polygon.getattr("center")?.extract()?;
        if distance(center, point) < max_dist {
            close.push(polygon);
        }
    }
    Ok(close)
}

/// A polygon whose corners and centre Rust owns. Python may subclass it, and keeps whatever it wants to add.
#[pyclass(module = "polymatch", frozen, subclass)]
struct Polygon {
    #[pyo3(get)]
    x: Vec<f64>,
    #[pyo3(get)]
    y: Vec<f64>,
    #[pyo3(get)]
    center: Point,
}

#[pymethods]
impl Polygon {
    #[new]
    fn new(x: Vec<f64>, y: Vec<f64>) -> PyResult<Self> {
        if x.len() != y.len() || x.len() < 3 {
            let message = format!(
                "x and y must have the same length, three or more, not {} and {}",
                x.len(),
                y.len()
            );
            return Err(PyValueError::new_err(message));
        }
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let center = (mean(&x), mean(&y));
        Ok(Polygon { x, y, center })
    }
}

impl Polygon {
    /// Shoelace formula: <https://en.wikipedia.org/wiki/Shoelace_formula>
    fn area(&self) -> f64 {
        let corners = || self.x.iter().zip(&self.y);
        let before = corners().cycle().skip(self.x.len() - 1);
        let twice: f64 = corners()
            .zip(before)
            .map(|((x, y), (before_x, before_y))| x * before_y - y * before_x)
            .sum();
        twice.abs() / 2.0
    }
}

/// The class is Rust's: nothing is asked of Python, and nothing is allocated but the answer.
#[pyfunction]
fn find_close_polygons<'py>(
    polygons: &Bound<'py, PyList>,
    point: Point,
    max_dist: f64,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut close = Vec::new();
    for polygon in polygons {
        if distance(polygon.cast::<Polygon>()?.get().center, point) < max_dist {
            close.push(polygon);
        }
    }
    Ok(close)
}

/// The polygons as columns: what the search reads lies side by side in memory, and one call answers for all points.
#[pyclass(module = "polymatch", frozen)]
struct Columns {
    centers: Vec<Point>,
    areas: Vec<f64>,
}

#[pymethods]
impl Columns {
    #[new]
    fn new(polygons: Vec<PyRef<'_, Polygon>>) -> Self {
        let (centers, areas) = polygons.iter().map(|polygon| (polygon.center, polygon.area())).unzip();
        Columns { centers, areas }
    }

    /// For each point the index of the smallest polygon near it, or None.
    fn smallest(&self, points: Vec<Point>, max_dist: f64) -> Vec<Option<usize>> {
        points
            .into_iter()
            .map(|point| self.smallest_near(point, max_dist))
            .collect()
    }
}

impl Columns {
    fn smallest_near(&self, point: Point, max_dist: f64) -> Option<usize> {
        let mut best = None;
        let mut least = f64::INFINITY;
        for (index, (center, area)) in self.centers.iter().zip(&self.areas).enumerate() {
            if *area < least && distance(*center, point) < max_dist {
                best = Some(index);
                least = *area;
            }
        }
        best
    }
}

#[pymodule]
mod polymatch {
    #[pymodule_export]
    use super::{Columns, Polygon, find_close_naive, find_close_polygons};
}
