//! `polymatch`: a CPython extension module in Rust, the steps of the talk as functions.
//!
//! It speaks CPython's C API directly. With PyO3 almost all of `ffi.rs`, `object.rs`, `polygon.rs`, `columns.rs` and
//! `module.rs` is what `#[pymodule]`, `#[pyclass]` and `#[pyfunction]` write for you; `geometry.rs` is what you'd write
//! yourself either way.
//!
//! In the browser there is no Rust standard library for the target, hence `no_std` there.
#![cfg_attr(target_os = "emscripten", no_std)]
extern crate alloc;

#[cfg_attr(test, allow(dead_code))]
mod geometry;

// Rust's own unit tests are a program without Python in it: they see the geometry alone.
#[cfg(not(test))]
mod columns;
#[cfg(not(test))]
mod ffi;
#[cfg(not(test))]
mod memory;
#[cfg(not(test))]
mod module;
#[cfg(not(test))]
mod object;
#[cfg(not(test))]
mod polygon;
#[cfg(not(test))]
mod search;
