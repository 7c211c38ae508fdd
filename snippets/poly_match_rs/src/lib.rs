//! The function of the talk, moved to Rust a step at a time: `naive` and `class` are Python's submodules, and what the
//! callers import in the end is the module's own.

mod all_in_rust;
mod class;
mod column;
mod naive;
mod no_allocation;

#[pyo3::pymodule]
mod poly_match_rs {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::{all_in_rust::find_smallest, class::Polygon, no_allocation::find_close_polygons};

    #[pymodule]
    mod naive {
        #[pymodule_export]
        use crate::naive::find_close_polygons;
    }

    #[pymodule]
    mod class {
        #[pymodule_export]
        use crate::class::find_close_polygons;
    }
}
