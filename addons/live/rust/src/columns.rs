//! `polymatch.Columns`: of many polygons only what the search reads, side by side in Rust's memory.
use crate::ffi::{self, PyMethodDef, PyObject, PyType_Spec, PyTypeObject, Slot, Table};
use crate::geometry::{Reach, Row, smallest_near};
use crate::module;
use crate::object::{Borrowed, Owned, Raised, Result, answer, arguments, new_int, new_list};
use alloc::vec::Vec;
use core::ffi::{c_char, c_int, c_void};

#[repr(C)]
struct Instance {
    head: PyObject,
    rows: Vec<Row>,
}

/// `Columns(polygons)`
unsafe extern "C" fn new(class: *mut PyTypeObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject {
    // SAFETY: CPython hands over a live class, a tuple, and a dict or null.
    answer(unsafe { parse(class, args, kwargs) }.and_then(|rows| {
        // SAFETY: every class has this slot; it gives a new, zeroed object as large as `Instance`.
        unsafe {
            let alloc: unsafe extern "C" fn(*mut PyTypeObject, isize) -> *mut PyObject =
                core::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_alloc));
            let object = Owned::from_call(alloc(class, 0))?;
            (&raw mut (*object.borrow().as_ptr().cast::<Instance>()).rows).write(rows);
            Ok(object)
        }
    }))
}

/// # Safety
/// `class` is this module's `Columns`, `args` a tuple, `kwargs` a dict or null.
unsafe fn parse(class: *mut PyTypeObject, args: *mut PyObject, kwargs: *mut PyObject) -> Result<Vec<Row>> {
    static NAMES: Table<[*const c_char; 2]> = Table::new([c"polygons".as_ptr(), core::ptr::null()]);
    let mut polygons = core::ptr::null_mut();
    // SAFETY: the format asks for one object, and there is one place for it. It is borrowed from the arguments. The class
    // allows no subclass, so the state that belongs to it is this module's.
    let (polygons, mut polygon) = unsafe {
        let names = NAMES.as_ptr().cast();
        if ffi::PyArg_ParseTupleAndKeywords(args, kwargs, c"O:Columns".as_ptr(), names, &raw mut polygons) == 0 {
            return Err(Raised);
        }
        (
            Borrowed::from_ptr(polygons).ok_or(Raised)?,
            module::polygon_class(ffi::PyType_GetModuleState(class))?,
        )
    };
    polygons.list(c"polygons")?.collect(|item| {
        let shape = polygon.shape(item)?;
        Ok(Row {
            center: shape.center,
            area: shape.area(),
        })
    })
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone. The rows are dropped once, the memory goes back where the class says, and so
    // does the reference that every instance holds to its class.
    unsafe {
        let class = (*object).ob_type;
        core::ptr::drop_in_place(&raw mut (*object.cast::<Instance>()).rows);
        let free: unsafe extern "C" fn(*mut c_void) = core::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_free));
        free(object.cast());
        ffi::Py_DecRef(class.cast());
    }
}

unsafe extern "C" fn smallest(object: *mut PyObject, args: *const *mut PyObject, count: isize) -> *mut PyObject {
    // SAFETY: CPython has checked that `object` is a `Columns`, and hands over `count` live arguments.
    let (rows, args) = unsafe {
        (
            &(*object.cast::<Instance>()).rows,
            arguments::<2>(c"smallest", args, count),
        )
    };
    answer(args.and_then(|[points, max_dist]| {
        let points = points.list(c"points")?.collect(|item| item.point(c"each point"))?;
        let reach = Reach::new(max_dist.usable_number(c"max_dist")?);
        new_list(&points, |point| {
            new_int(smallest_near(rows, *point, reach).map_or(-1, |index| index as isize))
        })
    }))
}

static METHODS: Table<[PyMethodDef; 2]> = Table::new([
    PyMethodDef::fast(
        c"smallest",
        smallest,
        c"smallest($self, points, max_dist, /)\n--\n\n\
        For each point the index of the polygon with the least area whose center is nearer than max_dist, or -1.",
    ),
    PyMethodDef::END,
]);

static SLOTS: Table<[Slot; 5]> = Table::new([
    Slot {
        slot: ffi::Py_tp_new,
        value: new as *mut c_void,
    },
    Slot {
        slot: ffi::Py_tp_dealloc,
        value: dealloc as *mut c_void,
    },
    Slot {
        slot: ffi::Py_tp_methods,
        value: METHODS.as_ptr().cast(),
    },
    Slot {
        slot: ffi::Py_tp_doc,
        value: c"Columns(polygons)\n--\n\nThe centers and areas of polymatch.Polygon objects, copied once.".as_ptr()
            as *const c_char as *mut c_void,
    },
    Slot::END,
]);

pub static SPEC: Table<PyType_Spec> = Table::new(PyType_Spec {
    name: c"polymatch.Columns".as_ptr(),
    basicsize: size_of::<Instance>() as c_int,
    itemsize: 0,
    flags: 0,
    slots: SLOTS.as_ptr().cast(),
});
