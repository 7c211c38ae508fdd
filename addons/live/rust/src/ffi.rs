//! The part of CPython's C API that this module calls, declared by hand; the names and signatures are CPython's.
//!
//! All of it exists from CPython 3.11 to 3.14. `module::exec` refuses an interpreter whose objects begin differently
//! (a free-threaded or tracing build).
#![allow(non_snake_case, non_upper_case_globals)]
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};

#[repr(C)]
pub struct PyObject {
    refcount: isize,
    pub ob_type: *mut PyTypeObject,
}

#[repr(C)]
pub struct PyTypeObject {
    opaque: [u8; 0],
}

pub type FastFunction = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, isize) -> *mut PyObject;
pub type Visit = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;

#[repr(C)]
pub struct PyMethodDef {
    pub name: *const c_char,
    pub function: Option<FastFunction>,
    pub flags: c_int,
    pub doc: *const c_char,
}

impl PyMethodDef {
    pub const END: Self = PyMethodDef {
        name: core::ptr::null(),
        function: None,
        flags: 0,
        doc: core::ptr::null(),
    };

    pub const fn fast(name: &'static core::ffi::CStr, function: FastFunction, doc: &'static core::ffi::CStr) -> Self {
        PyMethodDef {
            name: name.as_ptr(),
            function: Some(function),
            flags: METH_FASTCALL,
            doc: doc.as_ptr(),
        }
    }
}

#[repr(C)]
pub struct PyGetSetDef {
    pub name: *const c_char,
    pub get: Option<unsafe extern "C" fn(*mut PyObject, *mut c_void) -> *mut PyObject>,
    pub set: Option<unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut c_void) -> c_int>,
    pub doc: *const c_char,
    pub closure: *mut c_void,
}

/// `PyType_Slot` and `PyModuleDef_Slot`: both are a number and a pointer.
#[repr(C)]
pub struct Slot {
    pub slot: c_int,
    pub value: *mut c_void,
}

impl Slot {
    pub const END: Self = Slot {
        slot: 0,
        value: core::ptr::null_mut(),
    };
}

#[repr(C)]
pub struct PyType_Spec {
    pub name: *const c_char,
    pub basicsize: c_int,
    pub itemsize: c_int,
    pub flags: c_uint,
    pub slots: *const Slot,
}

#[repr(C)]
pub struct PyModuleDef {
    pub base: PyModuleDef_Base,
    pub name: *const c_char,
    pub doc: *const c_char,
    pub size: isize,
    pub methods: *const PyMethodDef,
    pub slots: *const Slot,
    pub traverse: Option<unsafe extern "C" fn(*mut PyObject, Visit, *mut c_void) -> c_int>,
    pub clear: Option<unsafe extern "C" fn(*mut PyObject) -> c_int>,
    pub free: Option<unsafe extern "C" fn(*mut c_void)>,
}

#[repr(C)]
pub struct PyModuleDef_Base {
    object: PyObject,
    init: *mut c_void,
    index: isize,
    copy: *mut PyObject,
}

impl PyModuleDef_Base {
    /// `PyModuleDef_HEAD_INIT`
    pub const INIT: Self = PyModuleDef_Base {
        object: PyObject {
            refcount: 1,
            ob_type: core::ptr::null_mut(),
        },
        init: core::ptr::null_mut(),
        index: 0,
        copy: core::ptr::null_mut(),
    };
}

/// A table that CPython reads, and that is written to by CPython alone, if at all.
#[repr(transparent)]
pub struct Table<T>(UnsafeCell<T>);

// SAFETY: Rust never reads or writes the inside after the constant it begins as; CPython does so with the GIL held.
unsafe impl<T> Sync for Table<T> {}

impl<T> Table<T> {
    pub const fn new(value: T) -> Self {
        Table(UnsafeCell::new(value))
    }

    pub const fn as_ptr(&'static self) -> *mut T {
        self.0.get()
    }
}

pub const METH_FASTCALL: c_int = 0x80;
pub const Py_mod_exec: c_int = 2;
pub const Py_tp_dealloc: c_int = 52;
pub const Py_tp_doc: c_int = 56;
pub const Py_tp_methods: c_int = 64;
pub const Py_tp_new: c_int = 65;
pub const Py_tp_getset: c_int = 73;
pub const Py_tp_alloc: c_int = 47;
pub const Py_tp_free: c_int = 74;
pub const Py_TPFLAGS_BASETYPE: c_uint = 1 << 10;
pub const Py_TPFLAGS_LIST_SUBCLASS: c_ulong = 1 << 25;
pub const Py_TPFLAGS_TUPLE_SUBCLASS: c_ulong = 1 << 26;

unsafe extern "C" {
    pub static mut PyExc_ImportError: *mut PyObject;
    pub static mut PyExc_RuntimeError: *mut PyObject;
    pub static mut PyExc_TypeError: *mut PyObject;
    pub static mut PyExc_ValueError: *mut PyObject;
    pub static mut PyBaseObject_Type: PyTypeObject;

    pub fn PyErr_Format(exception: *mut PyObject, format: *const c_char, ...) -> *mut PyObject;
    pub fn PyErr_NoMemory() -> *mut PyObject;
    pub fn PyErr_Occurred() -> *mut PyObject;

    pub fn Py_IncRef(object: *mut PyObject);
    pub fn Py_DecRef(object: *mut PyObject);
    pub fn PyObject_GetAttr(object: *mut PyObject, name: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GetAttrString(object: *mut PyObject, name: *const c_char) -> *mut PyObject;
    pub fn PyUnicode_InternFromString(text: *const c_char) -> *mut PyObject;

    pub fn PyFloat_AsDouble(object: *mut PyObject) -> f64;
    pub fn PyFloat_FromDouble(value: f64) -> *mut PyObject;
    pub fn PyLong_FromSsize_t(value: isize) -> *mut PyObject;
    pub fn PyLong_AsLong(object: *mut PyObject) -> c_long;

    pub fn PyList_New(size: isize) -> *mut PyObject;
    pub fn PyList_Size(list: *mut PyObject) -> isize;
    pub fn PyList_GetItem(list: *mut PyObject, index: isize) -> *mut PyObject;
    pub fn PyList_SetItem(list: *mut PyObject, index: isize, item: *mut PyObject) -> c_int;
    pub fn PyList_Append(list: *mut PyObject, item: *mut PyObject) -> c_int;
    pub fn PyTuple_New(size: isize) -> *mut PyObject;
    pub fn PyTuple_Size(tuple: *mut PyObject) -> isize;
    pub fn PyTuple_GetItem(tuple: *mut PyObject, index: isize) -> *mut PyObject;
    pub fn PyTuple_SetItem(tuple: *mut PyObject, index: isize, item: *mut PyObject) -> c_int;

    pub fn PyArg_ParseTupleAndKeywords(
        args: *mut PyObject,
        kwargs: *mut PyObject,
        format: *const c_char,
        keywords: *const *const c_char,
        ...
    ) -> c_int;

    pub fn PyType_FromModuleAndSpec(
        module: *mut PyObject,
        spec: *const PyType_Spec,
        bases: *mut PyObject,
    ) -> *mut PyObject;
    pub fn PyType_GetFlags(object_type: *mut PyTypeObject) -> c_ulong;
    pub fn PyType_GetName(object_type: *mut PyTypeObject) -> *mut PyObject;
    pub fn PyType_GetSlot(object_type: *mut PyTypeObject, slot: c_int) -> *mut c_void;
    pub fn PyType_GetModuleState(object_type: *mut PyTypeObject) -> *mut c_void;
    pub fn PyType_IsSubtype(object_type: *mut PyTypeObject, of: *mut PyTypeObject) -> c_int;

    pub fn PyModuleDef_Init(definition: *mut PyModuleDef) -> *mut PyObject;
    pub fn PyModule_AddObjectRef(module: *mut PyObject, name: *const c_char, value: *mut PyObject) -> c_int;
    pub fn PyModule_GetState(module: *mut PyObject) -> *mut c_void;

    pub fn PyMem_Malloc(size: usize) -> *mut c_void;
    pub fn PyMem_Realloc(block: *mut c_void, size: usize) -> *mut c_void;
    pub fn PyMem_Free(block: *mut c_void);
}
