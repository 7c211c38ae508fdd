//! Numbers that Rust owns and that Python sees as a NumPy array.
use ndarray::Array1;
use numpy::{PyArray1, PyReadonlyArray1, ToPyArray};
use pyo3::prelude::*;
use std::convert::Infallible;
use std::ops::Deref;

pub struct Column(Array1<f64>);

impl Deref for Column {
    type Target = Array1<f64>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl From<Vec<f64>> for Column {
    fn from(values: Vec<f64>) -> Self {
        Column(values.into())
    }
}

impl From<PyReadonlyArray1<'_, f64>> for Column {
    fn from(array: PyReadonlyArray1<'_, f64>) -> Self {
        Column(array.as_array().to_owned())
    }
}

impl<'py> IntoPyObject<'py> for &Column {
    type Target = PyArray1<f64>;
    type Output = Bound<'py, Self::Target>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.to_pyarray(py))
    }
}
