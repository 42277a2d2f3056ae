//! `_operator`: the operators as functions; `operator` in Python adds their other names.

mod getters;
mod sequences;

pub(super) use getters::define;

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::slots::UnaryOp;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_operator",
    doc: "Operator interface.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        for type_id in [id::ITEM_GETTER, id::ATTR_GETTER, id::METHOD_CALLER] {
            let class = vm.class_of_type(type_id);
            vm.set_global(dict, &class.name_text(), class.value().clone());
        }
        Ok(())
    },
};

macro_rules! binary_functions {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            vm.binary_op(BinaryOp::$op, &args[0], &args[1])
        }
    )*};
}
binary_functions! {
    add Add; and And; floordiv FloorDivide; lshift Lshift; matmul MatrixMultiply; mul Multiply; or Or;
    pow Power; rem Remainder; rshift Rshift; sub Subtract; truediv TrueDivide; xor Xor;
    iadd InplaceAdd; iand InplaceAnd; ifloordiv InplaceFloorDivide; ilshift InplaceLshift;
    imatmul InplaceMatrixMultiply; imul InplaceMultiply; ior InplaceOr; ipow InplacePower;
    irem InplaceRemainder; irshift InplaceRshift; isub InplaceSubtract; itruediv InplaceTrueDivide;
    ixor InplaceXor;
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            vm.compare(CompareOp::$op, &args[0], &args[1])
        }
    )*};
}
comparisons! { lt Lt; le Le; eq Eq; ne Ne; gt Gt; ge Ge; }

macro_rules! unary_functions {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            vm.unary_op(UnaryOp::$op, &args[0])
        }
    )*};
}
unary_functions! { neg Negative; pos Positive; invert Invert; abs Absolute; }

const FUNCTIONS: &[NativeDef] = &[
    function("abs", abs, Arity::One),
    function("add", add, Arity::Exactly(2)),
    function("and_", and, Arity::Exactly(2)),
    function("call", call, Arity::Any),
    function("concat", sequences::concat, Arity::Exactly(2)),
    function("contains", contains, Arity::Exactly(2)),
    function("countOf", sequences::count_of, Arity::Exactly(2)),
    function("delitem", delitem, Arity::Exactly(2)),
    function("eq", eq, Arity::Exactly(2)),
    function("floordiv", floordiv, Arity::Exactly(2)),
    function("ge", ge, Arity::Exactly(2)),
    function("getitem", getitem, Arity::Exactly(2)),
    function("gt", gt, Arity::Exactly(2)),
    function("iadd", iadd, Arity::Exactly(2)),
    function("iand", iand, Arity::Exactly(2)),
    function("iconcat", sequences::iconcat, Arity::Exactly(2)),
    function("ifloordiv", ifloordiv, Arity::Exactly(2)),
    function("ilshift", ilshift, Arity::Exactly(2)),
    function("imatmul", imatmul, Arity::Exactly(2)),
    function("imod", irem, Arity::Exactly(2)),
    function("imul", imul, Arity::Exactly(2)),
    function("index", |vm, args| vm.index(&args[0]), Arity::One),
    function("indexOf", sequences::index_of, Arity::Exactly(2)),
    function("inv", invert, Arity::One),
    function("invert", invert, Arity::One),
    function("ior", ior, Arity::Exactly(2)),
    function("ipow", ipow, Arity::Exactly(2)),
    function("irshift", irshift, Arity::Exactly(2)),
    function("is_", |_, args| Ok(Value::from_bool(args[0].is(&args[1]))), Arity::Exactly(2)),
    function("is_none", |_, args| Ok(Value::from_bool(args[0].is_none())), Arity::One),
    function("is_not", |_, args| Ok(Value::from_bool(!args[0].is(&args[1]))), Arity::Exactly(2)),
    function("is_not_none", |_, args| Ok(Value::from_bool(!args[0].is_none())), Arity::One),
    function("isub", isub, Arity::Exactly(2)),
    function("itruediv", itruediv, Arity::Exactly(2)),
    function("ixor", ixor, Arity::Exactly(2)),
    function("le", le, Arity::Exactly(2)),
    function("length_hint", sequences::length_hint, Arity::Between(1, 2)),
    function("lshift", lshift, Arity::Exactly(2)),
    function("lt", lt, Arity::Exactly(2)),
    function("matmul", matmul, Arity::Exactly(2)),
    function("mod", rem, Arity::Exactly(2)),
    function("mul", mul, Arity::Exactly(2)),
    function("ne", ne, Arity::Exactly(2)),
    function("neg", neg, Arity::One),
    function("not_", |vm, args| Ok(Value::from_bool(!vm.truth(&args[0])?)), Arity::One),
    function("or_", or, Arity::Exactly(2)),
    function("pos", pos, Arity::One),
    function("pow", pow, Arity::Exactly(2)),
    function("rshift", rshift, Arity::Exactly(2)),
    function("setitem", setitem, Arity::Exactly(3)),
    function("sub", sub, Arity::Exactly(2)),
    function("truediv", truediv, Arity::Exactly(2)),
    function("truth", |vm, args| Ok(Value::from_bool(vm.truth(&args[0])?)), Arity::One),
    function("xor", xor, Arity::Exactly(2)),
];

/// `call(obj, /, *args, **kwargs)`
fn call(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    args.between(vm, "call", 1, usize::MAX)?;
    vm.call_args(&args[0], &args.rest())
}

fn contains(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.contains(&args[0], &args[1])?))
}

fn getitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.get_item(&args[0], &args[1])
}

fn setitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.set_item(&args[0], &args[1], &args[2])?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.delete_item(&args[0], &args[1])?;
    Ok(Value::NONE)
}
