//! The dimensions of a memory view beside the first.

use std::sync::Arc;

use super::Shape;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::list::resolve_index;
use crate::value::Value;
use crate::vm::Vm;

/// How the items of a view are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bytes) enum Dimensions {
    /// By no number: there is one item.
    None,
    /// By one.
    One,
    /// By several: the sizes of all dimensions but the first, whose blocks lie one behind the other.
    Many(Arc<[usize]>),
}

impl Dimensions {
    /// The sizes of all dimensions, the first of which has `len`.
    pub fn sizes(&self, len: usize) -> Vec<usize> {
        match self {
            Dimensions::None => Vec::new(),
            Dimensions::One => vec![len],
            Dimensions::Many(inner) => [&[len], &inner[..]].concat(),
        }
    }

    /// From an item to the next, in bytes, in each dimension.
    pub fn strides(&self, shape: &Shape) -> Vec<isize> {
        let inner: &[usize] = match self {
            Dimensions::None => return Vec::new(),
            Dimensions::One => &[],
            Dimensions::Many(inner) => inner,
        };
        let mut strides = vec![shape.format.size as isize];
        for size in inner.iter().skip(1).rev() {
            strides.push(strides[strides.len() - 1] * *size as isize);
        }
        if inner.is_empty() {
            strides.clear();
        }
        strides.push(shape.stride);
        strides.reverse();
        strides
    }

    /// Whether the items lie one behind the other, counted by the first dimension first.
    pub fn is_fortran(&self, shape: &Shape) -> bool {
        let mut wanted = shape.format.size as isize;
        if shape.len == 0 {
            return true;
        }
        for (size, stride) in self.sizes(shape.len).into_iter().zip(self.strides(shape)) {
            if size > 1 && stride != wanted {
                return false;
            }
            wanted *= size as isize;
        }
        true
    }

    /// The indices of all items, counted by the first dimension first.
    pub fn fortran_order(&self, shape: &Shape) -> Vec<usize> {
        let sizes = self.sizes(shape.len);
        let mut order = Vec::with_capacity(shape.items());
        let mut at = vec![0; sizes.len()];
        for _ in 0..shape.items() {
            order.push(sizes.iter().zip(&at).fold(0, |index, (size, at)| index * size + at));
            for (at, size) in at.iter_mut().zip(&sizes) {
                *at += 1;
                if *at < *size {
                    break;
                }
                *at = 0;
            }
        }
        order
    }

    /// Raises for views that have no items to go through.
    pub fn check_iterable(&self, vm: &mut Vm) -> PyResult<()> {
        match self {
            Dimensions::None => Err(vm.raise_type_error("invalid indexing of 0-dim memory")),
            Dimensions::One => Ok(()),
            Dimensions::Many(_) => {
                Err(not_implemented(vm, "multi-dimensional sub-views are not implemented"))
            }
        }
    }

    /// The index of the item that a key names.
    pub fn place(&self, vm: &mut Vm, key: &Value, len: usize, assigns: bool) -> PyResult<usize> {
        let parts = if key.as_tuple().is_some() { Some(vm.tuple_items(key)) } else { None };
        if matches!(self, Dimensions::None) {
            let is_whole = parts.as_ref().is_some_and(Vec::is_empty) || assigns && key.is(&vm.ellipsis());
            return if is_whole {
                Ok(0)
            } else {
                Err(vm.raise_type_error("invalid indexing of 0-dim memory"))
            };
        }
        if let Some(parts) = parts {
            return self.place_of_tuple(vm, &parts, len, assigns);
        }
        if vm.has_index(key) {
            let index = vm.sequence_index(key)?;
            return match (self, assigns) {
                (Dimensions::Many(_), true) => Err(not_implemented(vm, "sub-views are not implemented")),
                (Dimensions::Many(_), false) => {
                    Err(not_implemented(vm, "multi-dimensional sub-views are not implemented"))
                }
                _ => resolve(vm, index, len, 1),
            };
        }
        if assigns && key.as_slice().is_some() {
            return Err(not_implemented(vm, ONE_DIMENSION));
        }
        Err(vm.raise_type_error("memoryview: invalid slice key"))
    }

    fn place_of_tuple(&self, vm: &mut Vm, parts: &[Value], len: usize, assigns: bool) -> PyResult<usize> {
        let sizes = self.sizes(len);
        if parts.iter().all(|part| vm.has_index(part)) {
            if parts.len() < sizes.len() {
                return Err(not_implemented(vm, "sub-views are not implemented"));
            }
            if parts.len() > sizes.len() {
                let (dimensions, count) = (sizes.len(), parts.len());
                return Err(vm.raise_type_error(format!(
                    "cannot index {dimensions}-dimension view with {count}-element tuple"
                )));
            }
            let mut place = 0;
            for (at, (part, size)) in parts.iter().zip(sizes).enumerate() {
                let index = vm.sequence_index(part)?;
                place = place * size + resolve(vm, index, size, at + 1)?;
            }
            return Ok(place);
        }
        if parts.iter().all(|part| part.as_slice().is_some()) {
            let message =
                if assigns { ONE_DIMENSION } else { "multi-dimensional slicing is not implemented" };
            return Err(not_implemented(vm, message));
        }
        Err(vm.raise_type_error("memoryview: invalid slice key"))
    }
}

const ONE_DIMENSION: &str = "memoryview slice assignments are currently restricted to ndim = 1";

fn resolve(vm: &mut Vm, index: i64, size: usize, dimension: usize) -> PyResult<usize> {
    match resolve_index(index, size) {
        Some(index) => Ok(index),
        None => Err(vm.raise_index_error(format!("index out of bounds on dimension {dimension}"))),
    }
}

fn not_implemented(vm: &mut Vm, message: &str) -> crate::error::Raised {
    vm.raise(ExceptionKind::NotImplementedError, message)
}

/// The dimensions that a program wants for so many items, and the size of the first.
pub(super) fn of_sizes(vm: &mut Vm, sizes: &[Value], items: usize) -> PyResult<(usize, Dimensions)> {
    let mut found = Vec::with_capacity(sizes.len());
    let mut product: usize = 1;
    for size in sizes {
        if size.as_int().is_none() {
            return Err(vm.raise_type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match usize::try_from(vm.index_i64(size)?) {
            Ok(size) if size > 0 => match product.checked_mul(size).filter(|all| *all <= isize::MAX as usize)
            {
                Some(all) => {
                    product = all;
                    found.push(size);
                }
                None => return Err(vm.raise_value_error("memoryview.cast(): product(shape) > SSIZE_MAX")),
            },
            _ => {
                return Err(vm.raise_value_error("memoryview.cast(): elements of shape must be integers > 0"));
            }
        }
    }
    if product != items {
        return Err(vm.raise_type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(match &found[..] {
        [] => (1, Dimensions::None),
        [len] => (*len, Dimensions::One),
        [len, inner @ ..] => (*len, Dimensions::Many(inner.into())),
    })
}
