//! `weakref.proxy(object)`: stands for an object that it does not keep alive.

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::Arguments;
use crate::slots::{Slots, UnaryOp};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use crate::weakref;

/// The object that a value is, or that it stands for.
fn alive(vm: &mut Vm, value: &Value) -> PyResult {
    if value.type_id() != id::WEAK_PROXY {
        return Ok(value.clone());
    }
    weakref::target(value)
        .ok_or_else(|| vm.raise(ExceptionKind::ReferenceError, "weakly-referenced object no longer exists"))
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let address = this.raw().pointer() as usize;
    let text = match weakref::target(this) {
        Some(object) => {
            let (class, at) = (vm.type_name(&object), crate::ops::address(&object));
            format!("<weakproxy at {address:#x}; to '{class}' at {at:#x}>")
        }
        None => format!("<weakproxy at {address:#x}; dead>"),
    };
    Ok(vm.new_str(&text))
}

fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    let object = alive(vm, this)?;
    vm.call_args(&object, args)
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let object = alive(vm, this)?;
    if !vm.is_iterator(&object) {
        let name = vm.type_name(&object);
        return Err(vm.raise_type_error(format!("Weakref proxy referenced a non-iterator '{name}' object")));
    }
    vm.next(&object)
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (alive(vm, a)?, alive(vm, b)?);
    vm.compare(op, &a, &b)
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let object = alive(vm, this)?;
    match value {
        Some(value) => vm.set_item(&object, key, value),
        None => vm.delete_item(&object, key),
    }
}

fn set_attr(vm: &mut Vm, this: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let object = alive(vm, this)?;
    match value {
        Some(value) => vm.set_attr(&object, name, value),
        None => vm.delete_attr(&object, name),
    }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (alive(vm, a)?, alive(vm, b)?);
    vm.try_binary(op, &a, &b)
}

/// The result is what the object gives, not the proxy.
fn in_place(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (alive(vm, a)?, alive(vm, b)?);
    vm.binary_op(op.in_place(), &a, &b)
}

fn unary(vm: &mut Vm, op: UnaryOp, this: &Value) -> PyResult {
    let object = alive(vm, this)?;
    vm.unary_op(op, &object)
}

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::And,
    BinaryOp::FloorDivide,
    BinaryOp::Lshift,
    BinaryOp::MatrixMultiply,
    BinaryOp::Multiply,
    BinaryOp::Remainder,
    BinaryOp::Or,
    BinaryOp::Power,
    BinaryOp::Rshift,
    BinaryOp::Subtract,
    BinaryOp::TrueDivide,
    BinaryOp::Xor,
];

/// Fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    let slots = Slots {
        repr: Some(repr),
        str: Some(|vm, this| {
            let object = alive(vm, this)?;
            vm.str(&object)
        }),
        unhashable: true,
        call: Some(call),
        iter: Some(|vm, this| {
            let object = alive(vm, this)?;
            vm.iter(&object)
        }),
        next: Some(next),
        len: Some(|vm, this| {
            let object = alive(vm, this)?;
            vm.len(&object)
        }),
        truth: Some(|vm, this| {
            let object = alive(vm, this)?;
            vm.truth(&object)
        }),
        compare: Some(compare),
        contains: Some(|vm, this, item| {
            let object = alive(vm, this)?;
            vm.contains(&object, item)
        }),
        get_item: Some(|vm, this, key| {
            let object = alive(vm, this)?;
            vm.get_item(&object, key)
        }),
        set_item: Some(set_item),
        binary: Some(binary),
        binary_ops: OPERATORS,
        in_place: Some(in_place),
        in_place_ops: OPERATORS,
        unary: Some(unary),
        get_attr: Some(|vm, this, name| {
            let object = alive(vm, this)?;
            vm.get_attr(&object, name)
        }),
        set_attr: Some(set_attr),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::WEAK_PROXY, slots).module("weakref"));
}
