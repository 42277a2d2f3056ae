//! `exit` and `quit`: what they are called for is what they do, and what they show says how.

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `exit` or `quit`.
    pub struct Quitter(|type_id| type_id == id::QUITTER) "quitter" {
        name: Plain<&'static str>,
    }
}

const CALL: Parameters<1> =
    Parameters { function: "Quitter.__call__", names: ["code"], required: 0, positional: 1 };

/// Defines the type.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::QUITTER, Quitter::LAYOUT);
    let slots = Slots { repr: Some(repr), call: Some(call), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::QUITTER, slots));
}

/// A new one.
pub(super) fn new(vm: &mut Vm, name: &'static str) -> Value {
    Quitter::allocate(&mut vm.heap, id::QUITTER, Plain(name)).into_value()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = this.downcast::<Quitter>().map_or("exit", |quitter| quitter.name.0);
    Ok(vm.new_str(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
}

fn call(vm: &mut Vm, _this: &Value, args: &Arguments<'_>) -> PyResult {
    let [code] = args.bind(vm, &CALL)?;
    let class = vm.class_of_type(ExceptionKind::SystemExit.type_id()).into_value();
    let exception = vm.call(&class, &[code.unwrap_or(Value::NONE)])?;
    Err(vm.raise_value(exception))
}
