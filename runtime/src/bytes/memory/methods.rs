//! Methods and attributes of memory views.

use super::dimensions::{self, Dimensions};
use super::{MemoryView, Shape, format, open, view};
use crate::bytes::methods::hex as hex_of_bytes;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, class_method, getter, method};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const METHODS: &[NativeDef] = &[
    method("cast", cast, Arity::Any),
    method("count", count, Arity::One),
    method("hex", hex, Arity::Any),
    method("index", index, Arity::Between(1, 3)),
    method("release", |_, args| release(&args[0]), Arity::Zero),
    method("tobytes", tobytes, Arity::Any),
    method("tolist", tolist, Arity::Zero),
    method("toreadonly", toreadonly, Arity::Zero),
    method("__enter__", |vm, args| open(vm, &args[0]).map(|_| args[0].clone()), Arity::Zero),
    method("__exit__", |_, args| release(&args[0]), Arity::AtLeast(0)),
    class_method("__class_getitem__", crate::generic::class_getitem, Arity::One),
];

pub(super) const ATTRIBUTES: &[GetSetDef] = &[
    getter("c_contiguous", |vm, this| shown(vm, this, |_, shape| Value::from_bool(shape.is_contiguous()))),
    getter("contiguous", |vm, this| shown(vm, this, |_, shape| Value::from_bool(shape.is_contiguous()))),
    getter("f_contiguous", |vm, this| {
        let (this, _) = open(vm, this)?;
        let shape = this.shape.get();
        Ok(Value::from_bool(match &this.dimensions.0 {
            Dimensions::Many(_) => this.dimensions.0.is_fortran(&shape),
            _ => shape.is_contiguous(),
        }))
    }),
    getter("format", |vm, this| {
        shown(vm, this, |vm, shape| {
            let mark = if shape.marked { "@" } else { "" };
            vm.new_str(&format!("{mark}{}", shape.format.letter))
        })
    }),
    getter("itemsize", |vm, this| shown(vm, this, |vm, shape| vm.int_from_usize(shape.format.size))),
    getter("nbytes", |vm, this| {
        shown(vm, this, |vm, shape| vm.int_from_usize(shape.items() * shape.format.size))
    }),
    getter("ndim", |vm, this| {
        let (this, _) = open(vm, this)?;
        Ok(vm.int_from_usize(this.dimensions.0.sizes(0).len()))
    }),
    getter("obj", |vm, this| Ok(open(vm, this)?.1)),
    getter("readonly", |vm, this| shown(vm, this, |_, shape| Value::from_bool(shape.readonly))),
    getter("shape", |vm, this| {
        let (this, _) = open(vm, this)?;
        let sizes = this.dimensions.0.sizes(this.shape.get().len);
        let sizes = sizes.into_iter().map(|size| vm.int_from_usize(size)).collect();
        Ok(vm.new_tuple(sizes))
    }),
    getter("strides", |vm, this| {
        let (this, _) = open(vm, this)?;
        let strides = this.dimensions.0.strides(&this.shape.get());
        Ok(vm.new_tuple(strides.into_iter().map(|stride| Value::from_small(stride as i64)).collect()))
    }),
    getter("suboffsets", |vm, this| shown(vm, this, |vm, _| vm.new_tuple(Vec::new()))),
];

/// An attribute that follows from the shape.
fn shown(vm: &mut Vm, this: &Value, show: fn(&mut Vm, Shape) -> Value) -> PyResult {
    let shape = open(vm, this)?.0.shape.get();
    Ok(show(vm, shape))
}

fn release(this: &Value) -> PyResult {
    let this = view(this).clone();
    this.lock.0.take();
    this.owner.give_up();
    Ok(Value::NONE)
}

fn tobytes(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const TO_BYTES: Parameters<1> =
        Parameters { function: "tobytes", names: ["order"], required: 0, positional: 1 };
    let (this, _) = open(vm, &args[0])?;
    let [order] = args.rest().bind(vm, &TO_BYTES)?;
    if let Some(order) = order.filter(|order| !order.is_none()) {
        let Some(letter) = order.as_str() else {
            let name = vm.type_name(&order);
            let message = format!("tobytes() argument 'order' must be str or None, not {name}");
            return Err(vm.raise_type_error(message));
        };
        if !matches!(letter, "C" | "F" | "A") {
            return Err(vm.raise_value_error("order must be 'C', 'F' or 'A'"));
        }
        if letter == "F" && matches!(this.dimensions.0, Dimensions::Many(_)) {
            return Ok(in_fortran_order(vm, &this));
        }
    }
    let bytes = this.bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
    Ok(vm.new_bytes(&bytes))
}

fn in_fortran_order(vm: &mut Vm, this: &Ref<MemoryView>) -> Value {
    let (shape, all) = (this.shape.get(), this.bytes().map(|bytes| bytes.to_vec()).unwrap_or_default());
    let size = shape.format.size;
    let mut bytes = Vec::with_capacity(all.len());
    for index in this.dimensions.0.fortran_order(&shape) {
        bytes.extend_from_slice(&all[index * size..(index + 1) * size]);
    }
    vm.new_bytes(&bytes)
}

fn tolist(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (this, _) = open(vm, &args[0])?;
    let shape = this.shape.get();
    if !shape.format.is_known() {
        return Err(shape.format.raise_unknown(vm));
    }
    let mut items = Vec::with_capacity(shape.items());
    for index in 0..shape.items() {
        items.push(this.item(vm, index)?);
    }
    if matches!(this.dimensions.0, Dimensions::None) {
        return Ok(items.swap_remove(0));
    }
    // Rows of the last dimension become lists, then rows of those.
    for &size in this.dimensions.0.sizes(shape.len)[1..].iter().rev() {
        items = items.chunks(size).map(|row| vm.new_list(row.to_vec())).collect();
    }
    Ok(vm.new_list(items))
}

fn hex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (this, _) = open(vm, &args[0])?;
    let bytes = this.bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
    let mut values = args.values().to_vec();
    values[0] = vm.new_bytes(&bytes);
    hex_of_bytes(vm, &Arguments::with_names(&values, args.names()))
}

fn toreadonly(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (this, owner) = open(vm, &args[0])?;
    let shape = Shape { readonly: true, ..this.shape.get() };
    let dimensions = this.dimensions.0.clone();
    Ok(vm.new_view_like(&this, owner, shape, dimensions))
}

/// Where an item is that equals the value, from an index on.
fn find(vm: &mut Vm, this: &Value, value: &Value, range: std::ops::Range<usize>) -> PyResult<Option<usize>> {
    let (this, _) = open(vm, this)?;
    for index in range {
        let item = this.item(vm, index)?;
        if vm.equals(&item, value)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (this, _) = open(vm, &args[0])?;
    this.dimensions.0.check_iterable(vm)?;
    let len = this.shape.get().len;
    let (mut from, mut found) = (0, 0);
    while let Some(index) = find(vm, &args[0], &args[1], from..len)? {
        (from, found) = (index + 1, found + 1);
    }
    Ok(Value::from_small(found))
}

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (this, _) = open(vm, &args[0])?;
    match this.dimensions.0 {
        Dimensions::None => return Err(vm.raise_type_error("invalid lookup on 0-dim memory")),
        Dimensions::One => {}
        Dimensions::Many(_) => {
            let message = "multi-dimensional lookup is not implemented";
            return Err(vm.raise(ExceptionKind::NotImplementedError, message));
        }
    }
    let len = this.shape.get().len;
    let mut bounds = [0, len];
    for (bound, argument) in bounds.iter_mut().zip(args.iter().skip(2)) {
        let at = vm.index_clamped(argument)?;
        let at = if at < 0 { at.saturating_add(len as i64).max(0) } else { at };
        *bound = usize::try_from(at).unwrap_or(usize::MAX).min(len);
    }
    match find(vm, &args[0], &args[1], bounds[0]..bounds[1])? {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(vm.raise_value_error("memoryview.index(x): x not found")),
    }
}

fn cast(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    const CAST: Parameters<2> =
        Parameters { function: "cast", names: ["format", "shape"], required: 1, positional: 2 };
    let [text, sizes] = args.rest().bind(vm, &CAST)?;
    let text = text.unwrap_or(Value::NONE);
    let text = vm.expect_text(&text, "cast() argument 'format'")?.to_owned();
    let (this, owner) = open(vm, &args[0])?;
    let old = this.shape.get();
    if !old.is_contiguous() {
        return Err(vm.raise_type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let is_flat = matches!(this.dimensions.0, Dimensions::One);
    if (sizes.is_some() || !is_flat) && old.items() == 0 {
        let message = "memoryview: cannot cast view with zeros in shape or strides";
        return Err(vm.raise_type_error(message));
    }
    let sizes = match sizes {
        Some(sizes) => Some(checked_sizes(vm, &sizes, is_flat)?),
        None => None,
    };
    let Some(format) = format::find(&text) else {
        return Err(vm.raise_value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    if !old.format.is_byte() && !format.is_byte() {
        return Err(vm.raise_type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = old.items() * old.format.size;
    if !bytes.is_multiple_of(format.size) {
        return Err(vm.raise_type_error("memoryview: length is not a multiple of itemsize"));
    }
    let items = bytes / format.size;
    let (len, dimensions) = match sizes {
        Some(sizes) => dimensions::of_sizes(vm, &sizes, items)?,
        None => (items, Dimensions::One),
    };
    let block = items.checked_div(len).unwrap_or(1);
    let shape = Shape {
        len,
        block,
        stride: (block * format.size) as isize,
        format,
        marked: text.starts_with('@'),
        ..old
    };
    Ok(vm.new_view_like(&this, owner, shape, dimensions))
}

/// The sizes that a program wants, as far as their number is concerned.
fn checked_sizes(vm: &mut Vm, sizes: &Value, is_flat: bool) -> PyResult<Vec<Value>> {
    if sizes.as_list().is_none() && sizes.as_tuple().is_none() {
        return Err(vm.raise_type_error("shape must be a list or a tuple"));
    }
    let sizes = vm.collect(sizes)?;
    if sizes.len() > 64 {
        return Err(vm.raise_value_error("memoryview: number of dimensions must not exceed 64"));
    }
    if !is_flat && sizes.len() != 1 {
        return Err(vm.raise_type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    Ok(sizes)
}
