//! `import polymatch`: the module, its functions, and what it keeps: two classes and a name, in the module's own state
//! (no global, so that a debug and a release build can be loaded side by side, and the module can be thrown away).
use crate::ffi::{self, PyMethodDef, PyModuleDef, PyModuleDef_Base, PyObject, PyType_Spec, Slot, Table, Visit};
use crate::object::{Borrowed, Owned, Raised, Result};
use crate::{columns, polygon, search};
use core::ffi::{CStr, c_int, c_void};

/// Zeroed by CPython before `exec` fills it; null means "not yet" or "no longer".
#[repr(C)]
struct State {
    polygon: *mut PyObject,
    columns: *mut PyObject,
    center: *mut PyObject,
}

impl State {
    fn places(&mut self) -> [&mut *mut PyObject; 3] {
        [&mut self.polygon, &mut self.columns, &mut self.center]
    }
}

/// # Safety
/// `module` is this module.
unsafe fn state<'a>(module: *mut PyObject) -> Option<&'a mut State> {
    // SAFETY: the state is as large as the definition asked for, and zeroed: a valid `State`. No two uses overlap: each
    // is over before Python code runs.
    unsafe { ffi::PyModule_GetState(module).cast::<State>().as_mut() }
}

/// The attribute's name, made once.
///
/// # Safety
/// `module` is this module, and lives for `'a`.
pub unsafe fn center<'a>(module: *mut PyObject) -> Result<Borrowed<'a>> {
    // SAFETY: see above; the name is alive while the module is.
    unsafe { state(module).and_then(|state| Borrowed::from_ptr(state.center)) }.ok_or_else(torn_down)
}

/// # Safety
/// `module` is this module, and outlives the value returned.
pub unsafe fn polygon_class_of(module: *mut PyObject) -> Result<polygon::Class> {
    // SAFETY: see above.
    unsafe { polygon_class(ffi::PyModule_GetState(module)) }
}

/// # Safety
/// `state` is this module's state or null, and the module outlives the value returned.
pub unsafe fn polygon_class(state: *mut c_void) -> Result<polygon::Class> {
    // SAFETY: a valid `State`, see above; the class is alive while the module is.
    unsafe {
        match state.cast::<State>().as_ref() {
            Some(state) if !state.polygon.is_null() => Ok(polygon::Class::new(state.polygon.cast())),
            _ => Err(torn_down()),
        }
    }
}

fn torn_down() -> Raised {
    // SAFETY: format and arguments fit.
    unsafe { ffi::PyErr_Format(ffi::PyExc_RuntimeError, c"polymatch is being unloaded".as_ptr()) };
    Raised
}

unsafe extern "C" fn exec(module: *mut PyObject) -> c_int {
    // SAFETY: CPython calls this once with the new module.
    match unsafe { fill(module) } {
        Ok(()) => 0,
        Err(Raised) => -1,
    }
}

/// # Safety
/// `module` is this module, new.
unsafe fn fill(module: *mut PyObject) -> Result<()> {
    check_layout()?;
    // SAFETY: a live module with its state; the specifications are constants as CPython wants them. What is stored in
    // the state is an owned reference, given back by `clear`.
    unsafe {
        let class = |spec: *mut PyType_Spec, name: &CStr| {
            let class = Owned::from_call(ffi::PyType_FromModuleAndSpec(module, spec, core::ptr::null_mut()))?;
            match ffi::PyModule_AddObjectRef(module, name.as_ptr(), class.borrow().as_ptr()) {
                0 => Ok(class),
                _ => Err(Raised),
            }
        };
        let polygon = class(polygon::SPEC.as_ptr(), c"Polygon")?;
        let columns = class(columns::SPEC.as_ptr(), c"Columns")?;
        let center = Owned::from_call(ffi::PyUnicode_InternFromString(c"center".as_ptr()))?;
        let state = state(module).ok_or(Raised)?;
        state.polygon = polygon.into_ptr();
        state.columns = columns.into_ptr();
        state.center = center.into_ptr();
    }
    Ok(())
}

/// Objects must begin as `ffi::PyObject` says. They don't in a free-threaded or a tracing build of CPython.
fn check_layout() -> Result<()> {
    // SAFETY: `object` is a live class; its attribute is an int.
    let size = unsafe {
        let size = Owned::from_call(ffi::PyObject_GetAttrString(
            (&raw mut ffi::PyBaseObject_Type).cast(),
            c"__basicsize__".as_ptr(),
        ))?;
        ffi::PyLong_AsLong(size.borrow().as_ptr())
    };
    if size != size_of::<PyObject>() as core::ffi::c_long {
        // SAFETY: format and arguments fit.
        unsafe {
            ffi::PyErr_Format(
                ffi::PyExc_ImportError,
                c"polymatch was built for objects of %zd bytes, this CPython's have %ld".as_ptr(),
                size_of::<PyObject>(),
                size,
            )
        };
        return Err(Raised);
    }
    Ok(())
}

unsafe extern "C" fn traverse(module: *mut PyObject, visit: Visit, arg: *mut c_void) -> c_int {
    // SAFETY: CPython hands over this module and a function to call with each object it holds.
    unsafe {
        let Some(state) = state(module) else { return 0 };
        for place in state.places() {
            if !place.is_null() {
                let stop = visit(*place, arg);
                if stop != 0 {
                    return stop;
                }
            }
        }
    }
    0
}

unsafe extern "C" fn clear(module: *mut PyObject) -> c_int {
    // SAFETY: CPython hands over this module. A place is emptied before its reference is given back, since that may run
    // code that looks.
    unsafe {
        let mut held = [core::ptr::null_mut(); 3];
        if let Some(state) = state(module) {
            for (held, place) in held.iter_mut().zip(state.places()) {
                core::mem::swap(held, place);
            }
        }
        for object in held {
            if !object.is_null() {
                ffi::Py_DecRef(object);
            }
        }
    }
    0
}

unsafe extern "C" fn free(module: *mut c_void) {
    // SAFETY: as for `clear`, which may be called twice.
    unsafe { clear(module.cast()) };
}

static METHODS: Table<[PyMethodDef; 4]> = Table::new([
    PyMethodDef::fast(
        c"find_close_naive",
        search::naive,
        c"find_close_naive($module, polygons, point, max_dist, /)\n--\n\n\
        Polygons of any class, as a list; each is asked for its center.",
    ),
    PyMethodDef::fast(
        c"find_close_allocating",
        search::allocating,
        c"find_close_allocating($module, polygons, point, max_dist, /)\n--\n\n\
        A list of polymatch.Polygon; each test allocates a vector for the difference.",
    ),
    PyMethodDef::fast(
        c"find_close_polygons",
        search::close,
        c"find_close_polygons($module, polygons, point, max_dist, /)\n--\n\n\
        A list of polymatch.Polygon; those whose center is nearer to point than max_dist.",
    ),
    PyMethodDef::END,
]);

static SLOTS: Table<[Slot; 2]> = Table::new([
    Slot {
        slot: ffi::Py_mod_exec,
        value: exec as *mut c_void,
    },
    Slot::END,
]);

static DEFINITION: Table<PyModuleDef> = Table::new(PyModuleDef {
    base: PyModuleDef_Base::INIT,
    name: c"polymatch".as_ptr(),
    doc: c"Which polygons are near a point? In Rust.".as_ptr(),
    size: size_of::<State>() as isize,
    methods: METHODS.as_ptr().cast(),
    slots: SLOTS.as_ptr().cast(),
    traverse: Some(traverse),
    clear: Some(clear),
    free: Some(free),
});

/// What `import polymatch` calls.
///
/// # Safety
/// Called by CPython, with the GIL held.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit_polymatch() -> *mut PyObject {
    // SAFETY: the definition lives for ever and is CPython's to write to from here on.
    unsafe { ffi::PyModuleDef_Init(DEFINITION.as_ptr()) }
}
