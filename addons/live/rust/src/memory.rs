//! Rust's heap is CPython's: one allocator in the process, and Python's own counters (`sys.getallocatedblocks`,
//! `tracemalloc`) see what Rust holds, which is how the tests look for leaks.
use crate::ffi;
use core::alloc::{GlobalAlloc, Layout};

struct PythonMemory;

/// What PyMem_Malloc promises: two pointers' width.
const ALIGNMENT: usize = 2 * size_of::<usize>();

// SAFETY: PyMem_* keep the contract of malloc, and every call into this module holds the GIL, which they ask for. A
// layout stricter than their alignment gets null, which means "no memory" to Rust.
unsafe impl GlobalAlloc for PythonMemory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > ALIGNMENT {
            return core::ptr::null_mut();
        }
        // SAFETY: the GIL is held (see above).
        unsafe { ffi::PyMem_Malloc(layout.size()).cast() }
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: `block` came from `alloc` or `realloc`, hence from PyMem_*.
        unsafe { ffi::PyMem_Free(block.cast()) }
    }

    unsafe fn realloc(&self, block: *mut u8, _: Layout, size: usize) -> *mut u8 {
        // SAFETY: as for `dealloc`; the alignment was accepted by `alloc`.
        unsafe { ffi::PyMem_Realloc(block.cast(), size).cast() }
    }
}

#[global_allocator]
static MEMORY: PythonMemory = PythonMemory;

/// Only the debug build can get here (its checks of sums and indexes): the release build has no panic in it, and a test
/// looks that it doesn't even import `abort`.
#[cfg(target_os = "emscripten")]
#[panic_handler]
fn stop(_: &core::panic::PanicInfo) -> ! {
    unsafe extern "C" {
        fn abort() -> !;
    }
    // SAFETY: `abort` takes nothing and never returns.
    unsafe { abort() }
}
