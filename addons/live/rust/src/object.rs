//! Python objects as Rust values: who owns a reference gives it back when dropped, and who fails has set an exception.
use crate::ffi::{self, PyObject, PyTypeObject};
use crate::geometry::{LARGEST, NoMemory, Point, is_usable};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::marker::PhantomData;
use core::ptr::NonNull;

/// A Python exception is set in the interpreter. Nothing more to carry: the entry point returns null, Python raises.
pub struct Raised;
pub type Result<T> = core::result::Result<T, Raised>;

impl From<NoMemory> for Raised {
    fn from(_: NoMemory) -> Self {
        // SAFETY: sets the exception; the GIL is held, as in every call into this module.
        unsafe { ffi::PyErr_NoMemory() };
        Raised
    }
}

/// A reference that somebody else keeps alive for `'a`.
#[derive(Clone, Copy)]
pub struct Borrowed<'a>(NonNull<PyObject>, PhantomData<&'a PyObject>);

/// A reference of our own.
pub struct Owned(NonNull<PyObject>);

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: one reference is ours, and is given back once.
        unsafe { ffi::Py_DecRef(self.0.as_ptr()) }
    }
}

impl Owned {
    /// # Safety
    /// `object` is what a call returned that gives a new reference, or null with an exception set.
    pub unsafe fn from_call(object: *mut PyObject) -> Result<Self> {
        NonNull::new(object).map(Owned).ok_or(Raised)
    }

    pub fn borrow(&self) -> Borrowed<'_> {
        Borrowed(self.0, PhantomData)
    }

    /// The reference, to whom takes it over.
    pub fn into_ptr(self) -> *mut PyObject {
        core::mem::ManuallyDrop::new(self).0.as_ptr()
    }
}

impl<'a> Borrowed<'a> {
    /// # Safety
    /// `object` is null or a Python object that lives for `'a`.
    pub unsafe fn from_ptr(object: *mut PyObject) -> Option<Self> {
        NonNull::new(object).map(|object| Borrowed(object, PhantomData))
    }

    pub fn as_ptr(self) -> *mut PyObject {
        self.0.as_ptr()
    }

    pub fn to_owned(self) -> Owned {
        // SAFETY: a live object.
        unsafe { ffi::Py_IncRef(self.as_ptr()) };
        Owned(self.0)
    }

    pub fn object_type(self) -> *mut PyTypeObject {
        // SAFETY: a live object; `module::exec` has checked that objects are laid out as declared.
        unsafe { (*self.as_ptr()).ob_type }
    }

    fn has_flag(self, flag: core::ffi::c_ulong) -> bool {
        // SAFETY: the type of a live object is alive.
        unsafe { ffi::PyType_GetFlags(self.object_type()) & flag != 0 }
    }

    pub fn attribute(self, name: Borrowed) -> Result<Owned> {
        // SAFETY: two live objects; gives a new reference.
        unsafe { Owned::from_call(ffi::PyObject_GetAttr(self.as_ptr(), name.as_ptr())) }
    }

    /// The number that the object stands for. May run Python code (`__float__`).
    pub fn number(self) -> Result<f64> {
        // SAFETY: a live object; the answer -1.0 may mean that an exception is set.
        unsafe {
            let value = ffi::PyFloat_AsDouble(self.as_ptr());
            if value == -1.0 && !ffi::PyErr_Occurred().is_null() {
                return Err(Raised);
            }
            Ok(value)
        }
    }

    /// A finite number with a finite square, or a ValueError that names `what`.
    pub fn usable_number(self, what: &CStr) -> Result<f64> {
        let value = self.number()?;
        if !is_usable(value) {
            return Err(value_error_number(what));
        }
        Ok(value)
    }

    /// `(x, y)`, or a TypeError that names `what`.
    pub fn pair(self, what: &CStr) -> Result<Point> {
        if !self.has_flag(ffi::Py_TPFLAGS_TUPLE_SUBCLASS) {
            return Err(type_error(what, c"a pair (x, y)", self));
        }
        // SAFETY: a live tuple; a tuple keeps its items for its own life, and both indexes are inside.
        let (x, y) = unsafe {
            let size = ffi::PyTuple_Size(self.as_ptr());
            if size != 2 {
                ffi::PyErr_Format(
                    ffi::PyExc_ValueError,
                    c"%s must be a pair (x, y), not a tuple of %zd".as_ptr(),
                    what.as_ptr(),
                    size,
                );
                return Err(Raised);
            }
            (
                Borrowed::<'a>::from_ptr(ffi::PyTuple_GetItem(self.as_ptr(), 0)).ok_or(Raised)?,
                Borrowed::<'a>::from_ptr(ffi::PyTuple_GetItem(self.as_ptr(), 1)).ok_or(Raised)?,
            )
        };
        Ok(Point {
            x: x.number()?,
            y: y.number()?,
        })
    }

    /// As `pair`, and both must be usable numbers.
    pub fn point(self, what: &CStr) -> Result<Point> {
        let point = self.pair(what)?;
        if !(is_usable(point.x) && is_usable(point.y)) {
            return Err(value_error_number(what));
        }
        Ok(point)
    }

    pub fn list(self, what: &'static CStr) -> Result<List<'a>> {
        if !self.has_flag(ffi::Py_TPFLAGS_LIST_SUBCLASS) {
            return Err(type_error(what, c"a list", self));
        }
        Ok(List { list: self, what })
    }
}

/// A Python list that may change under our feet whenever Python code runs.
#[derive(Clone, Copy)]
pub struct List<'a> {
    list: Borrowed<'a>,
    what: &'static CStr,
}

impl List<'_> {
    pub fn size(self) -> usize {
        // SAFETY: a live list; its size is never negative.
        unsafe { ffi::PyList_Size(self.list.as_ptr()) as usize }
    }

    /// Calls `each` with every item. An item stays alive while `each` looks at it, whatever `each` does to the list; a
    /// list that is no longer as long as it was is a RuntimeError, as it is for a dict.
    pub fn for_each(self, mut each: impl FnMut(Borrowed) -> Result<()>) -> Result<()> {
        let size = self.size();
        let mut index = 0;
        while index < size {
            if self.size() != size {
                return Err(self.changed());
            }
            // SAFETY: a live list, and the index is inside; made our own at once.
            let item = unsafe { Borrowed::from_ptr(ffi::PyList_GetItem(self.list.as_ptr(), index as isize)) }
                .ok_or(Raised)?
                .to_owned();
            each(item.borrow())?;
            index += 1;
        }
        if self.size() != size {
            return Err(self.changed());
        }
        Ok(())
    }

    /// One value for each item, in memory asked for beforehand.
    pub fn collect<T>(self, mut value: impl FnMut(Borrowed) -> Result<T>) -> Result<Vec<T>> {
        let mut values = Vec::new();
        let size = self.size();
        values.try_reserve_exact(size).map_err(|_| NoMemory)?;
        let mut free = values.spare_capacity_mut().iter_mut().take(size);
        let mut written = 0;
        let all = self.for_each(|item| {
            let value = value(item)?;
            if let Some(place) = free.next() {
                place.write(value);
                written += 1;
            }
            Ok(())
        });
        // SAFETY: the first `written` places have been written to, none twice.
        unsafe { values.set_len(written) };
        all.map(|()| values)
    }

    fn changed(self) -> Raised {
        // SAFETY: format and arguments fit.
        unsafe {
            ffi::PyErr_Format(
                ffi::PyExc_RuntimeError,
                c"%s changed its length while being read".as_ptr(),
                self.what.as_ptr(),
            )
        };
        Raised
    }
}

/// Those items of the list for which `near` says yes, as a new Python list. `near` may run Python code.
pub fn filter(list: List, mut near: impl FnMut(Borrowed) -> Result<bool>) -> Result<Owned> {
    let found = empty_list()?;
    list.for_each(|item| {
        if near(item)? {
            append(&found, item)?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// As `filter`, without a reference of its own to each item and without looking whether the list has changed.
///
/// # Safety
/// `near` runs no Python code and drops no reference, so the list and its items stay as they are.
pub unsafe fn filter_still(list: List, mut near: impl FnMut(Borrowed) -> Result<bool>) -> Result<Owned> {
    let found = empty_list()?;
    for index in 0..list.size() {
        // SAFETY: a live list, and the index is inside; the list keeps the item alive meanwhile.
        let item =
            unsafe { Borrowed::from_ptr(ffi::PyList_GetItem(list.list.as_ptr(), index as isize)) }.ok_or(Raised)?;
        if near(item)? {
            append(&found, item)?;
        }
    }
    Ok(found)
}

fn empty_list() -> Result<Owned> {
    // SAFETY: gives a new reference.
    unsafe { Owned::from_call(ffi::PyList_New(0)) }
}

fn append(list: &Owned, item: Borrowed) -> Result<()> {
    // SAFETY: two live objects; the list gets a reference of its own to the item. Growing a list runs no Python code.
    match unsafe { ffi::PyList_Append(list.borrow().as_ptr(), item.as_ptr()) } {
        0 => Ok(()),
        _ => Err(Raised),
    }
}

/// A new Python list of these values.
pub fn new_list<T>(values: &[T], object: impl Fn(&T) -> Result<Owned>) -> Result<Owned> {
    // SAFETY: gives a new reference; its empty places are allowed to be dropped.
    let list = unsafe { Owned::from_call(ffi::PyList_New(values.len() as isize)) }?;
    for (index, value) in values.iter().enumerate() {
        // SAFETY: the index is inside; PyList_SetItem takes the reference over, also when it fails.
        if unsafe { ffi::PyList_SetItem(list.borrow().as_ptr(), index as isize, object(value)?.into_ptr()) } != 0 {
            return Err(Raised);
        }
    }
    Ok(list)
}

pub fn new_float(value: f64) -> Result<Owned> {
    // SAFETY: gives a new reference.
    unsafe { Owned::from_call(ffi::PyFloat_FromDouble(value)) }
}

pub fn new_int(value: isize) -> Result<Owned> {
    // SAFETY: gives a new reference.
    unsafe { Owned::from_call(ffi::PyLong_FromSsize_t(value)) }
}

pub fn new_pair(point: Point) -> Result<Owned> {
    let (x, y) = (new_float(point.x)?, new_float(point.y)?);
    // SAFETY: a new tuple of two, whose places are filled at once; PyTuple_SetItem takes the references over.
    unsafe {
        let pair = Owned::from_call(ffi::PyTuple_New(2))?;
        if ffi::PyTuple_SetItem(pair.borrow().as_ptr(), 0, x.into_ptr()) != 0
            || ffi::PyTuple_SetItem(pair.borrow().as_ptr(), 1, y.into_ptr()) != 0
        {
            return Err(Raised);
        }
        Ok(pair)
    }
}

/// The arguments of a fast call: exactly `N` of them, or a TypeError that names the function.
///
/// # Safety
/// `args` points to `count` objects that live for `'a`, as CPython hands them over.
pub unsafe fn arguments<'a, const N: usize>(
    function: &CStr,
    args: *const *mut PyObject,
    count: isize,
) -> Result<[Borrowed<'a>; N]> {
    if count != N as isize {
        // SAFETY: format and arguments fit.
        unsafe {
            ffi::PyErr_Format(
                ffi::PyExc_TypeError,
                c"%s() takes %zd arguments, not %zd".as_ptr(),
                function.as_ptr(),
                N as isize,
                count,
            )
        };
        return Err(Raised);
    }
    // SAFETY: `args` points to N live objects, none of them null.
    Ok(core::array::from_fn(|i| unsafe {
        Borrowed(NonNull::new_unchecked(*args.add(i)), PhantomData)
    }))
}

/// What an entry point returns to CPython: a new reference, or null with the exception set.
pub fn answer(result: Result<Owned>) -> *mut PyObject {
    match result {
        Ok(object) => object.into_ptr(),
        Err(Raised) => core::ptr::null_mut(),
    }
}

pub fn type_error(what: &CStr, wanted: &CStr, given: Borrowed) -> Raised {
    // SAFETY: format and arguments fit; the name is given back after its use.
    unsafe {
        if let Ok(name) = Owned::from_call(ffi::PyType_GetName(given.object_type())) {
            ffi::PyErr_Format(
                ffi::PyExc_TypeError,
                c"%s must be %s, not %U".as_ptr(),
                what.as_ptr(),
                wanted.as_ptr(),
                name.borrow().as_ptr(),
            );
        }
    }
    Raised
}

pub fn value_error(message: &CStr) -> Raised {
    // SAFETY: format and argument fit.
    unsafe { ffi::PyErr_Format(ffi::PyExc_ValueError, c"%s".as_ptr(), message.as_ptr()) };
    Raised
}

fn value_error_number(what: &CStr) -> Raised {
    const { assert!(LARGEST == 1e150) };
    // SAFETY: format and argument fit.
    unsafe {
        ffi::PyErr_Format(
            ffi::PyExc_ValueError,
            c"%s must be finite, and at most 1e150 either way".as_ptr(),
            what.as_ptr(),
        )
    };
    Raised
}
