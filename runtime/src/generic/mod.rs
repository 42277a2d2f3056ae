//! Types with parameters, `list[int]`, and unions of types, `int | str`.
//!
//! - `alias`: `types.GenericAlias`
//! - `union`: `types.UnionType`
//! - `parameters`: the type variables of both, and how arguments take their place

mod alias;
mod parameters;
mod union;

pub(crate) use union::binary as union_of;

use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, class_method};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `T.__class_getitem__(arguments)` of built-in types with parameters.
pub(crate) fn class_getitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_generic_alias(args[0].clone(), &args[1]))
}

const METHODS: &[NativeDef] = &[class_method("__class_getitem__", class_getitem, Arity::One)];

/// The types that take parameters, beside those that say so themselves.
const GENERIC: &[crate::object::TypeId] = &[
    id::LIST,
    id::DICT,
    id::TUPLE,
    id::SET,
    id::FROZENSET,
    id::ENUMERATE,
    id::REVERSED,
    id::GENERATOR,
    id::COROUTINE,
    id::ASYNC_GENERATOR,
    id::MAPPING_PROXY,
    id::WEAKREF,
];

impl Vm {
    /// How a type is shown among the arguments of another.
    fn show_type_argument(&mut self, argument: &Value) -> PyResult<String> {
        if argument.is(&self.ellipsis()) {
            return Ok("...".to_owned());
        }
        if argument.is(self.types.get(id::NONE).value()) {
            return Ok("None".to_owned());
        }
        for name in ["__origin__", "__args__"] {
            let name = self.intern(name);
            if self.find_attr(argument, &name)?.is_none() {
                let (qualname, module) = (self.names.__qualname__.clone(), self.names.__module__.clone());
                let Some(qualname) = self.find_attr(argument, &qualname)? else { break };
                let Some(module) = self.find_attr(argument, &module)?.filter(|module| !module.is_none())
                else {
                    break;
                };
                let (qualname, module) = (self.str_string(&qualname)?, self.str_string(&module)?);
                return Ok(if module == "builtins" { qualname } else { format!("{module}.{qualname}") });
            }
        }
        self.repr_string(argument)
    }
}

/// Fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    alias::define(vm);
    union::define(vm);
    for &type_id in GENERIC {
        vm.add_methods(type_id, METHODS);
    }
}
