//! Step four: the loop over the points and the choice by area are Rust's too.
use crate::class::Polygon;
use numpy::PyReadonlyArray2;
use pyo3::prelude::*;

/// For each point (a row of `points`) the smallest polygon near it, or None.
#[pyfunction]
pub fn find_smallest<'py>(
    polygons: Vec<Bound<'py, Polygon>>,
    points: PyReadonlyArray2<'py, f64>,
    max_distance: f64,
) -> Vec<Option<Bound<'py, Polygon>>> {
    let smallest_near = |point: [f64; 2]| {
        let close = polygons
            .iter()
            .filter(|polygon| polygon.get().distance(point) < max_distance);
        close.min_by(|a, b| a.get().area().total_cmp(&b.get().area())).cloned()
    };
    points
        .as_array()
        .rows()
        .into_iter()
        .map(|point| smallest_near([point[0], point[1]]))
        .collect()
}

impl Polygon {
    /// Shoelace formula: <https://en.wikipedia.org/wiki/Shoelace_formula>
    fn area(&self) -> f64 {
        let corners = || self.x.iter().zip(self.y.iter());
        let ahead = corners().cycle().skip(1);
        let twice: f64 = corners()
            .zip(ahead)
            .map(|((x, y), (ahead_x, ahead_y))| x * ahead_y - y * ahead_x)
            .sum();
        twice.abs() / 2.0
    }
}
