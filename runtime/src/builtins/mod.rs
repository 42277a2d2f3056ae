//! The module `builtins`: functions, types, exceptions and constants.
//!
//! - `objects`: what asks about one object or changes its attributes
//! - `numbers`: `abs`, `pow`, `round`, `hex` and their like
//! - `iterate`, `reduce`: `iter`, `next`, `sorted`; what turns an iterable into one value
//! - `print`: `print`, `input`, `format`
//! - `namespaces`: `globals`, `locals`, `vars`, `dir`
//! - `classes`: `__build_class__`
//! - `evaluate`: `compile`, `exec`, `eval`
//! - `quitter`: `exit`, `quit`

mod classes;
mod evaluate;
mod iterate;
mod namespaces;
mod numbers;
mod objects;
mod print;
pub(crate) mod quitter;
pub(crate) mod reduce;

use crate::dict::Dict;
use crate::exceptions::ExceptionKind;
use crate::native::{Arity, NativeDef, function};
use crate::object::TypeId;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// The functions.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("__build_class__", classes::build_class, Arity::Any),
    function("__import__", crate::import::import_function, Arity::Any),
    function("abs", numbers::abs, Arity::One).doc("Return the absolute value of the argument."),
    function("aiter", iterate::aiter, Arity::One)
        .doc("Return an AsyncIterator for an AsyncIterable object."),
    function("all", reduce::all, Arity::One)
        .doc("Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."),
    function("anext", iterate::anext, Arity::Between(1, 2)).doc(
        "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
    ),
    function("any", reduce::any, Arity::One)
        .doc("Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."),
    function("ascii", objects::ascii, Arity::One),
    function("bin", numbers::bin, Arity::One),
    function("callable", objects::callable, Arity::One),
    function("chr", numbers::chr, Arity::One),
    function("compile", evaluate::compile, Arity::Any),
    function("delattr", objects::delattr, Arity::Exactly(2)),
    function("dir", namespaces::dir, Arity::Between(0, 1)),
    function("divmod", numbers::divmod, Arity::Exactly(2)),
    function("eval", evaluate::eval, Arity::Any),
    function("exec", evaluate::exec, Arity::Any),
    function("format", print::format, Arity::Between(1, 2)),
    function("getattr", objects::getattr, Arity::Between(2, 3)),
    function("globals", namespaces::globals, Arity::Zero),
    function("hasattr", objects::hasattr, Arity::Exactly(2)),
    function("hash", objects::hash, Arity::One),
    function("hex", numbers::hex, Arity::One),
    function("id", objects::id, Arity::One),
    function("input", print::input, Arity::Between(0, 1)),
    function("isinstance", objects::isinstance, Arity::Exactly(2)),
    function("issubclass", objects::issubclass, Arity::Exactly(2)),
    function("iter", iterate::iter, Arity::Between(1, 2)),
    function("len", objects::len, Arity::One).doc("Return the number of items in a container."),
    function("locals", namespaces::locals, Arity::Zero),
    function("max", reduce::max, Arity::Any),
    function("min", reduce::min, Arity::Any),
    function("next", iterate::next, Arity::Between(1, 2)),
    function("oct", numbers::oct, Arity::One),
    function("open", crate::file::open::open, Arity::Any),
    function("ord", numbers::ord, Arity::One),
    function("pow", numbers::pow, Arity::Any),
    function("print", print::print, Arity::Any),
    function("repr", objects::repr, Arity::One),
    function("round", numbers::round, Arity::Any),
    function("setattr", objects::setattr, Arity::Exactly(3)),
    function("sorted", iterate::sorted, Arity::Any),
    function("sum", reduce::sum, Arity::Any),
    function("vars", namespaces::vars, Arity::Between(0, 1)),
];

/// The types that the module names.
const TYPES: &[TypeId] = &[
    id::BOOL,
    id::BYTES,
    id::BYTEARRAY,
    id::MEMORY_VIEW,
    id::CLASS_METHOD,
    id::COMPLEX,
    id::DICT,
    id::ENUMERATE,
    id::FILTER,
    id::FLOAT,
    id::FROZENSET,
    id::INT,
    id::LIST,
    id::MAP,
    id::OBJECT,
    id::PROPERTY,
    id::RANGE,
    id::REVERSED,
    id::SET,
    id::SLICE,
    id::STATIC_METHOD,
    id::STR,
    id::SUPER,
    id::TUPLE,
    id::TYPE,
    id::ZIP,
];

impl Vm {
    /// Makes the module and registers it.
    pub(crate) fn install_builtins(&mut self) {
        let doc = "Built-in functions, types, exceptions, and other objects.\n\n\
                   This module provides direct access to all 'built-in'\n\
                   identifiers of Python; for example, builtins.len is\n\
                   the full name for the built-in function len().";
        let module = self.new_module("builtins", doc);
        let dict = crate::modules::module_dict(&module);
        self.add_functions(&dict, FUNCTIONS, "builtins");
        for &type_id in TYPES {
            self.add_class(&dict, type_id);
        }
        for &kind in ExceptionKind::ALL {
            self.add_class(&dict, kind.type_id());
        }
        let os_error = self.types.get(ExceptionKind::OSError.type_id()).value().clone();
        self.set_global(&dict, "EnvironmentError", os_error.clone());
        self.set_global(&dict, "IOError", os_error);
        for name in ["exit", "quit"] {
            let quitter = quitter::new(self, name);
            self.set_global(&dict, name, quitter);
        }
        self.set_global(&dict, "None", Value::NONE);
        self.set_global(&dict, "True", Value::TRUE);
        self.set_global(&dict, "False", Value::FALSE);
        self.set_global(&dict, "__debug__", Value::TRUE);
        let (ellipsis, not_implemented) = (self.ellipsis(), self.not_implemented());
        self.set_global(&dict, "Ellipsis", ellipsis);
        self.set_global(&dict, "NotImplemented", not_implemented);
        self.builtins = dict.into_value();
        self.add_module("builtins", &module);
    }

    fn add_class(&mut self, dict: &Dict, type_id: TypeId) {
        let class = self.types.get(type_id).clone();
        if let Some(name) = class.name.get() {
            dict.set_name(&name, class.into_value());
        }
    }
}
