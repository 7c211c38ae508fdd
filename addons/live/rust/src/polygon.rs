//! `polymatch.Polygon`: the class moved to Rust. Python may subclass it, and keeps whatever it wants to add.
use crate::ffi::{self, PyGetSetDef, PyObject, PyType_Spec, PyTypeObject, Slot, Table};
use crate::geometry::{BadShape, Shape};
use crate::object::{Borrowed, Owned, Raised, Result, answer, new_float, new_list, new_pair, type_error, value_error};
use core::ffi::{CStr, c_char, c_int, c_void};

/// A Python object whose inside is Rust's.
#[repr(C)]
struct Instance {
    head: PyObject,
    shape: Shape,
}

/// The class as the module's functions use it: asks of each object whether it is one of its instances.
#[derive(Clone, Copy)]
pub struct Class {
    class: *mut PyTypeObject,
    /// The class of the last object that was one: polygons of one list are mostly of one class.
    last: *mut PyTypeObject,
}

impl Class {
    /// # Safety
    /// `class` is this module's `Polygon`, alive as long as the value is used, and no class dies meanwhile.
    pub unsafe fn new(class: *mut PyTypeObject) -> Self {
        Class { class, last: class }
    }

    /// The shape inside, or a TypeError. Runs no Python code.
    pub fn shape<'a>(&mut self, object: Borrowed<'a>) -> Result<&'a Shape> {
        let class = object.object_type();
        if class != self.last {
            // SAFETY: two live types.
            if unsafe { ffi::PyType_IsSubtype(class, self.class) } == 0 {
                return Err(type_error(c"each polygon", c"a polymatch.Polygon", object));
            }
            self.last = class;
        }
        // SAFETY: instances of the class, and of its subclasses, begin with `Instance`, whose shape was written when
        // the object was made and is never changed; it lives as long as the object does.
        Ok(unsafe { &(*object.as_ptr().cast::<Instance>()).shape })
    }
}

/// `Polygon(x, y)`
unsafe extern "C" fn new(class: *mut PyTypeObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject {
    // SAFETY: CPython hands over a live class, a tuple, and a dict or null.
    answer(unsafe { parse(args, kwargs) }.and_then(|shape| {
        // SAFETY: every class has this slot; it gives a new, zeroed object as large as `Instance` at least.
        unsafe {
            let alloc: unsafe extern "C" fn(*mut PyTypeObject, isize) -> *mut PyObject =
                core::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_alloc));
            let object = Owned::from_call(alloc(class, 0))?;
            (&raw mut (*object.borrow().as_ptr().cast::<Instance>()).shape).write(shape);
            Ok(object)
        }
    }))
}

/// # Safety
/// `args` is a tuple, `kwargs` a dict or null.
unsafe fn parse(args: *mut PyObject, kwargs: *mut PyObject) -> Result<Shape> {
    static NAMES: Table<[*const c_char; 3]> = Table::new([c"x".as_ptr(), c"y".as_ptr(), core::ptr::null()]);
    let (mut x, mut y) = (core::ptr::null_mut(), core::ptr::null_mut());
    // SAFETY: the format asks for two objects, and there are two places for them. They are borrowed from the arguments.
    let (x, y) = unsafe {
        let names = NAMES.as_ptr().cast();
        if ffi::PyArg_ParseTupleAndKeywords(args, kwargs, c"OO:Polygon".as_ptr(), names, &raw mut x, &raw mut y) == 0 {
            return Err(Raised);
        }
        (
            Borrowed::from_ptr(x).ok_or(Raised)?,
            Borrowed::from_ptr(y).ok_or(Raised)?,
        )
    };
    let x = x.list(c"x")?.collect(|item| item.number())?;
    let y = y.list(c"y")?.collect(|item| item.number())?;
    Shape::new(x, y).map_err(|bad| {
        value_error(match bad {
            BadShape::Lengths => c"x and y must be of the same length",
            BadShape::TooFew => c"a polygon has three corners or more",
            BadShape::Unusable => c"coordinates must be finite, and at most 1e150 either way",
        })
    })
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone. The shape is dropped once, the memory goes back where the class says, and so
    // does the reference that every instance holds to its class.
    unsafe {
        let class = (*object).ob_type;
        core::ptr::drop_in_place(&raw mut (*object.cast::<Instance>()).shape);
        let free: unsafe extern "C" fn(*mut c_void) = core::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_free));
        free(object.cast());
        ffi::Py_DecRef(class.cast());
    }
}

/// A getter that makes a new Python object of a part of the shape.
unsafe extern "C" fn get<const PART: char>(object: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    // SAFETY: CPython has checked that `object` is an instance of the class that this getter belongs to.
    let shape = unsafe { &(*object.cast::<Instance>()).shape };
    answer(match PART {
        'x' => new_list(&shape.x, |value| new_float(*value)),
        'y' => new_list(&shape.y, |value| new_float(*value)),
        _ => new_pair(shape.center),
    })
}

const fn getter(
    name: &'static CStr,
    get: unsafe extern "C" fn(*mut PyObject, *mut c_void) -> *mut PyObject,
    doc: &'static CStr,
) -> PyGetSetDef {
    PyGetSetDef {
        name: name.as_ptr(),
        get: Some(get),
        set: None,
        doc: doc.as_ptr(),
        closure: core::ptr::null_mut(),
    }
}

static GETTERS: Table<[PyGetSetDef; 4]> = Table::new([
    getter(c"x", get::<'x'>, c"The corners' x, as a new list."),
    getter(c"y", get::<'y'>, c"The corners' y, as a new list."),
    getter(
        c"center",
        get::<'c'>,
        c"The mean of the corners (x, y), computed once when the polygon is made.",
    ),
    PyGetSetDef {
        name: core::ptr::null(),
        get: None,
        set: None,
        doc: core::ptr::null(),
        closure: core::ptr::null_mut(),
    },
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
        slot: ffi::Py_tp_getset,
        value: GETTERS.as_ptr().cast(),
    },
    Slot {
        slot: ffi::Py_tp_doc,
        value: c"Polygon(x, y)\n--\n\nA polygon whose corners and center Rust owns. It can't be changed.".as_ptr()
            as *mut c_void,
    },
    Slot::END,
]);

pub static SPEC: Table<PyType_Spec> = Table::new(PyType_Spec {
    name: c"polymatch.Polygon".as_ptr(),
    basicsize: size_of::<Instance>() as c_int,
    itemsize: 0,
    flags: ffi::Py_TPFLAGS_BASETYPE,
    slots: SLOTS.as_ptr().cast(),
});
