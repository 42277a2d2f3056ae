//! The modules written in Rust, and module objects.
//!
//! A module is a row of [`NATIVE_MODULES`]: its functions in a table and a function that adds the rest. It is
//! made when it is first imported; `sys` and `builtins` are there from the start.

mod abc;
mod array;
mod bisect;
mod cmath;
mod cmath_values;
mod collections;
mod contextvars;
mod functools;
pub(crate) mod gc;
mod heapq;
mod inspect;
mod io;
mod itertools;
mod json;
mod math;
mod math_ints;
mod math_special;
pub(crate) mod object;
mod opcodes;
mod operator;
mod posix;
mod posix_files;
mod random;
mod re;
mod structs;
pub(crate) mod sys;
mod sys_async;
pub(crate) mod sys_info;
mod time;
mod traceback;
mod tuple_getter;
mod types;
mod weakref;

pub use array::Array;
pub use object::Module;
pub(crate) use structs::codec::{float_of_half, half_of};

use crate::dict::Dict;
use crate::error::PyResult;
use crate::native::NativeDef;
use crate::object::{Ref, TypeId};
use crate::value::Value;
use crate::vm::Vm;

/// A module written in Rust.
pub(crate) struct NativeModule {
    /// `__name__`
    pub name: &'static str,
    /// `__doc__`
    pub doc: &'static str,
    /// Its functions.
    pub functions: &'static [NativeDef],
    /// Adds what is no function.
    pub fill: fn(&mut Vm, &Ref<Dict>) -> PyResult<()>,
}

/// Every module written in Rust but `builtins`.
pub(crate) const NATIVE_MODULES: &[&NativeModule] = &[
    &sys::MODULE,
    &time::MODULE,
    &math::MODULE,
    &cmath::MODULE,
    &array::MODULE,
    &gc::MODULE,
    &inspect::MODULE,
    &io::MODULE,
    &posix::MODULE,
    &traceback::MODULE,
    &types::MODULE,
    &abc::MODULE,
    &collections::MODULE,
    &weakref::MODULE,
    &opcodes::MODULE,
    &opcodes::METADATA,
    &itertools::MODULE,
    &operator::MODULE,
    &functools::MODULE,
    &structs::MODULE,
    &random::MODULE,
    &heapq::MODULE,
    &bisect::MODULE,
    &contextvars::MODULE,
    &json::MODULE,
    &re::MODULE,
];

/// The modules that no file hides, because CPython has them in its binary.
pub(crate) const BUILT_IN: &[&str] = &["_io", "builtins", "gc", "itertools", "posix", "sys", "time"];

impl Vm {
    /// The module written in Rust that has this name, made now.
    pub(crate) fn new_native_module(&mut self, name: &str) -> PyResult<Option<Value>> {
        let Some(module) = NATIVE_MODULES.iter().find(|module| module.name == name) else { return Ok(None) };
        let value = self.new_module(module.name, module.doc);
        let dict = module_dict(&value);
        self.add_functions(&dict, module.functions, module.name);
        (module.fill)(self, &dict)?;
        Ok(Some(value))
    }

    /// Adds functions to the dict of a module.
    pub(crate) fn add_functions(&mut self, dict: &Ref<Dict>, functions: &'static [NativeDef], module: &str) {
        let module = self.intern(module);
        for definition in functions {
            let function = self.new_native_function(definition, Some(module.clone()));
            let name = self.intern(definition.name);
            dict.set_name(&name, function);
        }
    }

    /// Sets built-in classes in the dict of a module.
    pub(crate) fn add_types(&mut self, dict: &Ref<Dict>, types: &[(&str, TypeId)]) {
        for &(name, type_id) in types {
            let class = self.class_of_type(type_id).into_value();
            self.set_global(dict, name, class);
        }
    }

    /// Sets a name in the dict of a module.
    pub(crate) fn set_global(&mut self, dict: &Ref<Dict>, name: &str, value: Value) {
        let name = self.intern(name);
        dict.set_name(&name, value);
    }
}

/// Fills the classes of modules and of what modules bring in.
pub(crate) fn define_types(vm: &mut Vm) {
    object::define(vm);
    array::define(vm);
    abc::define(vm);
    tuple_getter::define(vm);
    sys::define(vm);
    itertools::define(vm);
    operator::define(vm);
    functools::define(vm);
    structs::define(vm);
    random::define(vm);
    contextvars::define(vm);
    re::define(vm);
}

/// The namespace of a module.
///
/// # Panics
/// If the value is no module.
pub(crate) fn module_dict(module: &Value) -> Ref<Dict> {
    module.downcast::<Module>().expect("a module").dict().clone()
}
