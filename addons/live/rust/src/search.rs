//! The function of the talk, step by step: which polygons have their center nearer to the point than this?
//!
//! All three take `(polygons, point, max_dist)` and return a new list of the polygons that are near, as Python's own
//! function does, so that its callers need not change.
use crate::ffi::PyObject;
use crate::geometry::Reach;
use crate::module;
use crate::object::{answer, arguments, filter, filter_still};

/// The naive port: the loop is Rust, the objects stay Python's, each is asked for its `center`.
pub unsafe extern "C" fn naive(module: *mut PyObject, args: *const *mut PyObject, count: isize) -> *mut PyObject {
    // SAFETY: CPython hands over this module and `count` live arguments.
    let (args, center) = unsafe { (arguments::<3>(c"find_close_naive", args, count), module::center(module)) };
    answer(args.and_then(|[polygons, point, max_dist]| {
        let center = center?;
        let point = point.point(c"point")?;
        let reach = Reach::new(max_dist.usable_number(c"max_dist")?);
        filter(polygons.list(c"polygons")?, |polygon| {
            let center = polygon.attribute(center)?;
            Ok(reach.holds(center.borrow().pair(c"center")?, point))
        })
    }))
}

/// The class is Rust's, so nothing is asked of Python; each difference is still a new vector on the heap.
pub unsafe extern "C" fn allocating(module: *mut PyObject, args: *const *mut PyObject, count: isize) -> *mut PyObject {
    // SAFETY: CPython hands over this module and `count` live arguments.
    let (args, class) = unsafe {
        (
            arguments::<3>(c"find_close_allocating", args, count),
            module::polygon_class_of(module),
        )
    };
    answer(args.and_then(|[polygons, point, max_dist]| {
        let mut class = class?;
        let point = point.point(c"point")?;
        let reach = Reach::new(max_dist.usable_number(c"max_dist")?);
        let polygons = polygons.list(c"polygons")?;
        // SAFETY: looking into Rust's own objects runs no Python code.
        unsafe {
            filter_still(polygons, |polygon| {
                Ok(reach.holds_allocating(class.shape(polygon)?.center, point)?)
            })
        }
    }))
}

/// The last step of the talk: the class is Rust's, and nothing is allocated but the answer.
pub unsafe extern "C" fn close(module: *mut PyObject, args: *const *mut PyObject, count: isize) -> *mut PyObject {
    // SAFETY: CPython hands over this module and `count` live arguments.
    let (args, class) = unsafe {
        (
            arguments::<3>(c"find_close_polygons", args, count),
            module::polygon_class_of(module),
        )
    };
    answer(args.and_then(|[polygons, point, max_dist]| {
        let mut class = class?;
        let point = point.point(c"point")?;
        let reach = Reach::new(max_dist.usable_number(c"max_dist")?);
        let polygons = polygons.list(c"polygons")?;
        // SAFETY: looking into Rust's own objects runs no Python code.
        unsafe { filter_still(polygons, |polygon| Ok(reach.holds(class.shape(polygon)?.center, point))) }
    }))
}
