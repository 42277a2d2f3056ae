//! The module `builtins`: functions here, types and exceptions from their tables.
//!
//! - `attributes`: `getattr`, `dir`, `vars` and their like
//! - `numbers`: `abs`, `divmod`, `hex`, `round` and their like
//! - `iteration`: `iter`, `next`, `sorted`, `any`, `all`
//! - `reduce`: `sum`, `min`, `max`
//! - `printing`: `print`, `repr`, `input` and their like
//! - `source`: `compile`, `exec`, `eval`, `globals`, `locals`
//! - `classes`: `isinstance`, `issubclass`, `callable`

pub(crate) mod attributes;
mod classes;
mod iteration;
mod numbers;
mod printing;
mod reduce;
mod source;

use crate::dict::Dict;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::modules::module_dict;
use crate::native::{Arity, NativeDef, function};
use crate::object::{Ref, TypeId};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

const FUNCTIONS: &[NativeDef] = &[
    function("__import__", crate::import::import, Arity::Any),
    function("abs", numbers::abs, Arity::One).doc("Return the absolute value of the argument."),
    function("all", iteration::all, Arity::One)
        .doc("Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."),
    function("any", iteration::any, Arity::One)
        .doc("Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."),
    function("ascii", printing::ascii, Arity::One),
    function("bin", numbers::bin, Arity::One),
    function("callable", classes::callable, Arity::One),
    function("chr", numbers::chr, Arity::One),
    function("compile", source::compile, Arity::Any),
    function("delattr", attributes::delattr, Arity::Exactly(2)),
    function("dir", attributes::dir, Arity::Between(0, 1)),
    function("divmod", numbers::divmod, Arity::Exactly(2)),
    function("eval", source::eval, Arity::Any),
    function("exec", source::exec, Arity::Any),
    function("format", printing::format, Arity::Between(1, 2)),
    function("getattr", attributes::getattr, Arity::Between(2, 3)),
    function("globals", source::globals, Arity::Zero),
    function("hasattr", attributes::hasattr, Arity::Exactly(2)),
    function("hash", attributes::hash, Arity::One),
    function("hex", numbers::hex, Arity::One),
    function("id", attributes::id, Arity::One),
    function("input", printing::input, Arity::Between(0, 1)),
    function("isinstance", classes::isinstance, Arity::Exactly(2)),
    function("issubclass", classes::issubclass, Arity::Exactly(2)),
    function("iter", iteration::iter, Arity::Between(1, 2)),
    function("len", attributes::len, Arity::One).doc("Return the number of items in a container."),
    function("locals", source::locals, Arity::Zero),
    function("max", reduce::max, Arity::Any),
    function("min", reduce::min, Arity::Any),
    function("next", iteration::next, Arity::Between(1, 2)).doc(
        "Return the next item from the iterator.\n\nIf default is given and the iterator is exhausted,\nit is returned instead of raising StopIteration.",
    ),
    function("oct", numbers::oct, Arity::One),
    function("open", crate::text_file::open, Arity::Any),
    function("ord", numbers::ord, Arity::One),
    function("pow", numbers::pow, Arity::Any),
    function("print", printing::print, Arity::Any)
        .doc("Prints the values to a stream, or to sys.stdout by default."),
    function("repr", printing::repr, Arity::One),
    function("round", numbers::round, Arity::Any),
    function("setattr", attributes::setattr, Arity::Exactly(3)),
    function("sorted", iteration::sorted, Arity::Any),
    function("sum", reduce::sum, Arity::Any),
    function("vars", attributes::vars, Arity::Between(0, 1)),
];

const TYPES: &[(&str, TypeId)] = &[
    ("bool", id::BOOL),
    ("bytearray", id::BYTEARRAY),
    ("bytes", id::BYTES),
    ("classmethod", id::CLASS_METHOD),
    ("complex", id::COMPLEX),
    ("dict", id::DICT),
    ("enumerate", id::ENUMERATE),
    ("filter", id::FILTER),
    ("float", id::FLOAT),
    ("frozenset", id::FROZENSET),
    ("int", id::INT),
    ("list", id::LIST),
    ("map", id::MAP),
    ("object", id::OBJECT),
    ("property", id::PROPERTY),
    ("range", id::RANGE),
    ("reversed", id::REVERSED),
    ("set", id::SET),
    ("slice", id::SLICE),
    ("staticmethod", id::STATIC_METHOD),
    ("str", id::STR),
    ("super", id::SUPER),
    ("tuple", id::TUPLE),
    ("type", id::TYPE),
    ("zip", id::ZIP),
];

/// Fills the module `builtins` and makes `sys`; the types are defined already.
pub(crate) fn start(vm: &mut Vm) -> PyResult<()> {
    let module = vm.new_module("builtins", "Built-in functions, types, exceptions, and other objects.");
    let dict = module_dict(&module);
    vm.add_functions(&dict, FUNCTIONS, "builtins");
    for &(name, type_id) in TYPES {
        let class = vm.class_of_type(type_id).into_value();
        vm.set_global(&dict, name, class);
    }
    for &kind in ExceptionKind::ALL {
        let class = vm.class_of_type(kind.type_id()).into_value();
        vm.set_global(&dict, kind.name(), class);
    }
    add_constants(vm, &dict);
    vm.builtins = dict.into_value();
    vm.builtins_module = Some(module.clone());
    let (modules, key) = (vm.modules.clone(), vm.names.builtins.clone());
    vm.dict_set(&modules, &key, &module);
    let sys = vm.import_module("sys")?;
    vm.sys = Some(sys);
    Ok(())
}

fn add_constants(vm: &mut Vm, dict: &Ref<Dict>) {
    let not_implemented = vm.not_implemented();
    let ellipsis = vm.ellipsis();
    let os_error = vm.class_of_type(ExceptionKind::OSError.type_id()).into_value();
    for (name, value) in [
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("__debug__", Value::TRUE),
        ("NotImplemented", not_implemented),
        ("Ellipsis", ellipsis),
        ("EnvironmentError", os_error.clone()),
        ("IOError", os_error),
    ] {
        vm.set_global(dict, name, value);
    }
}
