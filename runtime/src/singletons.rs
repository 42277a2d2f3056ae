//! `None`, `NotImplemented`, `Ellipsis`, the empty tuple, and strings of one ASCII character.
//!
//! `None` is an immediate; the others are objects that are made once.

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object_type;
use crate::slots::Slots;
use crate::tuple::Tuple;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// An object with nothing in it but its type.
    pub struct Singleton(|type_id| matches!(type_id, id::NOT_IMPLEMENTED | id::ELLIPSIS | id::PLACEHOLDER)) "singleton" {}
}

/// The objects; `None` until they are made.
pub(crate) struct Singletons {
    pub not_implemented: Value,
    pub ellipsis: Value,
    pub empty_tuple: Value,
    /// `functools.Placeholder`
    pub placeholder: Value,
    /// The strings of one ASCII character, by their codes.
    pub ascii: Vec<Value>,
}

impl Singletons {
    pub(crate) const fn new() -> Singletons {
        Singletons {
            not_implemented: Value::NONE,
            ellipsis: Value::NONE,
            empty_tuple: Value::NONE,
            placeholder: Value::NONE,
            ascii: Vec::new(),
        }
    }
}

impl Vm {
    /// Makes the objects.
    pub(crate) fn make_singletons(&mut self) {
        for type_id in [id::NOT_IMPLEMENTED, id::ELLIPSIS, id::PLACEHOLDER] {
            self.heap.set_layout(type_id, Singleton::LAYOUT);
        }
        let not_implemented = Singleton::allocate(&mut self.heap, id::NOT_IMPLEMENTED).into_value();
        let ellipsis = Singleton::allocate(&mut self.heap, id::ELLIPSIS).into_value();
        let empty_tuple = Tuple::new(&mut self.heap, Vec::new()).into_value();
        let placeholder = Singleton::allocate(&mut self.heap, id::PLACEHOLDER).into_value();
        let ascii = (0u8..128).map(|code| self.new_str(char::from(code).encode_utf8(&mut [0; 4]))).collect();
        self.singletons = Singletons { not_implemented, ellipsis, empty_tuple, placeholder, ascii };
    }

    /// `Ellipsis`
    pub fn ellipsis(&self) -> Value {
        self.singletons.ellipsis.clone()
    }
}

/// Fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    let none = Slots {
        repr: Some(|vm, _| Ok(vm.intern("None"))),
        truth: Some(|_, _| Ok(false)),
        new: Some(|vm, _, args| only(vm, args, "NoneType", Value::NONE)),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::NONE, none).doc("The type of the None singleton."));
    let not_implemented = Slots {
        repr: Some(|vm, _| Ok(vm.intern("NotImplemented"))),
        truth: Some(|vm, _| {
            Err(vm.raise_type_error("NotImplemented should not be used in a boolean context"))
        }),
        new: Some(|vm, _, args| {
            let value = vm.not_implemented();
            only(vm, args, "NotImplementedType", value)
        }),
        ..Slots::NONE
    };
    vm.define_type(
        &BuiltinType::new(id::NOT_IMPLEMENTED, not_implemented)
            .methods(METHODS)
            .doc("The type of the NotImplemented singleton."),
    );
    let ellipsis = Slots {
        repr: Some(|vm, _| Ok(vm.intern("Ellipsis"))),
        new: Some(|vm, _, args| {
            let value = vm.ellipsis();
            only(vm, args, "EllipsisType", value)
        }),
        ..Slots::NONE
    };
    vm.define_type(
        &BuiltinType::new(id::ELLIPSIS, ellipsis).methods(METHODS).doc("The type of the Ellipsis singleton."),
    );
}

/// They are found by name.
const METHODS: &[NativeDef] = &[method("__reduce__", |vm, args| vm.repr(&args[0]), Arity::Zero)];

/// The one object of a type, which takes no arguments.
fn only(vm: &mut Vm, args: &Arguments<'_>, name: &str, value: Value) -> PyResult {
    if args.values().is_empty() {
        return Ok(value);
    }
    Err(vm.raise_type_error(format!("{name} takes no arguments")))
}
