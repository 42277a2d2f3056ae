//! `types`: names of the built-in types that `builtins` does not show.

use genjit_bytecode::CodeFlags;

use crate::error::PyResult;
use crate::function::Function;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::object::TypeId;
use crate::types::id;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_types",
    doc: "Define names for built-in types that aren't directly accessible as a builtin.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        vm.add_types(dict, TYPES);
        Ok(())
    },
};

const TYPES: &[(&str, TypeId)] = &[
    ("AsyncGeneratorType", id::ASYNC_GENERATOR),
    ("BuiltinFunctionType", id::BUILTIN),
    ("BuiltinMethodType", id::BUILTIN),
    ("CellType", id::CELL),
    ("ClassMethodDescriptorType", id::CLASS_METHOD_DESCRIPTOR),
    ("CodeType", id::CODE),
    ("CoroutineType", id::COROUTINE),
    ("EllipsisType", id::ELLIPSIS),
    ("FrameType", id::FRAME),
    ("FunctionType", id::FUNCTION),
    ("GeneratorType", id::GENERATOR),
    ("GenericAlias", id::GENERIC_ALIAS),
    ("GetSetDescriptorType", id::GETSET_DESCRIPTOR),
    ("LambdaType", id::FUNCTION),
    ("MappingProxyType", id::MAPPING_PROXY),
    ("MemberDescriptorType", id::MEMBER_DESCRIPTOR),
    ("MethodDescriptorType", id::METHOD_DESCRIPTOR),
    ("MethodType", id::METHOD),
    ("MethodWrapperType", id::METHOD_WRAPPER),
    ("ModuleType", id::MODULE),
    ("NoneType", id::NONE),
    ("NotImplementedType", id::NOT_IMPLEMENTED),
    ("TracebackType", id::TRACEBACK),
    ("UnionType", id::UNION),
    ("WrapperDescriptorType", id::WRAPPER_DESCRIPTOR),
];

const FUNCTIONS: &[NativeDef] = &[function("_mark_coroutine", coroutine, Arity::One)];

/// `_mark_coroutine(generator function)`: the same function, its generators awaitable.
fn coroutine(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(target) = args[0].downcast::<Function>().cloned() else {
        return Err(vm.raise_type_error("types.coroutine() expects a callable"));
    };
    let code = target.code().source();
    if code.flags.contains(CodeFlags::GENERATOR) && !code.flags.contains(CodeFlags::ITERABLE_COROUTINE) {
        let mut marked = (**code).clone();
        marked.flags |= CodeFlags::ITERABLE_COROUTINE;
        let marked = vm.new_code(&std::sync::Arc::new(marked));
        vm.set_function_code(&target, marked);
    }
    Ok(args[0].clone())
}
